import { htmlProblem, MAX_HTML, MAX_UNCOUNTED } from '../body/text-limits.ts';
import type { ReadBody } from '../entry/read-body.ts';
import type { Article } from './article.ts';
import type { SourceText } from './source-text.ts';

/**
 * Returns why an article renders to more than readers take, or `undefined`. It depends on the source alone, so the
 * outcome is the same in a feed, on a page and in neither. A withdrawn article has none, since its text is not
 * published. One that was rendered is seldom rendered again for this.
 */
export function excessProblem(
  { format, title, withdrawn }: Pick<Article, 'format' | 'title' | 'withdrawn'>,
  { size, source, body }: { readonly size: number; readonly source: SourceText; readonly body: ReadBody },
): string | undefined {
  if (size <= MAX_UNCOUNTED || withdrawn || body.most <= MAX_HTML) return undefined;
  return htmlProblem(format, source.body(), title);
}
