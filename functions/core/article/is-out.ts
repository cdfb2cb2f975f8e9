import type { Instant } from '../instant.ts';
import { type Article, isExpired } from './article.ts';

/** Returns whether the world may see an article. */
export function isOut(article: Article, now: Instant): boolean {
  return !article.withdrawn && !article.draft && article.published <= now && !isExpired(article, now);
}
