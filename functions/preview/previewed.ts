import { type Article, type Previewed, publicFrom } from '../core/article/article.ts';
import type { Instant } from '../core/instant.ts';

/**
 * Returns an article as a preview of what is not public yet shows it: a draft as if it were none, one that waits as if
 * it had been published at `lately`, which is not after `now`; each with the reason why nobody else sees it. What is
 * public, withdrawn or expired stays as it is.
 */
export function previewed(article: Article, now: Instant, lately: Instant): Article {
  const { draft, heldBy } = article;
  const from = publicFrom(article);
  const isWaiting = from > now;
  if (!draft && !isWaiting) return article;
  const { heldBy: _, notBefore: __, ...others } = article;
  const preview: Previewed = {
    ...(draft && { draftBy: heldBy ?? 'draft: true' }),
    ...(isWaiting && { until: from }),
  };
  // Nothing of it is to wait for a later day of its own.
  const dates = isWaiting ? { published: lately, updated: lately } : {};
  return { ...others, ...dates, draft: false, preview };
}
