import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from '../../functions/build/build.ts';
import { readSite } from '../../functions/content/read-site.ts';
import type { Feed } from '../../functions/core/feed/feed.ts';
import { createDirectoryStore } from '../../functions/stores/directory-store.ts';
import { serve } from '../browser/serve.ts';
import { SITE_YAML, writeInto } from '../cli/run.ts';
import { frontMatter } from '../conformance/corpus/case.ts';
import { NASTY_TEXTS } from '../conformance/corpus/nasty-texts.ts';
import { expected, type ReadEntry } from '../core/feed/readers.ts';

/** Milliseconds until what was written must be served. */
const LIMIT = 30_000;

/** Address of the feeds in the feeds themselves. A reader may take an address on this machine for an attack. */
const FEEDS_URL = 'https://feeds.bao.example/';

/** A newsroom of what is hard to read, every date in the past, served as the CDN does. */
export interface Newsroom {
  /** Address that it is served at, with a slash at the end. */
  readonly url: string;
  /** For whatever else a test keeps; it goes with the newsroom. */
  readonly folder: string;
  /** Number of articles. */
  readonly count: number;
  /** Writes a source, and waits until the Atom feed has `sign` of it. */
  edit(path: string, source: string, sign: string): Promise<void>;
  /**
   * Every difference between what was read and what was written, by entry and field; an order that is not the feed's is
   * one. What `alike` makes the same JSON is no difference.
   */
  compare(
    read: readonly ReadEntry[],
    fields: readonly (keyof ReadEntry)[],
    alike?: (json: string) => string,
  ): Promise<readonly unknown[]>;
  close(): void;
}

export async function openNewsroom(): Promise<Newsroom> {
  const folder = mkdtempSync(join(tmpdir(), 'bantin-readers-'));
  const content = join(folder, 'content');
  const articles = makeArticles();
  // Readers that do not know what a deleted entry is must not take it for another.
  const withdrawn = {
    'articles/da-go.md': article(2, { withdrawn: { reason: 'Sai nguồn.', date: '2024-05-02' } }, ''),
  };
  const files = { 'site.yaml': SITE_YAML, 'media/cho.mp3': new Uint8Array(1234), ...articles, ...withdrawn };
  for (const [path, body] of Object.entries(files)) writeInto(content, path, body);
  const { url, stop } = await serve(content, '--base-url', FEEDS_URL);
  return {
    url,
    folder,
    count: Object.keys(articles).length,
    async edit(path, source, sign) {
      writeInto(content, path, source);
      await served(`${url}atom.xml`, sign);
    },
    async compare(read, fields, alike = json => json) {
      const seen = (entry: ReadEntry, field: keyof ReadEntry): string =>
        alike(JSON.stringify(trimmed(entry[field])) ?? '');
      return differences(expected(await newest(content)), read, (was, is) =>
        fields.filter(field => seen(was, field) !== seen(is, field)),
      );
    },
    close() {
      stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The source of the article at that place among the nasty texts, which is its title. */
export function article(at: number, fields: Readonly<Record<string, unknown>>, body: string): string {
  const title = Object.values(NASTY_TEXTS)[at] ?? '';
  const front = frontMatter({
    title: `Bài ${at}: ${title.slice(0, 500)}`,
    date: new Date(Date.UTC(2024, 0, 1 + at, 1, 30)).toISOString(),
    author: `Lê Na & <${at}>`,
    categories: ['Đời sống', 'Tư pháp'],
    tags: ['chợ & <quê>'],
    ...(at % 3 === 0 && { enclosure: { url: '/media/cho.mp3', type: 'audio/mpeg' } }),
    ...(at % 4 === 1 && { updated: '2024-05-01 08:00', correction: `Bản trước viết sai: ${title.slice(0, 200)}.` }),
    ...fields,
  });
  return `${front}Lời **${at}** & <b>chữ</b> đậm.\n\n${body.replace('\0', '')}\n\n- một\n- hai\n`;
}

function makeArticles(): Readonly<Record<string, string>> {
  const texts = Object.values(NASTY_TEXTS).filter(text => text.length < 2000);
  return Object.fromEntries(
    texts.map((text, at) => [`articles/a${String(at).padStart(2, '0')}.md`, article(at, {}, text)]),
  );
}

/** The feed of all, as it should be read. */
async function newest(directory: string): Promise<Feed> {
  const content = createDirectoryStore(directory);
  const { site } = await readSite(content, { feedsUrl: FEEDS_URL });
  if (!site) throw new Error('site.yaml is invalid');
  const { feeds } = await build({ content, site, now: Date.now() });
  if (!feeds[0]) throw new Error('there is no feed of all');
  return feeds[0];
}

/** `differ`: the fields in which two entries do. */
function differences(
  written: readonly ReadEntry[],
  read: readonly ReadEntry[],
  differ: (was: ReadEntry, is: ReadEntry) => readonly (keyof ReadEntry)[],
): readonly unknown[] {
  const orders = [written, read].map(entries => entries.map(({ id }) => id));
  if (orders[0]?.join('\n') !== orders[1]?.join('\n')) return [['order', ...orders]];
  return written.flatMap((was, at) => {
    const is = read[at] ?? was;
    return differ(was, is).map(field => [was.id, field, was[field], is[field]]);
  });
}

/** A wide blank at the end of a title is nothing that anybody sees, and newsboat cuts it off. */
function trimmed(value: ReadEntry[keyof ReadEntry]): ReadEntry[keyof ReadEntry] {
  return typeof value === 'string' ? value.trim() : value;
}

async function served(url: string, sign: string): Promise<void> {
  for (const limit = Date.now() + LIMIT; Date.now() < limit; await wait(200)) {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    if ((await response.text()).includes(sign)) return;
  }
  throw new Error(`"${sign}" was not served within ${LIMIT / 1000} s`);
}
