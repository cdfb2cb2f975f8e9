import { addTo } from '../groups.ts';
import type { Problem } from '../problem.ts';
import { NO_IMAGE } from './profiles/profile.ts';

/** Message of a refusal, and of the feed that leaves the article out: `MSN: the title … (source); feeds/…`. */
const VERDICT = /^([^:]+): (.+) \(.*\)(; feeds\/\S+ leaves the article out until then)$/;

/**
 * Merges what the reading of articles and the rules of aggregators tell of the same: a verdict goes into the error that
 * it is of, and a picture that is not there is not called one that nobody named.
 * @param found What is told without the rules of aggregators, verdicts included.
 * @param broken What breaks these rules.
 * @param lacking Keys of articles that name a picture that is not there.
 */
export function toldOnce(
  found: readonly Problem[],
  broken: readonly Problem[],
  lacking: ReadonlySet<string>,
): readonly Problem[] {
  const byPath = new Map<string, Problem[]>();
  for (const problem of found) if (VERDICT.test(problem.message)) addTo(byPath, problem.path, problem);
  const merged = new Set<Problem>();
  const told = broken.flatMap((problem): Problem[] => {
    if (isNoImage(problem) && lacking.has(problem.path)) return [];
    const verdicts = (byPath.get(problem.path) ?? []).filter(verdict => isOf(verdict, problem));
    for (const verdict of verdicts) merged.add(verdict);
    const tails = verdicts.map(({ message }) => VERDICT.exec(message)?.[3] ?? '');
    return [tails.length === 0 ? problem : { ...problem, message: problem.message + tails.join('') }];
  });
  return [...found.filter(problem => !merged.has(problem)), ...told];
}

function isNoImage({ severity, message }: Problem): boolean {
  return severity === 'warning' && message.includes(NO_IMAGE);
}

/** Returns whether an error of one aggregator, or of several, is that of a verdict. */
function isOf({ message }: Problem, { severity, message: broken }: Problem): boolean {
  const [, name = '', what = ''] = VERDICT.exec(message) ?? [];
  const [names = ''] = broken.split(': ', 1);
  return severity === 'error' && names.split(', ').includes(name) && broken.startsWith(`${names}: ${what} (`);
}
