import { describe, expect, it } from 'vitest';
import type { Enclosure } from '../../../../functions/core/article/article.ts';
import { checkProfiles, PROFILES } from '../../../../functions/core/check/profiles/check-profiles.ts';
import type { Profile } from '../../../../functions/core/check/profiles/profile.ts';
import type { Entry, Section, Tombstone } from '../../../../functions/core/feed/feed.ts';
import { makeFeed } from '../../../../functions/core/feed/make-feed.ts';
import { DAY } from '../../../../functions/core/instant.ts';
import type { Size } from '../../../../functions/core/media/image-size.ts';
import type { Podcast } from '../../../../functions/core/podcast/podcast.ts';
import { formatProblem, groupProblems } from '../../../../functions/core/problem.ts';
import type { Site } from '../../../../functions/core/site/site.ts';
import { DOI_SONG, makeEntry, sectionOfCategory } from '../../feed/samples.ts';
import { NOW, SITE } from '../../samples.ts';

const BARE_SITE: Site = {
  ...SITE,
  language: 'vi-VN',
  categories: [{ ...DOI_SONG, description: 'Người ta sống ra sao', aliases: [] }],
};
const GOOD_SITE: Site = { ...BARE_SITE, logo: 'https://feeds.bao.example/media/logo.png' };
const GOOD_ENTRY: Entry = makeEntry({
  title: 'Chợ phiên Bãi Tràm họp lại sau lũ',
  url: 'https://feeds.bao.example/articles/a/',
  language: 'vi-VN',
  image: { src: 'https://feeds.bao.example/media/a.jpg' },
  authors: [{ name: 'Lê Na' }],
  categories: [DOI_SONG],
});

const IMAGE = 'https://feeds.bao.example/media/a.jpg';
const SIZES: ReadonlyMap<string, Size> = new Map([[IMAGE, { width: 1200, height: 500 }]]);

interface Broken {
  readonly base?: Site;
  readonly site?: Partial<Site>;
  readonly entry?: Partial<Entry>;
  /** More entries of the feed. */
  readonly others?: readonly Entry[];
  readonly entries?: readonly Entry[];
  readonly now?: number;
  readonly imageSizes?: ReadonlyMap<string, Size>;
  readonly withdrawn?: readonly Tombstone[];
  readonly section?: Partial<Section>;
  readonly durations?: ReadonlyMap<string, number>;
}

const COVER = 'https://feeds.bao.example/media/bia.jpg';
const PODCAST: Podcast = { categories: [{ name: 'News' }], explicit: false, cover: COVER, type: 'serial' };
const PODCAST_SECTION: Section = {
  key: 'rule:nghe',
  id: 'feeds/nghe',
  title: 'Nghe',
  language: 'vi',
  podcast: PODCAST,
};
const EPISODE: Entry = {
  ...GOOD_ENTRY,
  enclosure: { url: 'https://feeds.bao.example/media/a.mp3', type: 'audio/mpeg', length: 12, duration: 60 },
  episode: { episode: 1 },
};
/** An episode whose file is another. */
const enclosed = (enclosure: Partial<Enclosure>): Partial<Entry> => ({
  ...EPISODE,
  enclosure: { url: '', type: 'audio/mpeg', length: 12, duration: 60, ...enclosure },
});

function check(
  profile: Profile,
  {
    base = GOOD_SITE,
    site: changes,
    entry,
    others = [],
    entries,
    now = NOW,
    imageSizes,
    withdrawn,
    section,
    durations = new Map(),
  }: Broken = {},
): readonly string[] {
  const site = { ...base, ...changes };
  const shown = entries ?? [{ ...GOOD_ENTRY, ...entry }, ...others];
  const feeds = [
    makeFeed(site, undefined, shown, withdrawn),
    makeFeed(site, sectionOfCategory(DOI_SONG), shown, withdrawn),
  ];
  const podcasts = profile.name === 'podcast' ? [makeFeed(site, { ...PODCAST_SECTION, ...section }, shown)] : [];
  const byKey = new Map(shown.map((one, index) => [`articles/${index}.md`, one]));
  return checkProfiles(
    [profile],
    { feeds: [...feeds, ...podcasts], entries: byKey },
    { site, now, imageSizes: imageSizes ?? SIZES, durations },
  ).map(formatProblem);
}

