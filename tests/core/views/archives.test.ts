import { describe, expect, it } from 'vitest';
import { ALL, categoryFeed, type FeedKey } from '../../../functions/core/feed/feed-key.ts';
import { LIMITS } from '../../../functions/core/index/limits.ts';
import { monthOf, type SitemapEntry, sitemapEntryOf } from '../../../functions/core/index/sitemap-entry.ts';
import { compareRanks, Window } from '../../../functions/core/index/window.ts';
import {
  Archives,
  archiveFeed,
  archiveMonthOf,
  archiveSize,
  countArticles,
} from '../../../functions/core/views/archives.ts';
import { fc } from '../../property.ts';
import { makeEntry } from '../feed/samples.ts';
import { HOUR, makeArticle, NOW, SITE } from '../samples.ts';

const DAY = 24 * HOUR;
const site = { ...SITE, archives: true };
const DOI_SONG = { id: 'doi-song', title: 'Đời sống', slug: 'doi-song' };

const lineAt = (published: number, key: string, categories = [DOI_SONG]): SitemapEntry =>
  sitemapEntryOf(makeArticle({ key, published, categories }), site, NOW, `etag of ${key}`);

function byMonth(lines: readonly SitemapEntry[]): ReadonlyMap<string, readonly SitemapEntry[]> {
  const months = new Map<string, SitemapEntry[]>();
  for (const line of lines) {
    const month = monthOf(line.published, site);
    months.set(month, [...(months.get(month) ?? []), line]);
  }
  return months;
}

function archivesOf(lines: readonly SitemapEntry[], size: number): Archives {
  return new Archives(
    [...byMonth(lines)].map(([month, own]) => [month, countArticles(own, SITE)]),
    size,
  );
}

const foldersOf = (archives: Archives, feed: FeedKey = ALL) => archives.chain(feed).map(({ folder }) => folder);

/** `count` articles in each of these months of 2026, an hour apart. */
const linesIn = (counts: Readonly<Record<number, number>>): readonly SitemapEntry[] =>
  Object.entries(counts).flatMap(([month, count]) =>
    Array.from({ length: count }, (_, at) =>
      lineAt(Date.UTC(2026, Number(month) - 1, 2) + at * HOUR, `articles/${month.padStart(2, '0')}-${at}.md`),
    ),
  );

