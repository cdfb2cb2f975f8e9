import type { InboxItem } from '../core/handover/inbox-item.ts';
import type { RunContext } from './run.ts';

/** Maximum number of times that a run tries to leave its keys; whoever is at work commits about once a second. */
const MAX_TRIES = 10;

/**
 * Leaves keys to the run that holds the lease, which the manifest that was read last tells of. Returns `false` where no
 * run is at work any more, so that this one has to do its work itself.
 *
 * It is sure that somebody takes them: it returns `true` once it has seen, after the item was written, that the inbox
 * is open. That mark stays until a run has closed the inbox, listed it after that, and found nothing.
 */
export async function handOver(run: RunContext, item: InboxItem): Promise<boolean> {
  const { lease, state } = run;
  const name = run.nextGeneration();
  const wasOpen = state.manifest.handover.inbox === 'open';
  await state.inbox.leave(name, item);
  // That it was open before tells nothing.
  if (wasOpen) await state.load();
  for (let tries = 0; tries < MAX_TRIES && lease.isOthers; tries++) {
    if (await lease.open()) return true;
    await state.load();
  }
  await state.inbox.delete([name]);
  return false;
}
