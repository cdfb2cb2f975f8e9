import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pythonWith } from '../../scripts/python.mjs';
import type { ReadEntry } from '../core/feed/readers.ts';

/** Milliseconds that a reader may take to fetch a feed. */
const LIMIT = 60_000;
const PYTHON = '/usr/bin/python3';

/** A reader that remembers: what it has of a feed after each look at it. */
export interface Subscription {
  /** Fetches the feed, and gives all that it has by now. What it had before counts as read. */
  reload(): readonly Remembered[];
}

export interface Remembered extends ReadEntry {
  /** `undefined` where the reader does not tell. */
  readonly isNew?: boolean;
}

/** Reads a feed once with Debian's feedparser, and fails where it found anything to complain of. */
export function readWithFeedparser(url: string): readonly ReadEntry[] {
  const { problem, entries }: { problem: string; entries: readonly Required<ReadEntry>[] } = JSON.parse(
    run(PYTHON, [join(import.meta.dirname, 'read_feedparser.py'), url]),
  );
  if (problem !== '') throw new Error(`feedparser: ${url}: ${problem}`);
  return entries.map(entry => ({ ...entry, published: iso(entry.published), updated: iso(entry.updated) }));
}

/** Readers that Python brings; each reads RSS, Atom and JSON Feed. */
export const PARSERS = ['atoma', 'fastfeedparser', 'feedparser-rs'] as const;

/**
 * Reads a feed once with a parser of tests/readers/requirements.txt. What it does not know of an entry is `undefined`.
 */
export function readWithParser(parser: (typeof PARSERS)[number], url: string): readonly ReadEntry[] {
  const python = pythonWith('readers', 'tests/readers/requirements.txt');
  const entries: readonly ReadEntry[] = JSON.parse(
    run(python, [join(import.meta.dirname, 'read_parsers.py'), parser, url]),
  );
  return entries.map(({ published, updated, ...entry }) => ({
    ...entry,
    ...(published && { published: iso(published) }),
    ...(updated && { updated: iso(updated) }),
  }));
}

interface NewsboatRow {
  readonly guid: string;
  readonly title: string;
  readonly author: string;
  readonly url: string;
  /** Seconds. */
  readonly pubDate: number;
  readonly content: string;
  readonly enclosure_url: string;
  readonly unread: 0 | 1;
}

/** newsboat, with a cache of its own in `folder`. It knows no categories. */
export function subscribeWithNewsboat(url: string, folder: string): Subscription {
  mkdirSync(folder, { recursive: true });
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('urls'), `${url}\n`);
  writeFileSync(at('config'), 'cleanup-on-quit no\n');
  const look = (...mode: readonly string[]): readonly NewsboatRow[] =>
    JSON.parse(run(PYTHON, [join(import.meta.dirname, 'read_newsboat.py'), at('cache.db'), ...mode]));
  return {
    reload() {
      if (existsSync(at('cache.db'))) look('read');
      const files = ['-u', at('urls'), '-c', at('cache.db'), '-C', at('config')];
      run('/usr/bin/newsboat', [...files, '-x', 'reload'], { HOME: folder });
      return look().map(row => ({
        id: row.guid,
        title: row.title,
        link: row.url,
        published: new Date(row.pubDate * 1000).toISOString(),
        content: row.content,
        authors: [row.author],
        enclosures: row.enclosure_url === '' ? [] : [row.enclosure_url],
        isNew: row.unread === 1,
      }));
    },
  };
}

/** sfeed, as `sfeed_update` merges what it fetches. It keeps the first author. */
export function subscribeWithSfeed(url: string, folder: string): Subscription {
  mkdirSync(folder, { recursive: true });
  const rc = join(folder, 'sfeedrc');
  writeFileSync(rc, `sfeedpath="${folder}/feeds"\nfeeds() {\n  feed news "${url}"\n}\n`);
  let known: ReadonlySet<string> = new Set();
  return {
    reload() {
      const said = run('/usr/bin/sfeed_update', [rc]);
      if (!/\bOK\b/.test(said)) throw new Error(`sfeed_update: ${url}: ${said}`);
      const lines = readFileSync(join(folder, 'feeds/news'), 'utf8').split('\n').slice(0, -1);
      const entries = lines.map(readSfeedLine).map(entry => ({ ...entry, isNew: !known.has(entry.id) }));
      known = new Set(entries.map(({ id }) => id));
      return entries;
    },
  };
}

/** sfeed(5): fields between tabs; in the text, tabs, line feeds and backslashes are escaped. */
function readSfeedLine(line: string): ReadEntry {
  const [seconds, title = '', link = '', content = '', , id = '', author = '', enclosure = '', categories = ''] =
    line.split('\t');
  return {
    id,
    title,
    link,
    published: new Date(Number(seconds) * 1000).toISOString(),
    content: content.replace(/\\([nt\\])/g, (_, code: string) => (code === 'n' ? '\n' : code === 't' ? '\t' : '\\')),
    authors: [author],
    categories: categories === '' ? [] : categories.split('|'),
    enclosures: enclosure === '' ? [] : [enclosure],
  };
}

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: LIMIT,
    killSignal: 'SIGKILL',
    maxBuffer: 2 ** 28,
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', PYTHONIOENCODING: 'utf-8', no_proxy: '*', ...env },
  });
  if (status === 0) return stdout + stderr;
  throw new Error(
    `${command} ${args.join(' ')} ${error?.message ?? `ended with ${status ?? signal}: ${stdout}${stderr}`}`,
  );
}

function iso(date: string): string {
  return new Date(date).toISOString();
}
