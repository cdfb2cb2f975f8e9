import { chunks } from '../../core/groups.ts';
import { isOfObject } from '../../core/index/index-record.ts';
import { originalsIn, settleTranslations } from '../../core/translations/settle-translations.ts';
import type { Loader } from '../../run/loader.ts';
import type { Rebuild } from '../rebuild-context.ts';
import { loaderOf, untilLoaded } from './loading.ts';

/** Number of groups of translations that are settled with one another's records at hand. */
const GROUPS_AT_ONCE = 100;

/**
 * Finds which articles are translations of one another. Those whose pages name others are published once more.
 */
export async function settleGroups(rebuild: Rebuild): Promise<void> {
  const { base, index, nextState } = rebuild;
  for (const at of base.segments.keys()) {
    const originals = [...originalsIn(await index.viewOf(at, nextState.delta), at)];
    for (const some of chunks(originals, GROUPS_AT_ONCE)) await settleTranslated(rebuild, some, loaderOf(rebuild));
  }
}

async function settleTranslated(rebuild: Rebuild, originals: Iterable<string>, loader: Loader): Promise<void> {
  const { run, site, nextState, twice } = rebuild;
  await untilLoaded(loader, needs => {
    const index = needs.viewOf(nextState, loader.loaded);
    const request = { nextState, site, index, originals, isComplete: () => needs.isEmpty };
    const { changed, reported } = settleTranslations(request);
    for (const key of changed) twice.add(key);
    for (const key of reported) {
      const entry = nextState.delta.get(key);
      const problem = isOfObject(entry) ? entry.contest?.translation : undefined;
      if (problem) run.report.problems.push(problem);
    }
  });
}
