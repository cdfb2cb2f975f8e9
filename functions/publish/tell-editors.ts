import { recallSite } from '../content/active-site.ts';
import type { RunContext } from '../run/run.ts';

/**
 * Sends the notices that a run has committed, then removes them from the outbox. Notices that could not be sent stay
 * there; a later run sends them.
 */
export async function tellEditors(run: RunContext): Promise<void> {
  const { batch, state: store, options } = run;
  if (!batch || !options.editors) return;
  const { editors, feedsUrl } = options;
  let isSent = false;
  await store.update(async state => {
    const site = state && recallSite(state.site, feedsUrl)?.site;
    // If the state was lost meanwhile, the run that recreates it reports the problems of that time.
    if (!state || !site || !state.outbox?.some(({ run: id }) => id === batch.run)) return undefined;
    isSent ||= await editors.send(batch, site);
    if (!isSent) return undefined;
    const { outbox, ...others } = state;
    const left = outbox.filter(({ run: id }) => id !== batch.run);
    return { ...others, ...(left.length > 0 && { outbox: left }) };
  });
}
