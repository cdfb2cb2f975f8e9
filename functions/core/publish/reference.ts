import type { Article } from '../article/article.ts';
import { articleUrl } from '../article/article-url.ts';
import { createReferences } from '../entry/reference.ts';
import type { Site } from '../site/site.ts';

/** What has to be known of an article to list it: in windows, sitemaps and feeds. The rest is in its source. */
export type Listed = Pick<
  Article,
  'key' | 'id' | 'slug' | 'title' | 'published' | 'updated' | 'categories' | 'link' | 'language'
>;

/** What a window remembers of an article. */
export interface Reference extends Listed {
  /** Of the source that was read. */
  readonly etag: string;
  /** The file under `media/` that is its enclosure, in NFC, and its bytes where it is there. */
  readonly media?: { readonly key: string; readonly size?: number };
}

/** What to remember of an article. `sizes` are those of files under `media/`, by key in NFC. */
export function referTo(article: Article, etag: string, site: Site, sizes: ReadonlyMap<string, number>): Reference {
  const { key, id, slug, title, published, updated, categories, link, language } = article;
  const media = enclosureKey(article, site);
  const size = media === undefined ? undefined : sizes.get(media);
  return {
    key,
    id,
    slug,
    title,
    published,
    updated,
    categories,
    etag,
    ...(link !== undefined && { link }),
    ...(language !== undefined && { language }),
    ...(media !== undefined && { media: { key: media, ...(size !== undefined && { size }) } }),
  };
}

/** The file under `media/` that an article encloses, in NFC. */
export function enclosureKey(article: Article, site: Site): string | undefined {
  if (!article.enclosure) return undefined;
  const target = createReferences(article.key, articleUrl(article, site), site).target(article.enclosure.url);
  return target?.kind === 'media' ? target.key : undefined;
}