describe('the archives of a feed', () => {
  it('are documents by month, split where a month has more than one holds', () => {
    expect(foldersOf(archivesOf(linesIn({ 8: 3, 9: 5, 11: 4 }), 2))).toEqual([
      'archives/2026-08/',
      'archives/2026-08-2/',
      'archives/2026-09/',
      'archives/2026-09-2/',
      'archives/2026-09-3/',
      'archives/2026-11/',
      'archives/2026-11-2/',
    ]);
    expect(foldersOf(archivesOf(linesIn({ 8: 2 }), 2), categoryFeed('doi-song'))).toEqual([
      'doi-song/archives/2026-08/',
    ]);
    expect(foldersOf(archivesOf([], 2))).toEqual([]);
  });

  it('do not have the newest articles before their document is final: readers look once (RFC 5005, section 4)', () => {
    expect(foldersOf(archivesOf(linesIn({ 11: 1 }), 2))).toEqual([]);
    expect(foldersOf(archivesOf(linesIn({ 11: 2 }), 2))).toEqual(['archives/2026-11/']);
    expect(foldersOf(archivesOf(linesIn({ 11: 3 }), 2))).toEqual(['archives/2026-11/']);
    expect(foldersOf(archivesOf(linesIn({ 10: 1, 11: 1 }), 2))).toEqual(['archives/2026-10/']);
  });

  it('are linked to their neighbours, whatever months have nothing', () => {
    const [first, second, third] = archivesOf(linesIn({ 1: 2, 3: 1, 11: 2 }), 2).chain(ALL);
    expect(first).toEqual({
      feed: ALL,
      month: '2026-01',
      part: 0,
      folder: 'archives/2026-01/',
      next: 'archives/2026-03/',
    });
    expect(second).toMatchObject({ previous: 'archives/2026-01/', next: 'archives/2026-11/' });
    expect(third).toMatchObject({ previous: 'archives/2026-03/' });
    expect(third).not.toHaveProperty('next');
  });

  it('have an article in the document of each of its categories once, though two of its names have one slug', () => {
    const lines = [lineAt(NOW, 'articles/a.md', [DOI_SONG, { ...DOI_SONG, title: 'Đổi sông' }])];
    expect(countArticles(lines, SITE)).toEqual({ articles: { [ALL]: 1, 'category:doi-song': 1 } });
  });

  it('keep the document of a month in which everything was withdrawn: it says so to those who read the article', () => {
    const lines = linesIn({ 9: 1, 10: 1, 11: 1 });
    const [september, ...others] = lines;
    if (!september) throw new Error('no line');
    const gone = { ...september, withdrawn: { id: 'tag:x,2018:gone', when: NOW } };
    const folders = ['archives/2026-09/', 'archives/2026-10/'];
    expect(foldersOf(archivesOf(lines, 2))).toEqual(folders);
    const archives = archivesOf([gone, ...others], 2);
    expect(foldersOf(archives)).toEqual(folders);
    expect(foldersOf(archives, categoryFeed('doi-song'))).toEqual(folders.map(folder => `doi-song/${folder}`));
    const [document] = archives.chain(ALL);
    const feed = document && archiveFeed(document, archives.articlesOf(document, [gone], site), new Map(), site);
    expect(feed).toMatchObject({ entries: [], withdrawn: [{ id: 'tag:x,2018:gone' }] });
  });

  it('are none where a category has nothing left in any month: no feed leads to them', () => {
    const withdrawn = (line: SitemapEntry): SitemapEntry => ({ ...line, withdrawn: { id: line.key, when: NOW } });
    const gone = linesIn({ 9: 1, 10: 1 }).map(withdrawn);
    const last = lineAt(NOW, 'articles/last.md');
    const other = lineAt(NOW, 'articles/other.md', []);
    const archives = archivesOf([...gone, other, withdrawn(last)], 2);
    expect(foldersOf(archives, categoryFeed('doi-song'))).toEqual([]);
    expect(archives.newest(categoryFeed('doi-song'))).toBeUndefined();
    expect(archives.documentsOf('2026-09').map(({ feed }) => feed)).toEqual([ALL]);
    const before = archivesOf([...gone, other, last], 2);
    expect(foldersOf(before, categoryFeed('doi-song'))).toEqual([
      'doi-song/archives/2026-09/',
      'doi-song/archives/2026-10/',
    ]);
    expect(archives.monthsUnlike(before)).toEqual(new Set(['2026-09', '2026-10']));
  });

  it('lose nothing: what the feed shows no more stands in one document, in order', () => {
    const ages = fc.array(fc.integer({ min: 0, max: 200 * 24 }), { maxLength: 40 });
    fc.assert(
      fc.property(
        ages,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 9 }),
        (hours, entries, perArchive) => {
          const lines = hours.map((age, at) => lineAt(NOW - age * HOUR, `articles/${at}.md`));
          const size = archiveSize({ ...site, entries }, { ...LIMITS, perArchive });
          const archives = archivesOf(lines, size);
          const archived = archives
            .chain(ALL)
            .flatMap(document =>
              archives.articlesOf(document, byMonth(lines).get(document.month) ?? [], SITE).toReversed(),
            );
          const inOrder = lines.toSorted(compareRanks).toReversed();
          expect(archived).toEqual(inOrder.slice(0, archived.length));
          const window = new Window<SitemapEntry & { id: string }>({ entries, minimumHours: 0, most: 500 }, NOW);
          for (const line of lines) window.add({ ...line, id: line.key });
          const shown = new Set(window.shown().map(({ key }) => key));
          for (const { key } of inOrder.slice(archived.length)) expect(shown).toContain(key);
          expect(archives.newest(ALL)).toBe(archives.chain(ALL).at(-1)?.folder);
        },
      ),
    );
  });
});

