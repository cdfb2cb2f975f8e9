import type { DeclaredEnclosure } from '../../article/article.ts';
import { parseWebUrl } from '../../fields/fields.ts';
import { parseDuration } from '../../podcast/duration.ts';
import type { Author } from '../../site/site.ts';
import { cleanLine } from '../../text/clean.ts';
import { parseFeedDate } from '../feed-date.ts';
import { htmlOfText, withoutC1 } from '../html-text.ts';
import { type ImportedFeed, type ImportedItem, UnreadableFeed, type UnreadableItem } from '../imported-feed.ts';
import { LeftOut, type Leftover } from '../left-out.ts';
import { leftOutBecause, type Patience } from '../patience.ts';
import { furtherFiles } from './enclosures.ts';
import { jsonErrorAt } from './json-error.ts';
import { ownSummary, withoutAbsent } from './rss.ts';

export type JsonFields = Readonly<Record<string, unknown>>;

/** A JSON Feed (jsonfeed.org, versions 1 and 1.1). */
export function readJsonFeed(feed: JsonFields, patience: Patience): ImportedFeed {
  if (!/^https?:\/\/(?:www\.)?jsonfeed\.org\/version\//.test(string(feed.version) ?? ''))
    throw new UnreadableFeed(
      'this is JSON, but no JSON Feed: it has no version that begins with https://jsonfeed.org/version/',
    );
  const items: ImportedItem[] = [];
  const unreadable: UnreadableItem[] = [];
  const left = new LeftOut();
  for (const leftover of leftoversOfFeed(feed)) left.add(leftover);
  const read = (item: JsonFields) => ({ item: readItem(item), leftovers: leftoversIn(item) });
  for (const attempt of patience.each(list(feed.items), read)) {
    if ('result' in attempt) {
      items.push(attempt.result.item);
      for (const leftover of attempt.result.leftovers) left.add(leftover);
    } else unreadable.push({ reason: leftOutBecause(attempt.error) });
  }
  return withoutAbsent({
    format: 'JSON Feed' as const,
    title: line(feed.title),
    description: line(feed.description),
    url: string(feed.home_page_url),
    language: string(feed.language),
    logo: string(feed.icon),
    icon: string(feed.favicon),
    authors: authorsOf(feed),
    categories: [],
    items,
    unreadable: unreadable.length > 0 ? unreadable : undefined,
    media: [],
    left: left.kinds,
    next: string(feed.next_url),
  });
}

function readItem(item: JsonFields): ImportedItem {
  const external = string(item.external_url);
  const link = string(item.url) ?? external;
  const text = string(item.content_text);
  const summary = line(item.summary);
  const published = parseFeedDate(string(item.date_published));
  const updated = parseFeedDate(string(item.date_modified));
  const src = string(item.image) ?? string(item.banner_image);
  return withoutAbsent({
    // A number is taken for its digits (JSON Feed 1.1, `id`).
    id: string(item.id) ?? link,
    hasNoId: string(item.id) === undefined || undefined,
    link,
    about: external === link ? undefined : external,
    title: line(item.title) ?? '',
    published: published ?? updated,
    updated,
    dateText: string(item.date_published) ?? string(item.date_modified),
    authors: authorsOf(item),
    topics: strings(item.tags)
      .map(name => ({ name: cleanLine(name) }))
      .filter(({ name }) => name !== ''),
    tags: [],
    sorted: false,
    summary: summary ?? (string(item.content_html) === undefined ? ownSummary(text) : undefined),
    html: string(item.content_html) ?? htmlOfText(text ?? summary ?? ''),
    image: src === undefined ? undefined : { src },
    enclosure: enclosuresOf(item)[0],
    alternates: furtherFiles(enclosuresOf(item)),
    language: string(item.language),
    held: heldOf(item),
  });
}

/** By the fields that makers of JSON add: no reader knows them, and none of them lets out what was not public. */
function heldOf(item: JsonFields): string | undefined {
  const isDraft = [item.draft, item._draft, item.is_draft].some(
    value => !/^(?:|0|no|false|null)$/i.test(toldBy(value)),
  );
  const status = [item.status, item._status].map(toldBy).find(told => told !== '' && told !== 'null');
  if (isDraft) return 'a draft';
  return status === undefined || /^(?:publish|published|public|live)$/i.test(status)
    ? undefined
    : `of status ${status}`;
}

function toldBy(value: unknown): string {
  return string(value) ?? (typeof value === 'string' || value === undefined ? '' : JSON.stringify(value));
}

const READ: ReadonlySet<string> = new Set(
  `id url external_url title content_html content_text summary image banner_image date_published date_modified author
  authors tags language attachments draft _draft is_draft status _status`.split(/\s+/),
);

/** Members of a feed itself that are read, or only say when to fetch it again. */
const FEED_READ: ReadonlySet<string> = new Set(
  `version title home_page_url feed_url description next_url icon favicon author authors language expired hubs
  items`.split(/\s+/),
);

function leftoversOfFeed(feed: JsonFields): readonly Leftover[] {
  const unread = Object.entries(feed).filter(([name, value]) => !FEED_READ.has(name) && value !== null && value !== '');
  return unread.map(([name, value]) => ({ kind: `${name} of the feed`, example: exampleOf(value) }));
}

function exampleOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Returns true for what is there, and can't be an address on the web. */
function isNoAddress(value: unknown): boolean {
  return toldBy(value) !== '' && value !== null && parseWebUrl(string(value) ?? '') === undefined;
}

function leftoversIn(item: JsonFields): readonly Leftover[] {
  const unread = Object.entries(item).filter(([name, value]) => !READ.has(name) && value !== null && value !== '');
  const read = enclosuresOf(item);
  const files = new Set([read[0], ...(furtherFiles(read) ?? [])].map(file => file?.url));
  const banner = item.image === undefined ? undefined : string(item.banner_image);
  return [
    ...unread.map(([name, value]) => ({
      kind: name,
      example: exampleOf(value),
    })),
    ...(banner === undefined ? [] : [{ kind: 'banner_image', example: banner }]),
    ...[item.external_url].filter(isNoAddress).map(value => ({ kind: 'external_url', example: exampleOf(value) })),
    ...list(item.attachments)
      .map(({ url }) => string(url) ?? '')
      .filter(url => !files.has(url))
      .map(example => ({ kind: 'attachments, another file', example })),
  ];
}

function enclosuresOf(item: JsonFields): readonly DeclaredEnclosure[] {
  return list(item.attachments).flatMap(file => {
    const url = string(file.url);
    if (!url) return [];
    const [type, title, length] = [string(file.mime_type), line(file.title), file.size_in_bytes];
    const seconds = Number(file.duration_in_seconds ?? 0);
    const duration = seconds >= 1 ? parseDuration(String(Math.round(seconds))) : undefined;
    return [
      {
        url,
        ...(type && { type }),
        ...(typeof length === 'number' && Number.isSafeInteger(length) && length > 0 && { length }),
        ...(title && { title }),
        ...(duration !== undefined && { duration }),
      },
    ];
  });
}

function authorsOf(item: JsonFields): readonly Author[] {
  const authors = item.authors === undefined ? [fields(item.author)] : list(item.authors);
  return authors.flatMap(author => {
    const [name, url] = [line(author.name), string(author.url)];
    return name === undefined ? [] : [{ name, ...(url && { url }) }];
  });
}

/**
 * A number that may have more digits than a double keeps. Within a string the quotation marks would have backslashes.
 */
const LONG_ID = /"id"(\s*:\s*)(-?\d{16,})(?=\s*[,}])/g;

/** @throws UnreadableFeed where the text is no JSON, with its place. */
export function parseJsonFeed(text: string): unknown {
  try {
    return JSON.parse(text.replace(LONG_ID, '"id"$1"$2"'));
  } catch {
    const at = jsonErrorAt(text);
    const before = text.slice(0, at);
    const found =
      at < text.length ? `found ${JSON.stringify(text.charAt(at))} where it can't be` : 'the file ends too early';
    throw new UnreadableFeed(
      `not valid JSON: ${found}; ask its publisher to fix it, or download it again`,
      before.split('\n').length,
      at - before.lastIndexOf('\n'),
    );
  }
}

export function fields(value: unknown): JsonFields {
  return typeof value === 'object' && value !== null ? (value as JsonFields) : {};
}

export function list(value: unknown): readonly JsonFields[] {
  return Array.isArray(value) ? value.map(fields) : [];
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}

export function string(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? withoutC1(value.trim()) : undefined;
}

export function line(value: unknown): string | undefined {
  const text = string(value);
  return text === undefined ? undefined : cleanLine(text);
}
