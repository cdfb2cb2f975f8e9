import type { RenderContext } from '../core/entry/render-context.ts';
import { sidesOf } from '../core/index/article-summary.ts';
import type { Instant } from '../core/instant.ts';
import type { Measure } from '../core/media/measure.ts';
import type { Missing } from '../core/media/missing-names.ts';
import type { Site } from '../core/site/site.ts';
import type { Shown } from '../core/views/view.ts';

/**
 * Returns what rendering has to know beside an article: the sizes and measures of files under `media/` that it names,
 * and where articles are read that it leads to.
 */
export function renderContextOf(
  articles: Iterable<Pick<Shown, 'key' | 'media' | 'missing' | 'picture' | 'links'>>,
  { site, now }: { readonly site: Site; readonly now: Instant },
): RenderContext {
  const mediaSizes = new Map<string, number>();
  const pictures = new Map<string, Measure>();
  const addresses = new Map<string, string>();
  const missing = new Map<string, Missing>();
  for (const { key: of, media, missing: lacking, picture, links = [] } of articles) {
    if (lacking !== undefined) missing.set(of, lacking);
    if (media?.size !== undefined) mediaSizes.set(media.key, media.size);
    if (media?.seconds !== undefined) pictures.set(media.key, { seconds: media.seconds });
    const sides = picture && sidesOf(picture);
    // Sound may be the enclosure of one article and the picture of another, which knows nothing of it.
    if (sides) pictures.set(picture.key, sides);
    for (const { key, url } of links) if (typeof url === 'string') addresses.set(key, url);
  }
  return { site, now, mediaSizes, missing, pictures, addresses };
}
