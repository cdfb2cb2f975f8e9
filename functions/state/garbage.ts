import type { FeedKey } from '../core/feed/feed-key.ts';
import { DAY, HOUR, type Instant } from '../core/instant.ts';
import { keysOfPart } from './compaction/compact.ts';
import { partsOf } from './compaction/parts-of.ts';
import { FLEET_REPORT, isFleetKey } from './fleet/fleet-store.ts';
import { isInboxKey } from './manifest/inbox.ts';
import type { StateStore } from './state-store.ts';
import { entriesKey } from './stores/entry-store.ts';

/**
 * Age at which an object that no state names is garbage: one that is younger may be named soon, by a run that has not
 * committed yet. Milliseconds.
 */
const GARBAGE_AGE = HOUR;
/** The same for what a fleet has read, which no state names before it is done. Milliseconds. */
const FLEET_AGE = DAY;

/**
 * Deletes the objects that neither the state nor the progress of a rebuild names and that are old enough to be
 * nobody's. `feeds` are the segmented ones, whose caches the state does not name.
 */
export async function deleteGarbage(store: StateStore, now: Instant, feeds: Iterable<FeedKey>): Promise<void> {
  const { state } = await store.load();
  if (!state) return;
  const caches = [...Object.keys(state.windows.horizons), ...feeds].map(key => entriesKey(key as FeedKey));
  // Another rebuild may be at work on it, or be gone on from.
  const progress = await store.progress.read();
  const ofRebuild = progress ? [...partsOf(progress.state), ...(progress.parts ?? []).flatMap(keysOfPart)] : [];
  const named = new Set([...partsOf(state), ...caches, ...ofRebuild]);
  // What was left to others, and no run has come to yet.
  const isInboxOpen = store.manifest.handover.inbox !== undefined;
  const garbage: string[] = [];
  for await (const { key, lastModified } of store.parts()) {
    if (named.has(key) || key === FLEET_REPORT || (isInboxOpen && isInboxKey(key))) continue;
    if (lastModified < now - (isFleetKey(key) ? FLEET_AGE : GARBAGE_AGE)) garbage.push(key);
  }
  await store.delete(garbage);
}
