import { textBetweenTags } from '../body/html-page.ts';
import type { Instant } from '../instant.ts';
import { parseDate } from '../time/date.ts';
import { dateInText, type NamedDateOptions } from '../time/date-in-text.ts';
import type { ArticleFormat } from './article.ts';
import { dateInKey } from './key.ts';

/** Facts of an article that declares no date. */
interface Undated {
  /** The date of publication that its page tells, as it is written there. */
  readonly inPage: string | undefined;
  /** Its key and the addresses that it declares. */
  readonly names: readonly string[];
  /** Instant of its upload. */
  readonly lastModified: number;
  readonly format: ArticleFormat;
  readonly body: () => string;
  /** Line on which its text begins, 1-based. */
  readonly bodyLine: number;
}

/**
 * Returns the date of an article that declares none: that of its page, of its names, or of its upload. A page with an
 * unreadable date, of which no name has one, is a problem: it may be in the future.
 */
export function undeclaredDate(
  article: Undated,
  { zone, language }: Omit<NamedDateOptions, 'latest'>,
): { readonly date: Instant; readonly warning?: string } | { readonly problem: string } {
  const inPage = article.inPage === undefined ? undefined : parseDate(article.inPage.trim(), zone, language);
  if (inPage && 'instant' in inPage) return { date: inPage.instant };
  const inKey = article.names.map(name => dateInKey(name, zone)).find(date => typeof date === 'number');
  const problem = inPage && `article:published_time: ${inPage.problem}, or as date: in front matter`;
  if (inKey !== undefined) return { date: inKey, ...(problem !== undefined && { warning: problem }) };
  if (problem !== undefined) return { problem };
  const warning = undatedMessage(article, { zone, language, latest: article.lastModified });
  // Whole seconds, as S3 stores them: the same article must get the same date from every store.
  return { date: Math.floor(article.lastModified / 1000) * 1000, warning };
}

const MOVES = 'the article has no date, so it has that of its last upload, and moves whenever it is uploaded again';

/**
 * Returns the message for an article without a date. A date in its text is proposed, and never used: it may belong to
 * something else.
 */
function undatedMessage({ format, body, bodyLine }: Undated, options: NamedDateOptions): string {
  const text = body();
  const named = dateInText(format === 'html' ? textBetweenTags(text) : text, options);
  if (named === undefined) return `${MOVES}; add date:`;
  const place = `(line ${named.line + bodyLine - 1})`;
  return `${MOVES}; add date: ${named.date}, if it came out on "${named.words}" ${place}`;
}
