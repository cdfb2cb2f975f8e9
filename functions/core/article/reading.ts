import type { Problem } from '../problem.ts';
import type { Article, Source } from './article.ts';

/**
 * Result of reading a source: an article if it is valid, possibly with problems of its parts, else the reasons against
 * it.
 */
export interface Reading {
  readonly article?: Article;
  readonly problems: readonly Problem[];
}

/** Reads sources of one site. */
export type ArticleReader = (source: Source) => Reading;
