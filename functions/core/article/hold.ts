import type { Publication } from '../front-matter/publication.ts';
import type { Article } from './article.ts';
import { heldByPlace } from './key.ts';

/**
 * Returns what holds an article back, and until when it is public. `draft` is its own field. `told` are the values of
 * other publishers' fields, in order of precedence. The earliest end counts.
 */
export function holdOf(
  key: string,
  draft: boolean,
  told: readonly Publication[],
): Pick<Article, 'draft' | 'heldBy' | 'expires'> {
  const heldBy = told.find(publication => publication.heldBy !== undefined)?.heldBy ?? heldByPlace(key);
  const ends = told.flatMap(({ expires }) => expires ?? []);
  return {
    draft: draft || heldBy !== undefined,
    ...(!draft && heldBy !== undefined && { heldBy }),
    ...(ends.length > 0 && { expires: Math.min(...ends) }),
  };
}
