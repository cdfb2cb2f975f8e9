import type { Instant } from '../../core/instant.ts';
import { formatInstant } from '../../core/time/date.ts';
import type { ArticleStatus } from '../../state/article-status.ts';
import { type Clock, describeHold, heldFacts } from './held-articles.ts';
import type { Tone } from './paint.ts';

/**
 * Describes the state of an article in a few words: `published at https://…`, `draft (draft: true)`, or that a preview
 * of drafts alone shows it.
 */
export function describeArticle(article: ArticleStatus, time: Clock): string {
  const { status, url, held, isPreviewed } = article;
  if (status === 'published') return isPreviewed ? `not public; shown here alone, at ${url}` : `published at ${url}`;
  if (status === 'withdrawn') return `withdrawn; ${url} says so`;
  if (held) return describeHold(held, time);
  return status === 'rejected' ? 'rejected' : 'not there, or not read yet';
}

export function toneOf({ status }: ArticleStatus): Tone {
  if (status === 'published') return 'good';
  return status === 'rejected' ? 'bad' : 'doubtful';
}

/** Returns everything known about an article, for people: its state, times, feeds, and what is pending. */
export function articleLines(article: ArticleStatus, time: Clock): readonly string[] {
  const { key, published, updated, feeds, due, goes, held, etag } = article;
  const dates = [
    published !== undefined && `of ${time(published)}`,
    updated !== undefined && `changed ${time(updated)}`,
  ];
  const about = [...dates.filter(date => date !== false), ...(etag === undefined ? [] : [`version ${etagIn(etag)}`])];
  return [
    `${key}: ${describeArticle(article, time)}`,
    ...(about.length > 0 ? [`  ${about.join(', ')}`] : []),
    ...feeds.map(feed => `  in ${feed}`),
    ...(due !== undefined && !held ? [`  ${goes ? 'public until' : 'changes by itself at'} ${time(due)}`] : []),
  ];
}

/** Returns the state of an article for programs. */
export function articleFacts(status: ArticleStatus): object {
  const { published, updated, due, held, key, etag, former: _, isPreviewed: __, ...article } = status;
  const [holding] = held ? heldFacts([held]) : [];
  return {
    path: key,
    ...article,
    ...(etag !== undefined && { etag: etagIn(etag) }),
    ...instant('published', published),
    ...instant('updated', updated),
    ...instant('due', due),
    ...(holding && { held: holding }),
  };
}

/** Returns the ETag in a version, which also has the upload time. Without quotation marks. */
function etagIn(version: string): string {
  return /^"([^"]*)"/.exec(version)?.[1] ?? version;
}

function instant(name: string, value: Instant | undefined): object {
  return value === undefined ? {} : { [name]: formatInstant(value) };
}
