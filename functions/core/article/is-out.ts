import type { Instant } from '../instant.ts';
import type { Article } from './article.ts';

/** Returns whether the world may see an article. */
export function isOut(article: Article, now: Instant): boolean {
  return !article.withdrawn && wasOut(article, now);
}

/** Returns whether the world may see an article, or might before it was withdrawn. */
export function wasOut(article: Article, now: Instant): boolean {
  return !article.draft && article.published <= now;
}
