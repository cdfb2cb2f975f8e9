import { recallSite } from '../content/active-site.ts';
import type { RunContext } from '../run/run.ts';
import { PreconditionFailed } from '../stores/object-store.ts';

/** Runs that commit at the same time are few; what is not noted as sent is sent once more. */
const MAX_TRIES = 40;

/**
 * Sends what a run has committed for editors, then takes it out of the outbox. What could not be sent stays there: a
 * run that comes after this one is over sends it.
 */
export async function tellEditors(run: RunContext): Promise<void> {
  const { batch, state: store, options } = run;
  if (!batch || !options.editors) return;
  let isSent = false;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const { state, etag } = await store.load();
    const site = state && recallSite(state.site, options.feedsUrl)?.site;
    // Where the state was lost meanwhile, whoever makes it anew tells of what is wrong then.
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
