import type { Entry } from '../../feed/feed.ts';
import { addTo } from '../../groups.ts';
import type { Problem } from '../../problem.ts';
import { type BrokenRule, placeOfField, rulesBroken } from './broken-rules.ts';
import type { Profile, ProfileContext } from './profile.ts';

/** Maximum number of articles that are told one by one of the same; more are told once, with their number. */
const MAX_NAMED = 10;

/**
 * Returns what aggregators find wrong with entries, by the keys of their sources: once where several find the same, by
 * the names of all, and once for all entries where very many have it.
 */
export function entryProblems(
  profiles: readonly Profile[],
  entries: ReadonlyMap<string, Entry>,
  context: ProfileContext,
): readonly Problem[] {
  const problems = [...entries].flatMap(([path, entry]) =>
    [...findings(profiles, entry, context)].map(([, rules]) => problemOf(path, rules, context)),
  );
  const counts = new Map<string, number>();
  for (const { message } of problems) counts.set(message, (counts.get(message) ?? 0) + 1);
  return problems.map(problem => ((counts.get(problem.message) ?? 0) > MAX_NAMED ? { ...problem, files: 1 } : problem));
}

/** Returns the fields of which aggregators find something wrong with an entry. */
export function fieldsFound(profiles: readonly Profile[], entry: Entry, context: ProfileContext): ReadonlySet<string> {
  const found = [...findings(profiles, entry, context).values()].flat();
  return new Set(found.flatMap(({ field }) => field ?? []));
}

interface Finding extends BrokenRule {
  /** Name of the aggregator. */
  readonly title: string;
}

/** Returns what is found of an entry, by what is wrong. */
function findings(
  profiles: readonly Profile[],
  entry: Entry,
  context: ProfileContext,
): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const { title, reads, entries } of profiles) {
    if (reads && !reads(entry, context)) continue;
    for (const rule of rulesBroken(entries, entry, context))
      addTo(found, `${rule.severity} ${rule.message}`, { ...rule, title });
  }
  return found;
}

function problemOf(path: string, found: readonly Finding[], context: ProfileContext): Problem {
  const [first] = found as readonly [Finding, ...Finding[]];
  const { severity, message, source } = first;
  const names = found.map(({ title }) => title).join(', ');
  const others = found.length > 1 ? ', and others' : '';
  return {
    path,
    ...placeOfField(first, path, context),
    severity,
    message: `${names}: ${message} (${source}${others})`,
  };
}
