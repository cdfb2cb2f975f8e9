import type { Instant } from '../instant.ts';
import { type Article, isExpired, publicFrom, type Source } from './article.ts';

/** Returns true for an article that is public. */
export function isOut(article: Article, now: Instant): boolean {
  return !article.withdrawn && !article.draft && publicFrom(article) <= now && !isExpired(article, now);
}

/** Returns when an article was to be out: when it was uploaded, or from when on it may be public, if that is later. */
export function toBeOutAt(article: Article, { lastModified }: Pick<Source, 'lastModified'>): Instant {
  return Math.max(lastModified, publicFrom(article));
}
