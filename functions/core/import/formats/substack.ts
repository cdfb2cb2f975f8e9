import { type CsvRow, MalformedCsv, parseCsv } from '../../text/csv.ts';
import { firstDate } from '../feed-date.ts';
import { textOfHeadline } from '../html-text.ts';
import { type ImportedFeed, type ImportedItem, UnreadableFeed } from '../imported-feed.ts';
import { LeftOut } from '../left-out.ts';
import { withoutAbsent } from './rss.ts';

/** A post that `posts.csv` of a Substack export lists. */
export interface SubstackPost {
  readonly row: CsvRow;
  /** The end of the name of its file, such as `12345.cho-que.html`. */
  readonly file: string;
}

/** The posts that `posts.csv` lists. */
export function substackPosts(csv: string): readonly SubstackPost[] {
  try {
    return parseCsv(csv).map(row => ({ row, file: `${row.post_id ?? ''}.html` }));
  } catch (error) {
    if (!(error instanceof MalformedCsv)) throw error;
    throw new UnreadableFeed(`posts.csv can't be read (${error.message}); export it again`);
  }
}

/**
 * Returns the article of a post; `html` is its text, if that is in the export. What was not for everyone, or never
 * sent, is a draft. `undefined` for a row that says nothing of a post without a text.
 */
export function substackItem({ row }: SubstackPost, html: string | undefined): ImportedItem | undefined {
  if (html === undefined && ![row.title, row.subtitle, row.post_date].some(said => said?.trim())) return undefined;
  const slug = /^\d+\.(.+)$/.exec(row.post_id ?? '')?.[1];
  const published = firstDate([row.post_date, row.email_sent_at]);
  const url = row.podcast_url?.trim();
  return withoutAbsent({
    link: slug === undefined ? undefined : `/p/${slug}`,
    isKnownByLink: slug === undefined ? undefined : true,
    // Substack writes character references into its list, as it does into pages.
    title: textOfHeadline(row.title ?? ''),
    published,
    dateText: row.post_date || undefined,
    authors: [],
    topics: [],
    tags: [],
    sorted: true,
    summary: textOfHeadline(row.subtitle ?? '') || undefined,
    html: html ?? '',
    enclosure: url ? { url } : undefined,
    held: heldOf(row, html),
    slug,
  });
}

function heldOf({ is_published, audience = '', type = '' }: CsvRow, html: string | undefined): string | undefined {
  if (is_published?.trim().toLowerCase() !== 'true') return 'a draft';
  if (audience !== '' && audience !== 'everyone') return `for ${audience.replaceAll('_', ' ')}`;
  if (!/^(?:newsletter|podcast|video|)$/.test(type)) return `of type ${type}, which the main feed did not show`;
  return html === undefined ? 'without its text, which is not in the export' : undefined;
}

/** Returns a Substack export as a feed. `blank` are the ids of rows that no article could be made of. */
export function substackFeed(items: readonly ImportedItem[], blank: readonly string[]): ImportedFeed {
  const left = new LeftOut();
  for (const example of blank) left.add({ kind: 'row of posts.csv without a title, a date or a text', example });
  return { format: 'Substack export', authors: [], categories: [], items, media: [], left: left.kinds };
}
