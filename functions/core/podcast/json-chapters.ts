import type { Article } from '../article/article.ts';
import { hasReadingPage, readingPath } from '../article/article-url.ts';
import { chaptersPath } from '../files/variants.ts';
import type { Site } from '../site/site.ts';
import type { Chapter } from './episode.ts';

/** Media type of chapters in JSON (Podcasting 2.0, `chapters`). */
export const JSON_CHAPTERS = 'application/json+chapters';

/**
 * Returns the chapters of an article that are published as a file beside its page: those of its front matter, while it
 * is not withdrawn, and has a page of Bantin's. It depends on the source and the site alone.
 */
export function chaptersToWrite(article: Article, site: Site): readonly Chapter[] | undefined {
  const { enclosure, episode: { chapters } = {}, withdrawn } = article;
  if (withdrawn || !enclosure || chapters === undefined || typeof chapters === 'string') return undefined;
  return chapters.length > 0 && hasReadingPage(article, site) ? chapters : undefined;
}

/** Returns the address of the file of an episode's chapters. */
export function chaptersUrl(slug: string, site: Site): string {
  return site.feedsUrl + chaptersPath(readingPath(slug));
}

/** Returns the chapters of an episode in JSON (Podcasting 2.0, "JSON Chapters Format" 1.2). Times are in seconds. */
export function jsonChapters(title: string, chapters: readonly Chapter[]): string {
  const items = chapters.map(({ start, title, url }) => ({
    startTime: start,
    title,
    ...(url !== undefined && { url }),
  }));
  return `${JSON.stringify({ version: '1.2.0', title, chapters: items }, undefined, 2)}\n`;
}
