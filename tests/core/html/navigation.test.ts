import { describe, expect, it } from 'vitest';
import { withoutNavigation } from '../../../functions/core/html/end-of-page.ts';
import {
  isDates,
  isLikeHeadline,
  labelKind,
  navigationStart,
  ownLabels,
} from '../../../functions/core/html/navigation.ts';
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
    ['Facebook Zalo', 'target'],
    ['Chia sẻ: Facebook Zalo', 'button'],
    ['Chia sẻ Facebook Zalo X', 'button'],
    ['Chia sẻ của Facebook', undefined],
    ['Chia sẻ lên Facebook hay Zalo', undefined],
    ['Bình luận (12)', 'button'],
    ['Bình luận (bạn đọc)', undefined],
    ['Từ khóa:', 'button'],
    ['Từ khóa: cầu, chợ', undefined],
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

describe('isDates', () => {
  it.each([
    ['27/11/2026', true],
    ['27/11/2026 - 08:30', true],
    ['08h30 | 2026-11-27', true],
    ['27.11.26, 26.11.26', true],
    ['08:30', false],
    ['2018', false],
    ['Ngày 27/11/2026', false],
    ['3-2', false],
    ['', false],
  ])('%j: %s', (line, expected) => {
    expect(isDates(line)).toBe(expected);
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
    [
      'two boxes beside each other, the last one of buttons',
      '<p>Một.</p><div><h3>Đọc thêm</h3><a href="https://a.example/">A</a></div><div><span>Chia sẻ</span> X Zalo</div>',
      '<p>Một.</p>',
      [
        ['Đọc thêm', 'links', 1],
        ['Chia sẻ X Zalo', 'buttons', 0],
      ],
    ],
    [
      'links with their dates',
      '<p>Một.</p><h3>Đọc thêm</h3><ul><li><a href="https://a.example/">A</a> <span>27/11/2026</span></li></ul>' +
        '<p><a href="https://a.example/">B</a></p><p>26/11/2026 08:30</p>',
      '<p>Một.</p>',
      [['Đọc thêm', 'links', 2]],
    ],
    [
      'links of a share button, and tags',
      '<p>Một.</p><p>Chia sẻ: <a href="https://a.example/">Facebook</a> <a href="https://a.example/">Zalo</a></p>' +
        '<div>Từ khóa: <a href="https://a.example/">cầu</a>, <a href="https://a.example/">chợ</a></div>',
      '<p>Một.</p>',
      [
        ['Chia sẻ: Facebook Zalo', 'buttons', 0],
        ['Từ khóa:', 'links', 2],
      ],
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
    ['dates alone', '<p>Một.</p><h3>Đọc thêm</h3><p>27/11/2026</p>'],
    ['tags that are no links', '<p>Một.</p><p>Từ khóa: cầu, chợ</p>'],
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
      '<p>27/11/2026</p>',
      '<div>Từ khóa: <a href="https://a.example/">A</a></div>',
      '<p>Chia sẻ: <a href="https://a.example/">X</a> Zalo</p>',
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
