import { isOut } from '../core/article/is-out.ts';
import type { RenderContext } from '../core/entry/render-entry.ts';
import type { Entry } from '../core/feed/feed.ts';
import type { ReadObject } from '../core/index/found.ts';
import type { Instant } from '../core/instant.ts';
import type { Site } from '../core/site/site.ts';
import type { Shown } from '../core/views/view.ts';
import { renderSource } from './read-source.ts';

/** Returns the entry of an article that was read; `undefined` where it is no article that is out. */
export function renderObject({ found, source }: ReadObject, context: RenderContext): Entry | undefined {
  if (found.kind !== 'article' || !source || !isOut(found.article, context.now)) return undefined;
  return renderSource(source, found.article, context)?.entry;
}

/** Returns what rendering has to know beside an article: the sizes of files under `media/` that it encloses. */
export function renderContextOf(
  articles: Iterable<Pick<Shown, 'media'>>,
  { site, now }: { readonly site: Site; readonly now: Instant },
): RenderContext {
  const mediaSizes = new Map<string, number>();
  for (const { media } of articles) if (media?.size !== undefined) mediaSizes.set(media.key, media.size);
  return { site, now, mediaSizes };
}
