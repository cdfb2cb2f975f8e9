import { describe, expect, it } from 'vitest';
import { monthOf, type SitemapEntry, sitemapEntryOf } from '../../../functions/core/index/sitemap-entry.ts';
import { MAX_SITEMAP_URLS } from '../../../functions/core/lists/sitemap.ts';
import { monthSitemaps, sitemapIndex } from '../../../functions/core/views/sitemaps.ts';
import { parseXml, texts } from '../feed/parsed-xml.ts';
import { HOUR, makeArticle, NOW, SITE } from '../samples.ts';

const CONTEXT = { site: SITE, now: NOW, fingerprint: '' };
const NO_ENTRIES = new Map();

function renderMonth(month: string, entries: readonly SitemapEntry[]) {
  const { inputs, lastModified, render } = monthSitemaps(month, entries, () => entries, CONTEXT);
  const files = [...render(NO_ENTRIES)];
  expect([...inputs.keys()]).toEqual(files.map(({ path }) => path));
  return { files, lastModified };
}

const locs = (body: unknown) => texts(parseXml(String(body)), 'url', 'loc');

describe('a month', () => {
  it('is that of publication in the zone of the site', () => {
    expect(monthOf(Date.UTC(2026, 9, 31, 16, 59), SITE)).toBe('2026-10');
    expect(monthOf(Date.UTC(2026, 9, 31, 17), SITE)).toBe('2026-11');
  });

  it('does not know yet of a correction announced for later', () => {
    const article = makeArticle({ published: NOW, updated: NOW + HOUR });
    expect(sitemapEntryOf(article, SITE, NOW).lastModified).toBe(NOW);
    expect(sitemapEntryOf(article, SITE, NOW + HOUR).lastModified).toBe(NOW + HOUR);
  });

  it('shows nothing of what was withdrawn, and keeps its line', () => {
    const line = sitemapEntryOf(makeArticle({ withdrawn: {} }), SITE, NOW);
    expect(line.withdrawn).toMatchObject({ when: line.published });
    const other = sitemapEntryOf(makeArticle({ published: line.published - 1 }), SITE, NOW);
    expect(locs(renderMonth('2026-11', [line, other]).files[0]?.body)).toEqual([other.loc]);
    expect(renderMonth('2026-11', [line])).toEqual({ files: [], lastModified: [] });
  });

  it('has each address once, newest first, whatever order its lines come in', () => {
    const at = (hours: number, link: string) =>
      sitemapEntryOf(makeArticle({ published: NOW - hours * HOUR, link: `https://bao.example/${link}` }), SITE, NOW);
    const lines = [at(3, 'c'), at(1, 'a'), at(2, 'b'), at(4, 'a')];
    const { files, lastModified } = renderMonth('2026-11', lines);
    expect(renderMonth('2026-11', [...lines].reverse())).toEqual({ files, lastModified });
    expect(files.map(({ path }) => path)).toEqual(['sitemaps/2026-11.xml']);
    expect(locs(files[0]?.body)).toEqual(['a', 'b', 'c'].map(link => `https://bao.example/${link}`));
    expect(lastModified).toEqual([NOW - HOUR]);
    expect(renderMonth('2026-11', [])).toEqual({ files: [], lastModified: [] });
  });

  it('orders by address, then key, what was published at the same instant', () => {
    const at = (key: string, link: string) =>
      sitemapEntryOf(
        makeArticle({ key: `articles/${key}.md`, published: NOW, link: `https://bao.example/${link}` }),
        SITE,
        NOW,
      );
    const lines = [at('d', 'x'), { ...at('c', 'x'), lastModified: NOW + 1 }, at('b', 'a')];
    for (const order of [lines, lines.toReversed()]) {
      const { files, lastModified } = renderMonth('2026-11', order);
      expect(locs(files[0]?.body)).toEqual(['https://bao.example/a', 'https://bao.example/x']);
      expect(lastModified).toEqual([NOW + 1]);
    }
  });

  it('is split where it has more addresses than a sitemap may have', () => {
    const entry = sitemapEntryOf(makeArticle({}), SITE, NOW);
    const entries = Array.from({ length: MAX_SITEMAP_URLS + 1 }, (_, at) => ({
      ...entry,
      key: `articles/${at}.md`,
      loc: `https://bao.example/${at}`,
      published: NOW - at,
      lastModified: NOW + at,
    }));
    const { files, lastModified } = renderMonth('2026-11', entries);
    expect(files.map(({ path }) => path)).toEqual(['sitemaps/2026-11.xml', 'sitemaps/2026-11-2.xml']);
    const [first, second] = files.map(({ body }) => String(body).match(/(?<=<loc>)[^<]*/g) ?? []);
    expect([first?.length, first?.[0], second]).toEqual([
      MAX_SITEMAP_URLS,
      'https://bao.example/0',
      [`https://bao.example/${MAX_SITEMAP_URLS}`],
    ]);
    expect(lastModified).toEqual([NOW + MAX_SITEMAP_URLS - 1, NOW + MAX_SITEMAP_URLS]);
  });

  it('leaves out what is read on the site of others', () => {
    const lines = ['https://bao.example/a', 'https://khac.example/b'].map(link =>
      sitemapEntryOf(makeArticle({ link }), SITE, NOW),
    );
    expect(locs(renderMonth('2026-11', lines).files[0]?.body)).toEqual(['https://bao.example/a']);
    expect(renderMonth('2026-11', lines.slice(1)).files).toEqual([]);
  });

  it('stands in the index with each of its parts, months in order', () => {
    const { render } = sitemapIndex(
      [
        ['2026-11', [2000, 1000]],
        ['2018-12', [0]],
      ],
      CONTEXT,
    );
    const index = parseXml(String([...render(NO_ENTRIES)][0]?.body));
    expect(texts(index, 'sitemap', 'loc')).toEqual([
      'https://feeds.bao.example/sitemaps/2018-12.xml',
      'https://feeds.bao.example/sitemaps/2026-11.xml',
      'https://feeds.bao.example/sitemaps/2026-11-2.xml',
    ]);
    expect(texts(index, 'sitemap', 'lastmod')[1]).toBe('1970-01-01T00:00:02Z');
  });
});
