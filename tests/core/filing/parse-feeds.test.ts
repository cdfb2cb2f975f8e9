import { describe, expect, it } from 'vitest';
import type { SiteFeeds } from '../../../functions/core/filing/site-feeds.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { parseSite } from '../../../functions/core/site/parse-site.ts';

const HEAD = [
  'title: Báo Mẫu',
  'url: https://bao.example/',
  'feedsUrl: https://feeds.bao.example/',
  'since: 2018',
  'entries: 20',
  'categories:',
  '  - Thời sự',
  '  - { title: Kinh tế, aliases: [Tài chính] }',
].join('\n');
/** Lines of a `site.yaml` before its `feeds`. */
const LINES = HEAD.split('\n').length;

function parsed(feeds: string) {
  return parseSite(`${HEAD}\n${feeds}`);
}

function feedsIn(feeds: string): SiteFeeds | undefined {
  const { site, problems } = parsed(feeds);
  expect(problems.map(formatProblem)).toEqual([]);
  return site?.feeds;
}

/** Problems, with lines counted from `feeds`. */
function problemsIn(feeds: string): readonly string[] {
  return parsed(feeds).problems.map(problem =>
    formatProblem({ ...problem, line: (problem.line ?? 0) - LINES }).replace(/^site\.yaml:/, ''),
  );
}

const EVERY = ['rss', 'atom', 'json'];

describe('feeds of authors and tags', () => {
  it('are of all names, of those that are listed, or of none', () => {
    expect(feedsIn('')).toBeUndefined();
    expect(feedsIn('feeds: {}')).toEqual({ rules: [] });
    expect(feedsIn('feeds: { authors: true, tags: true }')).toEqual({
      authors: { minimum: 1, formats: EVERY },
      tags: { minimum: 1, formats: ['rss'] },
      rules: [],
    });
    expect(feedsIn('feeds: { authors: false, tags: }')).toEqual({ rules: [] });
    expect(feedsIn('feeds: { authors: [Lê Na, 雑記] }')?.authors).toEqual({
      listed: [
        { slug: 'le-na', title: 'Lê Na' },
        { slug: expect.stringMatching(/^name-[\da-f]{8}$/), title: '雑記' },
      ],
      minimum: 0,
      formats: EVERY,
    });
  });

  it('begin with so many articles, and have the formats that are named', () => {
    expect(feedsIn('feeds: { tags: { minimum: 2, formats: [JSON, rss, rss] } }')?.tags).toEqual({
      minimum: 2,
      formats: ['rss', 'json'],
    });
  });

  it('are reported where they make no sense', () => {
    expect(problemsIn('feeds: yes')).toEqual(['1:8: feeds: expected authors:, tags: or rules:, found "yes"']);
    expect(problemsIn('feeds: { author: true }')).toEqual([
      '1:10: author is not a field that Bantin knows; did you mean authors?',
    ]);
    expect(problemsIn('feeds: { tags: { minimum: 21 } }')).toEqual([
      '1:27: feeds.tags.minimum: expected a whole number from 1 to 20, found the number 21',
    ]);
    expect(problemsIn('feeds: { tags: 2 }')).toEqual([
      '1:16: feeds.tags: expected true, false, a list of names or a mapping, found the number 2; did you mean ' +
        '{ minimum: 2 }?',
    ]);
    expect(problemsIn('feeds: { tags: 0 }')).toEqual([
      '1:16: feeds.tags: expected true, false, a list of names or a mapping, found the number 0',
    ]);
    expect(problemsIn('feeds: { tags: [Lũ, lu, "🙂"] }')).toEqual([
      '1:21: feeds.tags: "lu" has the slug lu, as "Lũ" has; take one out',
      '1:25: feeds.tags: "🙂" has no letter or digit to make an address of',
    ]);
    expect(problemsIn('feeds: { tags: { formats: [atm, pdf] } }')).toEqual([
      '1:28: feeds.tags.formats: expected rss, atom, json, found "atm"; did you mean atom?',
      '1:33: feeds.tags.formats: expected rss, atom, json, found "pdf"',
    ]);
    expect(problemsIn('feeds: { tags: { formats: [] } }')).toEqual([
      '1:27: feeds.tags.formats: a feed needs a format; name rss, atom, json or some of them',
    ]);
    expect(problemsIn('feeds: { authors: { minimun: 2 } }')).toEqual([
      '1:21: minimun is not a field that Bantin knows; did you mean minimum?',
    ]);
    expect(problemsIn('feeds: { tags: maybe }')).toEqual(['1:16: feeds.tags: expected true or false, found "maybe"']);
  });
});

