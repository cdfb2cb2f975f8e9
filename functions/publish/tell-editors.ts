import { recallSite } from '../content/active-site.ts';
import type { RunContext } from '../run/run.ts';
import { PreconditionFailed } from '../stores/object-store.ts';

/**
 * Maximum number of attempts to commit. Few runs commit at the same time, and a notice that is not recorded as sent is
 * sent again.
 */
const MAX_TRIES = 40;

/**
 * Sends the notices that a run has committed, then removes them from the outbox. Notices that could not be sent stay
 * there; a later run sends them.
 */
export async function tellEditors(run: RunContext): Promise<void> {
  const { batch, state: store, options } = run;
  if (!batch || !options.editors) return;
  let isSent = false;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const { state, etag } = await store.load();
    const site = state && recallSite(state.site, options.feedsUrl)?.site;
    // If the state was lost meanwhile, the run that recreates it reports the problems of that time.
    if (!state || !site || !state.outbox?.some(({ run: id }) => id === batch.run)) return;
    isSent ||= await options.editors.send(batch, site);
    if (!isSent) return;
    const { outbox, ...others } = state;
    const left = outbox.filter(({ run: id }) => id !== batch.run);
    try {
      await store.commit({ ...others, ...(left.length > 0 && { outbox: left }) }, etag);
      run.batch = undefined;
      return;
    } catch (error) {
      if (!(error instanceof PreconditionFailed)) throw error;
    }
  }
}
