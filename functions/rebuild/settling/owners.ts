import { hasOwnFile, nameOf } from '../../core/index/index-record.ts';
import type { IndexView } from '../../core/index/index-view.ts';
import { isMedia } from '../../core/index/keys/record-keys.ts';
import { contestsOf } from '../../core/plan/contests.ts';
import { Settled, settleOwners, Touched } from '../../core/plan/settle-owners.ts';
import { resizeMedia } from '../../core/plan/settled/measured-media.ts';
import type { Loader } from '../../run/loader.ts';
import type { Rebuild } from '../rebuild-context.ts';
import { loaderOf, untilLoaded } from './loading.ts';
import { settleMissing } from './pictures.ts';

/**
 * Finds who owns each id and path once everything was read, and takes out whoever lost. All who claim one id or path
 * lie in one segment, so one is looked at after the other.
 */
export async function settleCrowded(rebuild: Rebuild): Promise<void> {
  const { site, nextState } = rebuild;
  for (let at = 0; at < nextState.segmentCount; at++) {
    const loader = loaderOf(rebuild);
    const touched = new Touched(site);
    await untilLoaded(loader, needs => {
      const index = needs.viewOf(nextState, loader.loaded);
      for (const [key, entry] of index.crowded(at)) touched.note(key, entry);
    });
    if (touched.ids.size + touched.keys.size > 0) await settleTouched(rebuild, touched, loader);
  }
}

/** Finds who owns what was touched. Pages may have been written of others meanwhile. */
export async function settleTouched(rebuild: Rebuild, touched: Touched, loader: Loader): Promise<void> {
  const { run, site, nextState, twice, stray } = rebuild;
  const settled = new Settled();
  await untilLoaded(loader, needs => {
    settleOwners({ nextState, site }, touched, loader.loaded, needs, settled);
    if (needs.isEmpty) resizeMedia(nextState, [...touched.keys, ...settled.moved], loader.loaded, needs);
  });
  await untilLoaded(loader, needs => {
    const index = needs.viewOf(nextState, loader.loaded);
    // One that came back names what it named before.
    settleMissing(rebuild, index, settled.moved, loader.loaded.objects, () => needs.isEmpty);
    for (const key of settled.moved) {
      if (isMedia(key)) continue;
      const owner = index.ownerOfNameOf(key);
      if (owner !== undefined) twice.add(owner);
      else stray.add(nameOf(key, index.record(key)));
      // One that came back has no copies of the media beside it yet.
      const record = index.record(key);
      if (record && 'pageMedia' in record) twice.add(key);
    }
  });
  for (const { problems, isLost } of contestsOf(nextState, settled.reported).values()) {
    run.report.problems.push(...problems);
    if (isLost) run.report.rejected += 1;
  }
}

/** Notes where pages of sources may have been written, before these are taken in as they are now. */
export function noteWritten({ stray }: Rebuild, index: IndexView, keys: Iterable<string>): void {
  for (const key of keys) {
    const record = index.record(key);
    if (record && record.status !== 'media' && hasOwnFile(record)) stray.add(nameOf(key, record));
  }
}
