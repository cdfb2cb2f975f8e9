import { describe, expect, it } from 'vitest';
import type { ArticleFormat } from '../../../functions/core/article/article.ts';
import {
  htmlProblem,
  MAX_HTML,
  MAX_MARKS,
  MAX_UNCOUNTED,
  marksProblem,
  mostHtml,
} from '../../../functions/core/body/text-limits.ts';
import { cleanText } from '../../../functions/core/text/clean.ts';
import { fc, runs } from '../../property.ts';
import { IS_THOROUGH } from '../../thorough.ts';
import { render } from './render.ts';

const FORMATS: readonly ArticleFormat[] = ['markdown', 'mdx', 'html', 'text'];

/** Formats in which the piece at an index is tried: all in thorough tests, else each piece in the next one. */
function formatsOf(at: number): readonly ArticleFormat[] {
  return FORMATS.filter((_, index) => IS_THOROUGH || index === at % FORMATS.length);
}

/** Pieces of text that grow most when they become HTML. */
const PIECES: readonly string[] = [
  ...[
    '&',
    '<',
    '>',
    '"',
    '\n',
    '\n\n',
    ' ',
    'a',
    'ế',
    '字',
    ',',
    '|',
    '-',
    '- ',
    '> ',
    '1. ',
    '# ',
    '---\n',
    '`',
    '```\n',
    '    ',
  ],
  ...[
    '[](a)',
    '![](a)',
    '[a]',
    '[a]: /b "c"\n',
    '[^1]',
    '[^1]: a\n\n',
    '^[a]',
    '<a:b>',
    'http://a.vn ',
    'www.a.b ',
    'a@b.c ',
    ' www.a.b/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    '*a*',
    '**',
    '~~',
    '\\',
    '&amp;',
  ],
  ...[
    '<p>',
    '</p>',
    '<b>',
    '<li>',
    '<a href=a>',
    '<img src=a>',
    '<audio src=a>',
    '<td style="text-align:center">',
    '<a id=a>',
  ],
  ...[
    '<img srcset="a,b 2x,',
    '"',
    '>',
    '<details>',
    '<iframe src="https://www.youtube.com/embed/a"></iframe>',
    'a|',
    '-|',
    ':-:|',
  ],
];

describe('the most HTML that a text may become', () => {
  it.each(FORMATS)('is never less than what it does become: %s', format => {
    const pieces = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(pieces, fc.array(fc.constantFrom(...PIECES), { maxLength: 3 }), (repeated, head) => {
        const piece = repeated.join('');
        const text = head.join('') + piece.repeat(Math.ceil((MAX_UNCOUNTED + 1) / piece.length));
        expect(render(format, text).html.length).toBeLessThanOrEqual(mostHtml(text));
      }),
      runs(25, 1 / 20),
    );
  });

  it.each(PIECES.map((piece, at) => [piece, at] as const))('is never less than what %j becomes alone', (piece, at) => {
    const text = piece.repeat(Math.ceil((MAX_UNCOUNTED + 1) / piece.length));
    for (const format of formatsOf(at)) expect(render(format, text).html.length).toBeLessThanOrEqual(mostHtml(text));
  });

  it.each([
    ['calls of one footnote', `${'[^a]'.repeat(20_000)}\n\n[^a]: ${'&'.repeat(20_000)}`],
    ['prose with a table', `${'Đời sống, "chợ" & quê.\n'.repeat(4000)}\n|a|b|\n|-|-|\n|c|d|\n`],
  ])('is so close that 100 KB of %s need not be rendered to be measured', (_, text) => {
    expect(mostHtml(text)).toBeLessThan(MAX_HTML);
  });

  it('is never more than is published for a text of less than 64 KB', () => {
    for (const [at, piece] of PIECES.entries()) {
      const text = piece.repeat(Math.floor(MAX_UNCOUNTED / piece.length));
      for (const format of FORMATS) expect(htmlProblem(format, text, 'T')).toBeUndefined();
      // A piece more was rendered above.
      if (!IS_THOROUGH && at % 9 > 0) continue;
      for (const format of formatsOf(at)) expect(render(format, text).html.length).toBeLessThan(8_000_000);
    }
  });
});

describe('marks', () => {
  it('are counted to the last one', () => {
    expect(marksProblem('markdown', 'a*'.repeat(MAX_MARKS))).toBeUndefined();
    expect(marksProblem('markdown', 'a*'.repeat(MAX_MARKS + 1))).toBe(
      'the text has 200,001 lines and marks of Markdown, and at most 200,000 are read; split the article, ' +
        'or save it as .txt or .html',
    );
    expect(marksProblem('html', 'a<b'.repeat(MAX_MARKS))).toBeUndefined();
    expect(marksProblem('html', '&a='.repeat(MAX_MARKS / 2 + 1))).toBe(
      'the text has 200,002 tags, attributes and entities, and at most 200,000 are read; split the article, ' +
        'or save it as .txt',
    );
  });

  it('mean nothing elsewhere, and prose has few', () => {
    expect(marksProblem('text', '*'.repeat(MAX_MARKS + 1))).toBeUndefined();
    expect(marksProblem('text', 'a\n'.repeat(MAX_MARKS))).toBeUndefined();
    expect(marksProblem('text', 'a\n'.repeat(MAX_MARKS + 1))).toBe(
      'the text has 200,001 lines, and at most 200,000 are read; split the article, or take out what repeats',
    );
    expect(marksProblem('html', '*'.repeat(MAX_MARKS + 1))).toBeUndefined();
    const prose = `${'Đời sống là thế, người ta vẫn nói vậy. '.repeat(12)}\n\n`;
    expect(marksProblem('markdown', prose.repeat(5_000_000 / prose.length))).toBeUndefined();
  });
});

