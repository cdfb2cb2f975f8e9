import type { Source } from '../core/article/article.ts';
import { openSource } from '../core/article/source-text.ts';

/** Returns the text of a source below its front matter; empty where it is no text. */
export function bodyTextOf({ bytes }: Pick<Source, 'bytes'>): string {
  const opened = openSource(bytes);
  return 'body' in opened ? opened.body() : '';
}