describe('what a change touches', () => {
  const lines = linesIn({ 7: 3, 8: 5, 9: 3, 10: 4, 11: 1 });
  const before = archivesOf(lines, 2);
  const unlike = (now: readonly SitemapEntry[]) => [...archivesOf(now, 2).monthsUnlike(before)].sort();

  it('is nothing where the feed shows what is new, and else its own month', () => {
    const full = linesIn({ 10: 3, 11: 2 });
    const added = [...full, lineAt(Date.UTC(2026, 10, 20), 'articles/new.md')];
    expect([...archivesOf(added, 2).monthsUnlike(archivesOf(full, 2))]).toEqual([]);
    // The second article fills a document, and one of the next month makes it final.
    expect(unlike([...lines, lineAt(Date.UTC(2026, 10, 20), 'articles/new.md')])).toEqual(['2026-10', '2026-11']);
    expect(unlike([...lines, lineAt(Date.UTC(2026, 11, 1), 'articles/new.md')])).toEqual(['2026-10', '2026-11']);
    expect(unlike(lines.map(line => ({ ...line, etag: 'edited' })))).toEqual([]);
  });

  it('is a neighbour where the first or last document of a month comes or goes, and no month further off', () => {
    expect(unlike([...lines, lineAt(Date.UTC(2026, 7, 20), 'articles/late.md')])).toEqual([]);
    expect(unlike(lines.filter(({ key }) => key !== 'articles/08-0.md'))).toEqual(['2026-08', '2026-09']);
    expect(unlike(lines.filter(({ key }) => !key.startsWith('articles/08')))).toEqual([
      '2026-07',
      '2026-08',
      '2026-09',
    ]);
  });

  it('is the end of its month alone where it is new there', () => {
    const september = byMonth(lines).get('2026-09') ?? [];
    const added = [...september, lineAt(Date.UTC(2026, 8, 20), 'articles/x.md')];
    const [first, last] = before.documentsOf('2026-09').filter(({ feed }) => feed === ALL);
    if (!first || !last) throw new Error('documents are missing');
    expect(before.articlesOf(first, added, SITE)).toEqual(before.articlesOf(first, september, SITE));
    expect(before.articlesOf(last, added, SITE).map(({ key }) => key)).toEqual(['articles/x.md', 'articles/09-2.md']);
  });
});

describe('archiveFeed', () => {
  const lines = [lineAt(NOW - DAY, 'articles/b.md'), lineAt(NOW - 2 * DAY, 'articles/a.md')];
  const document = {
    feed: categoryFeed('doi-song'),
    month: '2026-11',
    part: 1,
    folder: 'doi-song/archives/2026-11-2/',
  };
  const entryOf = (id: string) => makeEntry({ id, categories: [DOI_SONG] });
  const entries = new Map([
    ['articles/a.md', entryOf('a')],
    ['articles/b.md', entryOf('b')],
  ]);

  it('is the feed itself at an earlier time: its id and title, without its hub', () => {
    const feed = archiveFeed(document, lines, entries, { ...site, hub: 'https://hub.example/' });
    expect(feed).toMatchObject({
      id: 'tag:bao.example,2018:categories/doi-song',
      title: 'Đời sống – Báo Mẫu',
      self: { atom: 'https://feeds.bao.example/doi-song/archives/2026-11-2/atom.xml' },
      history: { current: { atom: 'https://feeds.bao.example/doi-song/atom.xml' } },
    });
    expect(feed).not.toHaveProperty('hub');
    expect(feed.entries.map(({ id }) => id)).toEqual(['b', 'a']);
  });
});

describe('archiveMonthOf', () => {
  it.each([
    ['archives/2026-11/rss.xml', '2026-11'],
    ['doi-song/archives/2026-11-12/feed.json', '2026-11'],
    ['archives/+12026-11/atom.xml', '+12026-11'],
    ['sitemaps/2026-11.xml', undefined],
    ['articles/archives/index.html', undefined],
    ['doi-song/rss.xml', undefined],
  ])('%s: %s', (path, month) => {
    expect(archiveMonthOf(path)).toBe(month);
  });
});
