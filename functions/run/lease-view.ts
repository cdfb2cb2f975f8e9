import type { State } from '../core/index/state.ts';
import type { LoadedState } from '../state/manifest/loaded-state.ts';

/** The lease as one run sees it. It only advises: whoever commits first was right. */
export interface LeaseView {
  /** The run leaves its work to any other that holds the lease: it knows the keys that it is about. */
  yields: boolean;
  /** A run died while it held the lease, so some of the keys that were left may have ended it. */
  followsDead: boolean;
  /** Another run is at work, as far as the version of the manifest tells that was read or written last. */
  readonly isOthers: boolean;
  /** This run holds the lease, as far as that version tells. */
  readonly isOwn: boolean;
  /** Id of a run that has neither released the lease nor committed in time. */
  readonly deadHolder: string | undefined;
  /** Keys are left that this run may take. */
  readonly mayTakeInbox: boolean;
  /**
   * Commits before files are written, and takes the lease; that of a rebuild takes it only where it announced itself,
   * since it may take long to write its files. Returns the ETag, or `undefined` where another run was faster.
   */
  begin(state: State, etag: string | undefined, isRebuild: boolean): Promise<string | undefined>;
  /**
   * Commits after files were written, and releases the lease unless keys were left meanwhile. `isOnly`: there were no
   * files to write. Returns the ETag, or `undefined` where another run was faster.
   */
  complete(state: State, etag: string | undefined, isOnly: boolean): Promise<string | undefined>;
  /**
   * Loads the state that a rebuild activates its own over. Where others are at work, or were faster before, it has them
   * stand back while it plans: that takes it longer than it takes them to commit.
   */
  loadToActivate(): Promise<LoadedState>;
  /**
   * Takes the lease by a write of its own, so that others stand back while this run plans. Returns the ETag of the
   * manifest, whose state is the one of the version `etag`; `undefined` where somebody committed since. Of runs that
   * leave their work to nobody one waits for the other, as long as it takes to read the manifest some times.
   */
  announce(etag: string | undefined): Promise<string | undefined>;
  /** Opens the inbox of another run. Returns `false` where that is not at work any more, or has committed since. */
  open(): Promise<boolean>;
  /**
   * Takes a step towards the end, where the inbox was found empty after the version `etag` of the manifest was read.
   * Returns `true` where nobody can have left anything since the inbox was closed; its mark is gone, and the lease with
   * it. Else the inbox is closed by now, or somebody wrote meanwhile, and it has to be listed once more.
   */
  settleInbox(etag: string | undefined): Promise<boolean>;
  /** Releases the lease, if this run holds it. Where another run committed meanwhile, it is that one's. */
  release(): Promise<void>;
}
