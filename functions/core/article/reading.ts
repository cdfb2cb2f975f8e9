import type { Problem } from '../problem.ts';
import type { Article, Source } from './article.ts';

/**
 * What a source is: an article where it is valid (there may be problems with parts of it), else the reasons why not.
 */
export interface Reading {
  readonly article?: Article;
  readonly problems: readonly Problem[];
}

/** Reads sources of one site. */
export type ArticleReader = (source: Source) => Reading;
