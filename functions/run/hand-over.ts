import { versionOf } from '../content/version.ts';
import { isContent } from '../core/bucket-layout.ts';
import type { InboxItem } from '../core/handover/inbox-item.ts';
import type { State } from '../core/index/state.ts';
import { ContentIndex } from '../state/content-index.ts';
import { isSafeKey } from '../stores/object-key.ts';
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

/** Number of keys from which on a run expects others: an import, or a folder that is pushed, makes many batches. */
const MANY_KEYS = 5;

/**
 * Returns whether a run has many keys, and something to write about one of them at least: then it announces itself
 * before it plans, so that others that begin now plan nothing for nothing. A run that changes nothing must write
 * nothing, so one object is compared with the index first.
 */
export async function isRush(run: RunContext, state: State, keys: ReadonlySet<string>): Promise<boolean> {
  if (keys.size < MANY_KEYS || state.isBlank || state.site.hasSidecars) return false;
  const key = [...keys].find(one => isContent(one) && isSafeKey(one));
  if (key === undefined) return false;
  const object = await run.content.get(key, { most: 0 });
  const record = await new ContentIndex(run.state, state).record(key, new Map(Object.entries(state.delta)));
  return record?.etag !== (object && versionOf(object));
}
