import type { ReadObject } from '../../core/index/found.ts';
import type { IndexView } from '../../core/index/index-view.ts';
import { sidesIn } from '../../core/media/measure.ts';
import { type SettledPictures, settlePictures } from '../../core/media/missing-pictures.ts';
import type { Rebuild } from '../rebuild-context.ts';

/** Notes what articles name and is not there, by the listing; returns the articles of which that is new. */
export function settleMissing(
  { nextState, isListed, pictures }: Rebuild,
  index: IndexView,
  articles: Iterable<string>,
  read: ReadonlyMap<string, ReadObject>,
  isComplete = () => true,
): SettledPictures {
  return settlePictures({
    nextState,
    index,
    articles,
    isThere: isListed,
    sidesOf: key => (pictures.has(key) ? sidesIn(pictures.get(key)) : 'unknown'),
    read: key => read.get(key),
    isComplete,
  });
}

/** Finds articles whose pictures came or went since an earlier run of this rebuild read them and wrote their pages. */
export async function settlePicturesReadBefore(rebuild: Rebuild): Promise<void> {
  const { base, index, nextState, objects, twice } = rebuild;
  if (base.segments.every(({ generation }) => generation === undefined)) return;
  for (const at of base.segments.keys()) {
    const view = await index.viewOf(at, nextState.delta);
    for (const key of settleMissing(rebuild, view, view.records(at).keys(), objects).changed) twice.add(key);
  }
}
