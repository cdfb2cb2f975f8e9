import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frontMatter } from '../conformance/corpus/case.ts';
import { article, type Newsroom, openNewsroom } from './newsroom.ts';
import {
  type Remembered,
  readWithFeedparser,
  type Subscription,
  subscribeWithNewsboat,
  subscribeWithSfeed,
} from './readers.ts';

/** None of the three knows JSON Feed: they find no entry in one. */
const FORMATS = ['rss.xml', 'atom.xml'] as const;

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterAll(() => newsroom?.close());

describe.each(FORMATS)('readers of Debian, by way of %s', format => {
  const isAtom = format === 'atom.xml';

  it('feedparser reads every entry as it was written', async () => {
    const read = readWithFeedparser(newsroom.url + format);
    const fields = ['title', 'link', 'published', 'authors', 'categories', 'enclosures', 'content'] as const;
    expect(await newsroom.compare(read, isAtom ? [...fields, 'updated'] : fields)).toEqual([]);
  });

  it('newsboat reads every entry as it was written', async () => {
    const read = subscribeWithNewsboat(
      newsroom.url + format,
      join(newsroom.folder, `once-newsboat-${format}`),
    ).reload();
    const fields = ['title', 'link', 'published', 'authors', 'enclosures', 'content'] as const;
    expect(await newsroom.compare(read, fields)).toEqual([]);
  });

  it('sfeed reads every entry as it was written', async () => {
    const read = subscribeWithSfeed(newsroom.url + format, join(newsroom.folder, `once-sfeed-${format}`)).reload();
    const fields = ['title', 'link', 'published', 'authors', 'enclosures', 'content'] as const;
    // Of Atom it keeps the terms of categories, which are slugs.
    expect(await newsroom.compare(read, isAtom ? fields : [...fields, 'categories'])).toEqual([]);
  });
});

describe('readers of Debian that remember', () => {
  const subscriptions = (): readonly (readonly [string, Subscription])[] =>
    FORMATS.flatMap(format => [
      [
        `newsboat ${format}`,
        subscribeWithNewsboat(newsroom.url + format, join(newsroom.folder, `newsboat-${format}`)),
      ] as const,
      [`sfeed ${format}`, subscribeWithSfeed(newsroom.url + format, join(newsroom.folder, `sfeed-${format}`))] as const,
    ]);

  it('see nothing new where nothing is, one change for an edit, one new entry, none for a withdrawal', async () => {
    const all = subscriptions();
    const first = new Map(all.map(([name, reader]) => [name, reader.reload()]));
    for (const entries of first.values()) expect(entries).toHaveLength(newsroom.count);
    for (const time of ['second', 'third', 'fourth'])
      for (const [name, reader] of all)
        expect([name, time, changes(first.get(name), reader.reload())]).toEqual([
          name,
          time,
          { added: [], changed: [] },
        ]);

    await newsroom.edit('articles/a07.md', article(7, { updated: '2024-06-01 08:00' }, 'Lời đã sửa.'), 'Lời đã sửa.');
    const id = 'tag:bao.example,2018:articles/a07';
    const edited = new Map(all.map(([name, reader]) => [name, reader.reload()]));
    // sfeed keeps what it has of an entry, and newsboat takes what is new of it.
    for (const [name] of all)
      expect([name, changes(first.get(name), edited.get(name))]).toEqual([
        name,
        { added: [], changed: name.startsWith('newsboat') ? [id] : [] },
      ]);

    await newsroom.edit('articles/moi.md', frontMatter({ title: 'Bài mới', date: '2024-07-01' }), 'Bài mới');
    for (const [name, reader] of all) {
      const entries = reader.reload();
      const added = ['tag:bao.example,2018:articles/moi'];
      expect([name, changes(edited.get(name), entries)]).toEqual([name, { added, changed: [] }]);
      edited.set(name, entries);
    }

    const gone = { withdrawn: { reason: 'Nguồn tin rút lời.' } };
    await newsroom.edit('articles/a10.md', article(10, gone, ''), 'Nguồn tin rút lời.');
    for (const [name, reader] of all) {
      const entries = reader.reload();
      expect([name, changes(edited.get(name), entries)]).toEqual([name, { added: [], changed: [] }]);
      edited.set(name, entries);
    }

    // sfeed knows entries by their titles, too, and would take it for another.
    const faithful = all.filter(([name]) => name.startsWith('newsboat'));
    await newsroom.edit('articles/a08.md', article(8, { title: 'Tựa đã sửa' }, ''), 'Tựa đã sửa');
    for (const [name, reader] of faithful) {
      const entries = reader.reload();
      const retitled = { added: [], changed: ['tag:bao.example,2018:articles/a08'] };
      expect([name, changes(edited.get(name), entries)]).toEqual([name, retitled]);
      edited.set(name, entries);
    }
  });
});

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
