import { readOutsideProblems } from '../../content/read-outside-problems.ts';
import { isReported, nameProblems } from '../../content/skipped.ts';
import { nearCategoryProblems } from '../../core/check/near-categories.ts';
import type { NextState } from '../../core/index/next-state.ts';
import { titlesIn } from '../../core/index/traits/feed-traits.ts';
import type { Instant } from '../../core/instant.ts';
import { spellingProblems } from '../../core/plan/spelling-problems.ts';
import type { Problem } from '../../core/problem.ts';
import type { Site } from '../../core/site/site.ts';
import { cutFeedProblems, windowProblems } from '../../core/views/cut-feeds.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import { isLost, type Notes } from '../notes.ts';
import type { ReadSources } from './read-sources.ts';

interface Folder {
  readonly content: ObjectStore;
  readonly site: Site;
  readonly now: Instant;
  /** True where more articles are elsewhere. */
  readonly isPart?: boolean;
}

/** Returns the problems that are no single source's: of names that several have, of feeds, and of other files. */
export async function problemsOfAll(
  notes: Notes,
  { nextState, ignored, skipped }: ReadSources,
  folder: Folder,
): Promise<readonly Problem[]> {
  const { content, site, now } = folder;
  const { delta, traits } = nextState;
  return [
    ...notes.names.problems(key => isLost(key, nextState)),
    ...(traits.areSeveral ? spellingProblems(delta, traits) : []),
    ...(await readOutsideProblems(content, site, now)),
    ...skipped.problems,
    ...nameProblems([...notes.keys, ...ignored.filter(isReported)]),
    ...feedProblems(nextState, folder),
  ];
}

/** Returns problems of feeds, as their windows and the names of all articles show them. */
function feedProblems({ windows, traits }: NextState, { site, isPart }: Folder): readonly Problem[] {
  if (isPart) return cutFeedProblems(windows, site);
  return [...windowProblems(windows, site), ...nearCategoryProblems(windows, titlesIn(traits.found()), site)];
}
