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
import type { Instant } from '../core/instant.ts';
import type { HandoverChange, Manifest } from '../state/manifest/manifest.ts';
import type { LoadedState, StateStore } from '../state/state-store.ts';

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
 * The lease as one run sees it. It costs no request while a run works alone: it is in the manifest that is about to be
 * written, by the first of the two commits, and the second takes it out.
 */
export class RunLease {
  /** The run leaves its work to any other that holds the lease: it knows the keys that it is about. */
  yields = false;
  /** A run died while it held the lease, so some of the keys that were left may have ended it. */
  followsDead = false;
  readonly #options: RunLeaseOptions;
  #activations = 0;

  constructor(options: RunLeaseOptions) {
    this.#options = options;
  }

  /** Another run is at work, as far as the version of the manifest tells that was read or written last. */
  get isOthers(): boolean {
    return isHeldByOther(this.#handover, this.#viewer);
  }

  /** This run holds the lease, as far as that version tells. */
  get isOwn(): boolean {
    return this.#handover.lease?.run === this.#options.runId;
  }

  /** Id of a run that has neither released the lease nor committed in time. */
  get deadHolder(): string | undefined {
    return hasDeadHolder(this.#handover, this.#viewer) ? this.#handover.lease?.run : undefined;
  }

  /** Keys are left that this run may take. */
  get mayTakeInbox(): boolean {
    return mayTakeInbox(this.#handover, this.#viewer);
  }

  /** Returns the change that goes with the commit before files are written. */
  beginning(): HandoverChange {
    return handover => {
      const { run, now } = this.#viewer;
      const taken = withLease(handover, { run, now, yields: this.yields });
      return taken && !this.#hasTime ? withoutLease(handover, run) : taken;
    };
  }

  /** Returns the change that goes with the commit after files were written. `isOnly`: there were none to write. */
  completing(isOnly = false): HandoverChange {
    return handover => {
      const viewer = this.#viewer;
      if (isOnly && this.yields && isHeldByOther(handover, viewer)) return undefined;
      return this.#hasTime ? afterWriting(handover, viewer) : withoutLease(handover, viewer.run);
    };
  }

  /**
   * Loads the state that a rebuild activates its own over. Where others are at work, or were faster before, it has them
   * stand back while it plans: that takes it longer than it takes them to commit.
   */
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

  /**
   * Returns the change that goes with the first commit of a rebuild. It may take long to write its files, so others
   * stand back only where it announced itself.
   */
  activating(): HandoverChange {
    return this.isOwn ? this.beginning() : handover => handover;
  }

  /**
   * Takes the lease by a write of its own, so that others stand back while this run plans. Returns the ETag of the
   * manifest, whose state is the one of the version `etag`; `undefined` where somebody committed since. Of runs that
   * leave their work to nobody one waits for the other, as long as it takes to read the manifest some times.
   */
  async announce(etag: string | undefined): Promise<string | undefined> {
    const { state } = this.#options;
    for (let waits = 0; waits < MAX_WAITS && this.#isHeldFirmly(this.#handover); waits++) {
      await state.load();
      if (this.#manifest.etag !== etag) return undefined;
    }
    const mayTake = this.#isHeldFirmly(this.#handover);
    const change = this.beginning();
    return this.#manifest.note(etag, handover => {
      return !mayTake && this.#isHeldFirmly(handover) ? undefined : change(handover);
    });
  }

  /** Opens the inbox of another run. Returns `false` where that is not at work any more, or has committed since. */
  async open(): Promise<boolean> {
    const written = await this.#manifest.note(this.#manifest.etag, handover => opened(handover, this.#viewer));
    return written !== undefined;
  }

  /**
   * Takes a step towards the end, where the inbox was found empty after the version `etag` of the manifest was read.
   * Returns `true` where nobody can have left anything since the inbox was closed; its mark is gone, and the lease with
   * it. Else the inbox is closed by now, or somebody wrote meanwhile, and it has to be listed once more.
   */
  async settleInbox(etag: string | undefined): Promise<boolean> {
    const isClosed = this.#handover.inbox === 'closed';
    const written = isClosed
      ? await this.#manifest.note(etag, () => ({}), true)
      : await this.#manifest.note(etag, handover => closed(handover, this.#viewer));
    if (written === undefined) await this.#options.state.load();
    return isClosed && written !== undefined;
  }

  /** Releases the lease, if this run holds it. Where another run committed meanwhile, it is that one's. */
  async release(): Promise<void> {
    const { runId } = this.#options;
    if (this.isOwn) await this.#manifest.note(this.#manifest.etag, handover => withoutLease(handover, runId));
  }

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
