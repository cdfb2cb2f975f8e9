import { describe, expect, it } from 'vitest';
import { createArticleReader } from '../../../../functions/core/article/read-article.ts';
import { formatProblem } from '../../../../functions/core/problem.ts';
import { SITE } from '../../samples.ts';
import { htmlOf } from '../render.ts';

const HEAD = '---\ntitle: Tựa đề\ndate: 2026-01-02\n---\n';
const REMEDY = 'warning: an address with spaces stands in < >: write';

/** The problems of an article; its text begins on line 5. */
function told(text: string, ending = 'md'): readonly string[] {
  const source = { key: `articles/a.${ending}`, bytes: Buffer.from(HEAD + text), lastModified: 0 };
  return createArticleReader(SITE)(source).problems.map(formatProblem);
}

describe('a link or a picture whose address has spaces', () => {
  it.each([
    ['![Chợ](anh cho.jpg)', '5:1', '![Chợ](<anh cho.jpg>)'],
    ['Lời.\n\n> Xem\n> [x](ban do.pdf), trang 2.', '8:3', '[x](<ban do.pdf>)'],
    ['- một\n- hai ![a](../media/anh  cho (1).JPG)', '6:7', '![a](<../media/anh  cho (1).JPG>)'],
    ['![a](anh cho.jpg "Chợ phiên") hết', '5:1', '![a](<anh cho.jpg> "Chợ phiên")'],
    ['[![a](anh cho.jpg)](/b)', '5:2', '![a](<anh cho.jpg>)'],
    ['[![a](anh cho.jpg)](ban do.pdf)', '5:1', '[![a](anh cho.jpg)](<ban do.pdf>)'],
    [
      '*Xem* [bản\nđồ](https://bao.example/ban do.pdf?a=1#b)',
      '5:7',
      '[bản đồ](<https://bao.example/ban do.pdf?a=1#b>)',
    ],
    ['| a |\n| - |\n| b |\n| c [x](ban do.pdf) |', '8:5', '[x](<ban do.pdf>)'],
    ['Lời^[[x](ban do.pdf)].\n\nHết', '5:6', '[x](<ban do.pdf>)'],
    ['`[x](ban do.pdf)` [x](ban do.pdf)', '5:19', '[x](<ban do.pdf>)'],
    ['[tệp](bảng giá.xlsx)', '5:1', '[tệp](<bảng giá.xlsx>)'],
    ['[tệp](/media/bao cao.DOCX "Báo cáo")', '5:1', '[tệp](</media/bao cao.DOCX> "Báo cáo")'],
  ])('is told of by its place, with how to write it: %j', (text, place, meant) => {
    const all = told(text).filter(problem => !problem.includes('[![') || meant.startsWith('[!['));
    expect(all).toContain(`articles/a.md:${place}: ${REMEDY} ${meant}`);
  });

  it.each([
    ['Xem ![ảnh] (a.jpg)', '5:5', '![ảnh](a.jpg)'],
    ['- ![ảnh chợ]\t(../media/a.png?w=1)', '5:3', '![ảnh chợ](../media/a.png?w=1)'],
  ])('is told of where a space stands between the brackets of a picture: %j', (text, place, meant) => {
    expect(told(text)).toContain(
      `articles/a.md:${place}: warning: no space stands between the brackets of a picture: write ${meant}`,
    );
  });

  it.each([
    '[a] (a.jpg)',
    '![a] (ảnh của An)',
    '`![a] (a.jpg)`',
    '!\\[a] (a.jpg)',
    '![a](b.jpg) (c.jpg)',
    '![1] (a.pdf)',
  ])('is told of only where a picture is meant: %j', text => {
    expect(told(text).filter(problem => problem.includes('brackets'))).toEqual([]);
  });

  it.each([
    ['![Chợ][anh]\n\n[anh]: anh cho.jpg', '7:1', '[anh]: <anh cho.jpg>'],
    ['Xem [Bản đồ].\n\n[a]: /b\n[bản đồ]: ban do.pdf "Bản đồ"', '8:1', '[bản đồ]: <ban do.pdf> "Bản đồ"'],
    ['> [x][a b]\n>\n>  [a b]: ../ban  do.pdf', '7:4', '[a b]: <../ban  do.pdf>'],
  ])('is told of where a link is defined, too: %j', (text, place, meant) => {
    expect(told(text).filter(problem => !problem.includes('a definition of a link'))).toEqual([
      `articles/a.md:${place}: ${REMEDY} ${meant}`,
    ]);
  });

  it('is one once it is written so', () => {
    expect(htmlOf('markdown', '![Chợ](anh cho.jpg)')).toBe('<p>![Chợ](anh cho.jpg)</p>');
    expect(htmlOf('markdown', '![Chợ](<anh cho.jpg>)')).toContain('src="https://bao.example/bai/anh%20cho.jpg"');
    expect(told('![Chợ](<anh cho.jpg>) [x](<ban do.pdf> "Bản đồ")')).toEqual([]);
    expect(told('![Chợ][a]\n\n[a]: <anh cho.jpg>')).toEqual([]);
  });

  it('is told of in MDX, too; in HTML and plain text it is text', () => {
    expect(told('![Chợ](anh cho.jpg)', 'mdx')).toEqual([`articles/a.mdx:5:1: ${REMEDY} ![Chợ](<anh cho.jpg>)`]);
    expect(told('<p>![Chợ](anh cho.jpg)</p>', 'html')).toEqual([]);
    expect(told('![Chợ](anh cho.jpg)', 'txt')).toEqual([]);
  });

  it.each([
    '`![Chợ](anh cho.jpg)`',
    '```\n![Chợ](anh cho.jpg)\n```',
    '    ![Chợ](anh cho.jpg)',
    '\\![Chợ](anh cho.jpg)',
    '\\[x](ban do.pdf) [x\\](ban do.pdf) [x]\\(ban do.pdf)',
    '<!-- ![Chợ](anh cho.jpg) -->',
    '[Lan](theo báo Mẫu) [sic](bản 1.2) [x](xem bao.vn)',
    '[x](a.pdf) và (ban do.pdf)',
    '[x](a.pdf "Bản do.pdf")',
    'Lời[^1](ban do.pdf)\n\n[^1]: Chú thích',
    '[x]\n(ban do.pdf)',
    '[Ảnh]: xem anh cho.jpg',
    '[x]\n\n[x]: theo ban do',
    '[^a]\n\n[^a]: ban do.pdf',
    '[x]\n\n    [x]: ban do.pdf',
  ])('is none in code, behind a backslash, and in prose: %j', text => {
    expect(told(text)).toEqual([]);
  });

  it('is told of three times, then with the number of the rest', () => {
    const problems = told(Array.from({ length: 9 }, (_, at) => `![a](anh ${at}.jpg)`).join('\n'));
    expect(problems).toHaveLength(4);
    expect(problems[2]).toBe(`articles/a.md:7:1: ${REMEDY} ![a](<anh 2.jpg>)`);
    expect(problems[3]).toBe(
      'articles/a.md:8:1: warning: 6 more from here on: an address with spaces stands in < >: write ![a](<anh 3.jpg>)',
    );
  });
});
