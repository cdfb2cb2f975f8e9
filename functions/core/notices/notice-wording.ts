import type { NoticeKind } from './notice.ts';

/** Wording of messages to editors in one language. Problems themselves are in English, as everywhere. */
export interface NoticeWording {
  readonly counts: Readonly<Record<NoticeKind, (count: number) => string>>;
  readonly headings: Readonly<Record<NoticeKind, string>>;
  readonly remedies: Readonly<Record<NoticeKind, string>>;
  readonly line: string;
  readonly moreProblems: (count: number) => string;
  readonly more: (count: number) => string;
  readonly late: (due: string, out: string) => string;
  readonly readAt: string;
  readonly uploadedBy: string;
  readonly takenOut: string;
  readonly footer: string;
}

const en: NoticeWording = {
  counts: {
    rejected: count => `${count} rejected`,
    refused: count => `${count} to be refused by aggregators`,
    late: count => `${count} published late`,
    mended: count => `${count} mended`,
  },
  headings: {
    rejected: 'REJECTED',
    refused: 'AGGREGATORS WOULD REFUSE',
    late: 'PUBLISHED LATE',
    mended: 'MENDED',
  },
  remedies: {
    rejected: 'To publish it, correct the file and upload it again under the same name.',
    refused: 'It is published. Correct the file and upload it again, so that aggregators take it, too.',
    late: 'Nothing is to be done about the article. Whoever looks after the deployment finds the cause in its alarms.',
    mended: 'It is not rejected any more. Nothing is to be done.',
  },
  line: 'line',
  moreProblems: count => `There are ${count} more problems in it.`,
  more: count => `And ${count} more: see bantin status.`,
  late: (due, out) => `It was due at ${due} and came out at ${out}.`,
  readAt: 'Read at',
  uploadedBy: 'Uploaded by',
  takenOut: 'It was published before, and is not in any feed until it is corrected.',
  footer: 'bantin status PATH shows the state of an article. This message comes from Bantin; replies are not read.',
};

const vi: NoticeWording = {
  counts: {
    rejected: count => `${count} bài bị từ chối`,
    refused: count => `${count} bài trang tổng hợp sẽ không nhận`,
    late: count => `${count} bài đăng trễ`,
    mended: count => `${count} bài đã sửa xong`,
  },
  headings: {
    rejected: 'BỊ TỪ CHỐI',
    refused: 'TRANG TỔNG HỢP SẼ KHÔNG NHẬN',
    late: 'ĐĂNG TRỄ',
    mended: 'ĐÃ SỬA XONG',
  },
  remedies: {
    rejected: 'Để bài được đăng, hãy sửa tệp rồi tải lên lại với đúng tên cũ.',
    refused: 'Bài đã đăng. Hãy sửa tệp rồi tải lên lại để các trang tổng hợp cũng nhận.',
    late: 'Không phải làm gì với bài. Người trông coi hệ thống tìm nguyên nhân trong các cảnh báo.',
    mended: 'Bài không còn bị từ chối. Không phải làm gì nữa.',
  },
  line: 'dòng',
  moreProblems: count => `Trong tệp còn ${count} lỗi nữa.`,
  more: count => `Và ${count} mục nữa: xem bantin status.`,
  late: (due, out) => `Lẽ ra bài được đăng lúc ${due}, nhưng đến ${out} mới đăng.`,
  readAt: 'Đọc tại',
  uploadedBy: 'Người tải lên',
  takenOut: 'Trước đó bài đã đăng; từ nay đến khi sửa xong, bài không có trong feed nào.',
  footer: 'bantin status ĐƯỜNG-DẪN cho biết bài ra sao. Thư này do Bantin tự gửi; không ai đọc thư trả lời.',
};

/** Returns the wording of a language. Default: English; Vietnamese has its own. */
export function noticeWordingOf(language: string): NoticeWording {
  return /^vi\b/i.test(language) ? vi : en;
}
