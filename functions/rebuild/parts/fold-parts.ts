import { isSegmented } from '../../core/index/segmented/segmented-feed.ts';
import type { State } from '../../core/index/state.ts';
import type { MonthRecord } from '../../core/index/stored/months.ts';
import type { SegmentRecord } from '../../core/index/stored/segments.ts';
import { addFeedRecords, asFeedRecord, feedOfRecord } from '../../core/index/traits/feed-record.ts';
import { EMPTY_DIGEST } from '../../core/text/set-digest.ts';
import type { RunResult } from '../../run/run-result.ts';
import { withBuffered } from '../../state/content-index.ts';
import type { BufferedRecord } from '../../state/index-buffer.ts';
import { CONCURRENCY, inParallel } from '../../stores/in-parallel.ts';
import { openState } from '../begin/open-rebuild.ts';
import type { Rebuild } from '../rebuild-context.ts';
import { keepProgress } from './keep-progress.ts';
import { deleteParts, groupCount, monthsOfParts, recordsOfParts, segmentsIn } from './stored-parts.ts';

/**
 * Folds the parts that were stored into segments and months, one group of them after the other, and goes on from there.
 * `short`: time ran short; the next run folds the groups that are left. `after` is the last key that was read.
 */
export async function foldParts(rebuild: Rebuild, after: string | undefined): Promise<RunResult<'done' | 'short'>> {
  const { run, nextState, parts } = rebuild;
  const groups = groupCount(nextState.segmentCount);
  const generation = run.nextGeneration();
  let state = nextState.finishPart('full');
  for (; rebuild.folded < 2 * groups; rebuild.folded += 1) {
    if (run.isShortOfTime) {
      await keepProgress(rebuild, after, state);
      return 'short';
    }
    const { folded } = rebuild;
    state =
      folded < groups
        ? await foldSegments(rebuild, state, folded, generation)
        : await foldMonths(rebuild, state, folded - groups, generation);
  }
  rebuild.parts = [];
  rebuild.folded = 0;
  Object.assign(rebuild, openState(rebuild, state));
  // Another may go on from parts that this one noted, if it was taken for dead.
  if (await keepProgress(rebuild, after, state)) await deleteParts(run.state, parts);
  return 'done';
}

/**
 * Writes the segments of one group. What was counted of segmented feeds goes into the delta: it has segments of its own
 * once the rebuild is active.
 */
async function foldSegments({ run, parts }: Rebuild, state: State, group: number, generation: string): Promise<State> {
  const recordsOf = await recordsOfParts(run.state, parts, group);
  const segments: SegmentRecord[] = [...state.segments];
  const delta = { ...state.delta };
  await inParallel(segmentsIn(group, segments.length), CONCURRENCY, async at => {
    const own: BufferedRecord[] = [];
    for (const [key, record] of recordsOf(at)) {
      const feed = feedOfRecord(key);
      if (feed === undefined || !isSegmented(feed)) own.push([key, record]);
      else {
        const sum = addFeedRecords(asFeedRecord(delta[key]), asFeedRecord(record));
        if (sum) delta[key] = sum;
        else delete delta[key];
      }
    }
    if (own.length === 0) return;
    const known = segments[at];
    const before = known?.generation === undefined ? {} : await run.state.index.readSegment(at, known.generation);
    await run.state.index.writeSegment(at, generation, withBuffered(before, own));
    segments[at] = { digest: known?.digest ?? EMPTY_DIGEST, generation };
  });
  return { ...state, segments, delta };
}

/** Writes the months of one group. */
async function foldMonths({ run, parts }: Rebuild, state: State, group: number, generation: string): Promise<State> {
  const months: Record<string, MonthRecord> = { ...state.months };
  await inParallel(await monthsOfParts(run.state, parts, group), CONCURRENCY, async ([month, entriesOf]) => {
    const known = months[month] ?? {};
    const before =
      known.generation === undefined ? undefined : await run.state.index.readMonth(month, known.generation);
    const entries = [...(before?.entries ?? []), ...entriesOf()];
    await run.state.index.writeMonth(month, generation, { entries, files: before?.files ?? {} });
    months[month] = { ...known, generation };
  });
  return { ...state, months };
}
