import type { RenderContext } from '../core/entry/render-entry.ts';
import type { Instant } from '../core/instant.ts';
import type { Site } from '../core/site/site.ts';
import type { Shown } from '../core/views/view.ts';

/** Returns what rendering has to know beside an article: the sizes of files under `media/` that it encloses. */
export function renderContextOf(
  articles: Iterable<Pick<Shown, 'media'>>,
  { site, now }: { readonly site: Site; readonly now: Instant },
): RenderContext {
  const mediaSizes = new Map<string, number>();
  for (const { media } of articles) if (media?.size !== undefined) mediaSizes.set(media.key, media.size);
  return { site, now, mediaSizes };
}