const many = (count: number, more: Partial<Entry> = {}): readonly Entry[] =>
  Array.from({ length: count }, (_, index) => ({ ...GOOD_ENTRY, id: `urn:${index}`, ...more }));
const HTML_TITLE = { title: 'Chợ phiên <b>Bãi Tràm</b> họp lại sau lũ' };

/** Feeds that break each rule of each profile, in its order: site, entries, feeds. */
const BROKEN: Readonly<Record<string, readonly (readonly [Broken, string])[]>> = {
  'google-news': [
    [
      { site: { title: 'Báo Mẫu (thử)' } },
      'site.yaml: warning: Google News: the newsroom\'s name "Báo Mẫu (thử)" has brackets',
    ],
    [{ entry: HTML_TITLE }, 'articles/0.md: Google News: the title has HTML in it, "<b>"; write it without'],
    [{ entry: { language: 'x-klingon' } }, 'articles/0.md: Google News: the language "x-klingon" is not in ISO 639'],
    [
      { entry: { html: `<p>${'a'.repeat(1_000_000)}</p>` } },
      'articles/0.md: Google News: the article has 1.0 MB, and 1 MB is the most',
    ],
    [
      { imageSizes: new Map([[IMAGE, { width: 1199, height: 800 }]]) },
      'articles/0.md: warning: Google News: the image is 1199 pixels wide, and 1200 are wanted',
    ],
    [
      { entry: { image: { src: 'https://bao.example/b.jpg', width: 1199, height: 800 } } },
      'articles/0.md: warning: Google News: the image is 1199 pixels wide, and 1200 are wanted',
    ],
    [
      { entry: { url: 'https://bao.example/a' } },
      'articles/0.md: warning: Google News: it is read at bao.example, and the sitemap lies at feeds.bao.example',
    ],
    [
      { entries: many(3, { html: `<p>${'a'.repeat(700_000)}</p>` }) },
      'site.yaml: Google News: rss.xml: the feed has 2.1 MB, and 2 MB is the most; lower entries: in site.yaml',
    ],
  ],
  flipboard: [
    [
      { site: { content: 'summary' }, entry: { summary: 'a'.repeat(300) } },
      'site.yaml: Flipboard: feeds carry summaries; write content: full',
    ],
    [{ entries: [withoutImage()] }, 'articles/0.md: warning: Flipboard: there is no image; add image:'],
    [
      { imageSizes: new Map([[IMAGE, { width: 800, height: 499 }]]) },
      'articles/0.md: warning: Flipboard: the image has 800 x 499 pixels, and 500 each way are wanted',
    ],
    [{ entry: { authors: [] } }, 'articles/0.md: warning: Flipboard: there is no author; add author:'],
    [
      { site: { content: 'summary' } },
      'articles/0.md: warning: Flipboard: the summary has 20 characters, and 300 are wanted',
    ],
    [
      { entry: { url: 'https://khac.example/a' } },
      'articles/0.md: warning: Flipboard: it is read at khac.example, another domain',
    ],
    [
      { site: { entries: 2 }, entries: many(2) },
      'site.yaml: warning: Flipboard: rss.xml: the feed shows 2 entries, and 20 are wanted',
    ],
  ],
  smartnews: [
    [
      { withdrawn: [{ id: 'urn:a', url: 'https://bao.example/a', when: NOW }] },
      'site.yaml: warning: SmartNews: rss.xml: an article that is only left out stays in the app; write ' +
        'smartnews: true',
    ],
    [{ site: { content: 'summary' } }, 'site.yaml: SmartNews: feeds carry summaries; write content: full'],
    [{ base: BARE_SITE }, 'site.yaml: warning: SmartNews: there is no logo; add logo: to site.yaml'],
    [{ entry: HTML_TITLE }, 'articles/0.md: SmartNews: the title has HTML in it'],
    [{ entry: { html: '' } }, 'articles/0.md: SmartNews: there is no text; write some'],
    [{ entries: [withoutImage()] }, 'articles/0.md: warning: SmartNews: there is no image; add image:'],
    [
      { site: { description: 'đ'.repeat(31) } },
      'site.yaml: SmartNews: rss.xml: the description has 31 characters, and 30 is the most',
    ],
    [{ entries: [] }, 'site.yaml: SmartNews: rss.xml: there is no entry yet, and so no date'],
    [
      { entries: many(2, { html: `<p>${'a'.repeat(500_000)}</p>` }) },
      'site.yaml: SmartNews: rss.xml: the feed has 1.0 MB, and 1 MB is the most',
    ],
  ],
  msn: [
    [{ site: { content: 'summary' } }, 'site.yaml: MSN: feeds carry summaries; write content: full'],
    [
      { site: { feedsUrl: 'http://feeds.bao.example/' } },
      'site.yaml: MSN: feeds are not served over https; change feedsUrl:',
    ],
    [
      { entry: { title: 'Chợ phiên họp lại rồi'.slice(0, 20) } },
      'articles/0.md: MSN: the title has 20 characters, and more than 20 are wanted',
    ],
    [{ entry: { title: '🙂'.repeat(151) } }, 'articles/0.md: MSN: the title has 151 characters, and 150 is the most'],
    [{ entry: HTML_TITLE }, 'articles/0.md: MSN: the title has HTML in it'],
    [
      { entry: { title: 'Xem thêm tại https://bao.example/x' } },
      'articles/0.md: MSN: the title has an address in it, "https://bao.example/x"',
    ],
    [{ entry: { html: '' } }, 'articles/0.md: MSN: there is no text; write some'],
    [{ entries: [withoutImage()] }, 'articles/0.md: warning: MSN: there is no image; add image:'],
    [
      { others: many(1, { language: 'en' }) },
      'site.yaml: warning: MSN: rss.xml: the feed mixes the languages vi and en',
    ],
    [{ now: GOOD_ENTRY.published + 365 * DAY }, 'site.yaml: warning: MSN: rss.xml: every entry is older than 365 days'],
  ],
  'apple-news': [
    [{ site: { language: 'vi' } }, 'site.yaml: Apple News: the language "vi" names no country; write language: vi-VN'],
    [{ site: { language: 'fr' } }, 'site.yaml: Apple News: the language "fr" names no country; write language: fr-FR'],
    [
      { entry: { summary: '', html: '' } },
      'articles/0.md: Apple News: there is no text and no summary; write one of them',
    ],
    [{ entry: HTML_TITLE }, 'articles/0.md: warning: Apple News: the title has HTML in it'],
    [
      { entry: { summary: 'Chợ họp… Đọc thêm »' } },
      'articles/0.md: warning: Apple News: the summary ends in an invitation to read on',
    ],
  ],
  feedly: [
    [{ site: { content: 'summary' } }, 'site.yaml: warning: Feedly: feeds carry summaries; write content: full'],
    [{ base: BARE_SITE }, 'site.yaml: warning: Feedly: there is no icon and no logo; add icon: to site.yaml'],
    [{ entries: [withoutImage()] }, 'articles/0.md: warning: Feedly: there is no image; add image:'],
    [
      { site: { categories: [] } },
      'site.yaml: warning: Feedly: doi-song/rss.xml: the feed of "Đời sống" goes with the last article',
    ],
  ],
  podcast: [
    [
      { entry: enclosed({ type: 'application/pdf' }) },
      'articles/0.md: podcast directories: what it encloses is neither sound nor film (application/pdf); add type:',
    ],
    [
      { entry: enclosed({ type: 'audio/ogg' }) },
      'articles/0.md: warning: podcast directories: not everyone plays what it encloses (audio/ogg); give it as MP3',
    ],
    [
      { entry: enclosed({ length: 0 }) },
      'articles/0.md: warning: podcast directories: the size of what it encloses is not known; add length:',
    ],
    [
      { entry: { ...EPISODE, enclosure: { url: '', type: 'video/mp4', length: 12 } } },
      'articles/0.md: warning: podcast directories: nothing says how long it plays; add duration: to enclosure:',
    ],
    [
      {
        entry: { ...EPISODE, enclosure: { url: 'x:a', type: 'audio/mpeg', length: 12 } },
        durations: new Map([['x:a', 3725]]),
      },
      'articles/0.md: warning: podcast directories: nothing says how long it plays; add duration: 1:02:05 to',
    ],
    [
      { entry: enclosed({ url: 'x:a', duration: 60 }), durations: new Map([['x:a', 63]]) },
      'articles/0.md: warning: podcast directories: the duration is said to be 1:00, and the file plays 1:03; write',
    ],
    [
      {
        entry: {
          ...EPISODE,
          enclosure: { url: 'x:a', type: 'audio/mpeg', length: 12, measured: 60 },
          chaptersFile: { url: 'x:b', chapters: [{ start: 60, title: 'A' }] },
        },
      },
      'articles/0.md: warning: podcast directories: a chapter begins at 1:00, and the file plays 1:00; correct at:',
    ],
    [
      { imageSizes: new Map([[COVER, { width: 1400, height: 1399 }]]) },
      'site.yaml: podcast directories: feeds/nghe/rss.xml: the cover has 1400 x 1399 pixels, and a square of 1,400',
    ],
    [
      { imageSizes: new Map([[COVER, { width: 3001, height: 3001 }]]) },
      'site.yaml: podcast directories: feeds/nghe/rss.xml: the cover has 3001 x 3001 pixels, and a square of 1,400',
    ],
    [
      { section: { podcast: { ...PODCAST, cover: 'https://bao.example/bia.webp?v=1' } } },
      'site.yaml: podcast directories: feeds/nghe/rss.xml: the cover is a file of the kind webp, and JPEG or PNG is',
    ],
    [
      { section: { description: 'a'.repeat(4001) } },
      'site.yaml: podcast directories: feeds/nghe/rss.xml: the description has 4001 characters, and 4000 is the most',
    ],
    [
      { entries: [] },
      'site.yaml: podcast directories: feeds/nghe/rss.xml: there is no episode yet; publish an article',
    ],
    [
      { entry: { ...EPISODE, episode: { season: 1 } } },
      'site.yaml: warning: podcast directories: feeds/nghe/rss.xml: episodes without a number: 1, so their',
    ],
  ],
};

