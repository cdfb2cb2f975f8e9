import type { DeltaRecord } from '../../core/index/index-record.ts';
import type { State } from '../../core/index/state.ts';
import type { RunContext } from '../../run/run.ts';
import { ContentIndex } from '../../state/content-index.ts';
import { StateLost } from '../../state/state-lost.ts';
import type { LoadedState } from '../../state/state-store.ts';

/** The part of a state that was looked at which the next look compares. */
interface Known extends Pick<LoadedState, 'etag'> {
  readonly of?: Pick<State, 'delta' | 'segments'>;
}

/**
 * Changes that other runs commit while a rebuild reads. Such a run commits first, and then deletes the page of an
 * article that it takes back. So where a rebuild looks here after it wrote a page, either it finds what was committed,
 * or that page is deleted later.
 */
export class LiveChanges {
  readonly #run: RunContext;
  #known: Known;

  /** `before` is the state that was active before anything was read. */
  constructor(run: RunContext, before: LoadedState) {
    this.#run = run;
    this.#known = knownOf(before);
  }

  /** Returns which of some articles another run has taken back since the last call, or since reading began. */
  async takenBack(keys: Iterable<string>): Promise<readonly string[]> {
    const loaded = await this.#run.state.loadUnless(this.#known.etag);
    if (!loaded) return [];
    const before = this.#known.of;
    this.#known = knownOf(loaded);
    const { state } = loaded;
    if (!state || state.isBlank) return [];
    const delta = new Map(Object.entries(state.delta));
    const index = new ContentIndex(this.#run.state, state);
    // What was changed may have been compacted since.
    const isSame = (key: string): boolean =>
      state.segments.every(({ generation }, at) => generation === before?.segments[at]?.generation) &&
      JSON.stringify(state.delta[key]) === JSON.stringify(before?.delta[key]);
    const takenBack: string[] = [];
    for (const key of keys) if (!isSame(key) && isTakenBack(await recordIn(index, key, delta))) takenBack.push(key);
    return takenBack;
  }
}

function knownOf({ etag, state }: LoadedState): Known {
  const of = state && { delta: state.delta, segments: state.segments };
  return { ...(etag !== undefined && { etag }), ...(of && { of }) };
}

/** Returns true for an article that is not out. Where its page is another's, whoever knows all claims sees to it. */
function isTakenBack(record: DeltaRecord | 'lost' | undefined): boolean {
  if (record === 'lost') return false;
  return record === undefined || (record.status !== 'published' && !('lost' in record));
}

/** Returns the record of an object; `lost` where what holds it can't be read, which a rebuild mends. */
async function recordIn(
  index: ContentIndex,
  key: string,
  delta: Parameters<ContentIndex['record']>[1],
): Promise<DeltaRecord | 'lost' | undefined> {
  try {
    return await index.record(key, delta);
  } catch (error) {
    if (error instanceof StateLost) return 'lost';
    throw error;
  }
}
