import { versionOf } from '../../content/version.ts';
import { isContent } from '../../core/bucket-layout.ts';
import type { State } from '../../core/index/state.ts';
import type { RunContext } from '../../run/run.ts';
import { ContentIndex } from '../../state/content-index.ts';
import { isSafeKey } from '../../stores/object-key.ts';

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
