import { hasBacklog, type State } from '../../core/index/state.ts';
import type { RunNotes } from '../../core/index/stored/run-notes.ts';
import type { Instant } from '../../core/instant.ts';
import type { PurgePlan } from '../../core/purge/plan-purge.ts';
import {
  type DuePurge,
  dayOf,
  distinctBatches,
  duePurge,
  EVERYTHING,
  joinPurgeBatches,
  joinPurgeItems,
  mayBeUntagged,
  moreUrgent,
  type PurgeBatch,
  type PurgeItem,
  type PurgeReason,
  type Purges,
} from '../../core/purge/purge.ts';
import { pathItems, tagItems } from '../../core/purge/purge-items.ts';
import { isOver } from '../clock.ts';
import type { PurgeEdge } from '../publish-options.ts';
import type { Purging, SentPurge } from './purging.ts';

/** Maximum number of paths that are remembered of a run. Above it, everything is forgotten. */
const MAX_PATHS = 2000;

interface RunPurgeOptions {
  readonly edge?: PurgeEdge | undefined;
  readonly runId: string;
  readonly now: () => Instant;
}

/** Collects what one run has the edge forget, and sends it. */
export class RunPurge implements Purging {
  readonly #options: RunPurgeOptions;
  readonly #touched = new Set<string>();
  /** Files that it has taken away, and not written since. */
  readonly #gone = new Set<string>();
  readonly #showed = new Set<string>();
  readonly #released = new Set<string>();
  /** Items of this run that could not be sent, and that no commit tells of yet. */
  #failed: readonly PurgeBatch[] = [];
  #isMany = false;
  #isBlind = false;
  #isFirst = false;
  /** Reason of what was touched since the last commit that says what became of it. */
  #reason: PurgeReason | undefined;
  /** Runs whose work is this one's by now, purges and all. */
  readonly #followed = new Set<string>();
  /** Instant of the intent that was committed last. */
  #at: Instant | undefined;

  constructor(options: RunPurgeOptions) {
    this.#options = options;
  }

  isOn({ purges }: Pick<RunNotes, 'purges'>): boolean {
    return this.#options.edge !== undefined || purges?.isOn === true;
  }

  hasLeft(state: Pick<RunNotes, 'purges'>): boolean {
    return this.#options.edge !== undefined && this.#parted(state.purges?.waiting)[0].length > 0;
  }

  isDue({ purges }: Pick<RunNotes, 'purges'>): boolean {
    const { waiting = [] } = purges ?? {};
    return this.#options.edge !== undefined && waiting.some(batch => isLeftBatch(batch, this.#options));
  }

  follow(runs: Iterable<string>): void {
    for (const run of runs) this.#followed.add(run);
  }

