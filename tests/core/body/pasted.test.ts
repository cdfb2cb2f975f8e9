import { describe, expect, it } from 'vitest';
import { createArticleReader } from '../../../functions/core/article/read-article.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { SITE } from '../samples.ts';

const HEAD = '---\ntitle: Tựa đề\ndate: 2026-01-02\n---\n';
const INDENTED = 'warning: a paragraph is shown as code, since a tab or four spaces stand before it; take them out';
const RUN_ON = 'run on in one paragraph; begin each with a hyphen and a space for a list, or leave an empty line';
const SENTENCE = '“Năm nay nước về muộn,” ông nói, “nhưng lúa vẫn lên…”';

/** The problems of an article; its text begins on line 5. */
function told(text: string, ending = 'md'): readonly string[] {
  const source = { key: `articles/a.${ending}`, bytes: Buffer.from(HEAD + text), lastModified: 0 };
  return createArticleReader(SITE)(source).problems.map(formatProblem);
}

describe('a paragraph with a tab or four spaces before it, as word processors indent them', () => {
  it.each([
    [`\t${SENTENCE}\n\nHết.`, '5:2'],
    [`Lời.\r\n\r\n    ${SENTENCE}\r\n`, '7:5'],
    [`Lời.\n\n\tnpm install\n\n\t${SENTENCE}`, '9:2'],
    ['- một\n\n      Hai người đi chợ từ bốn giờ sáng, về lúc trưa.', '7:7'],
  ])('is told of, since it is shown as code: %j', (text, place) => {
    expect(told(text)).toEqual([expect.stringContaining(`articles/a.md:${place}: ${INDENTED}`)]);
  });

  it.each([
    '\tnpm install --save bantin',
    '\tfor (const tin of tins) console.log("Một câu dài có đến mười hai chữ như thế.");',
    `\`\`\`\n\t${SENTENCE}\n\`\`\``,
    `- một\n\n    ${SENTENCE}`,
    `Lời đầu\n\t${SENTENCE}`,
  ])('is none where it is code, or no code: %j', text => {
    expect(told(text)).toEqual([]);
  });

  it('is no code in plain text and MDX', () => {
    expect(told(`\t${SENTENCE}\n\nHết.`, 'txt')).toEqual([]);
    expect(told(`\t${SENTENCE}\n\nHết.`, 'mdx')).toEqual([]);
  });
});

describe('lines with bullets of a word processor, or with dashes of speech', () => {
  it.each([
    ['•\tLàm đất\n•\tGieo sạ', '5', '•'],
    ['Gồm có:\n● Làm đất\n● Gieo sạ', '6', '●'],
    ['\uf0b7\tLàm đất\r\n\uf0b7\tGieo sạ', '5', '•'],
    ['– Anh đi đâu?\n– Tôi ra đồng.', '5', '–'],
  ])('are told of, since they run on: %j', (text, line, mark) => {
    expect(told(text)).toEqual([
      expect.stringContaining(`articles/a.md:${line}: warning: lines that begin with ${mark} `),
    ]);
    expect(told(text)[0]).toContain(RUN_ON);
  });

  it.each([
    '• Làm đất  \n• Gieo sạ',
    '• Làm đất<br>\n• Gieo sạ',
    '• Làm đất\n\n• Gieo sạ',
    '- Làm đất\n- Gieo sạ',
    'Ba lần\n– như đã nói –\nnước lên.',
    '```\n• Làm đất\n• Gieo sạ\n```',
  ])('are none where they stand apart: %j', text => {
    expect(told(text)).toEqual([]);
  });

  it('are lines of their own in plain text', () => {
    expect(told('• Làm đất\n• Gieo sạ', 'txt')).toEqual([]);
  });
});
