import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Feed } from '../../functions/core/feed/feed.ts';
import { build } from '../../functions/publish/build.ts';
import { readSite } from '../../functions/publish/read-site.ts';
import { createDirectoryStore } from '../../functions/stores/directory-store.ts';
import { type Served, serve } from '../browser/serve.ts';
import { SITE_YAML, writeInto } from '../cli/run.ts';
import { frontMatter } from '../conformance/corpus/case.ts';
import { NASTY_TEXTS } from '../conformance/corpus/nasty-texts.ts';
import { expected, type ReadEntry } from '../core/feed/readers.ts';
import {
  type Remembered,
  readWithFeedparser,
  type Subscription,
  subscribeWithNewsboat,
  subscribeWithSfeed,
} from './readers.ts';

const FORMATS = ['rss.xml', 'atom.xml'] as const;
/** Milliseconds until what was written must be served. */
const LIMIT = 30_000;

let folder: string;
let server: Served;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bantin-readers-'));
  for (const [path, body] of Object.entries(newsroom())) writeInto(join(folder, 'content'), path, body);
  server = await serve(join(folder, 'content'));
});
afterAll(() => {
  server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(FORMATS)('readers of Debian, by way of %s', format => {
  const isAtom = format === 'atom.xml';

  it('feedparser reads every entry as it was written', async () => {
    const read = readWithFeedparser(server.url + format);
    const differ = await compare(read, [
      'link',
      'published',
      'authors',
      'categories',
      'enclosures',
      'content',
      'title',
    ]);
    expect(differ).toEqual([]);
    const feed = await newest();
    if (isAtom) expect(read.map(({ updated }) => updated)).toEqual(expected(feed).map(({ updated }) => updated));
  });

  it('newsboat reads every entry as it was written', async () => {
    const read = subscribeWithNewsboat(server.url + format, join(folder, `once-newsboat-${format}`)).reload();
    const fields = ['title', 'link', 'published', 'authors', 'enclosures', 'content'] as const;
    expect(await compare(read, fields)).toEqual([]);
  });

  it('sfeed reads every entry as it was written', async () => {
    const read = subscribeWithSfeed(server.url + format, join(folder, `once-sfeed-${format}`)).reload();
    const fields = ['title', 'link', 'published', 'authors', 'enclosures', 'content'] as const;
    // Of Atom it keeps the terms of categories, which are slugs.
    expect(await compare(read, isAtom ? fields : [...fields, 'categories'])).toEqual([]);
  });
});

describe('readers of Debian that remember', () => {
  const subscriptions = (): readonly (readonly [string, Subscription])[] =>
    FORMATS.flatMap(format => [
      [`newsboat ${format}`, subscribeWithNewsboat(server.url + format, join(folder, `newsboat-${format}`))] as const,
      [`sfeed ${format}`, subscribeWithSfeed(server.url + format, join(folder, `sfeed-${format}`))] as const,
    ]);

  it('see nothing new where nothing is, one entry change where one is edited, and one new entry', async () => {
    const all = subscriptions();
    const first = new Map(all.map(([name, reader]) => [name, reader.reload()]));
    for (const entries of first.values()) expect(entries).toHaveLength(COUNT);
    for (const time of ['second', 'third', 'fourth'])
      for (const [name, reader] of all)
        expect([name, time, changes(first.get(name), reader.reload())]).toEqual([
          name,
          time,
          { added: [], changed: [] },
        ]);

    await edit('articles/a07.md', article(7, { updated: '2024-06-01 08:00' }, 'Lời đã sửa.'), 'Lời đã sửa.');
    const id = 'tag:bao.example,2018:articles/a07';
    const edited = new Map(all.map(([name, reader]) => [name, reader.reload()]));
    // sfeed keeps what it has of an entry, and newsboat takes what is new of it.
    for (const [name] of all)
      expect([name, changes(first.get(name), edited.get(name))]).toEqual([
        name,
        { added: [], changed: name.startsWith('newsboat') ? [id] : [] },
      ]);

    await edit('articles/moi.md', frontMatter({ title: 'Bài mới', date: '2024-07-01' }), 'Bài mới');
    for (const [name, reader] of all) {
      const entries = reader.reload();
      const added = ['tag:bao.example,2018:articles/moi'];
      expect([name, changes(edited.get(name), entries)]).toEqual([name, { added, changed: [] }]);
      edited.set(name, entries);
    }

    // sfeed knows entries by their titles, too, and would take it for another.
    const faithful = all.filter(([name]) => name.startsWith('newsboat'));
    await edit('articles/a08.md', article(8, { title: 'Tựa đã sửa' }, ''), 'Tựa đã sửa');
    for (const [name, reader] of faithful) {
      const entries = reader.reload();
      const retitled = { added: [], changed: ['tag:bao.example,2018:articles/a08'] };
      expect([name, changes(edited.get(name), entries)]).toEqual([name, retitled]);
      edited.set(name, entries);
    }
  });
});

const COUNT = Object.values(newsroom()).length - 2;

/** A newsroom of what is hard to read, every date in the past. */
function newsroom(): Readonly<Record<string, string | Uint8Array>> {
  const texts = Object.values(NASTY_TEXTS).filter(text => text.length < 2000);
  const articles = texts.map(
    (text, at) => [`articles/a${String(at).padStart(2, '0')}.md`, article(at, {}, text)] as const,
  );
  return { 'site.yaml': SITE_YAML, 'media/cho.mp3': new Uint8Array(1234), ...Object.fromEntries(articles) };
}

function article(at: number, fields: Readonly<Record<string, unknown>>, body: string): string {
  const title = Object.values(NASTY_TEXTS)[at] ?? '';
  const front = frontMatter({
    title: `Bài ${at}: ${title.slice(0, 500)}`,
    date: new Date(Date.UTC(2024, 0, 1 + at, 1, 30)).toISOString(),
    author: `Lê Na & <${at}>`,
    categories: ['Đời sống', 'Tư pháp'],
    tags: ['chợ & <quê>'],
    ...(at % 3 === 0 && { enclosure: { url: '/media/cho.mp3', type: 'audio/mpeg' } }),
    ...fields,
  });
  return `${front}Lời **${at}** & <b>chữ</b> đậm.\n\n${body.replace('\0', '')}\n\n- một\n- hai\n`;
}

/** The feed of all, as it should be read. */
async function newest(): Promise<Feed> {
  const content = createDirectoryStore(join(folder, 'content'));
  const { site } = await readSite(content, { feedsUrl: server.url });
  if (!site) throw new Error('site.yaml is invalid');
  const { feeds } = await build({ content, site, now: Date.now() });
  if (!feeds[0]) throw new Error('there is no feed of all');
  return feeds[0];
}

/** Every difference between what was read and what was written, by entry and field; an order that is not the feed's is one. */
async function compare(read: readonly ReadEntry[], fields: readonly (keyof ReadEntry)[]): Promise<readonly unknown[]> {
  // A wide blank at the end of a title is nothing that anybody sees, and newsboat cuts it off.
  const written = expected(await newest()).map(entry => ({ ...entry, title: entry.title.trim() }));
  const differences: unknown[] = [];
  if (read.map(({ id }) => id).join('\n') !== written.map(({ id }) => id).join('\n'))
    differences.push(['order', read.map(({ id }) => id)]);
  for (const [at, entry] of written.entries()) {
    for (const field of fields) {
      const [was, is] = [entry[field], trimmed(read[at]?.[field])];
      if (JSON.stringify(was) !== JSON.stringify(is)) differences.push([entry.id, field, was, is]);
    }
  }
  return differences;
}

function trimmed(value: ReadEntry[keyof ReadEntry]): ReadEntry[keyof ReadEntry] {
  return typeof value === 'string' ? value.trim() : value;
}

/** Ids of what came and of what changed, between two looks of one reader. An entry that is there twice came. */
function changes(before: readonly Remembered[] = [], after: readonly Remembered[] = []) {
  const known = new Map(before.map(entry => [entry.id, plain(entry)]));
  const twice = after.filter(({ id }, at) => after.findIndex(other => other.id === id) !== at);
  const added = after.filter(({ id, isNew }) => !known.has(id) || isNew);
  const changed = after.filter(entry => known.has(entry.id) && known.get(entry.id) !== plain(entry));
  return { added: [...new Set([...added, ...twice].map(({ id }) => id))], changed: changed.map(({ id }) => id) };
}

function plain({ isNew: _, ...entry }: Remembered): string {
  return JSON.stringify(entry);
}

/** Writes a source, and waits until what it says is served. */
async function edit(path: string, source: string, sign: string): Promise<void> {
  writeFileSync(join(folder, 'content', path), source);
  for (const limit = Date.now() + LIMIT; Date.now() < limit; await wait(200)) {
    const response = await fetch(`${server.url}feed.json`, { signal: AbortSignal.timeout(5000) });
    if ((await response.text()).includes(sign)) return;
  }
  throw new Error(`${path} was not served within ${LIMIT / 1000} s`);
}
