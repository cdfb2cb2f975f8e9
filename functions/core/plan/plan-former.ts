import { isFormerPath } from '../article/former-addresses.ts';
import type { PublishedFile } from '../files/published-file.ts';
import { setContest } from '../index/changed-record.ts';
import { formerAt } from '../index/claims/former-at.ts';
import type { DeltaRecord } from '../index/index-record.ts';
import type { NextState } from '../index/next-state.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import { formerPage } from '../views/former-page.ts';
import { type FilePlan, filePaths } from './file-plan.ts';
import type { ArticleFilePlan } from './plan-article-files.ts';
import type { BeforeAndAfter } from './plan-page-media.ts';
import { settleFormer } from './settle-former.ts';

/** Inputs of the plan of pages at former addresses. */
export interface FormerRequest {
  readonly site: Site;
  readonly nextState: NextState;
  /** Keys of objects that changed, or whose files may be stale. */
  readonly keys: ReadonlySet<string>;
  /** Paths that may be stale. */
  readonly forcedPaths: ReadonlySet<string>;
  /** Plan of feeds and pages, which take precedence. */
  readonly files: FilePlan;
  readonly articles: ArticleFilePlan;
  /** Paths of feeds, lists and sitemaps as they were. */
  readonly pathsBefore: ReadonlySet<string>;
}

/** The page of a former address, and the key of the claim that owns it. */
export interface FormerPage {
  readonly claim: string;
  readonly file: PublishedFile;
}

/** Plan of pages at former addresses. */
export interface FormerPlan {
  /** To be written, by path. */
  readonly pages: ReadonlyMap<string, FormerPage>;
  /** Paths that are to be empty. */
  readonly removals: readonly string[];
  /** Paths that belong to former addresses, whoever had them before. */
  readonly owned: ReadonlySet<string>;
  /** Articles of which there is something else to report. */
  readonly reported: ReadonlySet<string>;
}

/** Plans the pages of former addresses that depend on something that changed: an article, or what else lies there. */
export function planFormer(request: FormerRequest, { before, after }: BeforeAndAfter): FormerPlan {
  const { nextState, site, forcedPaths } = request;
  const pages = new Map<string, FormerPage>();
  const removals: string[] = [];
  const owned = new Set<string>();
  const reported = new Set<string>();
  const taken = filePaths(request.files);
  for (const path of touchedPaths(request, taken, { before, after })) {
    const { owner, claims, isTaken, problems } = settleFormer(path, after, taken);
    for (const [name, claim] of claims) {
      if (name !== owner?.[0] && claim.version !== null) nextState.delta.set(name, { ...claim, version: null });
      const record = after.record(claim.key);
      if (record && reportFormer(nextState, [claim.key, record], path, problems.get(claim.key)))
        reported.add(claim.key);
    }
    if (owner) {
      const [name, claim] = owner;
      owned.add(path);
      if (claim.version !== null && !forcedPaths.has(path)) continue;
      nextState.delta.set(name, { ...claim, version: null });
      pages.set(path, { claim: name, file: formerPage(claim, site) });
    } else if (!isTaken && (forcedPaths.has(path) || formerAt(before, path).length > 0)) removals.push(path);
  }
  return { pages, removals, owned, reported };
}

/** Takes note of what is to be reported to an article of one of its former addresses; returns whether that is new. */
export function reportFormer(
  nextState: NextState,
  [key, record]: readonly [string, DeltaRecord],
  path: string,
  problem: Problem | undefined,
): boolean {
  const { former = {}, ...contest } = record.contest ?? {};
  const { [path]: _, ...others } = former;
  const next = Object.entries({ ...others, ...(problem && { [path]: problem }) }).sort(([a], [b]) => (a < b ? -1 : 1));
  return setContest(nextState.delta, key, record, {
    ...contest,
    ...(next.length > 0 && { former: Object.fromEntries(next) }),
  });
}

function touchedPaths(
  { keys, forcedPaths, articles, pathsBefore }: FormerRequest,
  taken: ReadonlySet<string>,
  { before, after }: BeforeAndAfter,
): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const key of keys)
    for (const index of [before, after]) {
      const record = index.record(key);
      if (record && record.status !== 'media') for (const path of record.former ?? []) paths.add(path);
    }
  const others = [
    ...[...taken].filter(path => !pathsBefore.has(path)),
    ...[...pathsBefore].filter(path => !taken.has(path)),
    ...[...articles.pages.values()].flatMap(({ inputs }) => [...inputs.keys()]),
    ...articles.removals,
    ...forcedPaths,
  ];
  for (const path of others) if (isFormerPath(path)) paths.add(path);
  return paths;
}
