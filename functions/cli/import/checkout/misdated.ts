import { Buffer } from 'node:buffer';
import type { Article } from '../../../core/article/article.ts';
import type { ArticleReader } from '../../../core/article/reading.ts';
import {
  datesAt,
  hasComments,
  type UnreadDate,
  withDraft,
  withoutOwnDates,
  withUnreadNames,
} from '../../../core/import/folders/with-field.ts';
import { excerpt } from '../../../core/text/excerpt.ts';
import { UNDATED } from './undated.ts';

/** An article without the dates in it that can't be read, where nothing else is wrong with it. */
export interface Misdated {
  /** As it reads without these dates. */
  readonly article: Article;
  readonly dates: readonly UnreadDate[];
  /** Its text; the article's own date is a comment in it, and what holds the article back stays as it is. */
  readonly text: string;
  /** The reason for a draft: the dates by their names. */
  readonly why: string;
  /** The advice for its file. */
  readonly remedy: string;
}

/** Reads an article without the dates in it that can't be read; `undefined` where more is wrong. */
export function readMisdated(text: string, key: string, read: ArticleReader): Misdated | undefined {
  const dates: UnreadDate[] = [];
  let standIn = text;
  // Once some dates are out of the way, others are read. Each round has one fewer.
  for (;;) {
    const { article, problems } = read({ key, bytes: Buffer.from(standIn), lastModified: UNDATED });
    if (article) {
      const why = `its ${dates.map(({ key: name, text: said }) => `${name} "${excerpt(said, 60)}"`).join(' and ')}`;
      const remedy = remedyOf(dates, text, key);
      return { article, dates, text: withoutOwnDates(text, dates), why: `${why} can't be read`, remedy };
    }
    const found = datesAt(
      standIn,
      problems.filter(({ severity }) => severity === 'error'),
    );
    if (!found) return undefined;
    dates.push(...found);
    standIn = withUnreadNames(standIn, found);
  }
}

function remedyOf(dates: readonly UnreadDate[], text: string, key: string): string {
  const isGone = hasComments(text);
  const own = dates.some(({ isOwn }) => isOwn) ? [`${isGone ? 'write' : 'correct'} date: in ${key}`] : [];
  const names = dates.filter(({ isOwn }) => !isOwn).map(one => `${one.key}:`);
  const holding = names.length === 0 ? [] : [`correct ${names.join(' and ')} in ${key}, or take that out`];
  return [...own, ...holding].join('; ');
}

/** Returns a text of such an article as a draft; `undefined` where a draft can't be declared in it. */
export function asMisdatedDraft(text: string, key: string, read: ArticleReader): string | undefined {
  const draft = withDraft(text);
  return draft !== undefined && readMisdated(draft, key, read)?.article.draft ? draft : undefined;
}
