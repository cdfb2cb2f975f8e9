import {
  afterWriting,
  closed,
  type Handover,
  hasDeadHolder,
  isHeldByOther,
  isHeldFirmly,
  mayTakeInbox,
  opened,
  type Viewer,
  withLease,
  withoutLease,
} from '../core/handover/handover.ts';
import type { State } from '../core/index/state.ts';
import type { Instant } from '../core/instant.ts';
import type { LoadedState } from '../state/manifest/loaded-state.ts';
import type { Manifest } from '../state/manifest/manifest.ts';
import type { StateStore } from '../state/state-store.ts';
import type { LeaseView } from './lease-view.ts';

export interface RunLeaseOptions {
  readonly state: StateStore;
  readonly runId: string;
  readonly now: () => Instant;
  /** Milliseconds until the run is cut off. */
  readonly timeLeft: (() => number) | undefined;
}

/** A run that is cut off sooner takes in nothing that others leave, in milliseconds. */
const MIN_TIME = 40_000;
/** Number of times that a run reads the manifest while it waits for another that leaves its work to nobody. */
const MAX_WAITS = 20;

/**
 * The lease of one run. It costs no request while a run works alone: it is in the manifest that is about to be written,
 * by the first of the two commits, and the second takes it out.
 */
export class RunLease implements LeaseView {
  yields = false;
  followsDead = false;
  readonly #options: RunLeaseOptions;
  #activations = 0;

  constructor(options: RunLeaseOptions) {
    this.#options = options;
  }

  get isOthers(): boolean {
    return isHeldByOther(this.#handover, this.#viewer);
  }

  get isOwn(): boolean {
    return this.#handover.lease?.run === this.#options.runId;
  }

  get deadHolder(): string | undefined {
    return hasDeadHolder(this.#handover, this.#viewer) ? this.#handover.lease?.run : undefined;
  }

  get mayTakeInbox(): boolean {
    return mayTakeInbox(this.#handover, this.#viewer);
  }

  async begin(state: State, etag: string | undefined, isRebuild: boolean): Promise<string | undefined> {
    return this.#manifest.commit(state, etag, isRebuild && !this.isOwn ? undefined : this.#taking);
  }

  async complete(state: State, etag: string | undefined, isOnly: boolean): Promise<string | undefined> {
    return this.#manifest.commit(state, etag, handover => {
      const viewer = this.#viewer;
      if (isOnly && this.yields && isHeldByOther(handover, viewer)) return undefined;
      return this.#hasTime ? afterWriting(handover, viewer) : withoutLease(handover, viewer.run);
    });
  }

  async loadToActivate(): Promise<LoadedState> {
    const { state } = this.#options;
    this.yields = false;
    for (;;) {
      const loaded = await state.load();
      const isPressed = this.#activations++ > 0 || this.isOthers || this.#handover.inbox !== undefined;
      if (!isPressed || !loaded.state) return loaded;
      const etag = await this.announce(loaded.etag);
      if (etag !== undefined) return { ...loaded, etag };
    }
  }

  async announce(etag: string | undefined): Promise<string | undefined> {
    const { state } = this.#options;
    for (let waits = 0; waits < MAX_WAITS && this.#isHeldFirmly(this.#handover); waits++) {
      await state.load();
      if (this.#manifest.etag !== etag) return undefined;
    }
    const mayTake = this.#isHeldFirmly(this.#handover);
    return this.#manifest.note(etag, handover =>
      !mayTake && this.#isHeldFirmly(handover) ? undefined : this.#taking(handover),
    );
  }

  async open(): Promise<boolean> {
    const written = await this.#manifest.note(this.#manifest.etag, handover => opened(handover, this.#viewer));
    return written !== undefined;
  }

  async settleInbox(etag: string | undefined): Promise<boolean> {
    const isClosed = this.#handover.inbox === 'closed';
    const written = isClosed
      ? await this.#manifest.note(etag, () => ({}), true)
      : await this.#manifest.note(etag, handover => closed(handover, this.#viewer));
    if (written === undefined) await this.#options.state.load();
    return isClosed && written !== undefined;
  }

  async release(): Promise<void> {
    const { runId } = this.#options;
    if (this.isOwn) await this.#manifest.note(this.#manifest.etag, handover => withoutLease(handover, runId));
  }

  /** Returns a handover with the lease, where this run may take it. */
  readonly #taking = (handover: Handover): Handover | undefined => {
    const { run, now } = this.#viewer;
    const taken = withLease(handover, { run, now, yields: this.yields });
    return taken && !this.#hasTime ? withoutLease(handover, run) : taken;
  };

  #isHeldFirmly(handover: Handover): boolean {
    return !this.yields && isHeldFirmly(handover, this.#viewer);
  }

  get #manifest(): Manifest {
    return this.#options.state.manifest;
  }

  get #handover(): Handover {
    return this.#manifest.handover;
  }

  get #viewer(): Viewer {
    return { run: this.#options.runId, now: this.#options.now() };
  }

  get #hasTime(): boolean {
    const { timeLeft } = this.#options;
    return timeLeft === undefined || timeLeft() >= MIN_TIME;
  }
}
