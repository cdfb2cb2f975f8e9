import { enclosureKey, type MeasuredMedia, pictureKey } from '../../index/article-summary.ts';
import type { IndexView } from '../../index/index-view.ts';
import { isMedia } from '../../index/keys/record-keys.ts';
import type { NextState } from '../../index/next-state.ts';
import type { Size } from '../../media/image-size.ts';
import type { Site } from '../../site/site.ts';
import type { Loaded, NeedsCollector } from '../needs.ts';

/** Facts of the files under `media/` that articles name, as they were before. */
export function measuredMedia(
  index: IndexView,
  site: Site,
  { objects }: Pick<Loaded, 'objects'>,
  needs: NeedsCollector,
): MeasuredMedia {
  const sizes = new Map<string, number>();
  const pictures = new Map<string, Size>();
  for (const { found } of objects.values()) {
    const key = found.kind === 'article' ? enclosureKey(found.article, site) : undefined;
    const size = key === undefined ? undefined : index.mediaSize(key);
    if (key !== undefined && size !== undefined) sizes.set(key, size);
    const picture = found.kind === 'article' ? pictureKey(found.article, site) : undefined;
    if (picture === undefined) continue;
    const unmeasured = index.unmeasuredPicture(picture);
    if (unmeasured !== undefined && !objects.has(unmeasured)) needs.objects.add(unmeasured);
    const sides = index.pictureSize(picture);
    if (sides) pictures.set(picture, sides);
  }
  return { sizes, pictures };
}

/** Updates articles that name files under `media/` with the sizes of these. */
export function resizeMedia(
  nextState: NextState,
  keys: Iterable<string>,
  loaded: Pick<Loaded, 'segments' | 'months'>,
  needs: NeedsCollector,
): void {
  const index = needs.viewOf(nextState, loaded);
  const media = new Set<string>();
  for (const key of keys) if (isMedia(key)) media.add(key.normalize('NFC'));
  for (const key of media) nextState.resize(key, index.mediaSize(key), index.pictureSize(key));
}
