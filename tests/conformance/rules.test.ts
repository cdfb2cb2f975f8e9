import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderAtom } from '../../functions/core/feed/atom.ts';
import { addressesIn } from '../../functions/core/feed/formats.ts';
import { renderJsonFeed } from '../../functions/core/feed/json-feed.ts';
import { renderRss } from '../../functions/core/feed/rss.ts';
import { renderSmartNews } from '../../functions/core/feed/smartnews.ts';
import { renderOpml } from '../../functions/core/lists/opml.ts';
import { renderNewsSitemap, renderSitemap } from '../../functions/core/lists/sitemap.ts';
import type { License } from '../../functions/core/rights/license.ts';
import { renderRsl } from '../../functions/core/rights/rsl.ts';
import { renderTdmrep } from '../../functions/core/rights/tdmrep.ts';
import { FULL_FEED, makeEntry, makeFeed, PODCAST_FEED } from '../core/feed/samples.ts';
import { NOW, SITE } from '../core/samples.ts';
import { BROKEN_ATOM, BROKEN_MEDIA, BROKEN_XML, type Broken } from './broken-atom.ts';
import { BROKEN_HISTORY } from './broken-history.ts';
import { BROKEN_JSON } from './broken-json.ts';
import { BROKEN_NEWS, BROKEN_OPML, BROKEN_SITEMAP } from './broken-lists.ts';
import { BROKEN_PODCAST } from './broken-podcast.ts';
import { BROKEN_ATOM_LICENSES, BROKEN_LICENSES, BROKEN_MARKDOWN, BROKEN_RSL, BROKEN_TDMREP } from './broken-rights.ts';
import { BROKEN_RSS } from './broken-rss.ts';
import { BROKEN_SMARTNEWS, BROKEN_TOMBSTONES } from './broken-withdrawals.ts';
import { checkFile, XML_FILES } from './check-file.ts';
import { JSON_FEED_RULES } from './json-feed-rules.ts';
import { TDMREP_RULES } from './rights-rules.ts';

const [AT, HOUR] = [NOW - 3_600_000, 3_600_000];
/** With an entry that changed half a second later than it says. */
const FEED = { ...FULL_FEED, updated: FULL_FEED.updated + 500 };
const WITHDRAWN = {
  ...FEED,
  withdrawn: [
    { id: 'urn:a', url: 'https://bao.example/x', when: AT, reason: 'Sai & nguồn' },
    { id: 'urn:b', url: 'https://bao.example/y', when: AT },
  ],
};
const HOME = SITE.feedsUrl;
const addresses = (folder: string) => addressesIn(folder, SITE);
const ARCHIVE = {
  ...FEED,
  self: addresses('archives/2026-10/'),
  history: { current: addresses(''), previous: addresses('archives/2026-09/'), next: addresses('archives/2026-11/') },
};
const TERMS = 'https://bao.example/dieu-khoan';
const LICENSE: License = {
  url: TERMS,
  terms: {
    prohibits: { usage: ['ai-train'], geo: ['VN'] },
    payment: { type: 'crawl', standard: TERMS, amount: '0.015', currency: 'USD' },
    server: 'https://giay-phep.example/',
    copyright: 'Báo <Mẫu>',
  },
};
const PARTS = [{ url: '/', license: LICENSE }];
const LICENSED = makeFeed({
  license: LICENSE,
  entries: [makeEntry({ url: `${HOME}articles/a-1/`, license: LICENSE })],
});
const urls = ['a', 'b'].map(name => ({ loc: `${HOME}${name}`, lastModified: AT }));
const feed = (title: string, folder: string) => ({
  title,
  description: 'Tin',
  xmlUrl: `${HOME}${folder}rss.xml`,
  htmlUrl: HOME + folder,
  language: 'vi',
});

