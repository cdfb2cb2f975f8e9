import { withoutUnseen } from '../text/unseen.ts';

/** Vietnamese terms of names about publishing, by the English words that mean the same. Commas separate terms. */
const TERMS: Readonly<Record<string, string>> = {
  'is draft': 'nháp, bản nháp, lưu nháp',
  publish: 'đăng, lên trang, cho đăng, cho phép đăng',
  publishing: 'xuất bản, công bố',
  release: 'phát hành',
  'not publish': 'chờ đăng, khoan đăng',
  hold: 'hoãn đăng, tạm hoãn',
  embargo: 'cấm đăng',
  scheduled: 'hẹn giờ, hẹn giờ đăng, hẹn đăng, hẹn ngày đăng, lên lịch, lên lịch đăng, lịch đăng',
  unpublish: 'gỡ, gỡ bỏ, gỡ xuống, ngừng đăng',
  unpublished: 'đã gỡ, đã gỡ bỏ, đã gỡ xuống, bị gỡ',
  'unpublish date': 'ngày ẩn, giờ ẩn',
  expiry: 'hết hạn',
  retracted: 'thu hồi, đã thu hồi, rút bài, đã rút, đã rút bài',
  deleted: 'xóa, xoá, đã xóa, đã xoá',
  hidden: 'ẩn, tạm ẩn',
  private: 'riêng tư',
  public: 'công khai',
  visible: 'hiển thị',
  ready: 'duyệt, phê duyệt',
  'not ready': 'chờ duyệt',
  is: 'đã, được, là',
  not: 'không, chưa, không được',
  from: 'từ, kể từ',
  until: 'đến, cho đến, tới',
  after: 'sau',
  before: 'trước',
  date: 'ngày',
  time: 'giờ, thời gian, thời điểm, lúc',
  status: 'trạng thái',
  state: 'tình trạng',
  '': 'bài, bài viết, bài báo, tin',
};

/** Vietnamese names of the fields of an article. */
const FIELDS: Readonly<Record<string, string>> = {
  title: 'tiêu đề, tựa, tựa đề, tên bài, tít',
  date: 'ngày, ngày tháng, ngày giờ',
  updated: 'cập nhật, ngày cập nhật, ngày sửa',
  author: 'tác giả, người viết',
  category: 'chuyên mục, mục, danh mục, thể loại',
  tags: 'thẻ, từ khóa, từ khoá, nhãn',
  summary: 'tóm tắt, mô tả, sapo, sa pô',
  image: 'ảnh, hình, hình ảnh, ảnh bìa, ảnh đại diện',
  language: 'ngôn ngữ',
  link: 'liên kết, đường dẫn',
  correction: 'đính chính',
  license: 'giấy phép',
};

/** Terms as they are written with marks, and without, by their meanings; the longest first. */
const MARKED_TERMS = byLength(meanings(TERMS, joined));
const PLAIN_TERMS = byLength(meanings(TERMS, name => plain(joined(name))));
const MARKED_FIELDS = new Map(meanings(FIELDS, joined));
const PLAIN_FIELDS = new Map(meanings(FIELDS, name => plain(joined(name))));
/** English words that stand behind what they are about, and in Vietnamese before it. */
const NOUNS: ReadonlySet<string> = new Set(['date', 'time', 'status', 'state']);
/** Short names without marks that mean something else in other languages: `go`, `an`, `dang`. */
const MIN_PLAIN_LENGTH = 6;
const MAX_LENGTH = 60;

/**
 * Returns the English words for a Vietnamese name all of whose words are about publishing: `publish date` for
 * `ngày đăng`, `ngay_dang` and `ngayDang`. A name is written with all its marks, or with none.
 */
export function publishingInEnglish(name: string): string | undefined {
  const folded = joined(name);
  if (folded === '' || folded.length > MAX_LENGTH) return undefined;
  const isPlain = !/[^a-z]/.test(folded);
  const isShort = folded.length < MIN_PLAIN_LENGTH && folded !== 'nhap' && !/[-_ A-Z]/.test(name.slice(1));
  if (isPlain && isShort) return undefined;
  const parts = partsOf(folded, isPlain ? PLAIN_TERMS : MARKED_TERMS);
  const words = parts?.flatMap(part => part.split(' ')).filter(word => word !== '');
  if (!words) return undefined;
  return [...words.filter(word => !NOUNS.has(word)), ...words.filter(word => NOUNS.has(word))].join(' ');
}

/** Returns the name of Bantin's field that a Vietnamese name stands for: `title` for `tiêu đề` and `tieu-de`. */
export function fieldInVietnamese(name: string): string | undefined {
  const folded = joined(name);
  return MARKED_FIELDS.get(folded) ?? PLAIN_FIELDS.get(folded);
}

/** Returns words with marks and without, with blanks, hyphens or underscores between syllables, and with nothing. */
export function spellings(words: string): readonly string[] {
  return listed(words).flatMap(word =>
    [word, plain(word)].flatMap(one => ['-', '_', ' ', ''].map(between => one.replaceAll(' ', between))),
  );
}

/** Returns the meanings of the terms that a name consists of, or `undefined` where a part of it is none. */
function partsOf(name: string, terms: readonly (readonly [string, string])[]): readonly string[] | undefined {
  if (name === '') return [];
  for (const [term, meaning] of terms) {
    const rest = name.startsWith(term) ? partsOf(name.slice(term.length), terms) : undefined;
    if (rest) return [meaning, ...rest];
  }
  return undefined;
}

function meanings(names: Readonly<Record<string, string>>, fold: (name: string) => string): [string, string][] {
  return Object.entries(names).flatMap(([meaning, list]) =>
    listed(list).map((name): [string, string] => [fold(name), meaning]),
  );
}

function byLength(terms: readonly [string, string][]): readonly (readonly [string, string])[] {
  return terms.toSorted(([a], [b]) => b.length - a.length);
}

function listed(list: string): readonly string[] {
  return list.split(', ');
}

/** Folds case and what may stand between syllables. */
function joined(name: string): string {
  return withoutUnseen(name).normalize('NFC').toLowerCase().replace(/[-_ ]/g, '');
}

/** Takes the marks from letters, as Vietnamese is written where a keyboard has none. */
function plain(text: string): string {
  return text.replaceAll('đ', 'd').normalize('NFD').replace(/\p{M}/gu, '');
}
