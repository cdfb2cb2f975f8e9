import { beforeAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { type Build, build } from '../../functions/build/build.ts';
import { publicFrom } from '../../functions/core/article/article.ts';
import { hasReadingPage, readingPath } from '../../functions/core/article/article-url.ts';
import { atomId } from '../../functions/core/article/key.ts';
import { createArticleReader } from '../../functions/core/article/read-article.ts';
import { folderOf, parseFeedKey } from '../../functions/core/feed/feed-key.ts';
import type { FeedRule } from '../../functions/core/filing/site-feeds.ts';
import type { Site } from '../../functions/core/site/site.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { all, parseXml, text, texts } from '../core/feed/parsed-xml.ts';
import { NOW, SITE } from '../core/samples.ts';
import { IS_THOROUGH } from '../thorough.ts';
import { checkFiles } from './check-file.ts';
import type { Case } from './corpus/case.ts';
import { CORPUS } from './corpus/corpus.ts';
import { dangersIn, dangersInPage } from './inert.ts';
import { type Published, publishedBy } from './published.ts';

const MEDIA = { 'media/cho.mp3': new Uint8Array(1234), 'media/cho.jpg': new Uint8Array(99) };

/** The newsroom itself is as hostile as its articles. */
const NASTY_SITE: Site = {
  ...SITE,
  title: 'Báo <Mẫu> & "bạn" ]]>',
  description: 'Tin &amp; <b>chuyện</b>',
  rights: '© <2026> & ]]>',
  license: { url: 'https://bao.example/?a&b', terms: { prohibits: { usage: ['ai-all'] }, copyright: '<b> & ]]>' } },
  authors: [{ name: 'Ban <biên> & tập', email: 'ban@bao.example', url: 'https://bao.example/?a&b' }],
  logo: 'https://bao.example/logo.png?a&b',
  icon: 'https://bao.example/icon.png?a&b',
  hub: 'https://hub.example/?a&b',
  entries: 500,
  archives: true,
  markdown: true,
  smartnews: true,
};

/** A podcast that is as hostile; in all formats, so that entries can be compared. */
const NASTY_PODCAST: FeedRule = {
  slug: 'nghe',
  title: 'Nghe <b> & "nghĩ" ]]>',
  include: {},
  exclude: {},
  for: 'podcast',
  content: 'full',
  formats: ['rss', 'atom', 'json'],
  podcast: {
    author: 'Báo <Mẫu> & ]]>',
    owner: { name: '"Lê" <Na>', email: 'nghe@bao.example' },
    categories: [{ name: 'TV & Film', sub: 'After Shows' }],
    explicit: true,
    type: 'serial',
    cover: 'https://bao.example/bia.jpg?a&b',
    locked: true,
    funding: [{ url: 'https://bao.example/gop?a&b', text: 'Góp <b> & ]]>' }],
    license: { name: 'Riêng <b> & ]]>', url: 'https://bao.example/l?a&b' },
  },
};
const PODCASTS: Site = { ...NASTY_SITE, feeds: { rules: [NASTY_PODCAST] } };

const PERMALINKS: Site = { ...NASTY_SITE, permalink: 'https://bao.example/{category}/{yyyy}/{mm}/{slug}.html?a=1&b=2' };
const { smartnews: _, ...WITHOUT_SMARTNEWS } = NASTY_SITE;

/** Nothing for SmartNews, which takes no summaries: `bantin check --profile smartnews` says so. */
const SUMMARIES: Site = { ...WITHOUT_SMARTNEWS, content: 'summary', language: 'zh-Hant-TW' };

/** All cases in thorough tests, else each 15th; of sources that were in a plain newsroom already each 45th. */
const shareOf = (cases: readonly Case[], step: number): readonly Case[] =>
  cases.filter((_, at) => IS_THOROUGH || at % step === 0);
const some = (kind: string): readonly Case[] => shareOf(CORPUS[kind] ?? [], 45);

/** Every kind of source in a plain newsroom, and those that hang on the site in hostile ones. */
const NEWSROOMS: readonly (readonly [name: string, cases: readonly Case[], site: Site])[] = [
  ...Object.entries(CORPUS).map(([kind, cases]) => [kind, shareOf(cases, 15), { ...SITE, entries: 500 }] as const),
  ...[
    'texts in fields',
    'texts that tell of rights',
    'addresses',
    'what is taken back',
    'reasons and corrections',
    'everything at once',
  ].map(kind => [`${kind}, with permalinks and a hostile site.yaml`, some(kind), PERMALINKS] as const),
  ...['texts in fields', 'reasons and corrections', 'everything at once'].map(
    kind => [`${kind}, in summaries`, some(kind), SUMMARIES] as const,
  ),
  ...['episodes', 'everything at once'].map(kind => [`${kind}, with a hostile podcast`, some(kind), PODCASTS] as const),
  ['nothing at all', [], SITE],
];

interface ShownEntry {
  readonly id: string;
  readonly title: string;
  readonly content: string;
  readonly url: string;
}

/** XML files of all newsrooms, checked in one run of xmllint: it takes longer to start than to read them. */
const xml: { readonly fileName: string; readonly contents: string }[] = [];

describe.each(NEWSROOMS)('a newsroom of hostile sources: %s', (name, cases, site) => {
  let built: Build;
  let out: Published;
  beforeAll(async () => {
    const sources = Object.fromEntries(cases.map(({ key, source }) => [key, source]));
    const content = createMemoryStore({ ...sources, ...MEDIA }, { now: () => Date.UTC(2026, 10, 21) });
    built = await build({ content, site, now: NOW });
    out = await publishedBy(built);
    for (const [path, contents] of out.files)
      if (/^[^/]*\.xml$|^(?:chung|feeds|sitemaps)\/.*\.xml$/.test(path))
        xml.push({ fileName: `${name}-${path}`.replace(/[^\w.-]+/g, '-'), contents });
  });

  it('breaks no rule of any format, and goes against no recommendation', () => {
    expect(checkFiles(out.files, { site, now: NOW })).toEqual([]);
  });

  it('loses no article: each is in every format, on a page and in a sitemap, and nothing else is', () => {
    const expected = cases.filter(({ fate }) => fate === 'published');
    expect(cases.filter(one => fateOf(one, site) !== one.fate).map(({ name }) => name)).toEqual([]);
    expect(built.counts).toEqual(count(cases));
    const names = namesOf(site, expected);
    const lost: string[] = [];
    for (const [format, entries] of shownIn(out, '')) {
      expect([format, entries.length]).toEqual([format, expected.length]);
      const byName = new Map(entries.map(entry => [entry.id, entry]));
      for (const { name, key, title, mark } of expected) {
        const entry = byName.get(names.get(key)?.[format === 'atom' ? 'atom' : 'id'] ?? '');
        const shown = entry && (site.content === 'summary' || mark === undefined || entry.content.includes(mark));
        if (!shown || (title !== undefined && entry.title !== title)) lost.push(`${format}: ${name}: ${entry?.title}`);
      }
    }
    expect(lost).toEqual([]);
  });

  it('shows the same entries in the same order in every format, newest first', () => {
    for (const { key, entries } of built.feeds) {
      const [rss = [], atom = [], json = []] = [...shownIn(out, folderOf(key)).values()];
      expect(atom.map(({ id: _, ...entry }) => entry)).toEqual(rss.map(({ id: _, ...entry }) => entry));
      expect(json).toEqual(rss);
      expect(entries.map(({ published }) => published)).toEqual(
        entries.map(({ published }) => published).sort((a, b) => b - a),
      );
    }
  });

  it('has every article in the feeds of its categories, in a sitemap and on a page', () => {
    const read = createArticleReader(site);
    const sitemaps = [...out.files].filter(([path]) => path.startsWith('sitemaps/')).map(([, body]) => parseXml(body));
    const locs = new Set(sitemaps.flatMap(sitemap => texts(sitemap, 'url', 'loc')));
    const urls = new Map(
      shownIn(out, '')
        .get('json')
        ?.map(({ id, url }) => [id, url]),
    );
    const shown = new Map<string, ReadonlySet<string>>();
    for (const { key } of built.feeds) {
      const slug = parseFeedKey(key)?.slug;
      const entries = shownIn(out, folderOf(key)).get('json');
      if (slug !== undefined && entries) shown.set(slug, new Set(entries.map(({ id }) => id)));
    }
    const lost = cases.filter(({ fate, key, source, mark = '' }) => {
      const { article } = read({ key, bytes: Buffer.from(source), lastModified: 0 });
      if (fate !== 'published' || !article) return false;
      const url = urls.get(article.id) ?? '';
      // What is read elsewhere, or at an address that is too long, is in no sitemap.
      const isListable = /^https?:\/\/(?:feeds\.)?bao\.example\//.test(url) && url.length < 2048;
      const isRead = article.link !== undefined || site.permalink !== undefined;
      const page = isRead ? mark : out.files.get(`${decodeURI(url.slice(site.feedsUrl.length))}index.html`);
      const inFeeds = article.categories.every(({ slug }) => shown.get(slug)?.has(article.id));
      return !inFeeds || locs.has(url) !== isListable || !page?.includes(mark);
    });
    expect(lost.map(({ name }) => name)).toEqual([]);
  });

  it('tells of what was withdrawn that it was, where readers learn of it, and nowhere else', () => {
    const withdrawn = cases.filter(({ fate }) => fate === 'withdrawn');
    const names = [...namesOf(site, withdrawn).values()];
    const deleted = all(parseXml(out.files.get('atom.xml') ?? ''), 'at:deleted-entry');
    expect(deleted.map(({ attributes }) => attributes.ref).sort()).toEqual(names.map(({ atom }) => atom).sort());
    const items = all(parseXml(out.files.get('smartnews.xml') ?? '<rss/>'), 'channel', 'item');
    const marked = items.filter(item => text(item, 'media:status') === 'deleted').map(item => text(item, 'guid'));
    expect(marked.sort()).toEqual(site.smartnews ? names.map(({ id }) => id).sort() : []);
    const read = createArticleReader(site);
    const pages = withdrawn.flatMap(({ key, source }) => {
      const { article } = read({ key, bytes: Buffer.from(source), lastModified: 0 });
      return article && hasReadingPage(article, site) ? [readingPath(article.slug)] : [];
    });
    expect([...out.gone].sort()).toEqual(pages.sort());
  });

  it('lets no secret of what is held back into any file, nor into its name', () => {
    const secrets = cases.flatMap(({ secret }) => secret ?? []);
    const held = [...out.all].flatMap(([path, body]) => {
      const text = `${path}\n${body}`.toLowerCase();
      return secrets.filter(secret => text.includes(secret)).map(secret => `${path}: ${secret}`);
    });
    expect(held).toEqual([]);
  });

  it('runs no script: not in a feed, and not on a page', () => {
    const items = all(parseXml(out.files.get('rss.xml') ?? ''), 'channel', 'item');
    const found = items.flatMap(item =>
      ['description', 'content:encoded'].flatMap(name => dangersIn(text(item, name) ?? '')),
    );
    const onPages = [...out.all].filter(([path]) => path.endsWith('.html')).flatMap(([, body]) => dangersInPage(body));
    expect([...found, ...onPages]).toEqual([]);
  });
});

describe('the hostile corpus', () => {
  it('is published as well-formed XML, as xmllint sees it', async () => {
    expect(xml.length).toBeGreaterThan(NEWSROOMS.length * 3);
    // It keeps what it parsed until its end, and has no more memory than all of it would take.
    for (let at = 0; at < xml.length; at += FILES_AT_ONCE) {
      const some = xml.slice(at, at + FILES_AT_ONCE);
      expect((await validateXML({ xml: some, normalization: 'c14n', ...MEMORY })).errors).toEqual([]);
    }
  });

  it('has at least 300 cases, no two of one name or file', () => {
    const cases = Object.values(CORPUS).flat();
    expect(cases.length).toBeGreaterThan(1000);
    for (const kind of Object.values(CORPUS)) expect(new Set(kind.map(({ key }) => key)).size).toBe(kind.length);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });
});

/** Files that xmllint reads in one run. */
const FILES_AT_ONCE = 300;
/** In pages of 64 KB: what xmllint may use. */
const MEMORY = { initialMemoryPages: 512, maxMemoryPages: 8192 };

function count(cases: readonly Case[]): Build['counts'] {
  const of = (fate: Case['fate']): number => cases.filter(one => one.fate === fate).length;
  return {
    read: cases.length,
    published: of('published'),
    withdrawn: of('withdrawn'),
    drafts: of('draft'),
    waiting: of('waiting'),
    expired: of('expired'),
    rejected: of('rejected'),
  };
}

/** Returns the fate that the reader of sources gives to one. */
function fateOf({ key, source }: Case, site: Site): Case['fate'] {
  const bytes = Buffer.from(source);
  const { article } = createArticleReader(site)({ key, bytes, lastModified: 0 });
  if (!article) return 'rejected';
  if (article.draft) return 'draft';
  if (publicFrom(article) > NOW) return 'waiting';
  if (article.expires !== undefined && article.expires <= NOW) return 'expired';
  return article.withdrawn ? 'withdrawn' : 'published';
}

/** The id of each source, and what Atom has in its place. */
function namesOf(
  site: Site,
  cases: readonly Case[],
): ReadonlyMap<string, { readonly id: string; readonly atom: string }> {
  const read = createArticleReader(site);
  return new Map(
    cases.map(({ key, source }) => {
      const id = read({ key, bytes: Buffer.from(source), lastModified: 0 }).article?.id ?? '';
      return [key, { id, atom: atomId(id, site) }];
    }),
  );
}

function shownIn({ files }: Published, folder: string): ReadonlyMap<string, readonly ShownEntry[]> {
  const rss = all(parseXml(files.get(`${folder}rss.xml`) ?? ''), 'channel', 'item').map(item => ({
    id: text(item, 'guid') ?? '',
    title: text(item, 'title') ?? '',
    url: text(item, 'link') ?? '',
    content: text(item, 'content:encoded') ?? '',
  }));
  const atom = all(parseXml(files.get(`${folder}atom.xml`) ?? ''), 'entry').map(entry => ({
    id: text(entry, 'id') ?? '',
    title: text(entry, 'title') ?? '',
    url: all(entry, 'link')[0]?.attributes.href ?? '',
    content: text(entry, 'content') ?? '',
  }));
  const { items }: { items: readonly Readonly<Record<string, string>>[] } = JSON.parse(
    files.get(`${folder}feed.json`) ?? '',
  );
  const json = items.map(({ id = '', title = '', url = '', content_html = '' }) => ({
    id,
    title,
    url,
    content: content_html,
  }));
  return new Map([
    ['rss', rss],
    ['atom', atom],
    ['json', json],
  ]);
}
