import { describe, expect, it } from 'vitest';
import { readPage } from '../../../functions/core/body/page-facts.ts';
import { htmlOf, render } from './render.ts';

describe('plain text', () => {
  it('takes blank lines as the ends of paragraphs where there are any', () => {
    expect(htmlOf('text', 'Một\nvẫn một\n\nHai\n \t\nBa')).toBe('<p>Một\nvẫn một</p>\n<p>Hai</p>\n<p>Ba</p>');
  });

  it('takes every line as a paragraph where there are none', () => {
    expect(htmlOf('text', '\nMột\nHai\nBa\n\n')).toBe('<p>Một</p>\n<p>Hai</p>\n<p>Ba</p>');
  });

  it('takes lines that nobody wraps as paragraphs wherever they end', () => {
    const long = 'rất dài '.repeat(20).trim();
    expect(htmlOf('text', `${long}\nHai\n\nBa`)).toBe(`<p>${long}</p>\n<p>Hai</p>\n<p>Ba</p>`);
  });

  it('drops the title and the litter of a saved page, and keeps every other character', () => {
    const saved =
      'Tựa đề\n(PLO) - Ngày 7/12, “hai  dấu” …\u00a0và  \n\nTựa đề\n\nĐoạn hai <b> & ]]>\n\nCùng chuyên mục\nĐỌC THÊM';
    expect(htmlOf('text', saved)).toBe(
      '<p>(PLO) - Ngày 7/12, “hai  dấu” …\u00a0và  </p>\n<p>Đoạn hai &lt;b&gt; &amp; ]]&gt;</p>',
    );
  });

  const textOf = (text: string) => render('text', text, { drop: [] });

  it('leaves out navigation at the very end, without any setting, and tells of it', () => {
    const saved = 'Một.\n\nCùng chuyên mục\n» ĐỌC THÊM:\n\n';
    expect(textOf(saved)).toMatchObject({
      html: '<p>Một.</p>',
      navigation: [
        { label: 'Cùng chuyên mục', line: 3, what: 'headlines', below: 0 },
        { label: '» ĐỌC THÊM:', line: 4, what: 'headlines', below: 0 },
      ],
    });
  });

  it('leaves out headlines and buttons below it, and tells how many', () => {
    const [one, two] = ['Hai người bị bắt vì trộm chó', 'Vì sao giá gạo tăng trở lại?'];
    expect(textOf(`Một.\nBÙI AN\nTin liên quan\n${one}\n${two}\nChia sẻ\nFacebook\nZalo`)).toMatchObject({
      html: '<p>Một.</p>\n<p>BÙI AN</p>',
      navigation: [
        { label: 'Tin liên quan', line: 3, what: 'headlines', below: 2 },
        { label: 'Chia sẻ', line: 6, what: 'buttons', below: 2 },
      ],
    });
  });

  it.each([
    ['in the middle', 'Một.\nXem thêm\nHai.'],
    ['with words of its own', 'Một.\nXem thêm: Tòa xử vụ lối đi'],
    ['above one line, which may be a name', 'Một.\nĐọc thêm\nNguyễn Văn Bưởi và Lò Thị Đượm'],
    ['above a sentence', 'Một.\nĐọc thêm\nHai người bị bắt vì trộm chó.\nVì sao giá gạo tăng'],
    ['that is all there is', 'Đọc thêm\nXem thêm'],
  ])('leaves what stands %s', (_, text) => {
    const { html, navigation } = textOf(text);
    expect(html.split('\n').map(line => line.replace(/<\/?p>/g, ''))).toEqual(text.split('\n'));
    expect(navigation).toBeUndefined();
  });

  it('looks at the end in linear time, however many lines there are', () => {
    expect(textOf(`Một.\n${'Hai người bị bắt vì trộm chó\n'.repeat(50_000)}`).navigation).toBeUndefined();
    expect(textOf(`Một.\n${'Đọc thêm\n'.repeat(50_000)}`).navigation).toHaveLength(199);
  });

  it('takes no paragraph break from a line that it drops', () => {
    expect(htmlOf('text', 'Tựa đề\n\nMột\nHai\n\nĐọc thêm')).toBe('<p>Một</p>\n<p>Hai</p>');
  });

  it('has a lede that begins with the dateline', () => {
    expect(render('text', 'Tựa đề\n(PLO) - Ngày 7/12, trời mưa.\n\nHai').lede).toBe('(PLO) - Ngày 7/12, trời mưa.');
  });

  it('is empty where nothing is left', () => {
    expect(render('text', 'Tựa đề\n')).toEqual({
      html: '',
      lede: '',
      references: [],
      losses: [],
      lacksAddresses: false,
    });
  });
});

describe('the title of plain text', () => {
  it('is its first line', () => {
    expect(readPage('text', '\n\nTựa đề \nLời').facts.title).toBe('Tựa đề');
    expect(readPage('text', ' \n').facts).toEqual({});
  });

  it('is cut at a word where the first line is a paragraph', () => {
    const title = readPage('text', 'chữ '.repeat(1000)).facts.title ?? '';
    expect(title).toMatch(/ chữ…$/);
    expect(title.length).toBeLessThanOrEqual(301);
  });
});
