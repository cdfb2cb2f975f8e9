import type { FleetStep, MergedFleet } from '../fleet/fleet-step.ts';

import { parseFleetId } from '../state/fleet/fleet-store.ts';
import type { ObjectSummary } from '../stores/object-store.ts';
import { fieldOf } from './field-of.ts';

/**
 * Reads a step: `{ "fleet": { "step": "begin", "id": … } }`, or with the step `read` and `items`, objects as the item
 * reader of a Distributed Map lists them (AWS Step Functions Developer Guide, "S3 ListObjectsV2 items"), and `retries`;
 * `plan` and `level`; `merge`, `level` and `group`. `undefined` where the event is none.
 * @throws Error that names the field, where one means nothing.
 */
export function readFleetStep(event: unknown): FleetStep | undefined {
  const step = fieldOf(event, 'fleet', 'step');
  if (step === undefined) return undefined;
  const id = parseFleetId(fieldOf(event, 'fleet', 'id'));
  const number = (name: string, least: number): number => countOf(fieldOf(event, 'fleet', name), name, least);
  switch (step) {
    case 'begin':
      return { id, step: 'begin' };
    case 'read':
      return {
        id,
        step: 'read',
        objects: objectsOf(fieldOf(event, 'fleet', 'items')),
        isRetried: number('retries', 0) > 0,
      };
    case 'plan':
      return { id, step: 'plan', level: number('level', 1) };
    case 'merge':
      return { id, step: 'merge', level: number('level', 1), group: number('group', 0) };
    default:
      throw new Error(`fleet.step: expected begin, read, plan or merge, found ${JSON.stringify(step)}`);
  }
}

/** Reads what a rebuild goes on from: `{ "full": true, "fleet": { "id": …, "root": … } }`. */
export function readMergedFleet(event: unknown): MergedFleet | undefined {
  if (fieldOf(event, 'fleet') === undefined) return undefined;
  const root = fieldOf(event, 'fleet', 'root') ?? undefined;
  const id = parseFleetId(fieldOf(event, 'fleet', 'id'));
  if (root === undefined) return { id };
  if (typeof root === 'string' && /^merged\/\d{1,9}-\d{1,9}$/.test(root)) return { id, root };
  throw new Error(
    `fleet.root: expected what planned the merges last, such as merged/1-0, found ${JSON.stringify(root)}`,
  );
}

function countOf(value: unknown, name: string, least: number): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
  throw new Error(`fleet.${name}: expected a number from ${least}, found ${JSON.stringify(value)}`);
}

function objectsOf(items: unknown): readonly ObjectSummary[] {
  if (!Array.isArray(items)) throw new Error(`fleet.items: expected a list of objects, found ${JSON.stringify(items)}`);
  return items.map((item: unknown, at) => {
    const [key, size] = [fieldOf(item, 'Key'), fieldOf(item, 'Size')];
    const [etag, time] = [fieldOf(item, 'Etag') ?? fieldOf(item, 'ETag'), fieldOf(item, 'LastModified')];
    const lastModified = typeof time === 'number' ? 1000 * time : Date.parse(String(time));
    if (typeof key === 'string' && typeof etag === 'string' && typeof size === 'number' && !Number.isNaN(lastModified))
      return { key, etag: etag.startsWith('"') ? etag : `"${etag}"`, size, lastModified };
    throw new Error(`fleet.items[${at}]: expected Key, Etag, Size and LastModified, found ${JSON.stringify(item)}`);
  });
}