function rulesIn(rules: string) {
  return feedsIn(`feeds:\n  rules:\n${rules}`)?.rules;
}

function ruleProblems(rules: string): readonly string[] {
  return problemsIn(`feeds:\n  rules:\n${rules}`);
}

describe('a rule', () => {
  it('is read with all that it says', () => {
    const rule = `
    - slug: khong-the-thao
      title: Không thể thao
      description: Tin cả ngày
      include: { categories: [Thời sự, Tài chính], languages: [vi, EN-gb] }
      exclude: { tags: [Quảng cáo], authors: Ban Quảng cáo }
      hours: 12
      entries: 30
      content: headline
      formats: atom
      image: 1200
      republishable: true`;
    expect(rulesIn(rule)).toEqual([
      {
        slug: 'khong-the-thao',
        title: 'Không thể thao',
        description: 'Tin cả ngày',
        include: { categories: ['thoi-su', 'kinh-te'], languages: ['vi', 'en-GB'] },
        exclude: { tags: ['quang-cao'], authors: ['ban-quang-cao'] },
        hours: 12,
        entries: 30,
        content: 'headline',
        formats: ['atom'],
        image: 1200,
        republishable: true,
      },
    ]);
  });

  it('is called by its title where it has no slug, and shows everything where it names nothing', () => {
    expect(rulesIn('    - { title: Mọi tin }')).toEqual([
      { slug: 'moi-tin', title: 'Mọi tin', include: {}, exclude: {}, formats: EVERY },
    ]);
  });

  it('needs a title, and a slug of its own', () => {
    expect(ruleProblems('    - { slug: x }')).toEqual(['3:7: feeds.rules: a rule needs a title; add title:']);
    expect(ruleProblems('    - tin')).toEqual([
      '3:7: feeds.rules: expected a mapping with slug: and title:, found "tin"',
    ]);
    expect(ruleProblems('    - { title: A, slug: A B }')).toEqual([
      '3:25: feeds.rules.slug: expected lower-case letters, digits and hyphens, found "A B"; write a-b',
    ]);
    expect(ruleProblems('    - { title: "🙂" }')).toEqual([
      '3:7: feeds.rules.slug: expected lower-case letters, digits and hyphens, and "🙂" has none; add slug:',
    ]);
    expect(ruleProblems('    - { title: Lũ }\n    - { title: lu }')).toEqual([
      '4:7: feeds.rules: "lu" has the slug lu, as "Lũ" has; change one',
    ]);
    expect(problemsIn('feeds: { rules: lu }')).toEqual([
      '1:17: feeds.rules: expected a list of rules, each with a slug: and a title:, found "lu"',
    ]);
  });

  it('has former slugs that are its own', () => {
    const own = '    - { title: A, slug: a, aliases: [cu, cu, cu-hon] }\n    - { title: B, slug: b, aliases: xua }';
    expect(rulesIn(own)?.map(({ aliases }) => aliases)).toEqual([['cu', 'cu-hon'], ['xua']]);
    expect(rulesIn('    - { title: A }')?.[0]).not.toHaveProperty('aliases');
    const field = 'feeds.rules.aliases';
    expect(ruleProblems('    - { title: A, aliases: [Cũ Kỹ, "🙂"] }')).toEqual([
      `3:29: ${field}: expected lower-case letters, digits and hyphens, found "Cũ Kỹ"; write cu-ky`,
      `3:36: ${field}: expected lower-case letters, digits and hyphens, found "🙂"; write another`,
    ]);
    // Whatever comes first in the file, a slug comes before an alias, and the first of two aliases counts.
    expect(ruleProblems('    - { title: A, aliases: [a, b, cu] }\n    - { title: B, aliases: [cu] }')).toEqual([
      `3:28: ${field}: "A" can't have had the slug a: it has it; take it out`,
      `3:28: ${field}: "A" can't have had the slug b: it is that of "B"; take it out`,
      `4:28: ${field}: "B" can't have had the slug cu: it is that of "A"; take it out`,
    ]);
    const many = Array.from({ length: 51 }, (_, at) => `a${at}`).join(', ');
    expect(ruleProblems(`    - { title: A, aliases: [${many}] }`)).toEqual([
      `3:28: ${field}: at most 50 are read, found 51; take some out`,
    ]);
  });

  it('is one of a number that is limited', () => {
    const rules = Array.from({ length: 201 }, (_, at) => `    - { title: x${at} }`).join('\n');
    expect(ruleProblems(rules)).toEqual([
      '3:5: feeds.rules: has 201 rules, and at most 200 are read; take some out, or use authors: and tags:',
    ]);
  });

  it('tells a category that is misspelt, or not listed', () => {
    const problems = ruleProblems('    - { title: A, include: { categories: [Thời xự, Thể thao, kinh-te, "a/b"] } }');
    expect(problems).toEqual([
      expect.stringContaining('"Thời xự" is none of the categories of site.yaml; did you mean "Thời sự"?'),
      expect.stringContaining('"Thể thao" is none of the categories of site.yaml; list it in site.yaml, or correct it'),
      expect.stringContaining('feeds.rules.include.categories: "a/b" holds a slash'),
    ]);
  });

  it('takes any category where the site lists none', () => {
    const text = HEAD.slice(0, HEAD.indexOf('\ncategories'));
    const { problems } = parseSite(`${text}\nfeeds: { rules: [{ title: A, include: { categories: [Thể thao] } }] }`);
    expect(problems).toEqual([]);
  });

  it('tells names that cancel each other', () => {
    expect(ruleProblems('    - { title: A, include: { tags: [Lũ] }, exclude: { tags: [lũ, b] } }')).toEqual([
      '3:61: feeds.rules.exclude.tags: "Lũ" is included, too, so the feed could hold nothing; take it out of ' +
        'one of them',
    ]);
    expect(ruleProblems('    - { title: A, include: { tags: [a, b] }, exclude: { tags: [a] } }')).toEqual([
      expect.stringContaining('warning: feeds.rules.exclude.tags: "a" is included, too, so nothing with it is in'),
    ]);
    expect(ruleProblems('    - { title: A, include: { languages: en-GB }, exclude: { languages: en } }')).toEqual([
      expect.stringContaining('feeds.rules.exclude.languages: "en-GB" is included, too'),
    ]);
    expect(rulesIn('    - { title: A, include: { tags: a }, exclude: { authors: a } }')).toHaveLength(1);
  });

  it('tells names that are none', () => {
    expect(
      ruleProblems('    - { title: A, include: { languages: [Việt], tags: ["🙂"], author: x }, exclude: [] }'),
    ).toEqual([
      expect.stringMatching(/^3:\d+: author is not a field that Bantin knows; did you mean authors\?$/),
      expect.stringContaining('feeds.rules.include.tags: "🙂" has no letter or digit that it could be told by'),
      expect.stringContaining('feeds.rules.include.languages: expected a language such as vi or en-GB, found "Việt"'),
      expect.stringContaining('feeds.rules.exclude: expected categories:, tags:, authors:, languages:, found a list'),
    ]);
  });

  it('tells a kind that names nothing', () => {
    const problems = ruleProblems('    - { title: A, include: { tags: [] }, exclude: { authors: [{ name: x }] } }');
    expect(problems).toEqual([
      '3:36: feeds.rules.include.tags: names nothing; name something, or take it out',
      expect.stringContaining('feeds.rules.exclude.authors: expected text, found a mapping'),
    ]);
  });

  it('is refused with a field that is misspelt, since it would show more than is meant', () => {
    expect(ruleProblems('    - { title: A, includes: { tags: [a] }, exclude: { tag: [b] }, x: 1 }')).toEqual([
      '3:19: includes is not a field that Bantin knows; did you mean include?',
      '3:67: x is not a field that Bantin knows; take it out, or write one of slug, title, description, aliases, ' +
        'for, include, exclude, hours, entries, content, formats, image, republishable, archives, podcast',
      '3:55: tag is not a field that Bantin knows; did you mean tags?',
    ]);
  });

  it('tells values that are none', () => {
    expect(
      ruleProblems('    - { title: A, content: all, hours: -1, entries: 501, image: 0, republishable: 1 }'),
    ).toEqual([
      expect.stringContaining('feeds.rules.hours: expected a whole number from 0 to 8760'),
      expect.stringContaining('feeds.rules.entries: expected a whole number from 1 to 500'),
      expect.stringContaining('feeds.rules.image: expected a whole number from 1 to 20000'),
      expect.stringContaining('feeds.rules.content: expected full, summary or headline, found "all"'),
      expect.stringContaining('feeds.rules.republishable: expected true or false, found the number 1'),
    ]);
  });

  it('has archives where the site has, and then shows as many as one of their documents', () => {
    expect(ruleProblems('    - { title: A, archives: true }')).toEqual([
      expect.stringContaining('warning: feeds.rules.archives: the site has none, so neither has the rule'),
    ]);
    expect(ruleProblems('    - { title: A, archives: true, entries: 19 }\narchives: true')).toEqual([
      expect.stringContaining('feeds.rules.entries: expected a whole number from 20 to 500'),
    ]);
    expect(rulesIn('    - { title: A, archives: true, entries: 20 }\narchives: true')?.[0]?.archives).toBe(true);
  });
});

