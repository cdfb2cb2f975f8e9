import { describe, expect, it } from 'vitest';
import { APPLE_CATEGORIES, appleCategory, CATEGORY_NAMES } from '../../../functions/core/podcast/apple-categories.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { parseSite } from '../../../functions/core/site/parse-site.ts';

const HEAD = 'title: Báo Mẫu\nurl: https://bao.example/\nfeedsUrl: https://feeds.bao.example\nsince: 2018';
const NEEDED = 'category: News, explicit: false, cover: /media/bìa.jpg';
const rule = (podcast: string) => `feeds: { rules: [{ title: Nghe, for: podcast, podcast: { ${podcast} } }] }`;

/** Problems, with lines counted from those after the head. */
const problemsIn = (text: string): readonly string[] =>
  parseSite(`${HEAD}\n${text}`).problems.map(problem =>
    formatProblem({ ...problem, line: (problem.line ?? 0) - 4 }).replace(/^site\.yaml:/, ''),
  );
const podcastIn = (text: string) => parseSite(`${HEAD}\n${text}`).site?.feeds?.rules[0]?.podcast;

describe('a podcast', () => {
  it('has what the site and its rule say, the rule first', () => {
    const text = `podcast:
  author: Báo Mẫu
  owner: { name: Ban âm thanh, email: nghe@bao.example }
  category: [daily news, TV & Film]
  explicit: true
  type: Serial
  cover: https://bao.example/bia.jpg
  locked: yes
  funding: { url: https://bao.example/gop, text: Góp tay }
  license: CC-BY-4.0
  guid: 917393E3-1b1e-5cef-ace4-edaa54e1f810
feeds:
  rules:
    - title: Nghe
      for: podcast
      podcast: { explicit: no, cover: media/bìa.jpg, license: { name: Riêng, url: "https://bao.example/l" } }`;
    expect(problemsIn(text)).toEqual([]);
    expect(podcastIn(text)).toEqual({
      author: 'Báo Mẫu',
      owner: { name: 'Ban âm thanh', email: 'nghe@bao.example' },
      categories: [{ name: 'News', sub: 'Daily News' }, { name: 'TV & Film' }],
      explicit: false,
      type: 'serial',
      cover: 'https://feeds.bao.example/media/b%C3%ACa.jpg',
      locked: true,
      funding: [{ url: 'https://bao.example/gop', text: 'Góp tay' }],
      license: { name: 'Riêng', url: 'https://bao.example/l' },
      guid: '917393e3-1b1e-5cef-ace4-edaa54e1f810',
    });
  });

  it('needs what no directory does without, at the place of its for', () => {
    expect(problemsIn('feeds: { rules: [{ title: Nghe, for: podcast }] }')).toEqual([
      "1:38: feeds.rules.for: a podcast needs category: one of Apple's list, such as News or Daily News; explicit: " +
        'true or false; cover: a square picture of 1,400 to 3,000 pixels; add it under podcast:',
    ]);
    expect(problemsIn(rule(`${NEEDED}, locked: true`))).toEqual([
      '1:38: feeds.rules.for: a podcast that is locked says whom to ask; add owner: { email: … } under podcast:',
    ]);
    expect(parseSite(`${HEAD}\nfeeds: { rules: [{ title: Nghe, for: podcast }] }`).site).toBeUndefined();
  });

  it.each([
    ['category: Newz', '"Newz" is no category of Apple\'s list; write News'],
    ['category: Báo', '"Báo" is no category of Apple\'s list; write one of Arts, Business, Comedy,'],
    ['category: Tin tức', 'Technology, True Crime, TV & Film, or a subcategory such as Daily News'],
    ['category: [News, news]', 'warning: feeds.rules.podcast.category: "news" is there twice; take one out'],
    ['category: [Arts, News, Music, History]', 'has 4, at most 3 are shown; take some out'],
    ['explicit: clean', 'explicit: expected true or false, found "clean"'],
    [
      'author: { name: Lan, mail: a@bao.example }',
      'author: expected a name, found a mapping; write the name alone; an',
    ],
    ['license: CC-BY', 'warning: feeds.rules.podcast.license: "CC-BY" is no whole name of a licence; write cc-by-4.0'],
    ['type: x', 'type: expected episodic or serial, found "x"'],
    [
      'cover: x',
      'cover: expected a URL such as https://bao.example/logo.png, or a path such as /media/logo.png, found "x"',
    ],
    ['owner: Lê Na', 'owner: expected name: and email:, found "Lê Na"'],
    ['owner: { name: Lê Na }', 'owner.email: expected an address such as podcast@bao.example'],
    ['owner: { email: x }', 'owner.email: expected an address such as podcast@bao.example, found "x"'],
    ['funding: { url: "https://a.example/" }', 'funding: expected url: and text:, such as'],
    [`funding: { url: "https://a.example/", text: ${'a'.repeat(129)} }`, 'text: expected at most 128 characters'],
    [
      'license: Riêng của báo',
      'license: "Riêng của báo" is no identifier such as cc-by-4.0; write { name: …, url: … }',
    ],
    ['license: { name: Riêng }', 'license: expected name: and url:; add what is missing'],
    ['guid: x', 'guid: expected a UUID such as 917393e3-1b1e-5cef-ace4-edaa54e1f810; write that of your podcast'],
    ['kategory: x', 'kategory is not a field that Bantin knows; did you mean category?'],
  ])('that says %s gets a problem', (field, problem) => {
    const own = field.split(':')[0] ?? '';
    const others = NEEDED.split(', ').filter(each => !each.startsWith(own));
    const [found] = problemsIn(rule([field, ...others].join(', ')));
    expect(found).toContain(problem);
    expect(found).toMatch(/^1:\d+: /);
  });

  it.each([
    ['category: [Tin tức], explicit: false, cover: /media/b.jpg', /no category of Apple's list/],
    ['categry: News, explicit: false, cover: /media/b.jpg', /did you mean category/],
    ['category: News, explicit: hay, cover: /media/b.jpg', /explicit: expected true or false/],
    ['category: News, explicit: false, cover: b.jpg', /cover: expected a URL/],
    [`${NEEDED}, locked: true, owner: { email: nghe }`, /owner\.email: expected an address/],
  ])('is told once of one fault: %s', (podcast, wanted) => {
    const ofSite = `podcast: { ${podcast} }\nfeeds: { rules: [{ title: Nghe, for: podcast }] }`;
    for (const text of [rule(podcast), ofSite]) expect(problemsIn(text)).toEqual([expect.stringMatching(wanted)]);
  });

  it('is told once of a for that is misspelled', () => {
    const wanted = [expect.stringMatching(/for: expected .*did you mean podcast\?$/)];
    expect(problemsIn(`feeds: { rules: [{ title: Nghe, for: podcats, podcast: { ${NEEDED} } }] }`)).toEqual(wanted);
    expect(problemsIn(`podcast: { ${NEEDED} }\nfeeds: { rules: [{ title: Nghe, for: podcats }] }`)).toEqual(wanted);
  });

  it('is a rule for podcasts, and no other', () => {
    expect(problemsIn('feeds: { rules: [{ title: A, podcast: { explicit: no } }] }')).toEqual([
      '1:39: feeds.rules.podcast: the rule is no podcast; add for: podcast, or take it out',
    ]);
    expect(problemsIn('podcast: { explicit: no }')).toEqual([
      '1:1: warning: podcast: no rule of feeds is for: podcast, so it is ignored; add one',
    ]);
    expect(problemsIn('podcast: x')[0]).toBe('1:10: podcast: expected fields such as category: and cover:, found "x"');
  });
});

it('a subcategory of a podcast is told by its name alone', () => {
  expect(new Set(CATEGORY_NAMES.map(name => name.toLowerCase())).size).toBe(CATEGORY_NAMES.length);
  expect(Object.keys(APPLE_CATEGORIES)).toHaveLength(19);
  expect(appleCategory('soccer')).toEqual({ name: 'Sports', sub: 'Soccer' });
  expect(appleCategory('__proto__')).toBeUndefined();
});
