import {
  type EnclosedFile,
  enclosedFile,
  enclosureKey,
  type MeasuredMedia,
  pictureKey,
} from '../../index/article-summary.ts';
import type { IndexView } from '../../index/index-view.ts';
import { isMedia } from '../../index/keys/record-keys.ts';
import type { NextState } from '../../index/next-state.ts';
import type { Size } from '../../media/image-size.ts';
import { measuresOf } from '../../media/measures-of.ts';
import type { Site } from '../../site/site.ts';
import type { Loaded, NeedsCollector } from '../needs.ts';

/** Facts of the files under `media/` that articles name, as they were before. */
export function measuredMedia(
  index: IndexView,
  site: Site,
  { objects }: Pick<Loaded, 'objects'>,
  needs: NeedsCollector,
): MeasuredMedia {
  const keys = new Set<string>();
  for (const { found } of objects.values()) {
    if (found.kind !== 'article') continue;
    for (const key of [enclosureKey(found.article, site), pictureKey(found.article, site)])
      if (key !== undefined) keys.add(key);
  }
  for (const key of keys) {
    const unmeasured = index.unmeasuredMedia(key);
    if (unmeasured !== undefined && !objects.has(unmeasured)) needs.objects.add(unmeasured);
  }
  return measuresOf(keys, index);
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
  for (const key of media) resize(nextState, enclosedFile(key, measuresOf([key], index)), index.pictureSize(key));
}

/** Updates articles with what is known of a file that they enclose, or that is their picture; nothing: it is gone. */
export function resize({ windows }: Pick<NextState, 'windows'>, media: EnclosedFile, sides?: Size): void {
  const { key: mediaKey } = media;
  const picture = { key: mediaKey, ...sides };
  windows.replaceEach(article => {
    const [isFile, isPicture] = [article.media?.key === mediaKey, article.picture?.key === mediaKey];
    return isFile || isPicture ? { ...article, ...(isFile && { media }), ...(isPicture && { picture }) } : article;
  });
}