  touch(path: string, isGone = false): void {
    // Another attempt of this run takes the same away once more.
    const isKnown = isGone && this.#gone.has(path);
    if (isGone && this.#gone.size <= MAX_PATHS) this.#gone.add(path);
    if (!isGone) this.#gone.delete(path);
    if (!isKnown && this.#touched.size <= MAX_PATHS) this.#touched.add(path);
  }

  note({ reason, showed, released }: PurgePlan): void {
    this.#reason = moreUrgent(this.#reason, reason);
    for (const path of showed) this.#showed.add(path);
    for (const path of released) this.#released.add(path);
  }

  settle(): void {
    this.#reason = undefined;
    this.#isFirst = false;
    this.#failed = [];
  }

  touchFirst(isFirst: boolean): void {
    this.#isFirst = isFirst;
  }

  touchMany(): void {
    this.#isMany = true;
  }

  touchBlindly(): void {
    this.#isBlind = true;
  }

  begin(state: State, paths: Iterable<string>): State {
    if (!this.isOn(state)) return state;
    this.#at = this.#options.now();
    const own = this.#batches([...this.#touched, ...paths], state.purges);
    const kept = (state.purges?.waiting ?? []).filter(batch => !this.#isIntent(batch));
    return this.#with(state, distinctBatches([...kept, ...this.#failed, ...own]));
  }

  async send(state: State): Promise<SentPurge> {
    if (!this.isOn(state)) return { state, isSent: false };
    const { edge, runId } = this.#options;
    const now = this.#options.now();
    const { purges = {} } = state;
    const own = this.#batches(this.#touched, purges);
    const [left, others] = this.#parted(purges.waiting);
    const mine = [...this.#failed, ...own];
    const perDay = edge?.perDay ?? Number.POSITIVE_INFINITY;
    const due = duePurge(distinctBatches([...left, ...mine]), purges, { now, perDay });
    const isTaken = due.items.length === 0 || (edge !== undefined && (await edge.purge(due)));
    const unsent = isTaken ? [] : joinPurgeBatches(due.batches, runId);
    this.#failed = isTaken
      ? []
      : joinPurgeBatches(
          mine.filter(batch => due.batches.includes(batch)),
          runId,
        );
    this.#forget();
    const isOwnSent = own.length > 0 && own.every(batch => due.batches.includes(batch));
    return {
      state: this.#with(state, [...others, ...unsent], isTaken ? due : undefined),
      isSent: isTaken,
      ...(isTaken && isOwnSent && { at: now }),
    };
  }

  /** Returns the batches that this run sends, and those that others do. What it was about to touch itself is none. */
  #parted(waiting: Purges['waiting'] = []): readonly [left: readonly PurgeBatch[], others: readonly PurgeBatch[]] {
    const all = waiting.filter(batch => !this.#isIntent(batch));
    const left = all.filter(batch => this.#followed.has(batch.run) || isLeftBatch(batch, this.#options));
    return [left, all.filter(batch => !left.includes(batch))];
  }

  /** Returns whether a batch is what this run was about to touch, as an earlier commit of it says. */
  #isIntent({ run, isLeft }: PurgeBatch): boolean {
    return run === this.#options.runId && !isLeft;
  }

  #items(paths: Iterable<string>, purges: Purges = {}): readonly PurgeItem[] {
    const touched = new Set(paths);
    const reason = this.#reason ?? (this.#options.edge?.everyPublish && touched.size > 0 ? 'publish' : undefined);
    if (!reason || this.#isFirst) return [];
    if (this.#isMany || touched.size > MAX_PATHS || (this.#isBlind && touched.size > 0)) return [EVERYTHING];
    const all = [...touched, ...this.#showed];
    const isByPath = reason !== 'publish' && mayBeUntagged(purges, this.#options.now());
    return joinPurgeItems([...tagItems(all), ...pathItems(isByPath ? [...all, ...this.#released] : this.#released)]);
  }

  /** Returns the batch of what this run touches; none where nothing is to be forgotten. */
  #batches(paths: Iterable<string>, purges: Purges | undefined): readonly PurgeBatch[] {
    const items = this.#items(paths, purges);
    if (items.length === 0) return [];
    const { runId: run, now } = this.#options;
    return [{ run, at: this.#at ?? now(), ...(this.#reason === 'withdrawal' && { isUrgent: true }), items }];
  }

  #with(state: State, waiting: readonly PurgeBatch[], sent?: DuePurge): State {
    const { waiting: _, backlog: before, ...others } = state.purges ?? {};
    const backlog = hasBacklog(state) ? moreUrgent(before, this.#reason) : undefined;
    const spent =
      sent && (sent.items.length > 0 || sent.skipped > 0) ? spentWith(sent, others, this.#options.now()) : {};
    return {
      ...state,
      purges: {
        ...others,
        isOn: true,
        ...spent,
        ...(waiting.length > 0 && { waiting }),
        ...(backlog && { backlog }),
      },
    };
  }

  /** Another attempt of this run touches files again, or does not. Why it does stays. */
  #forget(): void {
    this.#touched.clear();
    this.#showed.clear();
    this.#released.clear();
    this.#isMany = false;
    this.#isBlind = false;
    this.#at = undefined;
  }
}

function isLeftBatch({ run, at, isLeft }: PurgeBatch, { runId, now }: RunPurgeOptions): boolean {
  return isLeft === true || isOver({ run, since: at }, runId, now());
}

function spentWith({ items, skipped }: DuePurge, { spent }: Purges, now: Instant): Pick<Purges, 'spent'> {
  const { day, items: before, skipped: skippedBefore = 0 } = dayOf(spent, now);
  const all = skippedBefore + skipped;
  return { spent: { day, items: before + items.length, ...(all > 0 && { skipped: all }) } };
}
