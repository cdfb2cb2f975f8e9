import type { DeltaRecord } from '../../core/index/index-record.ts';
import type { State } from '../../core/index/state.ts';
import type { RunContext } from '../../run/run.ts';
import { ContentIndex } from '../../state/content-index.ts';
import type { LoadedState } from '../../state/manifest/loaded-state.ts';
import { StateLost } from '../../state/state-lost.ts';
import { CONCURRENCY, inParallel } from '../../stores/in-parallel.ts';

/** The part of a state that was looked at which the next look compares. */
type Known = Pick<State, 'segments' | 'months' | 'delta'>;

/** Record of an object in an index; `lost` where what holds it can't be read, which a rebuild mends. */
type Told = DeltaRecord | 'lost' | undefined;

/**
 * Changes that other runs commit while a rebuild reads. Such a run commits first, and then deletes the page of an
 * article that it takes back. So where a rebuild looks here after it wrote a page, either it finds what was committed,
 * or that page is deleted later.
 */
export class LiveChanges {
  readonly #run: RunContext;
  #etag: string | undefined;
  #known: Known | undefined;

  /** `before` is the state that was active before anything was read. */
  constructor(run: RunContext, { etag, state }: LoadedState) {
    this.#run = run;
    this.#etag = etag;
    this.#known = state && partOf(state);
  }

  /** Returns which of some articles another run has taken back since the last call, or since reading began. */
  async takenBack(keys: Iterable<string>): Promise<readonly string[]> {
    const loaded = await this.#run.state.loadUnless(this.#etag);
    if (!loaded) return [];
    const { state } = loaded;
    const before = this.#known;
    this.#etag = loaded.etag;
    this.#known = state && partOf(state);
    if (!before || !state || state.isBlank) return [];
    const [was, is] = [this.#recordsIn(before), this.#recordsIn(state)];
    const candidates = isCompacted(before, state) ? [...keys] : [...keys].filter(key => isOther(key, before, state));
    const taken = await inParallel(candidates, CONCURRENCY, async key => isTakenBack(await was(key), await is(key)));
    return candidates.filter((_, at) => taken[at]);
  }

  #recordsIn(known: Known): (key: string) => Promise<Told> {
    const index = new ContentIndex(this.#run.state, known);
    const delta = new Map(Object.entries(known.delta));
    return async key => {
      try {
        return await index.record(key, delta);
      } catch (error) {
        if (error instanceof StateLost) return 'lost';
        throw error;
      }
    };
  }
}

function partOf({ segments, months, delta }: State): Known {
  return { segments, months, delta };
}

/** Returns whether what a delta said may lie in a segment by now. */
function isCompacted(before: Known, { segments }: Known): boolean {
  return segments.some(({ generation }, at) => generation !== before.segments[at]?.generation);
}

function isOther(key: string, before: Known, { delta }: Known): boolean {
  return JSON.stringify(delta[key]) !== JSON.stringify(before.delta[key]);
}

/**
 * Returns true for an article that another run found to be out no more. One that it has not looked at since is not, and
 * where a page is another's, whoever knows all claims sees to it.
 */
function isTakenBack(was: Told, is: Told): boolean {
  if (was === 'lost' || is === 'lost' || (was?.etag === is?.etag && was?.status === is?.status)) return false;
  return is === undefined || (is.status !== 'published' && !('lost' in is));
}