describe('combining marks', () => {
  const tower = (marks: number): string => cleanText(`a${'\u0301\u0338'.repeat(marks / 2)}`);

  it.each(['text', 'html', 'markdown', 'mdx'] as const)('in runs without end are counted in %s', format => {
    expect(marksProblem(format, tower(320_000))).toBeUndefined();
    expect(marksProblem(format, tower(320_800))).toBe(
      'the text has over 320,000 combining marks in runs without end, and at most so many are read; take them out',
    );
  });

  it('of a language that has many are not', () => {
    expect(marksProblem('text', cleanText('ที่นี่ '.repeat(700_000)))).toBeUndefined();
    expect(marksProblem('text', `a${'\u0301'.repeat(100)} `.repeat(10_000))).toBeUndefined();
  });

  it('are not counted by joiners that part no run', () => {
    expect(marksProblem('text', `a\u034f${'b'.repeat(250)}`.repeat(1001))).toBeUndefined();
    expect(marksProblem('text', `a${'\u034f'.repeat(250_000)}`)).toBeUndefined();
  });

  it('beyond the first plane are counted, too', () => {
    const marks = '\u{1d165}'.repeat(160);
    expect(marksProblem('text', cleanText(`a\u0301${marks.repeat(1010)}`))).toContain('combining marks');
  });
});

describe('references to one definition', () => {
  const bodyOf = (definition: string, uses: string) => render('markdown', `u\n\n${definition}\n\n${uses}`);

  it('take no more than 100,000 characters, or than the text, for address and title; what is beyond is text', () => {
    const { html, unlinked, references } = bodyOf(
      `[a]: https://a.example/${'x'.repeat(20_000 - 18)}`,
      '[a]\n'.repeat(40_000),
    );
    expect(unlinked).toEqual({ line: 14, count: 40_000 - 9 });
    expect(references).toHaveLength(9);
    expect(html.length).toBeLessThan(1_000_000);
    expect(html.match(/>a</g)).toHaveLength(40_000);
  });

  it('count the title, too', () => {
    const { html, unlinked } = bodyOf(`[a]: /a "${'t'.repeat(50_000)}"`, '[a] '.repeat(10_000));
    expect(unlinked?.count).toBe(10_000 - 1);
    expect(html.match(/title="t+"/g)).toHaveLength(1);
  });

  it('count pictures, which leave their words', () => {
    const { html, unlinked } = bodyOf(`[a]: /${'x'.repeat(7000)}`, '![a] '.repeat(1000));
    expect(unlinked?.count).toBe(1000 - 14);
    expect(html.match(/<img /g)).toHaveLength(14);
  });

  it('are not cut where every address is written out', () => {
    const text = Array.from({ length: 5000 }, (_, index) => `[x](https://a.example/${'y'.repeat(100)}${index})`).join(
      ' ',
    );
    expect(render('markdown', text)).toMatchObject({ lacksAddresses: false, references: { length: 5000 } });
    expect(render('markdown', text).unlinked).toBeUndefined();
  });
});

describe('addresses that are relative to a long one', () => {
  it('take 8 million characters at most', () => {
    const page = `https://bao.example/${'x'.repeat(4000)}/`;
    const resolve = (reference: string): string => page + reference;
    const { html, lacksAddresses } = render('html', '<a href="a">x</a> '.repeat(10_000), { resolve });
    expect(lacksAddresses).toBe(true);
    expect(html.length).toBeLessThan(9_000_000);
  });
});

describe('what lies deep', () => {
  it('in quotes of many lines is shown as it was typed, with every word', () => {
    const quote = (lines: number): string => `${'> '.repeat(40)}${'chữ\n'.repeat(lines)}`;
    expect(render('markdown', quote(20_000)).html).toMatch(/^(?:<blockquote>\n){40}/);
    const { html } = render('markdown', quote(30_000));
    expect(html).not.toContain('<blockquote>');
    expect(html.match(/chữ/g)).toHaveLength(30_000);
  });

  it('in labels of links stays as it was typed', () => {
    const nested = (depth: number): string => `${'['.repeat(depth)}chữ${'](/a)'.repeat(depth)}`;
    expect(render('markdown', nested(10)).html).toContain('<a href="https://bao.example/a">chữ</a>');
    expect(render('markdown', nested(1000)).html.match(/chữ/g)).toHaveLength(1);
  });

  it('in lists and quotes is read as deep as before where lines lie deep, too', () => {
    const text = `${'> '.repeat(50)}${'['.repeat(30)}chữ`;
    for (let round = 0; round < 2; round++) expect(render('markdown', text).html).toMatch(/^(?:<blockquote>\n){50}/);
  });
});
