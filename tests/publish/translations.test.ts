import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readingSlug } from '../../functions/core/article/key.ts';
import { formatProblem } from '../../functions/core/problem.ts';
import { readStatus } from '../../functions/state/read-status.ts';
import { NOW } from '../core/samples.ts';
import { IS_THOROUGH } from '../thorough.ts';
import { expectAsScratch } from './as-scratch.ts';
import { LiveNewsroom, type LiveOptions, PERMALINK, type Ran, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const LIMITS = { delta: 3, perSegment: 2, slack: 1, perCommit: 2, perRead: 2 };
const NARROW: LiveOptions = { limits: LIMITS };
const HOUR = 3_600_000;
const ORIGINAL = 'articles/cau.md';
const ENGLISH = 'articles/bridge.md';
const CHINESE = 'articles/qiao.md';
const ALL = [ORIGINAL, ENGLISH, CHINESE];

const pageOf = (key: string): string => `articles/${readingSlug(key)}/index.html`;
const urlOf = (key: string): string => `https://feeds.bao.example/articles/${readingSlug(key)}/`;
const vietnamese = (...fields: readonly string[]) =>
  article(['title: Cầu mới', 'date: 2026-11-20', ...fields].join('\n'), 'Lời.');
const translation = (language: string, of = ORIGINAL, ...fields: readonly string[]) => {
  const own = [`title: Bridge ${language}`, 'date: 2026-10-21', `language: ${language}`, `translationOf: ${of}`];
  return article([...own, ...fields].join('\n'), 'Text.');
};
const CONTENT: Readonly<Record<string, string>> = {
  [ORIGINAL]: vietnamese(),
  [ENGLISH]: translation('en'),
  [CHINESE]: translation('zh-Hans'),
};

async function textAt({ feeds }: LiveNewsroom, path: string): Promise<string> {
  return Buffer.from((await feeds.get(`public/${path}`))?.bytes ?? '').toString();
}

/** Returns the addresses that the page of an article names, by language; none where there is no page. */
async function namedBy(newsroom: LiveNewsroom, key: string): Promise<Readonly<Record<string, string>>> {
  const text = await textAt(newsroom, pageOf(key));
  const links = text.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g);
  return Object.fromEntries([...links].map(([, language, url]) => [language, url]));
}

async function problemsIn({ feeds }: LiveNewsroom): Promise<readonly string[]> {
  const { published } = await readStatus(feeds);
  return (published?.problems ?? []).map(formatProblem).sort();
}

const write = async (newsroom: LiveNewsroom, key: string, text = CONTENT[key] ?? ''): Promise<Ran> =>
  newsroom.changes(await newsroom.write(key, text));

const VI_AND_EN = { vi: urlOf(ORIGINAL), en: urlOf(ENGLISH), 'x-default': urlOf(ORIGINAL) };
const ALL_NAMED = { ...VI_AND_EN, 'zh-Hans': urlOf(CHINESE) };

/** The ways in which a run comes to know what changed. */
const WAYS = ['changes', 'sweep', 'full'] as const;
/** All of them in thorough tests, else one. */
const someOf = (way: (typeof WAYS)[number]): readonly (typeof WAYS)[number][] => (IS_THOROUGH ? WAYS : [way]);
/** Articles that name nobody. */
const MANY = IS_THOROUGH ? 300 : 60;

