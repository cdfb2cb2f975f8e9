import { escapeHtmlText } from '../html/canonical-html.ts';
import { htmlToMarkdown } from '../html/to-markdown.ts';
import { formatDate, wordingIn } from '../pages/wording.ts';
import type { Entry, Feed } from './feed.ts';

/**
 * Returns an entry's HTML with its correction at the end. Readers strip classes and often headings, so it is a plain
 * paragraph.
 */
export function correctedHtml(entry: Entry, feed: Pick<Feed, 'timeZone'>): string {
  const { html, correction } = entry;
  if (correction === undefined) return html;
  const note = `<p><strong>${escapeHtmlText(labelOf(entry, feed))}</strong> ${escapeHtmlText(correction)}</p>`;
  return html === '' ? note : `${html}\n${note}`;
}

const inMarkdown = new WeakMap<Entry, string>();

/** Returns an entry's text in Markdown, with its correction at the end. It is made once for its page and its feeds. */
export function entryMarkdown(entry: Entry, feed: Pick<Feed, 'timeZone'>): string {
  const known = inMarkdown.get(entry);
  if (known !== undefined) return known;
  const markdown = htmlToMarkdown(correctedHtml(entry, feed));
  inMarkdown.set(entry, markdown);
  return markdown;
}

/** Returns an entry's summary, where a feed shows nothing else, with its correction at the end. */
export function correctedSummary(entry: Entry, feed: Pick<Feed, 'timeZone'>): string {
  const { summary, correction } = entry;
  if (correction === undefined) return summary;
  return `${summary} ${labelOf(entry, feed)} ${correction}`.trimStart();
}

/** `Đính chính (23 tháng 11, 2026):` */
function labelOf({ language, published, updated }: Entry, { timeZone }: Pick<Feed, 'timeZone'>): string {
  const word = wordingIn(language).correction;
  return updated > published ? `${word} (${formatDate(updated, language, timeZone, 'day')}):` : `${word}:`;
}
