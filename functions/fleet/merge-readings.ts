import { mergeParts } from '../core/index/merge-parts.ts';
import { NextState } from '../core/index/next-state.ts';
import { emptyState, type State } from '../core/index/state.ts';
import { DigestSet } from '../core/text/digest-set.ts';
import { storeKnown } from '../rebuild/parts/keep-progress.ts';
import { storePart } from '../rebuild/parts/stored-parts.ts';
import type { MeasuredPicture } from '../rebuild/rebuild-context.ts';
import type { RunContext } from '../run/run.ts';
import {
  decodeReading,
  encodeReading,
  type FleetReading,
  NO_TALLY,
  sumOfTallies,
} from '../state/fleet/fleet-reading.ts';
import { type FleetId, fleetGeneration } from '../state/fleet/fleet-store.ts';
import { IndexBuffer } from '../state/index-buffer.ts';
import type { RebuildPart } from '../state/manifest/rebuild-progress.ts';
import { type FleetPlan, readPlan, siteOfPlan } from './fleet-plan.ts';
import type { MergeGroup } from './fleet-step.ts';
import { mergeName, readGroup } from './plan-merges.ts';

/** States that are merged before their windows are cut to what is kept of them. */
const STATES_AT_ONCE = 8;

/**
 * Merges the readings of one group into one, which is stored under a name that follows from the group. A group that was
 * merged before is not merged again. Of readings that have a source in common only the first is taken: what others have
 * besides is read by the last step.
 * @throws FleetOver
 */
export async function mergeReadings(run: RunContext, id: FleetId, group: MergeGroup): Promise<void> {
  const plan = await readPlan(run, id);
  const name = mergeName(group);
  if (await run.state.fleets.has(id, name)) return;
  const merge = new Merge(run, id, plan);
  for (const child of await readGroup(run, id, group)) {
    const stored = await run.state.fleets.read(id, child);
    const reading = stored && decodeReading(stored);
    if (reading) merge.take(reading);
  }
  await run.state.fleets.write(id, name, encodeReading(await merge.finish(`${group.level}-${group.group}`)));
}

/** Readings that become one. Records go into a buffer that compresses them, and then into a part of their own. */
class Merge {
  readonly #run: RunContext;
  readonly #id: FleetId;
  readonly #plan: FleetPlan;
  readonly #buffer: IndexBuffer;
  readonly #keys = new DigestSet();
  readonly #own = { keys: [] as Uint8Array[], paths: [] as Uint8Array[], measured: [] as MeasuredPicture[] };
  readonly #parts: RebuildPart[] = [];
  #marks: FleetReading['marks'] = {};
  #tally = NO_TALLY;
  #state: State | undefined;
  #uncut = 0;

  constructor(run: RunContext, id: FleetId, plan: FleetPlan) {
    this.#run = run;
    this.#id = id;
    this.#plan = plan;
    this.#buffer = new IndexBuffer(plan.segments, run.limits.perCompression);
  }

  take({ state, parts, keys, paths, measured, marks, tally }: FleetReading): void {
    if (this.#keys.meets(keys)) return;
    this.#keys.addBytes(keys);
    if (parts.length === 0) {
      this.#buffer.take(new Map(Object.entries(state.delta)));
      this.#own.keys.push(keys);
      this.#own.paths.push(paths);
      this.#own.measured.push(...measured);
    }
    this.#parts.push(...parts);
    this.#marks = { ...this.#marks, ...marks };
    this.#tally = sumOfTallies(this.#tally, tally);
    const read = { ...state, delta: {} };
    this.#state = this.#state ? mergeParts(this.#state, read) : read;
    this.#uncut += 1;
    if (this.#uncut === STATES_AT_ONCE) this.#cut();
  }

  async finish(name: string): Promise<FleetReading> {
    this.#cut();
    const generation = fleetGeneration(this.#id, name);
    const drained = this.#buffer.drain();
    if (this.#own.keys.length > 0) {
      const part = await storePart(this.#run.state, generation, drained, this.#plan.segments);
      await storeKnown(this.#run.state, generation, this.#own);
      this.#parts.push({ ...part, hasKnown: true });
    }
    return {
      state: this.#state ?? this.#open(undefined).finishPart('full'),
      parts: this.#parts,
      keys: this.#keys.toBytes(),
      paths: new Uint8Array(),
      measured: [],
      marks: this.#marks,
      tally: this.#tally,
    };
  }

  /** Cuts the windows to what is kept of them, so that what is held does not grow with what is merged. */
  #cut(): void {
    if (this.#state) this.#state = this.#open(this.#state).finishPart('full');
    this.#uncut = 0;
  }

  #open(state: State | undefined): NextState {
    const { site, stored } = siteOfPlan(this.#id, this.#plan);
    const { now, segments } = this.#plan;
    const { limits, revision } = this.#run;
    const empty = () => emptyState({ revision, site: stored, by: 'full' }, segments);
    return new NextState({ state: state ?? empty(), site, now, limits, sizes: new Map() });
  }
}