/** A file of each kind that breaks no rule, and what breaks each rule of its kind. */
const SAMPLES: readonly (readonly [path: string, valid: string, broken: Broken])[] = [
  ['rss.xml', renderRss(FEED).join(''), { ...BROKEN_XML, ...BROKEN_RSS, ...BROKEN_MEDIA }],
  ['atom.xml', renderAtom(FEED).join(''), { ...BROKEN_ATOM }],
  ['rss.xml', renderRss(LICENSED).join(''), BROKEN_LICENSES],
  ['rss.xml', renderRss({ ...LICENSED, markdown: true }).join(''), BROKEN_MARKDOWN],
  ['feeds/nghe/rss.xml', renderRss(PODCAST_FEED).join(''), BROKEN_PODCAST],
  ['atom.xml', renderAtom(LICENSED).join(''), BROKEN_ATOM_LICENSES],
  ['license.xml', renderRsl(PARTS), BROKEN_RSL],
  ['.well-known/tdmrep.json', renderTdmrep(PARTS), BROKEN_TDMREP],
  ['atom.xml', renderAtom(WITHDRAWN).join(''), BROKEN_TOMBSTONES],
  ['archives/2026-10/atom.xml', renderAtom(ARCHIVE).join(''), BROKEN_HISTORY],
  ['archives/2026-10/rss.xml', renderRss(ARCHIVE).join(''), BROKEN_HISTORY],
  ['smartnews.xml', renderSmartNews(WITHDRAWN).join(''), BROKEN_SMARTNEWS],
  ['feed.json', renderJsonFeed(FEED).join(''), BROKEN_JSON],
  ['opml.xml', renderOpml({ title: 'Báo Mẫu', feeds: [feed('Báo', ''), feed('Đời', 'doi-song/')] }), BROKEN_OPML],
  ['sitemaps/2026-11.xml', renderSitemap(urls), BROKEN_SITEMAP],
  [
    'news-sitemap.xml',
    renderNewsSitemap({
      home: HOME,
      publication: { name: 'Báo', language: 'vi' },
      articles: urls.map(({ loc }) => ({ loc, title: 'A', published: AT })),
    }),
    BROKEN_NEWS,
  ],
];

const served = { site: SITE, now: NOW + HOUR };
const check = (path: string, text: string): readonly string[] =>
  checkFile(path, text, served) ?? ['nothing looks at it'];

describe.each(SAMPLES)('the rules of %s', (path, valid, broken) => {
  it('find nothing wrong with what is valid', () => {
    expect(check(path, valid)).toEqual([]);
  });

  it.each(Object.entries(broken).flatMap(([rule, cases]) => cases.map(([from, to]) => [rule, from, to] as const)))(
    '%s is seen to fail where %s is %j',
    (rule, from, to) => {
      expect(valid).toMatch(from);
      expect(
        check(
          path,
          valid.replace(from, (...match) => to.replace(/\$(\d)/g, (_, at) => String(match[at]))),
        ).map(nameOf),
      ).toContain(rule);
    },
  );
});

describe('the rules', () => {
  const seen = new Set(SAMPLES.flatMap(([, , broken]) => Object.keys(broken)));
  const rules = [...XML_FILES.flatMap(([, rules]) => rules), ...JSON_FEED_RULES, ...TDMREP_RULES];

  it('are each seen to fail', () => {
    const names = new Set(rules.map(({ check }) => check.name));
    expect([...names].filter(name => !seen.has(name))).toEqual([]);
    expect([...seen].filter(name => !names.has(name))).toEqual([]);
    expect(names.size).toBeGreaterThan(90);
  });

  it.each(['README.md', 'README.vi.md', 'docs/reference.md'])('are as many as %s says', page => {
    const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
    const told = [
      ...text.matchAll(/(\d+)\s+(?:rules\b(?: of the specifications|, each named)|quy tắc của các đặc tả)/g),
    ];
    expect(told.map(([, count]) => Number(count))).toEqual([new Set(rules.map(({ check }) => check.name)).size]);
  });

  it('have a name and a section each', () => {
    const sections = new Map<string, string>();
    for (const { check, section } of rules) {
      expect([check.name, section].every(text => text.length > 3)).toBe(true);
      expect([check.name, sections.get(check.name) ?? section]).toEqual([check.name, section]);
      sections.set(check.name, section);
    }
  });
});

function nameOf(finding: string): string | undefined {
  return /^(?:error|warning): (\w+)/.exec(finding)?.[1];
}
