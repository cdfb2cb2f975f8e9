import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../functions/core/problem.ts';
import { categoryResolverOf } from '../../../functions/core/site/category-name.ts';
import { parseSite } from '../../../functions/core/site/parse-site.ts';

const HEAD = [
  'title: Báo Mẫu',
  'url: https://bao.example/',
  'feedsUrl: https://feeds.bao.example/',
  'since: 2018',
  'categories: [Thời sự, { title: Tin, aliases: [News] }]',
].join('\n');

function parsed(editions: string) {
  return parseSite(`${HEAD}\neditions: ${editions}`);
}

function problemsIn(editions: string): readonly string[] {
  return parsed(editions).problems.map(formatProblem);
}

describe('editions', () => {
  it('have addresses that rules know as articles do: of a category that has another', () => {
    const rule = 'feeds: { rules: [{ slug: r, title: R, include: { categories: [Pháp] } }] }';
    const { site } = parsed(`[{ language: fr, slug: phap, title: F }]\n${rule}`);
    if (!site) throw new Error('the site is invalid');
    const found = categoryResolverOf(site)('Pháp');
    const slug = 'category' in found ? found.category.slug : '';
    expect(slug).toMatch(/^phap-\w+$/);
    expect(site.feeds?.rules[0]?.include).toEqual({ categories: [slug] });
  });

  it.each(['vi', 'en-GB', 'zh-Hant-TW', 'tyz', 'jra', 'iw', 'fil', 'sr-Latn'])('are in languages: %s', tag => {
    expect(problemsIn(`[{ language: ${tag}, slug: en, title: A }]`)).toEqual([]);
  });

  it('have former addresses that no category takes, whatever articles name', () => {
    const { site, problems } = parsed('[{ language: en, slug: en, title: English, aliases: [english] }]');
    if (!site) throw new Error('the site is invalid');
    expect(problems).toEqual([]);
    expect(categoryResolverOf(site)('English')).toEqual({
      category: { id: expect.any(String), title: 'English', slug: expect.stringMatching(/^english-[\da-f]{8}$/) },
      reserved: 'english',
      edition: 'English',
      isFormer: true,
    });
    const two =
      '[{ language: en, slug: en, title: A, aliases: [fr, news, feeds, x] }, { language: fr, slug: fr, title: B }]';
    expect(
      problemsIn(two).map(problem => problem.replace(/^site\.yaml:6:\d+: editions\.aliases: "A" can't have /, '')),
    ).toEqual([
      'had the slug fr: it is that of "B"; take it out',
      'had the slug news: it is the address of the category "Tin"; take it out',
      'had the slug feeds: Bantin keeps files of its own there; take it out',
    ]);
  });

  it('are feeds besides whatever else is asked for', () => {
    const edition = { language: 'en-GB', slug: 'en', title: 'English', description: 'All in English' };
    const text = '[{ language: en_gb, slug: en, title: English, description: All in English }]';
    expect(parsed(text).site?.feeds).toEqual({ rules: [], editions: [edition] });
    const both = parsed(`${text}\nfeeds: { tags: true }`).site?.feeds;
    expect(both).toEqual({ rules: [], tags: { minimum: 1, formats: ['rss'] }, editions: [edition] });
  });

  it.each([
    ['en', 'expected a list of at most 50 languages, found "en"; write [{ language: en, '],
    [
      `[${Array.from({ length: 51 }, () => 'x').join(', ')}]`,
      'expected a list of at most 50 languages, found 51 of them; take some out',
    ],
    ['{ en: English }', 'found a mapping; write [{ language: en, slug: en, title: English }]'],
    ['[en]', 'expected a mapping with language:, slug: and title:, found "en"'],
    ['[{ languages: en }]', 'site.yaml:6:14: languages is not a field that Bantin knows; did you mean language?'],
    ['[{ slug: en }]', 'an edition needs language:, slug: and title:; add language and title'],
    ['[{ language: en, slug: en, title: "" }]', 'an edition needs language:, slug: and title:; add title'],
    ['[{ language:, slug: en, title: A }]', 'an edition needs language:, slug: and title:; add language'],
    ['[{ language: en, slug: , title: A }]', 'an edition needs language:, slug: and title:; add slug'],
    ...[
      ['English', 'en'],
      ['vn', 'vi'],
      ['Tiếng Việt', 'vi'],
      ['bahasa indonesia', 'id'],
      ['Korean', 'ko'],
      ['中文', 'zh'],
    ].map(([name, code]): [string, string] => [
      `[{ language: ${name}, slug: en, title: A }]`,
      `editions.language: expected a language such as vi or en-GB, found "${name}"; write ${code}`,
    ]),
    ...['xx-VN', 'wordy'].map((tag): [string, string] => [
      `[{ language: ${tag}, slug: en, title: A }]`,
      `site.yaml:6:24: editions.language: expected a language such as vi or en-GB, found "${tag}"`,
    ]),
    ['[{ language: tiếng, slug: en, title: A }]', 'expected a language such as vi or en-GB, found "tiếng"'],
    [
      '[{ language: en, slug: E N, title: A }]',
      'expected lower-case letters, digits and hyphens, found "E N"; write e-n',
    ],
    [
      '[{ language: en, slug: news, title: A }]',
      `"A" can't have the slug news: it is the address of the category "Tin"; change one`,
    ],
    [
      '[{ language: en, slug: tags, title: A }]',
      `"A" can't have the slug tags: Bantin keeps files of its own there; change one`,
    ],
    [
      '[{ language: en, slug: en, title: A }, { language: en, slug: x, title: B }]',
      `"B" can't have the language en: "A" has it; change one`,
    ],
    [
      '[{ language: en, slug: en, title: A }, { language: fr, slug: en, title: B }]',
      `"B" can't have the slug en: "A" has it; change one`,
    ],
  ])('are reported where they make no sense: %s', (editions, problem) => {
    expect(problemsIn(editions)).toContainEqual(expect.stringContaining(problem));
  });
});
