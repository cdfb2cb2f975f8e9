import type { FeedKey } from '../../core/feed/feed-key.ts';
import type { FeedRecord } from '../../core/index/traits/feed-record.ts';
import { spellingProblems } from '../../core/plan/spelling-problems.ts';
import type { Rebuild } from '../rebuild-context.ts';

/** Finds what feeds are called and in which language they are, and reports articles that spell a name otherwise. */
export async function settleTraits({ run, base, index, nextState }: Rebuild): Promise<void> {
  const { traits } = nextState;
  const views = async function* () {
    for (const at of base.segments.keys()) yield [at, await index.viewOf(at, nextState.delta)] as const;
  };
  // An earlier run of this rebuild counted, too.
  if (base.segments.some(({ generation }) => generation !== undefined)) {
    const records: [FeedKey, FeedRecord | undefined][] = [];
    for await (const [at, view] of views())
      for (const feed of view.countedFeeds(at)) records.push([feed, view.feedRecord(feed)]);
    traits.settleAll(records);
  } else traits.settleFirst();
  if (!traits.areSeveral) return;
  for await (const [at, view] of views())
    for (const problem of spellingProblems(view.records(at), traits)) run.report.problems.push(problem);
}
