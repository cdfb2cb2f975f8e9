import type { Author } from '../../site/site.ts';
import { cleanLine } from '../../text/clean.ts';
import { parseFeedDate } from '../feed-date.ts';
import { htmlOfText } from '../html-text.ts';
import { type ImportedFeed, type ImportedItem, UnreadableFeed, type UnreadableItem } from '../imported-feed.ts';
import { jsonErrorAt } from '../json-error.ts';
import { leftOutBecause, type Patience } from '../patience.ts';
import { ownSummary, withoutAbsent } from './rss.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A JSON Feed (jsonfeed.org, versions 1 and 1.1). */
export function readJsonFeed(text: string, patience: Patience): ImportedFeed {
  const feed = fields(patience.whole(() => parse(text)));
  if (!/^https?:\/\/(?:www\.)?jsonfeed\.org\/version\//.test(string(feed.version) ?? ''))
    throw new UnreadableFeed(
      'this is JSON, but no JSON Feed: it has no version that begins with https://jsonfeed.org/version/',
    );
  const items: ImportedItem[] = [];
  const unreadable: UnreadableItem[] = [];
  for (const attempt of patience.each(list(feed.items), readItem)) {
    if ('result' in attempt) items.push(attempt.result);
    else unreadable.push({ reason: leftOutBecause(attempt.error) });
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
    left: new Map<string, number>(),
    next: string(feed.next_url),
  });
}

function readItem(item: Fields): ImportedItem {
  const link = string(item.url) ?? string(item.external_url);
  const text = string(item.content_text);
  const summary = line(item.summary);
  const published = parseFeedDate(string(item.date_published));
  const updated = parseFeedDate(string(item.date_modified));
  const src = string(item.image) ?? string(item.banner_image);
  return withoutAbsent({
    // A number is taken for its digits (JSON Feed 1.1, `id`).
    id: string(item.id) ?? link,
    link,
    title: line(item.title) ?? '',
    published: published ?? updated,
    updated,
    authors: authorsOf(item),
    topics: strings(item.tags)
      .map(name => ({ name: cleanLine(name) }))
      .filter(({ name }) => name !== ''),
    tags: [],
    sorted: false,
    summary: summary ?? (string(item.content_html) === undefined ? ownSummary(text) : undefined),
    html: string(item.content_html) ?? htmlOfText(text ?? summary ?? ''),
    image: src === undefined ? undefined : { src },
    enclosure: enclosureOf(item),
    language: string(item.language),
  });
}

function enclosureOf(item: Fields): ImportedItem['enclosure'] {
  const [first] = list(item.attachments);
  const url = string(first?.url);
  if (!first || !url) return undefined;
  const [type, title, length] = [string(first.mime_type), line(first.title), first.size_in_bytes];
  return {
    url,
    ...(type && { type }),
    ...(typeof length === 'number' && Number.isSafeInteger(length) && length > 0 && { length }),
    ...(title && { title }),
  };
}

function authorsOf(item: Fields): readonly Author[] {
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

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(LONG_ID, '"id"$1"$2"'));
  } catch {
    const at = jsonErrorAt(text);
    const before = text.slice(0, at);
    const found =
      at < text.length ? `found ${JSON.stringify(text.charAt(at))} where it can't be` : 'the file ends too early';
    throw new UnreadableFeed(
      `not valid JSON: ${found}; have whoever makes it mend it, or download it again`,
      before.split('\n').length,
      at - before.lastIndexOf('\n'),
    );
  }
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function list(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fields) : [];
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}

function string(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function line(value: unknown): string | undefined {
  const text = string(value);
  return text === undefined ? undefined : cleanLine(text);
}
