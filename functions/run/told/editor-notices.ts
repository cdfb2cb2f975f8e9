import { recallSite } from '../../content/active-site.ts';
import type { State } from '../../core/index/state.ts';
import type { Instant } from '../../core/instant.ts';
import type { Telling } from '../../core/plan/planned/plan-request.ts';
import type { StateStore } from '../../state/state-store.ts';
import { isOver } from '../clock.ts';
import type { Editors } from '../publish-options.ts';

export interface EditorNoticesOptions {
  readonly state: StateStore;
  readonly runId: string;
  readonly feedsUrl: string | undefined;
  /** Absent where editors are not told. */
  readonly editors: Editors | undefined;
}

/** Notices to editors that one run commits, and sends at its end. */
export class EditorNotices {
  readonly #options: EditorNoticesOptions;
  #isCommitted = false;

  constructor(options: EditorNoticesOptions) {
    this.#options = options;
  }

  /** Returns how editors are told; `undefined` where they are not. */
  telling(now: Instant): Telling | undefined {
    const { editors, runId } = this.#options;
    return editors && { run: runId, lateAfter: editors.lateAfter, isLeft: batch => isOver(batch, runId, now) };
  }

  /** Returns whether a state has notices that the run which committed them has not sent, and will not. */
  hasLeft({ outbox = [] }: Pick<State, 'outbox'>, now: Instant): boolean {
    const { editors, runId } = this.#options;
    return editors !== undefined && outbox.some(batch => isOver(batch, runId, now));
  }

  /** Takes note of a state that was committed. */
  committed({ outbox = [] }: Pick<State, 'outbox'>): void {
    this.#isCommitted = outbox.some(({ run }) => run === this.#options.runId);
  }

  /** Sends what was committed, and takes it out of the state. What could not be sent stays; a later run sends it. */
  async send(): Promise<void> {
    const { editors, feedsUrl, runId, state: store } = this.#options;
    if (!this.#isCommitted || !editors) return;
    let isSent = false;
    await store.update(async state => {
      const site = state && recallSite(state.site, feedsUrl)?.site;
      const batch = state?.outbox?.find(({ run }) => run === runId);
      // If the state was lost meanwhile, the run that recreates it reports the problems of that time.
      if (!site || !batch) return undefined;
      isSent ||= await editors.send(batch, site);
      if (!isSent) return undefined;
      const { outbox = [], ...others } = state;
      const left = outbox.filter(({ run }) => run !== runId);
      return { ...others, ...(left.length > 0 && { outbox: left }) };
    });
  }
}
