import { Buffer } from 'node:buffer';
import type { Instant } from '../instant.ts';
import type { Site } from '../site/site.ts';
import { withoutPasswords } from '../text/without-passwords.ts';
import { formatInstant, formatLocal } from '../time/date.ts';
import { zoneNamed } from '../time/zone.ts';
import { NOTICE_KINDS, type Notice, type NoticeBatch, oneLine, worstFirst } from './notice.ts';
import { type NoticeWording, noticeWordingOf } from './notice-wording.ts';

/** A message to editors, for people and for programs that forward it. */
export interface NoticeMessage {
  /** One line of fewer than 100 characters, without anything of an article. */
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** The message for programs. */
  readonly document: NoticeDocument;
}

/** A message for programs that forward notices. `version` changes when a field changes its meaning. */
export interface NoticeDocument {
  readonly version: 1;
  readonly newsroom: string;
  readonly url: string;
  readonly language: string;
  /** Start of the run that found the notices, in ISO 8601. */
  readonly at: string;
  readonly notices: readonly (Omit<Notice, 'due' | 'out'> & { readonly due?: string; readonly out?: string })[];
  /** Number of further notices. */
  readonly more: number;
  /** The whole message as text for people. */
  readonly text: string;
}

/** Maximum size of a message, in bytes. SNS takes 262,144 for both forms, and JSON within JSON is longer. */
const MAX_BYTES = 240_000;
const MAX_TITLE = 40;

/**
 * Writes a batch for people and for programs. For any article, the result is plain text of limited size, and no line is
 * longer than its quotation of the article.
 */
export function noticeMessage(batch: Pick<NoticeBatch, 'since' | 'notices' | 'more'>, site: Site): NoticeMessage {
  const ordered = worstFirst(batch.notices);
  for (let count = ordered.length; ; count--) {
    const some = { ...batch, notices: ordered.slice(0, count), more: batch.more + ordered.length - count };
    const message = messageOf(some, ordered, site);
    const { text, document } = message;
    const size = Buffer.byteLength(JSON.stringify({ default: JSON.stringify(document), email: text }));
    if (size <= MAX_BYTES || count === 0) return message;
  }
}

function messageOf(
  { since, notices, more }: Pick<NoticeBatch, 'since' | 'notices' | 'more'>,
  all: readonly Notice[],
  site: Site,
): NoticeMessage {
  const wording = noticeWordingOf(site.language);
  const counts = NOTICE_KINDS.flatMap(kind => {
    const count = all.filter(notice => notice.kind === kind).length;
    return count === 0 ? [] : wording.counts[kind](count);
  }).join(', ');
  const blocks = notices.map(notice => blockOf(notice, site, wording));
  const rest = more > 0 ? [wording.more(more)] : [];
  const text = withoutPasswords([`${counts}.`, ...blocks, ...rest, wording.footer].join('\n\n'));
  const newsroom = oneLine(site.title, MAX_TITLE);
  return {
    subject: oneLine(`${newsroom}: ${counts}`, 99),
    text: `${text}\n`,
    document: {
      version: 1,
      newsroom,
      url: site.url,
      language: site.language,
      at: formatInstant(since),
      notices: notices.map(documentOf),
      more,
      text: `${text}\n`,
    },
  };
}

function blockOf(notice: Notice, site: Site, wording: NoticeWording): string {
  const { kind, path, problems, moreProblems, uploadedBy, url, wasPublished, due, out } = notice;
  const zone = zoneNamed(site.timeZone);
  const local = (at: Instant): string => formatLocal(at, zone);
  const lines = [
    ...problems.map(({ line, column, message }) => {
      const place = [line, column].filter(part => part !== undefined).join(':');
      return place === '' ? message : `${wording.line} ${place}: ${message}`;
    }),
    ...(moreProblems !== undefined ? [wording.moreProblems(moreProblems)] : []),
    ...(due !== undefined && out !== undefined ? [wording.late(local(due), local(out))] : []),
    ...(url !== undefined ? [`${wording.readAt}: ${url}`] : []),
    ...(uploadedBy !== undefined ? [`${wording.uploadedBy}: ${uploadedBy}`] : []),
    ...(wasPublished ? [wording.takenOut] : []),
    wording.remedies[kind],
  ];
  return [`${wording.headings[kind]}: ${oneLine(path, 1024)}`, ...lines.map(line => `  ${line}`)].join('\n');
}

function documentOf({ due, out, path, problems, ...notice }: Notice): NoticeDocument['notices'][number] {
  return {
    ...notice,
    path: oneLine(path, 1024),
    problems: problems.map(problem => ({ ...problem, message: withoutPasswords(problem.message) })),
    ...(due !== undefined && { due: formatInstant(due) }),
    ...(out !== undefined && { out: formatInstant(out) }),
  };
}
