import type { Instant } from '../instant.ts';
import { type Article, isExpired } from './article.ts';

/** Returns true for an article that is public. */
export function isOut(article: Article, now: Instant): boolean {
  return !article.withdrawn && !article.draft && article.published <= now && !isExpired(article, now);
}