function withoutImage(): Entry {
  const { image, ...rest } = GOOD_ENTRY;
  return image ? rest : GOOD_ENTRY;
}

describe.each([...PROFILES.values()].map(profile => [profile.name, profile] as const))(
  'the profile %s',
  (name, profile) => {
    it('finds nothing in what keeps its rules', () => {
      expect(check(profile)).toEqual([]);
      expect(check(profile, { others: many(30) })).toEqual([]);
    });

    it.each(BROKEN[name] ?? [])('finds what breaks a rule: %#', (broken, message) => {
      expect(check(profile, broken).some(problem => problem.startsWith(message))).toBe(true);
    });

    it('has each of its rules broken above, and tells its source', () => {
      const told = new Set((BROKEN[name] ?? []).flatMap(([broken]) => check(profile, broken)));
      for (const { source } of [...profile.site, ...profile.entries, ...profile.feeds])
        expect([...told].some(problem => problem.endsWith(`(${source})`))).toBe(true);
    });
  },
);

describe('the profiles', () => {
  it('are those of the command line', () => {
    expect([...PROFILES.keys()]).toEqual([
      'google-news',
      'flipboard',
      'smartnews',
      'msn',
      'apple-news',
      'feedly',
      'podcast',
    ]);
    expect(Object.keys(BROKEN)).toEqual([...PROFILES.keys()]);
  });

  it('say nothing where none is asked for', () => {
    const feeds = [makeFeed(GOOD_SITE, undefined, [])];
    expect(
      checkProfiles(
        [],
        { feeds, entries: new Map() },
        { site: GOOD_SITE, now: NOW, imageSizes: SIZES, durations: new Map() },
      ),
    ).toEqual([]);
  });

  it('are told once with the names of all that find the same, and once for very many articles', () => {
    const { image: _, ...bare } = GOOD_ENTRY;
    const entries = new Map(Array.from({ length: 11 }, (_, at) => [`articles/${at}.md`, bare]));
    const context = { site: GOOD_SITE, now: NOW, imageSizes: SIZES, durations: new Map() };
    const found = checkProfiles([...PROFILES.values()], { feeds: [], entries }, context);
    const ofImages = groupProblems(found.filter(({ message }) => message.includes('no image')));
    expect(ofImages.map(formatProblem)).toEqual([
      'articles/0.md: warning: Flipboard, SmartNews, MSN, Feedly: there is no image; add image: (Flipboard, RSS ' +
        'Guidelines, enclosure; RSS spec, one image per article, and others) (in 11 files)',
    ]);
  });

  it('say nothing of a feed that a rule makes for an aggregator: it is checked by that alone, once', () => {
    const [smartnews, podcast] = [PROFILES.get('smartnews'), PROFILES.get('podcast')];
    if (!smartnews || !podcast) throw new Error('there is no such profile');
    const rule = { slug: 'nghe', title: 'Nghe', include: {}, exclude: {}, formats: ['rss'] as const };
    const section: Section = { ...PODCAST_SECTION, description: 'a'.repeat(4001) };
    const found = (profile: Profile, partner?: 'podcast') => {
      const site = { ...GOOD_SITE, feeds: { rules: [{ ...rule, ...(partner && { for: partner }) }] } };
      const feeds = [makeFeed(site, section, [EPISODE])];
      return checkProfiles(
        [profile],
        { feeds, entries: new Map() },
        { site, now: NOW, imageSizes: SIZES, durations: new Map() },
      ).length;
    };
    expect([found(smartnews), found(podcast)]).toEqual([1, 1]);
    expect([found(smartnews, 'podcast'), found(podcast, 'podcast')]).toEqual([0, 0]);
  });

  it('say nothing of what was withdrawn where SmartNews has a feed of its own', () => {
    const smartnews = PROFILES.get('smartnews');
    const withdrawn = [{ id: 'urn:a', url: 'https://bao.example/a', when: NOW }];
    expect(smartnews && check(smartnews, { withdrawn, site: { smartnews: true } })).toEqual([]);
  });

  it('do not ask how long a document plays', () => {
    const [profile] = [...PROFILES.values()].filter(({ name }) => name === 'podcast');
    const entry = { ...EPISODE, enclosure: { url: '', type: 'application/pdf', length: 12 } };
    const told = profile ? check(profile, { entry }).filter(problem => problem.startsWith('articles/')) : [];
    expect(told).toEqual([expect.stringContaining('is neither sound nor film')]);
  });

  it('let two hosts of one owner be, and no others', () => {
    const flipboard = PROFILES.get('flipboard');
    const passes = (url: string, feedsUrl: string) =>
      flipboard &&
      !check(flipboard, { entry: { url }, site: { feedsUrl } }).some(problem => problem.includes('another domain'));
    expect(passes('https://bao.example/', 'https://feeds.bao.example/')).toBe(true);
    expect(passes('https://www.bao.com.vn/', 'https://feeds.bao.com.vn/')).toBe(true);
    expect(passes('https://bao.com.vn/', 'https://khac.com.vn/')).toBe(false);
    expect(passes('https://bao.vn/', 'https://khac.vn/')).toBe(false);
    expect(passes('http://127.0.0.1/', 'http://127.0.0.1/')).toBe(true);
  });
});

it('proposes languages for the rule of a feed for MSN that mixes them', () => {
  const feed = makeFeed(SITE, undefined, [GOOD_ENTRY, { ...GOOD_ENTRY, language: 'en' }]);
  const context = { site: SITE, now: NOW, imageSizes: new Map(), durations: new Map() };
  const told = PROFILES.get('msn')?.feeds.map(({ problem }) =>
    problem({ ...feed, key: 'rule:msn', rssBytes: 1 }, context),
  );
  expect(told?.join()).toContain('write include: { languages: [vi] } in its rule');
});
