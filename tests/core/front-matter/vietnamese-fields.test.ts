import { describe, expect, it } from 'vitest';
import { heldArticle } from '../../../functions/core/index/held.ts';
import { NOW, problemsOf, read } from '../samples.ts';

function front(fields: string): string {
  return `---\ntitle: A\ndate: 2020-01-01\n${fields}\n---\nx`;
}

/** Returns the fate of an article with certain fields at `NOW`, a day in November 2026. */
function fateOf(fields: string): string {
  const { article } = read(front(fields));
  return article ? (heldArticle(article, NOW)?.kind ?? 'public') : 'rejected';
}

describe('a field with a Vietnamese name', () => {
  it.each([
    ...['nháp: true', 'bản nháp: có', 'bản-nháp: có', 'ban_nhap: yes', 'banNhap: true', 'bannhap: true', 'nhap: 1'],
    ...['trạng thái: nháp', 'trang thai: bản nháp', 'trangThai: chờ duyệt', 'trạng_thái: ban-nhap', 'đăng: không'],
    ...['đã đăng: chưa', 'xuất bản: false', 'chưa đăng: true', 'không đăng: có', 'ẩn: true', 'riêng tư: true'],
    ...['công khai: không', 'hiển thị: false', 'bài nháp: true', 'Nháp: True', 'đã duyệt: false', 'chờ duyệt: có'],
    ...['status: nháp', 'isDraft: có', 'extra: { nháp: true }', 'gỡ: true', 'hẹn giờ: có', 'tình trạng: nháp'],
    'nha\u0301p: true',
  ])('holds back as a draft, and says how to let it out: %s', field => {
    expect(fateOf(field)).toBe('draft');
    expect(problemsOf(front(field))).toEqual([
      expect.stringMatching(/^articles\/a\.md:4:\d+: warning: .* holds the article back as a draft; to publish it, /),
    ]);
  });

  it.each([
    ...['ngày đăng: 30/12/2026', 'ngay dang: 30/12/2026', 'ngày-đăng: 30-12-2026', 'ngayDang: 2026-12-30'],
    ...['ngaydang: 8h30 30/12/2026', 'ngày xuất bản: 30 tháng 12 năm 2026', 'hẹn giờ: 30/12/2026 08:30'],
    ...['giờ đăng: 30/12/2026 8h30', 'thời gian đăng: 30/12/2026', 'hengio: 30/12/2026', 'đăng từ: 30/12/2026'],
    ...['hẹn giờ đăng: 30/12/2026', 'cấm đăng đến: 30/12/2026', 'ngày phát hành: 30/12/2026'],
  ])('holds back until a date: %s', field => {
    expect(fateOf(field)).toBe('waiting');
    expect(problemsOf(front(field))[0]).toMatch(
      /comes after date, so the article is (published only|not public before) then/,
    );
  });

  it.each([
    ...['ngày gỡ: 1/2/2021', 'ngay go: 1/2/2021', 'ngayGo: 1/2/2021', 'ngày hết hạn: 1/2/2021', 'hết hạn: 1/2/2021'],
    ...['hiển thị đến: 1/2/2021', 'gỡ sau ngày: 1/2/2021', 'ngày ẩn: 1/2/2021'],
  ])('holds back from a date on: %s', field => {
    expect(fateOf(field)).toBe('expired');
    expect(fateOf(field.replace('2021', '2030'))).toBe('public');
  });

  it.each([
    ['đã gỡ: true', 'đã gỡ is not a field that Bantin knows, so the article is held back; write withdrawn: true'],
    ['da-go: true', 'da-go is not a field that Bantin knows, so the article is held back; write withdrawn: true'],
    ['ngày: 30/12/2026', 'ngày is not a field that Bantin knows, so the article is held back; write date:'],
    ['ngay: 30/12/2026', 'ngay is not a field that Bantin knows, so the article is held back; write date:'],
    [
      'ngày đăng: mai',
      'ngày đăng: expected a date such as 2026-12-07 08:30, found "mai", so the article is held back; correct it, ' +
        'or take the line out',
    ],
  ])('that may hold back is an error: %s', (field, message) => {
    expect(fateOf(field)).toBe('rejected');
    expect(problemsOf(front(field)).join()).toMatch(/^articles\/a\.md:4:\d+: [^,]/);
    expect(problemsOf(front(field)).join()).toContain(message);
  });

  it.each(['nháp: không', 'đã đăng: có', 'trạng thái: đã đăng', 'trạng thái: công khai', 'ngày đăng: 1/2/2019'])(
    'lets out without a word: %s',
    field => {
      expect(fateOf(field)).toBe('public');
      expect(problemsOf(front(field))).toEqual([]);
    },
  );

  it.each([
    ...['ngày sinh: 30/12/2030', 'nhà xuất bản: NXB Trẻ', 'ngày sự kiện: 30/12/2030', 'thời gian: 30 phút', 'bài: 3'],
    ...['đăng ký: true', 'người đăng: Lê Na', 'tuan: 12', 'go: true', 'an: true', 'dang: true', 'nhập: true'],
    ...['dự án: true', 'đáp án: false', 'từ ngày: 30/12/2030', 'xuất bản: NXB Trẻ', 'ẩn ngày: true', 'trạng: true'],
  ])('is about something else: %s', field => {
    expect(fateOf(field)).toBe('public');
    expect(problemsOf(front(field))).toEqual([expect.stringContaining('is not a field that Bantin knows; ')]);
  });

  it.each([
    ...[['tiêu đề', 'title'] as const, ['tieu-de', 'title'] as const, ['chuyên mục', 'category'] as const],
    ...[['tacGia', 'author'] as const, ['tóm tắt', 'summary'] as const, ['thẻ', 'tags'] as const],
    ...[['Tác giả', 'author'] as const, ['tu_khoa', 'tags'] as const, ['ảnh', 'image'] as const],
    ...[['audio', 'enclosure'] as const, ['Âm thanh', 'enclosure'] as const, ['tep-dinh-kem', 'enclosure'] as const],
    ...[['video', 'enclosure'] as const, ['Video clip', 'enclosure'] as const],
  ])('is told with the name that Bantin knows: %s', (name, field) => {
    expect(problemsOf(front(`${name}: x`))).toEqual([
      `articles/a.md:4:1: warning: ${name} is not a field that Bantin knows; did you mean ${field}?`,
    ]);
  });

  it.each(['https://www.youtube.com/watch?v=abc', '//vimeo.com/1', '{ id: abc }', 'true'])(
    'is no file where a film is shown by a page: video: %s',
    value => {
      expect(problemsOf(front(`video: ${value}`))).toEqual([expect.stringContaining('; it is ignored')]);
    },
  );

  it('is a file where an address ends as that of one does', () => {
    expect(problemsOf(front('video: https://bao.example/a.mp4?b'))).toEqual([
      expect.stringContaining('; did you mean enclosure?'),
    ]);
  });
});
