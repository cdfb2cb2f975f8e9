import { describe, expect, it } from 'vitest';
import { withoutNavigation } from '../../../functions/core/html/end-of-page.ts';
import { isLikeHeadline, labelKind, navigationStart, ownLabels } from '../../../functions/core/html/navigation.ts';
import { BUTTON_LABELS, LIST_LABELS } from '../../../functions/core/html/navigation-labels.ts';
import { fc } from '../../property.ts';

const NONE: ReadonlySet<string> = new Set();

describe('labelKind', () => {
  it.each([
    ['Cùng chuyên mục', 'list'],
    ['ĐỌC THÊM', 'list'],
    ['Đọc thêm'.normalize('NFD'), 'list'],
    ['» Tin liên quan:', 'list'],
    ['Xem thêm…', 'list'],
    ['[Read more]', 'list'],
    ['À lire aussi', 'list'],
    ['Читайте также:', 'list'],
    ['関連記事', 'list'],
    ['اقرأ أيضا', 'list'],
    ['Chia sẻ', 'button'],
    ['Chia sẻ | Facebook | Zalo', 'button'],
    ['Facebook · X', 'target'],
    ['Xem thêm: Tòa xử vụ lối đi', undefined],
    ['Related work', undefined],
    ['Chia sẻ | của bà', undefined],
    ['…', undefined],
    ['', undefined],
    ['read more '.repeat(10), undefined],
  ])('takes %j for %s', (line, kind) => {
    expect(labelKind(line, NONE)).toBe(kind);
  });

  it("knows a site's own labels", () => {
    expect(labelKind('Góc nhìn khác', ownLabels(['» GÓC NHÌN KHÁC']))).toBe('list');
  });

  it('has every label once in a language, as a line has it', () => {
    const languages = [...Object.values(LIST_LABELS), ...Object.values(BUTTON_LABELS)];
    for (const labels of languages.map(lines => lines.flatMap(line => line.split('|')))) {
      expect(new Set(labels).size).toBe(labels.length);
      for (const label of labels) expect(labelKind(label, NONE), label).toBeDefined();
    }
  });
});

describe('isLikeHeadline', () => {
  it.each([
    ['Hai người bị bắt vì trộm chó', true],
    ['Vì sao giá gạo tăng?', true],
    ['雑記の新しい話題を読む', true],
    ['ข่าวการเมืองวันนี้', true],
    ['Nguyễn Văn A', false],
    ['Tòa tuyên bác đơn của bị đơn.', false],
    ['“Lối đi này có từ năm 1975”', false],
    [`Một câu ${'rất '.repeat(60)}dài`, false],
  ])('%j: %s', (line, expected) => {
    expect(isLikeHeadline(line)).toBe(expected);
  });
});

describe('navigationStart', () => {
  const startOf = (...kinds: Parameters<typeof navigationStart>[0][number][]) =>
    navigationStart(kinds as ('list' | 'button' | 'target' | 'headline' | 'links' | undefined)[], kind => kind);

  it('is where labels go on to the end, each with what may stand below it', () => {
    expect(startOf(undefined, 'list', 'button')).toBe(1);
    expect(startOf(undefined, 'list', 'headline', 'headline', 'button', 'target', 'target')).toBe(1);
    expect(startOf(undefined, 'list', 'links')).toBe(1);
    expect(startOf(undefined, 'button', 'links')).toBe(1);
  });

  it('is at the end where text comes last', () => {
    expect(startOf('list', undefined)).toBe(2);
    expect(startOf(undefined, 'list', 'headline')).toBe(3);
    expect(startOf(undefined, 'button', 'headline', 'headline')).toBe(4);
    expect(startOf(undefined, 'list', 'target')).toBe(3);
    expect(startOf('headline', 'headline')).toBe(2);
    expect(startOf('list', ...Array.from({ length: 21 }, () => 'headline' as const))).toBe(22);
  });
});

