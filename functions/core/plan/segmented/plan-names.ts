import type { Section } from '../../feed/feed.ts';
import type { IndexView } from '../../index/index-view.ts';
import type { NextState } from '../../index/next-state.ts';
import { type Letter, listedAs, type NameDirectory, type NextDirectory } from '../../index/segmented/name-directory.ts';
import { isSegmented } from '../../index/segmented/segmented-feed.ts';
import { asFeedRecord, feedRecordKey } from '../../index/traits/feed-record.ts';
import { isNameList, lettersOfFeeds } from '../../views/name-lists.ts';
import type { FileRequest } from '../file-plan.ts';
import type { Loaded, NeedsCollector } from '../needs.ts';

/** Input of the lists of authors and tags. */
export interface NamePlan {
  /** All that have a page; `undefined` where the lists are as they were. */
  readonly sections: readonly Section[] | undefined;
  readonly letters: readonly Letter[];
  /** The directory of all names, where it changed. */
  readonly directory?: NextDirectory;
}

/**
 * Finds whether a name came, went, or is called otherwise. Of those that no article touched nothing changed, so the
 * directory of all is asked for only then. `sections` are those that are known: all in a build.
 */
export function planNames(
  request: FileRequest,
  sections: readonly Section[],
  index: IndexView,
  loaded: Loaded,
  needs: NeedsCollector,
): NamePlan {
  const { nextState, before, fingerprint } = request;
  const open = new Map(
    sections.flatMap(section => (isSegmented(section.key) ? [[section.key, section] as const] : [])),
  );
  if (nextState.feedSegmentCount === undefined) {
    const { directory: whole, ...plan } = planFor(Object.fromEntries(open), request);
    return open.size === 0 ? plan : { ...plan, directory: whole };
  }
  const changed = nextState.windows
    .openSegmented()
    .filter(feed => listedAs(open.get(feed)) !== (index.feedRecord(feed)?.listed ?? ''));
  const { directory } = before;
  const isForced = [...request.forced].some(isNameList);
  if (changed.length === 0 && directory?.fingerprint === fingerprint && !isForced)
    return { sections: undefined, letters: directory.letters };
  const known = directory && needs.directoryIn(loaded);
  const names = new Map(Object.entries(known ?? {}));
  for (const feed of changed) {
    const section = open.get(feed);
    if (section) names.set(feed, section);
    else names.delete(feed);
    noteListed(nextState, feedRecordKey(feed), listedAs(section));
  }
  if (names.size === 0 && !directory) return { sections: [], letters: [] };
  return planFor(Object.fromEntries([...names].sort(([a], [b]) => (a < b ? -1 : 1))), request);
}

function planFor(names: NameDirectory, { site, fingerprint }: FileRequest): Required<NamePlan> {
  const sections = Object.values(names);
  const letters = lettersOfFeeds(sections, site);
  return { sections, letters, directory: { names, letters, fingerprint } };
}

function noteListed({ delta }: Pick<NextState, 'delta'>, key: string, listed: string): void {
  delta.set(key, { status: 'feed', ...asFeedRecord(delta.get(key)), listed });
}
