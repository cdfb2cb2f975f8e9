import { describe, expect, it } from 'vitest';
import { ALL, categoryFeed } from '../../../functions/core/feed/feed-key.ts';
import { browseMonthOf } from '../../../functions/core/files/browse-path.ts';
import { cacheControlOf } from '../../../functions/core/files/cache-control.ts';
import { LIMITS } from '../../../functions/core/index/limits.ts';
import { type SitemapEntry, sitemapEntryOf } from '../../../functions/core/index/sitemap-entry.ts';
import {
  browseGroups,
  countPages,
  monthPageGroup,
  monthPageInputs,
  monthPagePaths,
  monthPages,
} from '../../../functions/core/views/browse.ts';
import { dangersIn, parsePage } from '../pages/parsed-page.ts';
import { HOSTILE } from '../pages/samples.ts';
import { HOUR, makeArticle, NOW, SITE } from '../samples.ts';

const CONTEXT = { site: SITE, now: NOW, fingerprint: 'f' };
const NARROW = { ...LIMITS, perPage: 2 };
const LIFE = { id: 'doi-song', title: 'Đời sống', slug: 'doi-song' };

/** Entries of so many articles, an hour apart, the newest first. */
function entriesOf(count: number, more: Parameters<typeof makeArticle>[0] = {}): readonly SitemapEntry[] {
  return Array.from({ length: count }, (_, at) =>
    sitemapEntryOf(makeArticle({ title: `Bài ${at}`, published: NOW - at * HOUR, ...more }), SITE, NOW),
  );
}

function render(entries: readonly SitemapEntry[], limits = NARROW): ReadonlyMap<string, string> {
  const pages = monthPages('2026-11', entries, SITE, limits);
  const inputs = new Map(pages.map(page => [page.path, monthPageInputs(page, CONTEXT)]));
  const files = [...monthPageGroup('2026-11', inputs, () => entries, limits, CONTEXT).render(new Map())];
  return new Map(files.map(({ path, body }) => [path, String(body)]));
}

