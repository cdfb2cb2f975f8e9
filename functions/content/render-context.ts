import type { RenderContext } from '../core/entry/render-context.ts';
import type { Instant } from '../core/instant.ts';
import type { Site } from '../core/site/site.ts';
import type { Shown } from '../core/views/view.ts';

/**
 * Returns what rendering has to know beside an article: the sizes of files under `media/` that it encloses, and where
 * articles are read that it leads to.
 */
export function renderContextOf(
  articles: Iterable<Pick<Shown, 'media' | 'missing' | 'links'>>,
  { site, now }: { readonly site: Site; readonly now: Instant },
): RenderContext {
  const mediaSizes = new Map<string, number>();
  const addresses = new Map<string, string>();
  const missing = new Set<string>();
  for (const { media, missing: pictures = [], links = [] } of articles) {
    for (const key of pictures) missing.add(key);
    if (media?.size !== undefined) mediaSizes.set(media.key, media.size);
    for (const { key, url } of links) if (typeof url === 'string') addresses.set(key, url);
  }
  return { site, now, mediaSizes, missing, addresses };
}
