import { randomUUID } from 'node:crypto';
import { readActiveSite } from '../content/active-site.ts';
import { STATE_PREFIX } from '../core/bucket-layout.ts';
import { mergeReports } from '../core/files/audit.ts';
import { compareProblems, distinctProblems, groupProblems } from '../core/problem.ts';
import { LIFETIME } from '../run/clock.ts';
import type { Outcome } from '../run/outcome.ts';
import type { PublishOptions } from '../run/publish-options.ts';
import { StateStore } from '../state/state-store.ts';
import { createPrefixedStore } from '../stores/prefixed-store.ts';
import { publish, type Work } from './publish.ts';

/**
 * Maximum duration of a run, in milliseconds. Runs consider each other dead after their lifetime. One that stops
 * earlier keeps what it has read, in case the next is interrupted.
 */
const RUN_TIME = LIFETIME - 5 * 60_000;

export interface PublishAllOptions extends Omit<PublishOptions, 'runId' | 'timeLeft'> {
  /** Monotonic clock, in milliseconds, from any start. */
  readonly clock?: () => number;
}

/**
 * Publishes in as many runs as needed, and returns their results together. Where a fleet is at work on a rebuild, it
 * does not wait for that.
 */
export async function publishAll(options: PublishAllOptions, work: Work): Promise<Outcome> {
  const { clock = () => performance.now(), ...common } = options;
  const outcomes: Outcome[] = [];
  for (let next = work; ; next = await workLeft(common, work)) {
    const end = clock() + RUN_TIME;
    const outcome = await publish({ ...common, runId: randomUUID(), timeLeft: () => end - clock() }, next);
    outcomes.push(outcome);
    if (outcome.complete || outcome.waitsForFleet || !(await isUnderWay(common))) return together(outcomes, outcome);
  }
}

/** Returns true while a run can be completed. Without a `site.yaml` none can, however often it is tried. */
async function isUnderWay({
  content,
  feeds,
  feedsUrl,
}: Pick<PublishOptions, 'content' | 'feeds' | 'feedsUrl'>): Promise<boolean> {
  const { state } = await new StateStore(createPrefixedStore(feeds, STATE_PREFIX)).load();
  const wanted = { changed: [], hasSidecars: state?.site.hasSidecars === true };
  return (await readActiveSite(content, state?.site, feedsUrl, wanted)).active !== undefined;
}

/**
 * Returns the remaining work. A rebuild continues while it has read parts. If it stopped in the sweep at its end,
 * another sweep is enough.
 */
async function workLeft({ feeds }: Pick<PublishOptions, 'feeds'>, work: Work): Promise<Work> {
  const progress = await new StateStore(createPrefixedStore(feeds, STATE_PREFIX)).progress.read();
  return work.kind === 'full' && progress ? work : { kind: 'sweep' };
}

function together(outcomes: readonly Outcome[], last: Outcome): Outcome {
  const sum = (count: (outcome: Outcome) => number): number =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0);
  const problems = outcomes.flatMap(outcome => outcome.problems);
  const audit = mergeReports(outcomes.flatMap(({ audit }) => audit ?? []));
  return {
    ...last,
    read: sum(({ read }) => read),
    published: sum(({ published }) => published),
    rejected: sum(({ rejected }) => rejected),
    written: sum(({ written }) => written),
    feedsWritten: sum(({ feedsWritten }) => feedsWritten),
    problems: groupProblems([...distinctProblems(problems)].sort(compareProblems)),
    uploaded: outcomes.flatMap(({ uploaded }) => uploaded),
    ...(audit && { audit }),
  };
}