describe('the pages of a month', () => {
  it('list every article once, newest first, and are bounded, the newest at the address without a number', () => {
    for (let count = 1; count < 12; count++) {
      const pages = monthPages('2026-11', entriesOf(count), SITE, NARROW);
      const listed = [...pages].reverse().flatMap(({ entries }) => entries.map(({ title }) => title));
      expect(listed).toEqual(Array.from({ length: count }, (_, at) => `Bài ${at}`));
      expect(pages.at(-1)?.path).toBe('browse/2026-11/index.html');
      expect(pages.slice(0, -1).map(({ path }) => path)).toEqual(
        pages.slice(0, -1).map((_, at) => `browse/2026-11-${at + 1}/index.html`),
      );
      expect(pages.slice(0, -1).every(({ entries }) => entries.length === 2)).toBe(true);
      const newest = pages.at(-1)?.entries.length ?? 0;
      expect(newest).toBeLessThan(4);
      if (pages.length > 1) expect(newest).toBeGreaterThanOrEqual(2);
      expect(monthPagePaths('2026-11', countPages(pages)).toSorted()).toEqual(pages.map(({ path }) => path).toSorted());
    }
  });

  it('stay as they are, but for the newest, when an article comes; and one more when a page is full', () => {
    const unlike = (count: number): readonly string[] => {
      const facts = (of: readonly SitemapEntry[]) =>
        new Map(monthPages('2026-11', of, SITE, NARROW).map(page => [page.path, page.facts]));
      const all = entriesOf(20);
      const [before, now] = [facts(all.slice(-count)), facts(all.slice(-count - 1))];
      return [...now.keys()].filter(path => before.get(path) !== now.get(path));
    };
    expect(unlike(8)).toEqual(['browse/2026-11/index.html']);
    expect(unlike(9)).toEqual([3, 4].map(at => `browse/2026-11-${at}/index.html`).concat('browse/2026-11/index.html'));
  });

  it('are those of each section, too, which is called as most of its articles in that month spell it', () => {
    const spelled = (title: string) => entriesOf(1, { categories: [{ ...LIFE, title }] });
    const entries = [...spelled('Đời sống'), ...spelled('Đời sống'), ...spelled('ĐỜI SỐNG'), ...entriesOf(1)];
    const pages = monthPages('2026-11', entries, SITE, LIMITS);
    expect(pages.map(({ path, section, entries }) => [path, section?.title, entries.length])).toEqual([
      ['browse/2026-11/index.html', undefined, 4],
      ['doi-song/browse/2026-11/index.html', 'Đời sống', 3],
    ]);
    const page = parsePage(render(entries, LIMITS).get('browse/2026-11/index.html') ?? '');
    expect(page.hrefs('a')).toContain('../../doi-song/browse/2026-11/');
    const listed = { ...SITE, categories: [{ ...LIFE, title: 'Chuyện đời', aliases: [] }] };
    expect(monthPages('2026-11', entries, listed, LIMITS).at(-1)?.section?.title).toBe('Chuyện đời');
  });

  it('are in the language of most of the articles that they list of a section', () => {
    const files = render([...entriesOf(2, { categories: [LIFE], language: 'en' }), ...entriesOf(3)]);
    const inEnglish = parsePage(files.get('doi-song/browse/2026-11/index.html') ?? '');
    expect([inEnglish.all('html')[0]?.attribs.lang, inEnglish.text('h1')]).toEqual(['en', 'November 2026']);
    expect(parsePage(files.get('browse/2026-11/index.html') ?? '').all('html')[0]?.attribs.lang).toBe('vi');
  });

  it('are not there on a site without them, and nothing is kept for them', () => {
    const site = { ...SITE, browse: false };
    expect(monthPages('2026-11', entriesOf(3), site, LIMITS)).toEqual([]);
    expect(sitemapEntryOf(makeArticle({ title: 'BIMAT' }), site, NOW).title).toBeUndefined();
  });

  it('say nothing of what was withdrawn, and keep no word of it', () => {
    const gone = sitemapEntryOf(makeArticle({ title: 'BIMAT', withdrawn: {} }), SITE, NOW);
    expect(JSON.stringify(gone)).not.toContain('BIMAT');
    expect(monthPages('2026-11', [gone], SITE, LIMITS)).toEqual([]);
    expect(countPages(monthPages('2026-11', [gone, ...entriesOf(1)], SITE, LIMITS))).toEqual({ [ALL]: 1 });
  });

  it('lead from one to the next, and to the article, the section and the other months', () => {
    const files = render(entriesOf(6, { categories: [LIFE] }));
    const oldest = parsePage(files.get('doi-song/browse/2026-11-1/index.html') ?? '');
    const newest = parsePage(files.get('doi-song/browse/2026-11/index.html') ?? '');
    expect(newest.hrefs('a').filter(href => href?.startsWith('../'))).toEqual([
      '../../../doi-song/#subscribe',
      '../../../doi-song/',
      '../../../doi-song/browse/',
      expect.stringMatching(/^\.\.\/\.\.\/\.\.\/articles\//),
      expect.stringMatching(/^\.\.\/\.\.\/\.\.\/articles\//),
      '../../../doi-song/browse/2026-11-2/',
    ]);
    expect(oldest.hrefs('a')).toContain('../../../doi-song/browse/2026-11-2/');
    expect(oldest.all('h1')).toHaveLength(1);
    expect(oldest.text('h1')).toBe('Tháng 11 năm 2026');
  });

  it('cut a title that is long, and escape whatever one says', () => {
    const long = entriesOf(1, { title: 'rất '.repeat(200) })[0]?.title ?? '';
    expect(long.length).toBeLessThanOrEqual(201);
    expect(long.endsWith('…')).toBe(true);
    const hostile = entriesOf(2, { title: HOSTILE, link: 'https://khac.example/"onclick="x' });
    for (const markup of render(hostile).values()) expect(dangersIn(parsePage(markup))).toEqual([]);
  });

  it('weigh less than 45 KB, however many articles there are', () => {
    const title = 'Nước lũ rút chậm, ba xã ven sông Hậu dựng lại cầu gỗ cho kịp rằm tháng Giêng và phiên chợ đầu năm';
    const files = render(entriesOf(349, { title, categories: [LIFE] }), LIMITS);
    for (const markup of files.values()) expect(Buffer.byteLength(markup)).toBeLessThan(45_000);
    expect(files.size).toBe(12);
  });

  it('name the language of a title that is not in the site’s', () => {
    const page = parsePage(render(entriesOf(1, { language: 'en' })).get('browse/2026-11/index.html') ?? '');
    expect(page.all('span').filter(({ attribs }) => attribs.lang === 'en')).toHaveLength(1);
  });

  it('name the language that site.yaml gives the first category of an article', () => {
    const site = { ...SITE, categories: [{ ...LIFE, aliases: [], language: 'en' }] };
    const of = (more: Parameters<typeof makeArticle>[0]) => sitemapEntryOf(makeArticle(more), site, NOW).language;
    expect(of({ categories: [LIFE] })).toBe('en');
    expect(of({ categories: [LIFE], language: 'fr' })).toBe('fr');
    expect(of({})).toBeUndefined();
  });
});

describe('the pages that list months', () => {
  const months = {
    '2026-11': { pages: { [ALL]: 2, [categoryFeed('doi-song')]: 1 } },
    '2025-02': { pages: { [ALL]: 1 } },
    '2024-01': {},
  };

  it('have the months in which there is anything, newest first, by year, and the sections', () => {
    const life = { key: categoryFeed('doi-song'), id: 'categories/doi-song', title: 'Đời sống', language: 'vi' };
    const files = browseGroups([life], months, CONTEXT).flatMap(group => [...group.render(new Map())]);
    expect(files.map(({ path }) => path)).toEqual(['browse/index.html', 'doi-song/browse/index.html']);
    const [all, section] = files.map(({ body }) => parsePage(String(body)));
    expect(all?.hrefs('a').filter(href => /browse|^\d/.test(href ?? ''))).toEqual([
      '../doi-song/browse/',
      '2026-11/',
      '2025-02/',
    ]);
    expect(section?.hrefs('a').filter(href => /^\d/.test(href ?? ''))).toEqual(['2026-11/']);
    expect(all?.text('h2')).toBe('2026');
  });

  it('say so where there is nothing yet', () => {
    const [file] = browseGroups([], {}, CONTEXT).flatMap(group => [...group.render(new Map())]);
    expect(String(file?.body)).toContain('Chưa có bài nào.');
  });
});

describe('a path', () => {
  it.each([
    ['browse/2026-11/index.html', '2026-11'],
    ['doi-song/browse/2026-11-12/index.html', '2026-11'],
    ['tags/x/browse/+012026-01/index.html', '+012026-01'],
    ['browse/index.html', undefined],
    ['media/browse/2026-11/index.html', undefined],
    ['articles/browse/2026-11/index.html', undefined],
    ['browse/2026-11/rss.xml', undefined],
  ])('%s is of the month %s', (path, month) => {
    expect(browseMonthOf(path)).toBe(month);
  });

  it('of a month is cached for longer than a landing page', () => {
    expect(cacheControlOf('doi-song/browse/2026-11/index.html')).toContain('max-age=300');
    expect(cacheControlOf('doi-song/index.html')).toContain('max-age=60');
  });
});
