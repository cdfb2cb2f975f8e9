import { htmlProblem, MAX_UNCOUNTED } from '../body/text-limits.ts';
import type { Problem } from '../problem.ts';
import type { Article, Source } from './article.ts';
import { openSource } from './source-text.ts';

/**
 * Returns the problem of an article that renders to more than readers take, or `undefined`. It depends on the source
 * alone, so the outcome is the same in a feed, on a page and in neither. A withdrawn article has none, since its text
 * is not published.
 */
export function excessProblem({ key, bytes }: Source, { format, title, withdrawn }: Article): Problem | undefined {
  if (bytes.length <= MAX_UNCOUNTED || withdrawn) return undefined;
  const opened = openSource(bytes);
  const message = 'body' in opened ? htmlProblem(format, opened.body(), title) : undefined;
  return message === undefined ? undefined : { path: key, severity: 'error', message };
}
