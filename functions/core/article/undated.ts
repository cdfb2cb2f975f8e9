import { textBetweenTags } from '../body/html-page.ts';
import { dateInText, type NamedDateOptions } from '../time/date-in-text.ts';
import type { ArticleFormat } from './article.ts';

/** A text below the front matter, and the line where it begins, 1-based. */
interface PlacedText {
  readonly format: ArticleFormat;
  readonly body: string;
  readonly bodyLine: number;
}

const MOVES = 'the article has no date, so it has that of its last upload, and moves whenever it is uploaded again';

/**
 * Returns the message for an article without a date. A date in its text is proposed, and never used: it may belong to
 * something else.
 */
export function undatedMessage({ format, body, bodyLine }: PlacedText, options: NamedDateOptions): string {
  const named = dateInText(format === 'html' ? textBetweenTags(body) : body, options);
  if (named === undefined) return `${MOVES}; add date:`;
  const place = `(line ${named.line + bodyLine - 1})`;
  return `${MOVES}; add date: ${named.date}, if it came out on "${named.words}" ${place}`;
}
