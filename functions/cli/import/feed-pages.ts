import type { ImportedFeed, ImportedItem } from '../../core/import/imported-feed.ts';
import type { Problem } from '../../core/problem.ts';
import { CouldNotRun } from '../output/exit-status.ts';
import { openFeed, UnexpectedAnswer } from './open-feed.ts';
import { NotAFeed, readOpened, type SourceFeed, type SourceOptions } from './read-document.ts';

/**
 * Reads a feed on the web, and its earlier parts (RFC 5005; JSON Feed, `next_url`). WordPress does not declare these,
 * and has them at `?paged=2`. A page that names its feed leads to it. Where a later part can't be read, those before it
 * are returned, the last of them with the problem.
 * @throws CouldNotRun where the first can't be read.
 */
export async function readPages(source: string, options: SourceOptions): Promise<readonly SourceFeed[]> {
  const found: SourceFeed[] = [];
  const seen = new Set<string>();
  for (let next: string | undefined = source; next !== undefined && found.length < (options.pages ?? 1); ) {
    const last = found.at(-1);
    if (last && seen.has(next)) return [...found.slice(0, -1), endOf(last, loopAt(source, next))];
    seen.add(next);
    const read = await readPage(source, next, options).catch((error: unknown) => {
      if (last && error instanceof CouldNotRun) return error;
      throw error;
    });
    if (read instanceof Error) {
      const isEnd = last?.feed.next === undefined && isPastTheEnd(read);
      if (!last) return found;
      if (isEnd && read instanceof NotAFeed) return [...found.slice(0, -1), { ...last, problem: pageAt(source, next) }];
      if (isEnd) return found;
      return [...found.slice(0, -1), { ...last, problem: failureOf(source, next, found.length + 1, read) }];
    }
    if (last && read.feed.items.length === 0 && read.feed.next === undefined)
      return [...found.slice(0, -1), endOf(last)];
    if (last?.feed.next === undefined && last && isRepeated(read, last)) return found;
    found.push(read);
    if (read.url !== undefined) seen.add(read.url);
    next = nextOf(read, found.length);
  }
  return found;
}

/** Returns true for the articles of the last document: the server does not know what was added to the address. */
function isRepeated({ feed: { items } }: SourceFeed, last: SourceFeed): boolean {
  const name = ({ id, link, title }: ImportedItem): string => JSON.stringify([id, link, title]);
  const known = new Set(last.feed.items.map(name));
  return items.every(item => known.has(name(item)));
}

/** Returns true for what WordPress answers behind its last page. */
function isPastTheEnd(error: CouldNotRun): boolean {
  return error instanceof NotAFeed || (error instanceof UnexpectedAnswer && PAST_THE_END.has(error.status));
}

const PAST_THE_END: ReadonlySet<number> = new Set([400, 404, 410]);

/** The document without the address at which it is said to go on. */
function endOf({ feed: { next: _, ...feed }, ...document }: SourceFeed, problem?: Problem): SourceFeed {
  return { ...document, feed, ...(problem && { problem }) };
}

function loopAt(path: string, next: string): Problem {
  const message =
    `the feed leads back to ${next}, which was read before, so it ends there; ` +
    'if articles are missing, ask its publisher for them';
  return { path, severity: 'warning', message };
}

function pageAt(path: string, next: string): Problem {
  const message =
    `${next} is a web page and no feed, so the feed is taken to end before it; see in a browser whether it tells of ` +
    'an error, and import that address to go on, then';
  return { path, severity: 'warning', message };
}

function failureOf(path: string, next: string, page: number, error: CouldNotRun): Problem {
  const reason = error.message.startsWith(next)
    ? error.message.slice(next.length).replace(/^:(?: |(?=\d))/, '')
    : error.message;
  const message =
    `document ${page} of the feed, ${next}, can't be read: ${reason}. What came before it is imported; ` +
    'import that address to go on';
  return { path, severity: 'error', message };
}

function nextOf({ feed, url }: SourceFeed, page: number): string | undefined {
  if (url === undefined) return undefined;
  if (feed.next !== undefined) return URL.canParse(feed.next, url) ? new URL(feed.next, url).href : undefined;
  if (!/^https?:\/\/wordpress\.org\//i.test(feed.generator ?? '')) return undefined;
  const paged = new URL(url);
  paged.searchParams.set('paged', String(page + 1));
  return paged.href;
}

/** A feed that goes on at an absolute address, where its own is known. */
function withNext(feed: ImportedFeed, url: string | undefined): ImportedFeed {
  const { next } = feed;
  return next !== undefined && URL.canParse(next, url) ? { ...feed, next: new URL(next, url).href } : feed;
}

async function readPage(source: string, address: string, options: SourceOptions): Promise<SourceFeed> {
  const isFirst = address === source;
  const opened = await openFeed(address, { ...options, from: source });
  try {
    const { url } = opened;
    const feed = await readOpened(address, opened, options);
    return { source: address, feed: withNext(feed, url), ...(url !== undefined && { url }) };
  } catch (error) {
    const feed = error instanceof NotAFeed ? error.feed : undefined;
    const named = feed !== undefined && URL.canParse(feed, opened.url) ? new URL(feed, opened.url).href : undefined;
    if (!isFirst || named === undefined || named === address) throw error;
    return readPage(source, named, options);
  }
}
