import { PUBLIC_PREFIX, STATE_PREFIX } from '../core/bucket-layout.ts';
import type { AuditReport } from '../core/files/audit.ts';
import type { PublishedFile } from '../core/files/published-file.ts';
import { LIMITS, type Limits } from '../core/index/limits.ts';
import type { RunNotes } from '../core/index/stored/run-notes.ts';
import type { Instant } from '../core/instant.ts';
import type { NoticeBatch } from '../core/notices/notice.ts';
import type { Telling } from '../core/plan/planned/plan-request.ts';
import { groupProblems, type Problem } from '../core/problem.ts';
import { RunGuard } from '../guard/run-guard.ts';
import { FleetStore } from '../state/fleet/fleet-store.ts';
import { StateStore } from '../state/state-store.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { createPrefixedStore } from '../stores/prefixed-store.ts';
import { type Topic, topicOf } from '../websub/topic.ts';
import { isOver } from './clock.ts';
import type { Outcome } from './outcome.ts';
import type { PublishOptions } from './publish-options.ts';
import { RunLease } from './run-lease.ts';
import { RunPurge } from './run-purge.ts';

/**
 * A run that is cut off leaves work to the next; it stops by itself while there is still time to write what it has.
 * Milliseconds.
 */
const RESERVE = 20_000;

/** Context of one run: what it works with, and what it has done so far. */
export class RunContext {
  readonly content: ObjectStore;
  /** Store of what lies under `public/`. */
  readonly public: ObjectStore;
  readonly state: StateStore;
  /** Store of what fleets of functions keep while they rebuild. */
  readonly fleets: FleetStore;
  readonly limits: Limits;
  /** Reads and renders sources. */
  readonly guard: RunGuard;
  /** Has caches at the edge forget what the run touches. */
  readonly purging: RunPurge;
  /** Keeps runs from racing with each other. */
  readonly lease: RunLease;
  readonly options: PublishOptions;
  read = 0;
  published = 0;
  rejected = 0;
  written = 0;
  feedsWritten = 0;
  rejectedSources = 0;
  audit: AuditReport | undefined;
  handedOver = 0;
  /** A fleet is at work on a rebuild, which looks at everything that this run would. */
  waitsForFleet = false;
  /** Keys that an earlier run may have died of. */
  readonly retried: Set<string>;
  /** Work is left that is done some at a time, by this run or a later one. */
  hasBacklog = false;
  readonly problems: Problem[] = [];
  /** Problems of what stands in the bucket and can't be asked for, where the run has listed it. */
  skipped: readonly Problem[] = [];
  /** Warnings of feeds that are too short for all that is young, as they are by the end of the run. */
  cutFeeds: readonly Problem[] = [];
  readonly uploaded: Instant[] = [];

  constructor(options: PublishOptions, retried: Iterable<string> = []) {
    this.options = options;
    this.retried = new Set(retried);
    this.content = options.content;
    this.public = createPrefixedStore(options.feeds, PUBLIC_PREFIX);
    const stored = createPrefixedStore(options.feeds, STATE_PREFIX);
    this.state = new StateStore(stored);
    this.fleets = new FleetStore(stored);
    this.limits = options.limits ?? LIMITS;
    const { runId, revision, now, timeLeft, guard, edge } = options;
    this.purging = new RunPurge({ edge, runId, now });
    const { content, state } = this;
    this.lease = new RunLease({ state, runId, now, timeLeft });
    this.guard = new RunGuard({
      content,
      store: state.suspects,
      runId,
      revision,
      now,
      retried: this.retried,
      timeLeft,
      guard,
    });
  }

  /** Has sources handled with care whose handling may have ended another run. */
  expect(retried: readonly string[]): void {
    for (const key of retried) this.retried.add(key);
    this.guard.expect(retried);
  }

  #generations = 0;

  /** Returns a name for objects that no other run, and no other commit of this one, gives. */
  nextGeneration(): string {
    this.#generations += 1;
    return `${this.options.runId}-${this.#generations}`;
  }

  readonly #topics = new Map<string, Topic>();

  /** Takes note of a file that was written. */
  wrote(file: PublishedFile, etag: string): void {
    const topic = this.options.onTopics && topicOf(file, etag, this.options.now());
    if (topic) this.#topics.set(topic.path, topic);
  }

  /** Takes note of a file under `public/` that was written or taken away. */
  touch(path: string, isGone = false): void {
    this.written += 1;
    this.purging.touch(path, isGone);
  }

  /** `purged` is when caches at the edge were asked to forget what they have of them. */
  async tellTopics(purged?: Instant): Promise<void> {
    const topics = [...this.#topics.values()].map(topic => (purged === undefined ? topic : { ...topic, purged }));
    this.#topics.clear();
    if (topics.length > 0) await this.options.onTopics?.(topics);
  }

  /** The batch of notices that this run has committed, and sends at its end. */
  batch: NoticeBatch | undefined;

  /** Returns how editors are told; `undefined` where they are not. */
  telling(now: Instant): Telling | undefined {
    const { editors, runId } = this.options;
    if (!editors) return undefined;
    return { run: runId, lateAfter: editors.lateAfter, isLeft: batch => isOver(batch, runId, now) };
  }

  /** Takes note of what a state that was committed has editors told by this run. */
  takeNotices({ outbox = [] }: Pick<RunNotes, 'outbox'>): void {
    this.batch = outbox.find(({ run }) => run === this.options.runId);
  }

  get isShortOfTime(): boolean {
    return this.options.timeLeft !== undefined && this.options.timeLeft() < RESERVE;
  }

  outcome(complete: boolean): Outcome {
    const { read, published, written, feedsWritten, uploaded, skipped, audit, handedOver } = this;
    const rejected = this.rejected + skipped.length;
    const rejectedSources = this.rejectedSources + skipped.length;
    const problems = groupProblems([...this.problems, ...skipped, ...this.cutFeeds]);
    const counts = { complete, read, published, rejected, written, feedsWritten, problems, uploaded, rejectedSources };
    const isBeside = this.waitsForFleet && !complete;
    return {
      ...counts,
      ...(audit && { audit }),
      ...(handedOver > 0 && { handedOver }),
      ...(isBeside && { waitsForFleet: true as const }),
    };
  }
}
