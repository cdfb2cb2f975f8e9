import { describe, expect, it } from 'vitest';
import { check } from '../../functions/build/check.ts';
import { formatProblem } from '../../functions/core/problem.ts';
import { NOW, SITE } from '../core/samples.ts';
import { IS_THOROUGH } from '../thorough.ts';
import { LiveNewsroom } from './live-newsroom.ts';
import { article, buildContent, UNWATCHED } from './newsroom.ts';

const fields = (title: string, date = '2026-11-20'): string => `title: ${title}\ndate: ${date}\ncategory: Đời sống`;
const GOOD = { 'articles/tot.md': article(fields('Tốt')) };

/** Each asks for more than one source may, at a size that is allowed; and what is said of it. */
const EXCESSIVE: readonly (readonly [key: string, text: string, problem: string])[] = [
  [
    'articles/dau.md',
    article(fields('Dấu'), 'a\n\n'.repeat(150_000)),
    'articles/dau.md:6:1: the text has 300,001 lines and marks of Markdown, and at most 200,000 are read; ' +
      'split the article, or save it as .txt or .html',
  ],
  [
    'articles/html.html',
    article(fields('HTML'), '>'.repeat(2_500_000)),
    'articles/html.html: the text takes 10.0 million characters of HTML, and at most 8 million are ' +
      'published; split the article, or take out what repeats',
  ],
  [
    'articles/the.html',
    article(fields('Thẻ'), '&'.repeat(300_000)),
    'articles/the.html:6:1: the text has 300,000 tags, attributes and entities, and at most 200,000 are ' +
      'read; split the article, or save it as .txt',
  ],
  [
    'articles/txt.txt',
    article(fields('Chữ'), '<\n'.repeat(700_000)),
    'articles/txt.txt:6:1: the text has 700,001 lines, and at most 200,000 are read; ' +
      'split the article, or take out what repeats',
  ],
  [
    'articles/va.txt',
    article(fields('Và'), '&'.repeat(1_680_000)),
    'articles/va.txt: the text takes 8.4 million characters of HTML, and at most 8 million are published; ' +
      'split the article, or take out what repeats',
  ],
  [
    'articles/srcset.html',
    article(fields('Ảnh'), `<img alt="x" src="a" srcset="${'a 1x,'.repeat(200)}">`.repeat(2500)),
    'articles/srcset.html: the text takes over 8 million characters of HTML, and at most 8 million are ' +
      'published; split the article, or take out what repeats',
  ],
];
/** One that is rejected by its marks, and the one by its HTML that takes least, half a second each time. */
const SOME = IS_THOROUGH ? EXCESSIVE : EXCESSIVE.filter(([key]) => /dau|va/.test(key));
const ALL = Object.fromEntries(SOME.map(([key, text]) => [key, text]));
const PROBLEMS = SOME.map(([, , problem]) => problem).sort();

describe('a source that asks for more than one may', () => {
  it('is rejected by name in a build, and everything else is published', async () => {
    const built = await buildContent({ ...GOOD, ...ALL });
    expect(built.problems).toEqual(PROBLEMS);
    expect(built.counts).toMatchObject({ read: SOME.length + 1, published: 1, rejected: SOME.length });
    expect(built.files).toEqual((await buildContent(GOOD)).files);
  });

  it('has the same fate where no feed shows it, as its date is to come', async () => {
    const [key, text, problem] = SOME[1] ?? ['', '', ''];
    const built = await buildContent({ ...GOOD, [key]: text.replace('2026-11-20', '2027-11-20') });
    expect(built.problems).toEqual([problem]);
  });

  it('is told by a check', async () => {
    const newsroom = new LiveNewsroom({ ...GOOD, ...ALL }, { guard: UNWATCHED });
    const { problems } = await check({ content: newsroom.content, site: SITE, now: NOW });
    const errors = problems.filter(({ severity }) => severity === 'error');
    expect(errors.map(formatProblem)).toEqual(PROBLEMS);
  });

  it('is rejected by an event, a sweep and a rebuild alike', async () => {
    const newsroom = await LiveNewsroom.open(GOOD, { guard: UNWATCHED });
    const keys = await Promise.all(SOME.map(([key, text]) => newsroom.write(key, text)));
    const ran = await newsroom.changes(...keys.slice(0, 2));
    expect(ran).toMatchObject({ complete: true, published: 0, rejected: 2 });
    expect(await newsroom.sweep()).toMatchObject({ complete: true, rejected: SOME.length - 2 });
    expect(await newsroom.publish({ kind: 'full' })).toMatchObject({ complete: true, rejected: SOME.length });
    // A build of all gives no other files either, as is seen above.
    expect(await newsroom.files()).toEqual(await new LiveNewsroom(GOOD).scratch());
    expect(await newsroom.titles()).toEqual(['Tốt']);
  });
});
