import type { Instant } from '../instant.ts';
import { type Article, isExpired, publicFrom } from './article.ts';

/** Returns true for an article that is public. */
export function isOut(article: Article, now: Instant): boolean {
  return !article.withdrawn && !article.draft && publicFrom(article) <= now && !isExpired(article, now);
}
