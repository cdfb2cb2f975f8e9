import type { Instant } from '../instant.ts';
import { keepLast } from '../keep-last.ts';
import { expandPermalink, type PermalinkParts } from '../site/permalink.ts';
import type { Site } from '../site/site.ts';
import type { Article } from './article.ts';
import { nameSlug, ownName } from './key.ts';

/** The fields that the address of an article depends on. */
export type Addressed = Pick<Article, 'key' | 'slug' | 'published' | 'categories' | 'link'>;

/**
 * Returns the article's address: its own `link`, else by the site's permalink template, else its reading page. Of each
 * article that is read it is asked for three times, and takes 3 µs to make.
 */
export const articleUrl = keepLast((article: Addressed, site: Site): string => {
  if (article.link !== undefined) return article.link;
  if (site.permalink === undefined) return readingUrl(article.slug, site);
  return expandPermalink(site.permalink, site, new NamedParts(article));
});

/** Permalink parts made from the name of a source. */
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

  get categories(): readonly string[] {
    return this.#article.categories.map(({ slug }) => slug);
  }

  get published(): Instant {
    return this.#article.published;
  }
}

/** Returns true for an article that has a page of Bantin's. */
export function hasReadingPage(article: Addressed, site: Site): boolean {
  return site.permalink === undefined && articleUrl(article, site) === readingUrl(article.slug, site);
}

/** Returns the address of a reading page. */
export function readingUrl(slug: string, site: Site): string {
  return `${site.feedsUrl}${readingPath(slug)}`.replace(/index\.html$/, '');
}

/** Returns the path of a reading page under `public/`. */
export function readingPath(slug: string): string {
  return `articles/${slug}/index.html`;
}
