import type { Instant } from '../../core/instant.ts';
import { CONCURRENCY, inParallel } from '../../stores/in-parallel.ts';
import { type ObjectStore, PreconditionFailed } from '../../stores/object-store.ts';
import { compress, decode, encode, partsIn } from '../encode.ts';
import type { FleetReport } from './fleet-reading.ts';

/** Folder of what fleets keep under `state/`. */
export const FLEET_PREFIX = 'fleet/';
/** Names the fleet that began last. */
const BEGUN = `${FLEET_PREFIX}begun.br`;
/** The report of the last rebuild by a fleet that is active. */
export const FLEET_REPORT = 'fleet.br';
/** Begins the generations of parts that a fleet stores. */
const PART_PREFIX = 'fleet-';

/** A name that an execution of Step Functions may have, and that may stand in a key. */
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/;

/** Id of a rebuild by a fleet: the name of the execution that it is. */
export type FleetId = string & { readonly FleetId: unique symbol };

/** A rebuild by a fleet that has begun. */
interface FleetBegun {
  readonly id: FleetId;
  readonly began: Instant;
}

/** @throws Error where the text is none. */
export function parseFleetId(text: unknown): FleetId {
  if (typeof text === 'string' && ID.test(text)) return text as FleetId;
  throw new Error(
    `fleet.id: expected at most 80 letters, digits, hyphens and underscores, found ${JSON.stringify(text)}; give the ` +
      'name of the execution',
  );
}

/** Returns the mark of a fleet among the rebuilds of the state: its workers may write pages. */
export function fleetMark(id: string): string {
  return `${PART_PREFIX}${id}`;
}

/** Returns whether a mark of the state is one of a fleet. */
export function isFleetMark(mark: string): boolean {
  return mark.startsWith(PART_PREFIX);
}

/** Returns the generation of a part that a fleet stores. */
export function fleetGeneration(id: FleetId, name: string): string {
  return `${fleetMark(id)}-${name}`;
}

/** Returns whether a generation is that of a part of a fleet, which is kept until the fleet's rebuild is active. */
export function isOfFleet(generation: string): boolean {
  return generation.startsWith(PART_PREFIX);
}

/** Returns whether an object under `state/` belongs to a fleet. */
export function isFleetKey(key: string): boolean {
  return key.startsWith(FLEET_PREFIX) || key.startsWith(`parts/${PART_PREFIX}`);
}

/**
 * Objects of rebuilds by fleets: `fleet/<id>/<name>.br`. Each is written once: whoever comes later with the same name
 * finds what is there, and changes nothing.
 */
export class FleetStore {
  readonly #store: ObjectStore;

  /** `store` holds the objects under `state/`; its keys come without that prefix. */
  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** Writes an object, unless there is one of that name. Returns whether it was written. */
  async write(id: FleetId, name: string, parts: readonly Uint8Array[]): Promise<boolean> {
    try {
      const options = { contentType: 'application/octet-stream', ifNoneMatch: '*' as const };
      await this.#store.put(keyOf(id, name), encode('fleet', ...parts), options);
      return true;
    } catch (error) {
      if (error instanceof PreconditionFailed) return false;
      throw error;
    }
  }

  /** Returns the parts of an object, still as they were given; `undefined` where there is none that can be read. */
  async read(id: FleetId, name: string): Promise<readonly Uint8Array[] | undefined> {
    const object = await this.#store.get(keyOf(id, name));
    return object && partsIn('fleet', object.bytes);
  }

  /** Returns whether there is an object of that name, without reading it. */
  async has(id: FleetId, name: string): Promise<boolean> {
    for await (const { key } of this.#store.list(keyOf(id, name))) return key === keyOf(id, name);
    return false;
  }

  /** Lists the names of a fleet's objects that begin so, in their order. */
  async names(id: FleetId, prefix: string): Promise<readonly string[]> {
    const names: string[] = [];
    const folder = `${FLEET_PREFIX}${id}/`;
    for await (const { key } of this.#store.list(folder + prefix)) names.push(key.slice(folder.length, -ENDING.length));
    return names;
  }

  /** Returns the fleet that began last, unless its rebuild is active; it may have died. */
  async readBegun(): Promise<FleetBegun | undefined> {
    const object = await this.#store.get(BEGUN);
    return object && decode<[FleetBegun]>('fleet', object.bytes)?.[0];
  }

  async writeBegun(begun: FleetBegun): Promise<void> {
    await this.#store.put(BEGUN, encode('fleet', compress(begun)), { contentType: 'application/octet-stream' });
  }

  /** Returns the report of the last fleet whose rebuild is active; `undefined` where there is none. */
  async readReport(): Promise<FleetReport | undefined> {
    const object = await this.#store.get(FLEET_REPORT);
    return object && decode<[FleetReport]>('fleet', object.bytes)?.[0];
  }

  async writeReport(report: FleetReport): Promise<void> {
    const bytes = encode('fleet', compress(report));
    await this.#store.put(FLEET_REPORT, bytes, { contentType: 'application/octet-stream' });
  }

  /** Deletes all that a fleet has stored. The plan goes first, so that no worker begins any more. */
  async drop(id: FleetId): Promise<void> {
    await this.#store.delete(keyOf(id, PLAN));
    if ((await this.readBegun())?.id === id) await this.#store.delete(BEGUN);
    for (const prefix of [`${FLEET_PREFIX}${id}/`, `parts/${fleetMark(id)}-`]) {
      const keys: string[] = [];
      for await (const { key } of this.#store.list(prefix)) keys.push(key);
      await inParallel(keys, CONCURRENCY, key => this.#store.delete(key));
    }
  }
}

/** Name of the object that says what a fleet goes by. */
export const PLAN = 'plan';
const ENDING = '.br';

function keyOf(id: FleetId, name: string): string {
  return `${FLEET_PREFIX}${id}/${name}${ENDING}`;
}