describe('an article and its translations', () => {
  it.each([ALL, [ENGLISH, ORIGINAL, CHINESE], [ENGLISH, CHINESE, ORIGINAL], [CHINESE, ORIGINAL, ENGLISH]])(
    'name one another in any order of arrival: %s, %s, %s',
    async (...order) => {
      const newsroom = await LiveNewsroom.open({}, NARROW);
      for (const [at, key] of order.entries()) {
        await write(newsroom, key);
        const there = order.slice(0, at + 1);
        const wanted = Object.entries(ALL_NAMED).filter(([, url]) => there.some(each => urlOf(each) === url));
        for (const each of there)
          expect(await namedBy(newsroom, each)).toEqual(there.length > 1 ? Object.fromEntries(wanted) : {});
        await expectAsScratch(newsroom);
      }
      expect(await problemsIn(newsroom)).toEqual([]);
    },
  );

  it('are offered to people, by the names of their languages', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT, NARROW);
    const english = await textAt(newsroom, pageOf(ENGLISH));
    expect(english).toContain(`<a href="${urlOf(ORIGINAL)}" hreflang="vi" lang="vi">Tiếng Việt</a>`);
  });

  it('are named to machines: hreflang, JSON-LD, Open Graph and sitemaps', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT, NARROW);
    const [original, english] = await Promise.all([ORIGINAL, ENGLISH].map(key => textAt(newsroom, pageOf(key))));
    expect(original).toContain(
      `"workTranslation":[{"@type":"NewsArticle","url":"${urlOf(ENGLISH)}","inLanguage":"en"}`,
    );
    expect(english).toContain(
      `"translationOfWork":{"@type":"NewsArticle","url":"${urlOf(ORIGINAL)}","inLanguage":"vi"}`,
    );
    expect(english).toContain('<meta property="og:locale" content="en_US">');
    expect(english).toContain('<meta property="og:locale:alternate" content="vi_VN">');
    expect(english).toContain('<meta property="og:locale:alternate" content="zh_CN">');
    for (const month of ['2026-10', '2026-11']) {
      const sitemap = await textAt(newsroom, `sitemaps/${month}.xml`);
      expect(sitemap).toContain('xmlns:xhtml="http://www.w3.org/1999/xhtml"');
      for (const [language, url] of Object.entries(ALL_NAMED))
        expect(sitemap).toContain(`<xhtml:link rel="alternate" hreflang="${language}" href="${url}"/>`);
    }
  });

  it.each([
    ['a draft', translation('en', ORIGINAL, 'draft: true'), someOf('changes')],
    ['withdrawn', translation('en', ORIGINAL, 'withdrawn: true'), someOf('sweep')],
    ['one whose time is over', translation('en', ORIGINAL, 'expires: 2026-10-22'), someOf('full')],
    ['one to come', translation('en', ORIGINAL).replace('2026-10-21', '2027-01-01'), someOf('changes')],
    ['gone', undefined, WAYS],
  ])('are not named where one of them is %s', async (_, text, ways) => {
    const newsroom = await LiveNewsroom.open(CONTENT, NARROW);
    for (const way of ways) {
      if (text === undefined) await newsroom.remove(ENGLISH);
      else await newsroom.write(ENGLISH, text);
      await (way === 'changes' ? newsroom.changes(ENGLISH) : newsroom.publish({ kind: way }));
      if (way === 'full') await newsroom.sweep();
      const { en: __, ...others } = ALL_NAMED;
      for (const key of [ORIGINAL, CHINESE]) expect(await namedBy(newsroom, key)).toEqual(others);
      for (const [path, bytes] of await newsroom.files())
        if (path !== pageOf(ENGLISH)) expect(bytes).not.toContain(readingSlug(ENGLISH));
      await expectAsScratch(newsroom);
      await write(newsroom, ENGLISH);
      for (const key of ALL) expect(await namedBy(newsroom, key)).toEqual(ALL_NAMED);
    }
  });

  it('are named from the minute on at which they are out', async () => {
    const later = translation('en').replace('2026-10-21', new Date(NOW + HOUR).toISOString());
    const newsroom = await LiveNewsroom.open({ ...CONTENT, [ENGLISH]: later }, NARROW);
    expect(await namedBy(newsroom, ORIGINAL)).not.toHaveProperty('en');
    newsroom.now = NOW + HOUR;
    const { changed } = await newsroom.publish({ kind: 'due' });
    expect(changed).toEqual(expect.arrayContaining(ALL.map(pageOf)));
    for (const key of ALL) expect(await namedBy(newsroom, key)).toEqual(ALL_NAMED);
    await expectAsScratch(newsroom);
  });

  it('name one another still where the original is withdrawn, and never that', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT, NARROW);
    await write(newsroom, ORIGINAL, vietnamese('withdrawn: true'));
    const wanted = { en: urlOf(ENGLISH), 'zh-Hans': urlOf(CHINESE) };
    for (const key of [ENGLISH, CHINESE]) expect(await namedBy(newsroom, key)).toEqual(wanted);
    expect(await textAt(newsroom, pageOf(ENGLISH))).not.toContain('translationOfWork');
    expect(await namedBy(newsroom, ORIGINAL)).toEqual({});
    expect(await problemsIn(newsroom)).toEqual([]);
    await expectAsScratch(newsroom);
  });

  it('follow a slug, an id that is another’s, and a language that changes', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT, NARROW);
    await write(newsroom, ORIGINAL, vietnamese('slug: cau-moi'));
    const moved = `https://feeds.bao.example/articles/${readingSlug(ORIGINAL, 'cau-moi')}/`;
    expect(await namedBy(newsroom, ENGLISH)).toEqual({ ...ALL_NAMED, vi: moved, 'x-default': moved });
    await expectAsScratch(newsroom);
    await write(newsroom, ENGLISH, translation('en', ORIGINAL, `id: tag:bao.example,2018:${CHINESE.slice(0, -3)}`));
    expect(await namedBy(newsroom, CHINESE)).toEqual({ vi: moved, 'zh-Hans': urlOf(CHINESE), 'x-default': moved });
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    await write(newsroom, ENGLISH, translation('fr'));
    expect(await namedBy(newsroom, CHINESE)).toHaveProperty('fr', urlOf(ENGLISH));
    await expectAsScratch(newsroom);
  });

  it('are found by a path as it is typed, from the folder or the root, in any normalization', async () => {
    const key = 'articles/Sài Gòn/ảnh.md'.normalize('NFD');
    const newsroom = await LiveNewsroom.open({ [key]: vietnamese() }, NARROW);
    const path = encodeURI('ảnh.md');
    await write(newsroom, 'articles/Sài Gòn/a.md', translation('en', `"${path}"`));
    await write(newsroom, 'articles/b.md', translation('fr', `/articles/Sài Gòn/${path}`));
    await write(newsroom, 'articles/tin/c.md', translation('lo', '"../Sài Gòn/ảnh.md"'));
    expect(Object.keys(await namedBy(newsroom, key)).sort()).toEqual(['en', 'fr', 'lo', 'vi', 'x-default']);
    expect(await problemsIn(newsroom)).toEqual([]);
    await expectAsScratch(newsroom);
  });

  it('have no pages to name where there is a permalink', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT, { limits: LIMITS, site: siteYaml(PERMALINK) });
    expect(await problemsIn(newsroom)).toEqual([]);
    for (const bytes of (await newsroom.files()).values()) expect(bytes).not.toContain('hreflang');
    await expectAsScratch(newsroom);
  });
});

