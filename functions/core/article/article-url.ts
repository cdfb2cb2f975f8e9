import type { Instant } from '../instant.ts';
import { expandPermalink, type PermalinkParts } from '../site/permalink.ts';
import type { Site } from '../site/site.ts';
import type { Article } from './article.ts';
import { nameSlug, ownName } from './key.ts';

/** What the address of an article hangs on. */
export type Addressed = Pick<Article, 'key' | 'slug' | 'published' | 'categories' | 'link'>;

/** Where an article can be read: its own `link`, else by the site's permalink template, else its reading page. */
export function articleUrl(article: Addressed, site: Site): string {
  if (article.link !== undefined) return article.link;
  if (site.permalink === undefined) return readingUrl(article.slug, site);
  return expandPermalink(site.permalink, site, new NamedParts(article));
}

/** What a source's own name gives to a permalink. */
class NamedParts implements PermalinkParts {
  readonly #article: Addressed;

  constructor(article: Addressed) {
    this.#article = article;
  }

  get slug(): string {
    return nameSlug(this.#article.key);
  }

  get name(): string {
    return ownName(this.#article.key);
  }

  get category(): string | undefined {
    return this.#article.categories[0]?.slug;
  }

  get published(): Instant {
    return this.#article.published;
  }
}

/** Whether an article is read on a page of Bantin's. */
export function hasReadingPage(article: Addressed, site: Site): boolean {
  return site.permalink === undefined && articleUrl(article, site) === readingUrl(article.slug, site);
}

/** The address of a reading page. */
export function readingUrl(slug: string, site: Site): string {
  return `${site.feedsUrl}${readingPath(slug)}`.replace(/index\.html$/, '');
}

/** The path of a reading page under `public/`. */
export function readingPath(slug: string): string {
  return `articles/${slug}/index.html`;
}
