import { describe, expect, it } from 'vitest';
import type { FateOf } from '../../../functions/core/check/article-links.ts';
import { checkEntry, type Known } from '../../../functions/core/check/check-entry.ts';
import { renderEntry } from '../../../functions/core/entry/render-entry.ts';
import { packMissing } from '../../../functions/core/media/missing-names.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { makeArticle, NOW, SITE } from '../samples.ts';

const GOOD = makeArticle({
  key: 'articles/a.md',
  title: 'Tựa',
  categories: [{ id: 'a', title: 'A', slug: 'a' }],
  image: { src: '/media/a.jpg' },
});
/** Articles that are public, and no others. */
const publicAlone =
  (...keys: readonly string[]): FateOf =>
  key =>
    keys.includes(key) ? 'public' : undefined;
const PUBLIC = ['articles/a.md', 'articles/b.md'];
const TOP = { line: 1, column: 1 };
const KNOWN = { site: SITE, fateOf: publicAlone(...PUBLIC), media: new Set(['media/a.jpg']) };

function check(more: Partial<typeof GOOD>, body = 'Lời', known = KNOWN): readonly string[] {
  const article = { ...GOOD, ...more };
  const rendered = renderEntry(article, body, { site: SITE, now: NOW, mediaSizes: new Map(), addresses: new Map() });
  const checked = { ...rendered, article, bodyLine: 5, text: () => body, fields: () => () => undefined };
  return checkEntry(checked, known).map(formatProblem);
}

