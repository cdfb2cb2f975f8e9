import { spellings } from '../fields/vietnamese-names.ts';

/** States of an article that is unfinished or private. */
export const DRAFT_WORDS: ReadonlySet<string> = new Set([
  ...['draft', 'drafts', 'auto-draft', 'wip', 'private', 'hidden', 'unlisted', 'unpublished'],
  ...spellings('nháp, bản nháp, bài nháp, riêng tư, chưa đăng, chưa xuất bản, đang viết, đang sửa, chưa xong'),
  'ẩn',
]);
/** All states that are not public. */
export const HOLDING_WORDS: ReadonlySet<string> = new Set([
  ...DRAFT_WORDS,
  ...['hide', 'future', 'schedule', 'scheduled', 'embargo', 'embargoed', 'pending', 'pending review', 'review'],
  ...['in review', 'in-review', 'in progress', 'in-progress', 'work in progress', 'not ready', 'not published', 'todo'],
  ...['trash', 'trashed', 'deleted', 'removed', 'retracted', 'withdrawn', 'expired', 'archived', 'inherit', 'planned'],
  ...[
    'inactive',
    'disabled',
    'offline',
    'skip',
    'internal',
    'secret',
    'protected',
    'members',
    'paid',
    'only_paid',
    'paid only',
    'paid-only',
    'paying',
    'premium',
    'subscribers',
    'subscriber',
    'subscribers only',
    'subscribers-only',
    'members only',
    'members-only',
    'founding',
    'never',
    'later',
  ],
  ...spellings('chờ duyệt, chưa duyệt, chờ đăng, hoãn đăng, hẹn giờ, lên lịch, không đăng, không công khai'),
  ...spellings('đã gỡ, gỡ bỏ, đã ẩn, đã xóa, đã xoá, thu hồi, đã thu hồi, hết hạn, đã hết hạn, nội bộ'),
]);
/** States that are public. */
export const PUBLIC_WORDS: ReadonlySet<string> = new Set([
  ...['publish', 'published', 'public', 'live', 'released', 'visible', 'active', 'enabled', 'ready', 'final', 'done'],
  ...['complete', 'completed', 'online', 'listed', 'approved', 'featured', 'open', 'sent'],
  ...spellings('đã đăng, đăng ngay, xuất bản, đã xuất bản, công khai, đã công bố, đã duyệt, hoàn thành, đã xong'),
  'đăng',
]);
/** Spellings of booleans. */
export const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'on', 'y', '1', 'có', 'đúng', 'rồi'].map((word): [string, boolean] => [word, true]),
  ...['false', 'no', 'off', 'n', '0', 'không', 'khong', 'sai', 'chưa'].map((word): [string, boolean] => [word, false]),
]);

/** Readers whom a field may name: members, subscribers, whoever pays. */
const SOME_READERS = new RegExp(
  '(?<![a-z])(?:for|only)?(?:paid|paying|subscribers?|subscription|members?|membership|premium|restricted)+' +
    '(?:only|readers|users)?(?![a-z])',
  'i',
);
/** Words for readers who have logged in, which alone are such. */
const LOGGED_IN: ReadonlySet<string> = new Set([
  ...['login', 'log in', 'logged in', 'logged-in', 'loggedin', 'signed in', 'signed-in', 'required', 'login required'],
  ...['registered', 'registered users', 'registration', 'authenticated', ...spellings('đăng nhập, đã đăng nhập')],
]);
const SOME_READERS_VIETNAMESE = spellings('thành viên, hội viên, trả phí, thuê bao');
/** Items of a list of readers that let everybody read. */
const ALL_READERS: ReadonlySet<string> = new Set([...PUBLIC_WORDS, 'everyone', 'everybody', 'all', 'anyone', 'free']);

/**
 * Kinds of words that hold an article back: those for drafts alone, those for any state that is not public, and these
 * with any value that names members, subscribers or whoever pays.
 */
export type HoldingKind = 'draft' | 'any' | 'readers';

/** Returns true for a value, in lower case, that holds an article back. */
export function isHolding(word: string, kind: HoldingKind): boolean {
  if (kind === 'draft') return DRAFT_WORDS.has(word);
  return HOLDING_WORDS.has(word) || (kind === 'readers' && isForSome(word));
}

/** Returns the item of a list, in lower case, that holds an article back, unless another is for everybody. */
export function holdingItem(words: readonly string[], kind: HoldingKind): string | undefined {
  if (kind === 'readers' && words.some(word => ALL_READERS.has(word))) return undefined;
  return words.find(word => isHolding(word, kind));
}

function isForSome(word: string): boolean {
  return (
    LOGGED_IN.has(word) || SOME_READERS.test(word) || SOME_READERS_VIETNAMESE.some(readers => word.includes(readers))
  );
}