describe('a category', () => {
  it('may keep its articles out of the feed of all', () => {
    const { site } = parseSite(HEAD.replace('aliases:', 'main: false, aliases:'));
    expect(site?.categories.map(({ main }) => main)).toEqual([undefined, false]);
  });
});

describe('a rule for an aggregator', () => {
  const rule = (more: string) => `feeds: { rules: [{ slug: x, title: X, ${more} }] }`;

  it('has the formats that this reads, whole articles, and one language where it takes no more', () => {
    expect(feedsIn(rule('for: msn'))?.rules).toEqual([
      {
        slug: 'x',
        title: 'X',
        for: 'msn',
        include: { languages: ['vi'] },
        exclude: {},
        content: 'full',
        formats: ['rss'],
      },
    ]);
    expect(feedsIn(rule('for: feedly, content: summary, formats: json'))?.rules).toMatchObject([
      { for: 'feedly', include: {}, content: 'summary', formats: ['json'] },
    ]);
    expect(feedsIn(rule('for: msn, include: { languages: [en-GB, en] }'))?.rules).toMatchObject([
      { include: { languages: ['en-GB', 'en'] } },
    ]);
  });

  it('is of one that is known, in languages that it takes', () => {
    expect(problemsIn(rule('for: msm'))).toEqual([
      '1:44: feeds.rules.for: expected msn, flipboard, smartnews, apple-news, google-news, feedly, ' +
        'podcast, generic-strict, found "msm"; did you mean msn?',
    ]);
    expect(problemsIn(rule('for: msn, include: { languages: [en, vi] }'))).toEqual([
      '1:44: feeds.rules.for: msn takes feeds of one language, and en and vi are included; make a rule for each',
    ]);
  });
});