describe('withoutNavigation', () => {
  const trim = (html: string, own: ReadonlySet<string> = NONE) => withoutNavigation(html, own);

  it.each([
    ['a label', '<p>Một.</p><p>Cùng chuyên mục</p>', '<p>Một.</p>', [['Cùng chuyên mục', 'links', 0]]],
    [
      'a list of links below one',
      '<p>Một.</p>\n<h3>Related</h3>\n<ul>\n<li><a href="https://a.example/">A</a></li>\n' +
        '<li><a href="https://b.example/">B</a></li>\n</ul>',
      '<p>Một.</p>',
      [['Related', 'links', 2]],
    ],
    [
      'links with their pictures',
      '<p>Một.</p><h3>Related</h3><p><a href="https://a.example/"><img src="https://a.example/a.jpg"> A</a></p>',
      '<p>Một.</p>',
      [['Related', 'links', 1]],
    ],
    [
      'a box of its own',
      '<div><p>Một.</p><div><h3>Tin liên quan</h3><p><a href="https://a.example/">A</a></p></div></div>',
      '<div><p>Một.</p></div>',
      [['Tin liên quan', 'links', 1]],
    ],
    [
      'what stands beside elements, and buttons',
      '<p>Một.</p>Đọc thêm<p>Chia sẻ</p><p><a href="https://facebook.com/">Facebook</a></p>',
      '<p>Một.</p>',
      [
        ['Đọc thêm', 'links', 0],
        ['Chia sẻ', 'buttons', 1],
      ],
    ],
    [
      'a label that is a link, at the end of a box within one',
      '<section><article><p>Một.</p><hr><p><a href="https://a.example/">Xem thêm</a></p></article></section>',
      '<section><article><p>Một.</p><hr></article></section>',
      [['Xem thêm', 'links', 0]],
    ],
  ] as const)('takes %s from the end', (_, html, kept, navigation) => {
    const trimmed = trim(html);
    expect(trimmed.html).toBe(kept);
    expect(trimmed.navigation.map(({ label, what, below }) => [label, what, below])).toEqual(navigation);
  });

  it.each([
    ['in the middle', '<p>Xem thêm</p><p>Một.</p>'],
    ['with words of its own', '<p>Một.</p><p>Xem thêm: <a href="https://a.example/">A</a></p>'],
    ['above other words', '<p>Một.</p><h3>Related</h3><p><a href="https://a.example/">A</a>, 2018</p>'],
    ['above a picture', '<p>Một.</p><h3>Related</h3><p><img src="https://a.example/a.jpg"></p>'],
    ['above a table', '<p>Một.</p><h3>Related</h3><table><tr><td>1</td></tr></table>'],
    ['that is all there is', '<p>Đọc thêm</p>'],
    ['links without a label', '<p>Một.</p><p><a href="https://a.example/">A</a></p>'],
    ['nothing', ''],
  ])('leaves what stands %s', (_, html) => {
    expect(trim(html)).toEqual({ html, navigation: [] });
  });

  it('leaves one label in boxes within each other, however deep they lie, in linear time', () => {
    const deep = `${'<div>'.repeat(150)}<p>Một.</p><p>Đọc thêm</p>${'</div>'.repeat(150)}`;
    expect(trim(deep).html).toBe(deep);
    expect(trim(`<p>Một.</p>${'<p>Đọc thêm</p>'.repeat(1000)}`).navigation).toHaveLength(200);
  });

  it('keeps the text above more parts of navigation than are looked at', () => {
    const related = '<p>Related</p><p><a href="https://a.example/">A</a></p>'.repeat(100);
    const html = `<p>Intro.</p><div><p>REAL TEXT</p>${related}</div>`;
    expect(trim(html).html).toContain('REAL TEXT');
    expect(trim(`<p>Intro.</p><div>${related}</div>`).html).toBe('<p>Intro.</p>');
  });

  it('takes nothing but what it tells of', () => {
    const block = fc.constantFrom(
      '<p>Một.</p>',
      '<p>Xem thêm</p>',
      '<h3>Related</h3>',
      '<p><a href="https://a.example/">A</a></p>',
      '<div><p>Chia sẻ</p></div>',
      'Đọc thêm',
      '<hr>',
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), blocks => {
        const html = blocks.join('');
        const trimmed = trim(html);
        const isShorter = trimmed.html !== html;
        expect(trimmed.navigation.length > 0).toBe(isShorter);
        expect(trimmed.html.split('Một.').length).toBe(html.split('Một.').length);
        expect(trim(trimmed.html).html).toBe(trimmed.html);
      }),
    );
  });
});
