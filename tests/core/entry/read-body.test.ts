import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { ArticleFormat } from '../../../functions/core/article/article.ts';
import { openSource } from '../../../functions/core/article/source-text.ts';
import { renderBody } from '../../../functions/core/body/body.ts';
import { NOMINAL_PREFIX } from '../../../functions/core/body/text-limits.ts';
import { ReadBody } from '../../../functions/core/entry/read-body.ts';
import type { Site } from '../../../functions/core/site/site.ts';
import { fc, runs } from '../../property.ts';
import { SITE } from '../samples.ts';

/** References of every kind, of which some are longer on a site than as they are counted, and some shorter. */
const REFERENCES: readonly string[] = [
  'a.png',
  '/a.png',
  '../../media/a.jpg',
  '/media/chợ quê.jpg?x=1&y=2',
  `a.md?${'&'.repeat(40)}`,
  '../một-bài-có-tên-rất-dài-để-địa-chỉ-của-trang-ngắn-hơn-nhiều.md',
  '@/2020/bai.md#ế',
  '{static}a.png',
  './other',
  '#a',
  '#',
  '',
  '../../../../../x',
  'https://a.vn/é?a&b',
  '//a.vn/x',
  'mailto:a@b.vn',
  'javascript:x',
  'data:image/png;base64,AAAA',
  'https://[x',
  'http://a b.vn/',
  'https://www.youtube.com/embed/a',
  `/${'ế'.repeat(300)}`,
  `/${'x'.repeat(8160)}`,
  `../${'a&'.repeat(60)}.md`,
];
const FRAMES: readonly string[] = [
  '[x](·)\n\n',
  '![x](<·>)\n',
  '[a]\n\n[a]: ·\n\n',
  '<img src="·" alt="một">',
  '<img srcset="· 1x, · 2x">',
  '<img data-src="·">',
  '<a href="·">x</a>',
  '<a id="a">x</a>',
  '<iframe src="·"></iframe>',
  '<video src="·" poster="·"></video>',
  'x[^1]\n\n[^1]: a\n\n',
  '· ',
];
const SITES: readonly Site[] = [
  SITE,
  { ...SITE, url: 'http://a.vn/', feedsUrl: 'http://f.vn/' },
  { ...SITE, url: `https://${'bao.'.repeat(20)}example/tin/`, feedsUrl: `https://${'tin.'.repeat(20)}example/` },
];
const FORMATS: readonly ArticleFormat[] = ['markdown', 'mdx', 'html', 'text'];

function readBody(format: ArticleFormat, text: string, site: Site): ReadBody {
  const source = openSource(Buffer.from(text));
  if (!('body' in source)) throw new Error(source.message);
  return new ReadBody(
    { key: `articles/2026/chợ/bài.${format}`, slug: 'bai-0123abcd', format, title: 'T' },
    source,
    site,
  );
}

/** Length of the HTML as it is counted: with addresses that depend on the source alone. */
function counted(format: ArticleFormat, text: string): number {
  const resolve = (reference: string): string | undefined =>
    URL.canParse(reference, 'https://bao.example/') ? new URL(reference, 'https://bao.example/').href : undefined;
  return renderBody(format, text, { title: 'T', drop: [], idPrefix: NOMINAL_PREFIX, resolve }).html.length;
}

describe('the most that a text may be counted with', () => {
  const pieces = fc
    .array(fc.tuple(fc.constantFrom(...FRAMES), fc.constantFrom(...REFERENCES)), { minLength: 1, maxLength: 6 })
    .map(parts => parts.map(([frame, reference]) => frame.replaceAll('·', reference)).join(''));

  it('is never less than it is counted with, on whatever site it was rendered', () => {
    fc.assert(
      fc.property(pieces, fc.constantFrom(...SITES), fc.constantFrom(...FORMATS), (text, site, format) => {
        const body = readBody(format, text, site);
        body.render();
        expect(counted(format, text)).toBeLessThanOrEqual(body.most);
      }),
      runs(200),
    );
  });

  it('is known once it is rendered, and close to what it is counted with', () => {
    const text = '<img src="/a.png">'.repeat(1000);
    const body = readBody('html', text, SITE);
    expect(body.most).toBe(Number.POSITIVE_INFINITY);
    body.render();
    expect(body.most).toBeLessThan(counted('html', text) * 1.2);
  });
});
