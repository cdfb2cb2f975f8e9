import { escapeHtmlText } from '../html/canonical-html.ts';
import { formatDate, wordingIn } from '../pages/wording.ts';
import type { Entry, Feed } from './feed.ts';

/**
 * An entry's HTML, and at its end what was mended. Readers strip classes and most of them headings, so it is a
 * paragraph like any other.
 */
export function correctedHtml(entry: Entry, feed: Pick<Feed, 'timeZone'>): string {
  const { html, correction } = entry;
  if (correction === undefined) return html;
  const note = `<p><strong>${escapeHtmlText(labelOf(entry, feed))}</strong> ${escapeHtmlText(correction)}</p>`;
  return html === '' ? note : `${html}\n${note}`;
}

/** An entry's summary where a feed shows nothing else, and at its end what was mended. */
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
