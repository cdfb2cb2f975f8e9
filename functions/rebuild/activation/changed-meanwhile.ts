import { isOfObject } from '../../core/index/index-record.ts';
import type { State } from '../../core/index/state.ts';
import type { StoredSite } from '../../core/index/stored/stored-site.ts';
import type { Rebuild } from '../rebuild-context.ts';

/** Returns the keys of objects that another run took in meanwhile, as something else than a rebuild read. */
export async function changedMeanwhile(
  { nextState, index, activeSite }: Rebuild,
  state: State | undefined,
): Promise<readonly string[]> {
  const keys = state && !state.isBlank ? [...differingFiles(state.site.data, activeSite.stored.data)] : [];
  for (const [key, record] of Object.entries(state?.delta ?? {})) {
    if (record !== null && !isOfObject(record)) continue;
    if ((await index.record(key, nextState.delta))?.etag !== record?.etag) keys.push(key);
  }
  return keys;
}

/** Returns the keys of data files that another run knows otherwise: they are read once more. */
function differingFiles(of: StoredSite['data'] = [], ours: StoredSite['data'] = []): readonly string[] {
  const [theirs, own] = [of, ours].map(files => new Map(files.map(({ key, etag }) => [key, etag])));
  const keys = new Set([...of, ...ours].map(({ key }) => key));
  return [...keys].filter(key => theirs?.get(key) !== own?.get(key));
}
