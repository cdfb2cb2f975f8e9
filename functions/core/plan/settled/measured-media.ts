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
  for (const key of media) resize(nextState, key, index.mediaSize(key), index.pictureSize(key));
}

/** Updates articles with the size of a file that they enclose, or the sides of their picture; none: it is gone. */
export function resize(
  { windows }: Pick<NextState, 'windows'>,
  mediaKey: string,
  size: number | undefined,
  sides?: Size,
): void {
  const media = { key: mediaKey, ...(size !== undefined && { size }) };
  const picture = { key: mediaKey, ...sides };
  windows.replaceEach(article => {
    const [isFile, isPicture] = [article.media?.key === mediaKey, article.picture?.key === mediaKey];
    return isFile || isPicture ? { ...article, ...(isFile && { media }), ...(isPicture && { picture }) } : article;
  });
}
