import { DAY, type Instant } from '../instant.ts';
import { digest } from '../text/digest.ts';

/**
 * Reasons for which caches at the edge forget files before their ages end: an article or a file was withdrawn, or what
 * was out changed, or an embargo ended, or anything at all was published.
 */
export type PurgeReason = 'withdrawal' | 'correction' | 'release' | 'publish';

/**
 * An item that caches are to forget: a cache tag after `#`, or the path of an object as its address spells it, from its
 * first slash on. A path may end in `*`.
 */
export type PurgeItem = `#${string}` | `/${string}`;

/** Everything, for the price of one item. */
export const EVERYTHING: PurgeItem = '/*';

/** Items that the edge is to forget, as one run committed them. */
export interface PurgeBatch {
  /** The run that sends it. */
  readonly run: string;
  readonly at: Instant;
  /** Instant of the youngest of those that were joined in it. Default: `at`. */
  readonly latest?: Instant;
  /** Something was withdrawn: it goes whatever the budget says. */
  readonly isUrgent?: true;
  /** Its run could not send it; any later run does. */
  readonly isLeft?: true;
  readonly items: readonly PurgeItem[];
}

/** Items of one day. */
export interface PurgeDay {
  /** Days since 1970-01-01, UTC. */
  readonly day: number;
  /** Items that the edge took. */
  readonly items: number;
  /** Items that were beyond the budget, and wait for the ages of their files. Absent: none. */
  readonly skipped?: number;
}

/** Record of what the edge was asked to forget, and is still to be. */
export interface Purges {
  /** Some runs can ask the edge, so that those that can't leave it to them. */
  readonly isOn?: true;
  /** Instant since which every file under `public/` was written with a cache tag. Absent where that is not known. */
  readonly taggedSince?: Instant;
  readonly waiting?: readonly PurgeBatch[];
  readonly spent?: PurgeDay;
  /** Reason of files that a run left to be made later: they are to be forgotten, too. */
  readonly backlog?: PurgeReason;
}

/**
 * Maximum age of a copy at the edge, in milliseconds: media may be shown for two days, and whatever can't be fetched
 * for one more. Later nothing is left to forget.
 */
const MAX_AGE = 3 * DAY;
/** Maximum number of items of one request. Above it the whole cache is forgotten, for the price of one. */
export const MAX_ITEMS = 100;

/** Returns the more urgent of two reasons. */
export function moreUrgent(one: PurgeReason | undefined, other: PurgeReason | undefined): PurgeReason | undefined {
  return REASONS.find(reason => reason === one || reason === other);
}

const REASONS: readonly PurgeReason[] = ['withdrawal', 'correction', 'release', 'publish'];

/** Returns items, each once; everything, where they are too many or everything is one of them. */
export function joinPurgeItems(items: Iterable<PurgeItem>): readonly PurgeItem[] {
  const all = new Set(items);
  return all.has(EVERYTHING) || all.size > MAX_ITEMS ? [EVERYTHING] : [...all].sort();
}

/** Returns whether caches may hold copies of files that were written without a tag. */
export function mayBeUntagged({ taggedSince }: Purges, now: Instant): boolean {
  return taggedSince === undefined || now < taggedSince + MAX_AGE;
}

/** Items that are to be sent, and what of the state that settles. */
export interface DuePurge {
  /** None: nothing is to be sent. */
  readonly items: readonly PurgeItem[];
  /** Batches that these are all the items of. */
  readonly batches: readonly PurgeBatch[];
  /** The same for the same batches, so that whoever repeats a request asks for nothing twice. */
  readonly reference: string;
  /** Number of items that are beyond the budget. */
  readonly skipped: number;
}

/**
 * Returns what is to be sent of some batches: those of withdrawals, and of the others what fits into the day's budget.
 * What is older than any copy at the edge is left out.
 */
export function duePurge(
  batches: readonly PurgeBatch[],
  { spent }: Pick<Purges, 'spent'>,
  { now, perDay }: { readonly now: Instant; readonly perDay: number },
): DuePurge {
  const young = batches.filter(({ at, latest = at }) => now < latest + MAX_AGE);
  const [urgent, others] = byUrgency(young);
  const [all, mandatory, optional] = [itemsOf(young), itemsOf(urgent), itemsOf(others)];
  const beyond = mandatory.includes(EVERYTHING) ? [] : optional.filter(item => !mandatory.includes(item));
  const fits = beyond.length === 0 || dayOf(spent, now).items + all.length <= perDay;
  const sent = fits ? young : urgent;
  return {
    items: fits ? all : mandatory,
    batches: sent,
    reference: digest(sent.map(({ run, at, items }) => JSON.stringify([run, at, items]))),
    skipped: fits ? 0 : beyond.length,
  };
}

/**
 * Joins batches that could not be sent, so that few are kept however long the edge is down. What was withdrawn stays
 * apart from what the budget may hold back. One alone stays as it is, and so does the reference of its request.
 */
export function joinPurgeBatches(batches: readonly PurgeBatch[], run: string): readonly PurgeBatch[] {
  return byUrgency(batches).flatMap(some => {
    const [first, ...more] = some;
    if (!first) return [];
    if (more.length === 0) return [{ ...first, isLeft: true }];
    const at = Math.min(...some.map(batch => batch.at));
    const latest = Math.max(...some.map(batch => batch.latest ?? batch.at));
    const { isUrgent } = first;
    return [{ run, at, latest, ...(isUrgent && { isUrgent }), isLeft: true, items: itemsOf(some) }];
  });
}

/** Returns batches, each once. */
export function distinctBatches(batches: readonly PurgeBatch[]): readonly PurgeBatch[] {
  const known = new Map<string, PurgeBatch>();
  for (const batch of batches) {
    const key = JSON.stringify([batch.run, batch.at, batch.items]);
    if (!known.has(key)) known.set(key, batch);
  }
  return [...known.values()];
}

function byUrgency(batches: readonly PurgeBatch[]): readonly [urgent: Batches, others: Batches] {
  return [batches.filter(({ isUrgent }) => isUrgent), batches.filter(({ isUrgent }) => !isUrgent)];
}

function itemsOf(batches: Batches): readonly PurgeItem[] {
  return joinPurgeItems(batches.flatMap(({ items }) => items));
}

type Batches = readonly PurgeBatch[];

/** Returns the count of a day, begun anew where the last was on another. */
export function dayOf(spent: PurgeDay | undefined, now: Instant): PurgeDay {
  const day = Math.floor(now / DAY);
  return spent?.day === day ? spent : { day, items: 0 };
}