describe('a check of an entry', () => {
  it('finds nothing where nothing is wrong', () => {
    expect(check({}, '[b](b.md) [c](https://c.example) [d](#d) ![a](/media/a.jpg) [e](/e)')).toEqual([]);
  });

  it.each([
    ['a long title', { title: 'x'.repeat(151) }, 'Lời', 'the title has 151 characters; aggregators cut at 150'],
    ['no text', {}, '', 'there is no text below the title; readers will see a title alone'],
    [
      'no category',
      { categories: [] },
      'Lời',
      'there is no category; only the feed of all will carry the article; add category:',
    ],
    [
      'a picture that is not there',
      { image: { src: '/media/b.jpg' } },
      'Lời',
      '"/media/b.jpg" leads to media/b.jpg, which is not there; upload it or correct the path',
    ],
  ])('warns of %s', (_, more, body, message) => {
    expect(check(more, body)).toEqual([`articles/a.md: warning: ${message}`]);
  });

  it('tells the place of the field of a picture, and no missing image where one leads astray', () => {
    const at = { line: 3, column: 1 };
    const of = (src: string): readonly string[] => {
      const article = { ...GOOD, image: { src } };
      const rendered = renderEntry(article, 'Lời', {
        site: SITE,
        now: NOW,
        mediaSizes: new Map(),
        addresses: new Map(),
      });
      const fields = () => (field: string) => (field === 'image' ? at : TOP);
      return checkEntry({ ...rendered, article, bodyLine: 5, text: () => 'Lời', fields }, KNOWN).map(formatProblem);
    };
    expect(of('/media/b.jpg')).toEqual([
      'articles/a.md:3:1: warning: "/media/b.jpg" leads to media/b.jpg, which is not there; upload it or correct ' +
        'the path',
    ]);
    expect(of('../b.jpg')).toEqual([]);
  });

  it('tells of no missing image where a picture is named that is not there, which is told as that', () => {
    const image = { src: '/media/b.jpg' };
    const missing = new Map([[GOOD.key, packMissing(['media/b.jpg'], new Set(['media/b.jpg'])) ?? '']]);
    const article = { ...GOOD, image, media: ['media/b.jpg'] };
    const rendered = renderEntry(article, '', {
      site: SITE,
      now: NOW,
      mediaSizes: new Map(),
      addresses: new Map(),
      missing,
    });
    const checked = { ...rendered, article, bodyLine: 5, text: () => '', fields: () => () => TOP };
    const of = (known: Known): readonly string[] =>
      checkEntry(checked, known).flatMap(({ message, line }) => (/image/.test(message) ? [`${line}: ${message}`] : []));
    expect(of({ ...KNOWN, missing })).toEqual([]);
    expect(of(KNOWN)).toEqual([
      '1: there is no image; aggregators show articles without one last, or not at all; add image:',
    ]);
  });

  it('warns once of pictures without a text in their place, at the first of them', () => {
    const message = (what: string): string =>
      `warning: ${what} no alternative text, for those who do not see pictures; say what it shows, as in ` +
      '![the market at four](market.jpg)';
    expect(check({}, '![a](/media/a.jpg)\n\n![](/media/a.jpg)')).toEqual([
      `articles/a.md:7: ${message('a picture has')}`,
    ]);
    const two = '![ ](https://a.example/1.jpg)\n\n![](/media/a.jpg)';
    expect(check({}, `a\n\n${two}`)).toEqual([`articles/a.md:7: ${message('2 pictures have')}`]);
    // In HTML an empty text declares that there is nothing to say.
    const html = (body: string) => check({ format: 'html' }, body);
    expect(html('<p>a</p><img src="/media/a.jpg" alt="">')).toEqual([]);
    const inHtml = message('a picture has').replace(
      '![the market at four](market.jpg)',
      'alt="the market at four", or alt="" if it only decorates',
    );
    expect(html('<p>a</p>\n<img src="/media/a.jpg">')).toEqual([`articles/a.md:6:1: ${inHtml}`]);
  });

  it.each([
    ['after one of the same address that has a text', '<img src="a.png" alt="a">\n<p>b <img src=a.png></p>', '6:6'],
    ['with a placeholder', '<p>a\n<img src="data:image/gif;base64,R0lGOD" data-src="a.png"></p>', '6:1'],
    ['with character references', '<p>\n\n<img title="a" src="https://a.example/?a=1&amp;b=2"></p>', '7:1'],
    ['after a comment', '<!--\n<img src="a.png"> -->\n<img src="a.png">', '7:1'],
  ])('names the line and column of a picture of HTML without a text, %s', (_, body, place) => {
    const [first] = check({ format: 'html', key: 'articles/a.html' }, body).filter(line =>
      line.includes('alternative'),
    );
    expect(first).toMatch(`articles/a.html:${place}: warning: a picture has no alternative text`);
  });

  it('names the line and column of HTML within Markdown, and of references of HTML that lead nowhere', () => {
    expect(check({}, 'a\n\n<p>\n<img src="/media/a.jpg"></p>')[0]).toMatch('articles/a.md:8:1: warning: a picture has');
    expect(check({ format: 'html' }, '<p>a</p>\n<p><a href="c.md">c</a> <img src="/media/h.jpg" alt="h"></p>')).toEqual(
      [
        'articles/a.md:6:4: warning: "c.md" leads to articles/c.md, which is not there; correct the path',
        'articles/a.md:6:25: warning: "/media/h.jpg" leads to media/h.jpg, which is not there; upload it or ' +
          'correct the path',
      ],
    );
  });

  it('names the line and column of a tag of templates that leads nowhere', () => {
    expect(check({}, 'nowhere\n\nLời {% post_link nowhere %}')).toContain(
      'articles/a.md:7:18: warning: "@/nowhere" leads to articles/nowhere.md, which is not there; correct the path',
    );
  });

  it('warns where there is no picture', () => {
    const { image, ...article } = GOOD;
    const rendered = renderEntry(article, 'Lời', { site: SITE, now: NOW, mediaSizes: new Map(), addresses: new Map() });
    expect(image).toBeDefined();
    const checked = { ...rendered, article, bodyLine: 5, text: () => 'Lời', fields: () => () => TOP };
    expect(checkEntry(checked, KNOWN).map(formatProblem)).toEqual([
      'articles/a.md:1:1: warning: there is no image; aggregators show articles without one last, or not at ' +
        'all; add image:',
    ]);
  });

  it('says what to write where the page of a text is named that is there, and not out', () => {
    const isOut = publicAlone(...PUBLIC, 'articles/c.md');
    const fateOf: FateOf = key => (key === 'articles/c.html' ? 'rejected' : isOut(key));
    expect(check({}, '[b](./c.html)', { ...KNOWN, fateOf })).toEqual([
      'articles/a.md:5:5: warning: "./c.html" leads to articles/c.html, which is not published; articles/c.md is, so ' +
        'write its name',
    ]);
  });

  it('is content where the page of a text is named in its place, and leads to the text', () => {
    const known = { ...KNOWN, fateOf: publicAlone(...PUBLIC, 'articles/c.md') };
    expect(check({ mayMean: [['articles/c.html']] }, '[b](./c.html)', known)).toEqual([]);
  });

  it('warns of links that lead nowhere, with their line in the source', () => {
    expect(check({}, 'a\n\n[b](c.md)\n[d](../e.jpg)\n[f](https://[)\n![g](../media/h.jpg)')).toEqual([
      'articles/a.md:7:5: warning: "c.md" leads to articles/c.md, which is not there; correct the path',
      'articles/a.md:8:5: warning: "../e.jpg" leads nowhere that Bantin knows; write a whole URL, or a path to ' +
        'media/, to a file beside the article or below it, or to an article',
      'articles/a.md:9:5: warning: "https://[" is no address; correct it',
      'articles/a.md:10:6: warning: "../media/h.jpg" leads to media/h.jpg, which is not there; upload it or ' +
        'correct the path',
    ]);
  });

  it('says what to write for a path from the folder of the articles, where paths begin at the home page', () => {
    expect(check({}, '[b](/b.md) [c](/c.md) [d](/b.html) [b](/articles/b.md) [b](//bao.example/b.md)')).toEqual([
      'articles/a.md:5:5: warning: "/b.md" leads to https://bao.example/b.md, which is no article; if articles/b.md ' +
        'is meant, write /articles/b.md',
    ]);
  });

  it('tells of links that are text, since the addresses of all take too much', () => {
    const body = `u\n\n[a]: https://a.example/${'x'.repeat(7000)}\n\n${'[a] '.repeat(1000)}`;
    expect(check({}, body)).toEqual([
      'articles/a.md:9: warning: 986 links, pictures and calls of footnotes from here on are shown as text, since ' +
        'the addresses of all take more than the text itself, or 100,000 characters; refer to long addresses, and ' +
        'call footnotes, less often',
    ]);
    expect(check({}, `u\n\n${'[^a]'.repeat(1042)}\n\n[^a]: v`)).toEqual([
      expect.stringMatching(
        /^articles\/a.md:7: warning: 1 link, picture or call of a footnote from here on is shown as/,
      ),
    ]);
  });

  it('tells no more than a person reads', () => {
    const problems = check(
      {},
      Array.from({ length: 3000 }, (_, index) => `[x](${'y'.repeat(800)}${index}.md)`).join('\n'),
    );
    expect(problems).toHaveLength(51);
    expect(Math.max(...problems.map(({ length }) => length))).toBeLessThan(600);
  });
});
