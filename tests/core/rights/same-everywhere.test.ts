import { describe, expect, it } from 'vitest';
import { build } from '../../../functions/build/build.ts';
import { parseSite } from '../../../functions/core/site/parse-site.ts';
import { createMemoryStore } from '../../../functions/stores/memory-store.ts';
import { checkFiles } from '../../conformance/check-file.ts';
import { publishedBy } from '../../conformance/published.ts';
import { fc, runs } from '../../property.ts';
import { all, type ParsedElement, parseXml, text } from '../feed/parsed-xml.ts';
import { NOW } from '../samples.ts';

/** A licence in YAML, its address, and whether it reserves text and data mining. */
type Written = readonly [yaml: string, url: string, reserved: 0 | 1];

const TERMS = 'https://bao.example/dieu-khoan?a&b';
const LICENSES: readonly Written[] = [
  ['CC-BY-4.0', 'https://creativecommons.org/licenses/by/4.0/', 0],
  ['CC BY-NC-SA 3.0', 'https://creativecommons.org/licenses/by-nc-sa/3.0/', 1],
  ['CC0-1.0', 'https://creativecommons.org/publicdomain/zero/1.0/', 0],
  ['all rights reserved', 'https://rightsstatements.org/vocab/InC/1.0/', 1],
  [TERMS, TERMS, 1],
  [`{ rsl: { permits: [search, ai-train], payment: free, terms: "${TERMS}" } }`, TERMS, 0],
  [`{ rsl: { prohibits: [ai-all, US], copyright: "A <b> & ]]>", terms: "${TERMS}" } }`, TERMS, 1],
];
const license = fc.option(fc.constantFrom(...LICENSES), { nil: undefined, freq: 1 });
const lineOf = (written: Written | undefined, indent = ''): string =>
  written ? `${indent}license: ${written[0]}\n` : '';

const CATEGORIES = ['doi-song', 'tu-phap', 'khac'] as const;
const newsroom = fc.record({
  site: license,
  categories: fc.tuple(license, license),
  articles: fc.array(
    fc.record({ license, categories: fc.uniqueArray(fc.constantFrom(...CATEGORIES)), withdrawn: fc.boolean() }),
    { minLength: 1, maxLength: 6 },
  ),
});
/** A feed with a licence, and an entry without one. */
const MIXED: Newsroom = {
  site: undefined,
  categories: [LICENSES[0], undefined],
  articles: [
    { license: undefined, categories: ['khac', 'doi-song'], withdrawn: false },
    { license: undefined, categories: ['doi-song'], withdrawn: true },
  ],
};
type Newsroom = typeof newsroom extends fc.Arbitrary<infer Value> ? Value : never;

/** The rule, said once more: an article before its first category before the site. */
function meant({ site, categories }: Newsroom, article: Newsroom['articles'][number]): Written | undefined {
  const [first] = article.categories;
  const [ofLiving, ofLaw] = categories;
  const ofCategory = first === 'doi-song' ? ofLiving : first === 'tu-phap' ? ofLaw : undefined;
  return article.license ?? ofCategory ?? site;
}

/** The site's, but nothing is granted where a category reserves what the site does not prohibit. */
function wholeOf({ site, categories }: Newsroom): Written | undefined {
  const isStrict = [LICENSES[3], LICENSES[4], LICENSES[6]].includes(site);
  const others = categories.filter(category => category !== undefined && category !== site);
  return !isStrict && others.some(category => category?.[2] === 1) ? LICENSES[3] : site;
}

async function publish({ site, categories, articles }: Newsroom) {
  const yaml =
    'title: Báo\nurl: https://bao.example/\nfeedsUrl: https://feeds.bao.example/\nsince: 2018\nsmartnews: true\n' +
    `${lineOf(site)}categories:\n  - title: Đời sống\n${lineOf(categories[0], '    ')}  - title: Tư pháp\n` +
    lineOf(categories[1], '    ');
  const parsed = parseSite(yaml);
  if (!parsed.site) throw new Error(JSON.stringify(parsed.problems));
  const sources = articles.map((article, at): [string, string] => [
    `articles/${at}.md`,
    `---\ntitle: Bài ${at}\ndate: 2026-11-2${at % 3}\ncategories: [${article.categories.join(', ')}]\n` +
      `${lineOf(article.license)}${article.withdrawn ? 'withdrawn: { date: 2026-11-22 }\n' : ''}---\nChữ.\n`,
  ]);
  const content = createMemoryStore(Object.fromEntries(sources), { now: () => NOW });
  const built = await build({ content, site: parsed.site, now: NOW });
  const links = new Map<string, string | undefined>();
  for await (const { path, metadata } of built.files()) links.set(path, metadata?.link);
  return { site: parsed.site, files: (await publishedBy(built)).files, links };
}

const hrefIn = (page: string): string | undefined => /<link rel="license" href="([^"]*)">/.exec(page)?.[1];
const unescaped = (value: string | undefined): string | undefined => value?.replaceAll('&amp;', '&');
const licenseIn = (element: ParsedElement): string | undefined => text(element, 'creativeCommons:license');
const linkIn = (element: ParsedElement): string | undefined =>
  all(element, 'link').find(({ attributes }) => attributes.rel === 'license')?.attributes.href;