const at = (key: string) => `${key}:5:16: warning: translationOf:`;

describe('a translation that can’t be linked is told of, and why', () => {
  it('where nobody has its original, until somebody does', async () => {
    const newsroom = await LiveNewsroom.open({ [ENGLISH]: translation('en') }, NARROW);
    const remedy = 'correct the path, or upload the file';
    const missing = `${at(ENGLISH)} there is no ${ORIGINAL}, so nothing is linked with it; ${remedy}`;
    expect(await problemsIn(newsroom)).toEqual([missing]);
    const { problems } = await write(newsroom, ORIGINAL, vietnamese('draft: true'));
    expect(problems.map(formatProblem)).toEqual([]);
    expect(await problemsIn(newsroom)).toEqual([]);
    await newsroom.changes(await newsroom.remove(ORIGINAL));
    expect(await problemsIn(newsroom)).toEqual([missing]);
    await expectAsScratch(newsroom);
  });

  const loop = (key: string, other: string) =>
    `${at(key)} ${other} says that it is a translation of this article, so neither is linked; take one of the two out`;

  it('where two are one another’s, or one leads on to another', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT, NARROW);
    await write(newsroom, ORIGINAL, vietnamese('language: vi', `translationOf: ${ENGLISH}`));
    expect(await problemsIn(newsroom)).toEqual(
      [
        loop(ENGLISH, ORIGINAL),
        loop(ORIGINAL, ENGLISH),
        `${at(CHINESE)} ${ORIGINAL} is a translation itself, so the two are not linked; ` +
          `write translationOf: ${ENGLISH}`,
      ].sort(),
    );
    for (const key of ALL) expect(await namedBy(newsroom, key)).toEqual({});
    await expectAsScratch(newsroom);
  });

  it('where its language is that of the original, or of another translation', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT, NARROW);
    await write(newsroom, CHINESE, translation('EN'));
    const taken = (key: string, by: string) =>
      `${at(key)} ${by} is the translation of ${ORIGINAL} into en already, so this one is not linked; ` +
      'keep one of them, or correct language:';
    expect(await problemsIn(newsroom)).toEqual([taken(CHINESE, ENGLISH)]);
    expect(await namedBy(newsroom, ORIGINAL)).toEqual(VI_AND_EN);
    await expectAsScratch(newsroom);
    await write(newsroom, 'articles/a.md', translation('en'));
    expect(await problemsIn(newsroom)).toEqual([taken(ENGLISH, 'articles/a.md'), taken(CHINESE, 'articles/a.md')]);
    await expectAsScratch(newsroom);
    await newsroom.changes(await newsroom.remove('articles/a.md'), await newsroom.remove(ENGLISH));
    expect(await namedBy(newsroom, ORIGINAL)).toHaveProperty('en', urlOf(CHINESE));
    await write(newsroom, ORIGINAL, vietnamese('language: en'));
    expect(await problemsIn(newsroom)).toEqual([
      `${at(CHINESE)} ${ORIGINAL} is in the same language (en), so the two are not linked; ` +
        'correct language:, or take translationOf: out',
    ]);
    await expectAsScratch(newsroom);
  });

  it('where there are more than a page names', async () => {
    const languages = Array.from(
      { length: 51 },
      (_, at) => `q${String.fromCharCode(97 + (at % 26))}${at < 26 ? 'a' : 'b'}`,
    );
    const content = Object.fromEntries(
      languages.map((language, at) => [`articles/t${10 + at}.md`, translation(language)]),
    );
    const newsroom = await LiveNewsroom.open({ ...content, [ORIGINAL]: vietnamese() });
    await newsroom.sweep();
    const many = `${ORIGINAL} has 49 translations already, and no more are linked; take some out`;
    expect(await problemsIn(newsroom)).toEqual([59, 60].map(number => `${at(`articles/t${number}.md`)} ${many}`));
    expect(Object.keys(await namedBy(newsroom, ORIGINAL))).toHaveLength(51);
    await expectAsScratch(newsroom);
  });
});

