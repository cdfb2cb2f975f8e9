import { listDataKeys } from '../../functions/content/read-data-files.ts';
import { versionOf, versionWith } from '../../functions/content/version.ts';
import { isContent } from '../../functions/core/bucket-layout.ts';
import { stemOf } from '../../functions/core/data-files/holds.ts';
import { ContentIndex } from '../../functions/state/content-index.ts';
import { StateLost } from '../../functions/state/state-lost.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import type { ObjectStore, ObjectSummary } from '../../functions/stores/object-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';

/**
 * Returns those of some keys, of events that runs have acknowledged, that nobody will come to before a sweep: their
 * objects are not in the index as they are, and are neither pending nor in an inbox that has its mark. Nothing is known
 * where the state is lost, or a rebuild is under way.
 */
export async function forgottenKeys(
  keys: ReadonlySet<string>,
  content: ObjectStore,
  feeds: ObjectStore,
): Promise<readonly string[]> {
  const store = new StateStore(createPrefixedStore(feeds, 'state/'));
  const { state } = await store.load();
  if (!state || state.isBlank || Object.keys(state.rebuilding).length > 0) return [];
  const waiting = new Set(state.pending.flatMap(pending => pending.keys));
  if (store.manifest.handover.inbox !== undefined)
    for (const item of (await store.inbox.read(Number.POSITIVE_INFINITY)).items)
      for (const key of [...item.keys, ...(item.forced ?? [])]) waiting.add(key);
  const versions = await versionsOf(content);
  const index = new ContentIndex(store, state);
  const delta = new Map(Object.entries(state.delta));
  const forgotten: string[] = [];
  for (const key of keys) {
    if (!isContent(key) || waiting.has(key)) continue;
    const known = await index.record(key, delta).catch(ifLost);
    if (known === 'lost') return [];
    // Files that speak of an article may have come or gone, and no event have told of that.
    const isThere = versions.get(key);
    if (isThere ? !isThere.includes(known?.etag ?? '') : known !== undefined) forgotten.push(key);
  }
  return forgotten;
}

/** Returns the versions that the index may have of each object: by itself, and with the files that speak of it. */
async function versionsOf(content: ObjectStore): Promise<ReadonlyMap<string, readonly string[]>> {
  const listed: ObjectSummary[] = [];
  for await (const summary of content.list()) listed.push(summary);
  const etags = new Map(listed.map(({ key, etag }) => [key, etag]));
  const { sidecars } = await listDataKeys(content);
  return new Map(
    listed.map(summary => {
      const own = versionOf(summary);
      const files = (sidecars.get(stemOf(summary.key)) ?? []).map(key => ({ key, etag: etags.get(key) ?? '' }));
      return [summary.key, [own, versionWith(own, files)]];
    }),
  );
}

function ifLost(error: unknown): 'lost' {
  if (error instanceof StateLost) return 'lost';
  throw error;
}