describe('every place that tells a licence', () => {
  it('says the same of an article, and nothing of what was withdrawn', async () => {
    await fc.assert(
      fc.asyncProperty(newsroom, async newsroom => {
        const { site, files, links } = await publish(newsroom);
        expect(checkFiles(files, { site, now: NOW })).toEqual([]);
        const items = all(parseXml(files.get('rss.xml') ?? ''), 'channel', 'item');
        const entries = all(parseXml(files.get('atom.xml') ?? ''), 'entry');
        for (const [at, article] of newsroom.articles.entries()) {
          const [, url, reserved] = meant(newsroom, article) ?? [];
          const path = [...files.keys()].find(path => path.startsWith(`articles/${at}-`)) ?? '';
          const page = files.get(path) ?? '';
          const item = items.find(item => text(item, 'title') === `Bài ${at}`);
          const entry = entries.find(entry => text(entry, 'title') === `Bài ${at}`);
          if (article.withdrawn) {
            expect([item, entry, hrefIn(page), links.get(path)]).toEqual([undefined, undefined, undefined, undefined]);
            expect(page).not.toMatch(/rsl\+xml|tdm-|rel="license"/);
            continue;
          }
          if (!item || !entry) throw new Error(`nothing of ${at}`);
          expect(licenseIn(item)).toBe(url);
          expect(text(item, 'rsl:content', 'rsl:terms')).toBe(url);
          expect(linkIn(entry)).toBe(url);
          expect(unescaped(hrefIn(page))).toBe(url);
          expect(links.get(path)).toBe(url && `<${url}>; rel="license"`);
          expect(JSON.parse(/ld\+json">(.*?)<\/script>/.exec(page)?.[1] ?? '').license).toBe(url);
          const inline = /<script type="application\/rsl\+xml">(.*?)<\/script>/.exec(page)?.[1];
          const content = inline === undefined ? undefined : all(parseXml(inline), 'content')[0];
          expect(content ? text(content, 'terms') : undefined).toBe(url);
          expect(content?.attributes.url).toBe(url && text(item, 'link'));
          if (content) expect(plainTerms(content)).toEqual(plainTerms(all(item, 'rsl:content')[0]));
          expect(/name="tdm-reservation" content="(.)"/.exec(page)?.[1]).toBe(reserved?.toString());
          expect(unescaped(/name="tdm-policy" content="(.*?)"/.exec(page)?.[1])).toBe(reserved ? url : undefined);
        }
      }),
      { ...runs(60), examples: [[MIXED]] },
    );
  });

  it('says the same of the site, and of each of its parts', async () => {
    await fc.assert(
      fc.asyncProperty(newsroom, async newsroom => {
        const { files, links } = await publish(newsroom);
        const parts = [
          ['/', wholeOf(newsroom)],
          ['/doi-song/', newsroom.categories[0]],
          ['/tu-phap/', newsroom.categories[1]],
        ] as const;
        const told = parts.flatMap(([path, written]) => (written ? [[path, written[1], written[2]]] : []));
        const isTold = told.length > 0;
        const document = files.get('license.xml');
        const contents = document === undefined ? [] : all(parseXml(document), 'content');
        expect(contents.map(content => [content.attributes.url, text(content, 'terms')])).toEqual(
          told.map(([path, url]) => [path, url]),
        );
        const rules: readonly Record<string, unknown>[] = JSON.parse(files.get('.well-known/tdmrep.json') ?? '[]');
        const stated = rules.map(rule => [rule.location, rule['tdm-reservation'], rule['tdm-policy']]);
        expect(stated.toSorted()).toEqual(
          told.map(([path, url, reserved]) => [path, reserved, reserved ? url : undefined]).toSorted(),
        );
        expect(stated.map(([location]) => String(location).length)).toEqual(
          stated.map(([location]) => String(location).length).toSorted((a, b) => b - a),
        );
        expect(/License: (.*)/.exec(files.get('robots.txt') ?? '')?.[1]).toBe(
          isTold ? 'https://feeds.bao.example/license.xml' : undefined,
        );
        for (const [folder, own] of [
          ['', undefined],
          ['doi-song/', newsroom.categories[0]],
        ] as const) {
          const [channel] = all(parseXml(files.get(`${folder}rss.xml`) ?? ''), 'channel');
          if (!channel) throw new Error('no channel');
          const isWhole = all(channel, 'item').every(licenseIn);
          const url = isWhole ? (own ?? newsroom.site)?.[1] : undefined;
          expect(licenseIn(channel)).toBe(url);
          expect(linkIn(parseXml(files.get(`${folder}atom.xml`) ?? ''))).toBe(url);
          expect(unescaped(hrefIn(files.get(`${folder}index.html`) ?? ''))).toBe(url);
          expect(links.get(`${folder}rss.xml`)).toBe(
            url &&
              `<${url}>; rel="license", <https://feeds.bao.example/license.xml>; rel="license"; ` +
                'type="application/rsl+xml"',
          );
        }
      }),
      { ...runs(60), examples: [[MIXED], [{ ...MIXED, site: LICENSES[0], categories: [LICENSES[3], undefined] }]] },
    );
  });

  it('grants nothing of all paths where the page of an article of a category reserves it', async () => {
    const [open, , , closed] = LICENSES;
    const articles = [{ license: undefined, categories: ['doi-song' as const], withdrawn: false }];
    for (const site of [open, undefined]) {
      const { files } = await publish({ site, categories: [closed, undefined], articles });
      const [path, page] = [...files].find(([path]) => path.startsWith('articles/0-')) ?? [];
      expect(page).toContain('name="tdm-reservation" content="1"');
      const rules: readonly Record<string, unknown>[] = JSON.parse(files.get('.well-known/tdmrep.json') ?? '[]');
      expect(rules.find(({ location }) => `/${path}`.startsWith(String(location)))).toMatchObject({
        'tdm-reservation': 1,
      });
    }
  });
});

/** Terms without the prefix of their elements. */
function plainTerms(content: ParsedElement | undefined): unknown {
  return content?.children.map(({ local, attributes, text, children }) => [
    local,
    attributes,
    text,
    children.map(child => plainTerms({ ...child, children: [child, ...child.children] })),
  ]);
}
