/** States of an article that is unfinished or private. */
export const DRAFT_WORDS: ReadonlySet<string> = new Set([
  ...['draft', 'drafts', 'auto-draft', 'wip', 'private', 'hidden', 'unlisted', 'unpublished', 'nháp', 'bản nháp'],
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
    'never',
    'later',
  ],
]);
/** States that are public. */
export const PUBLIC_WORDS: ReadonlySet<string> = new Set([
  ...['publish', 'published', 'public', 'live', 'released', 'visible', 'active', 'enabled', 'ready', 'final', 'done'],
  ...['complete', 'completed', 'online', 'listed', 'approved', 'featured', 'open', 'sent'],
]);
/** Spellings of booleans. */
export const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'on', 'y', '1'].map((word): [string, boolean] => [word, true]),
  ...['false', 'no', 'off', 'n', '0'].map((word): [string, boolean] => [word, false]),
]);