describe('the cost of a translation', () => {
  const others = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`articles/x${at}.md`, vietnamese()]));
  const site = siteYaml('minimumHours: 0', 'entries: 5');

  it('is a request where it names an original that is as it was, and none for those that name nobody', async () => {
    const counts: number[] = [];
    for (const [count, text] of [
      [10, vietnamese()],
      [MANY, vietnamese()],
      [MANY, translation('en')],
    ] as const) {
      const newsroom = await LiveNewsroom.open(
        { ...others(count), [ORIGINAL]: vietnamese(), [ENGLISH]: text },
        { site },
      );
      await newsroom.sweep();
      counts.push((await newsroom.changes(await newsroom.write(ENGLISH, `${text}Thêm.\n`))).requests.length);
    }
    const [few = 0, many = 0, translated = 0] = counts;
    expect(many).toBe(few);
    expect(translated).toBeLessThanOrEqual(many + 1);
  });

  it('does not grow with the number of those that name an original in vain', async () => {
    const counts: number[] = [];
    for (const count of [2, 40]) {
      const vain = Object.fromEntries(
        Array.from({ length: count }, (_, at) => [`articles/z${at}.md`, translation('en')]),
      );
      const newsroom = await LiveNewsroom.open({ ...CONTENT, ...vain }, { site, limits: { delta: 3, perSegment: 2 } });
      await newsroom.sweep();
      const { requests } = await write(newsroom, ORIGINAL, vietnamese('tags: [Cầu]'));
      counts.push(requests.length);
    }
    expect(counts[1]).toBeLessThanOrEqual((counts[0] ?? 0) + 2);
  });
});
