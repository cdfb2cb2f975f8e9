import type { ObjectStore } from '../../stores/object-store.ts';
import { CouldNotRun } from '../output/exit-status.ts';
import type { ListedFile, RemoteObject, Upload } from './differences.ts';

/** File beside `site.yaml` in which pushes write down what they left in each bucket. It is of this machine alone. */
export const LAST_SEEN = '.bantin-push.json';

/** ETags of objects as this machine saw them last, by name in NFC. */
type Seen = ReadonlyMap<string, string>;

/** Objects that this machine saw last, by bucket. */
export type LastSeen = ReadonlyMap<string, Seen>;

/**
 * Reads what earlier pushes recorded; empty if there was none.
 * @throws CouldNotRun where the file is damaged.
 */
export async function readLastSeen(folder: ObjectStore): Promise<LastSeen> {
  const file = await folder.get(LAST_SEEN);
  if (!file) return new Map();
  try {
    const value: unknown = JSON.parse(Buffer.from(file.bytes).toString('utf8'));
    return new Map(fieldsOf(value).map(([bucket, etags]) => [bucket, new Map(fieldsOf(etags).filter(isText))]));
  } catch (error) {
    const message =
      `${LAST_SEEN} is damaged, so it can't be told what others changed in the bucket; get what is there, then ` +
      'delete that file';
    throw new CouldNotRun(message, { cause: error });
  }
}

/** Files and objects after a push. */
export interface PushOutcome {
  readonly local: readonly ListedFile[];
  readonly remote: readonly RemoteObject[];
  /** Files that differed, whether they were uploaded or not. */
  readonly differing: readonly Upload[];
  /** ETags of what was uploaded, by key in the bucket. */
  readonly written: ReadonlyMap<string, string>;
}

/** Writes down what a push left in a bucket. Of what it left alone it knows no more than before. */
export async function saveLastSeen(folder: ObjectStore, before: LastSeen, bucket: string, outcome: PushOutcome) {
  const next = new Map(before).set(bucket, nextSeen(before.get(bucket), outcome));
  const value = Object.fromEntries([...next].map(([name, seen]) => [name, Object.fromEntries(seen)]));
  await folder.put(LAST_SEEN, Buffer.from(`${JSON.stringify(value, undefined, 1)}\n`));
}

function nextSeen(seen: Seen | undefined, { local, remote, differing, written }: PushOutcome): Seen {
  const here = new Set(local.map(({ key }) => nfcOf(key)));
  const there = new Map(remote.toReversed().map(({ key, etag }) => [nfcOf(key), etag]));
  const differs = new Set(differing.map(({ to }) => nfcOf(to)));
  const next = new Map([...(seen ?? [])].filter(([name]) => here.has(name) || there.has(name)));
  for (const name of here) {
    const etag = there.get(name);
    if (etag !== undefined && (seen === undefined || !differs.has(name))) next.set(name, etag);
  }
  for (const [key, etag] of written) next.set(nfcOf(key), etag);
  return next;
}

/**
 * Returns those of the files that differ whose objects others changed, or took away, since this machine saw them.
 * Where it never saw the bucket, nothing is known of that.
 */
export function changedSince(
  seen: Seen | undefined,
  differing: readonly Upload[],
  remote: readonly RemoteObject[],
): readonly Upload[] {
  if (!seen) return [];
  const there = new Map(remote.map(({ key, etag }) => [key, etag]));
  return differing.filter(({ to }) => there.get(to) !== seen.get(nfcOf(to)));
}

const nfcOf = (key: string): string => key.normalize('NFC');

function fieldsOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('expected an object');
  return Object.entries(value);
}

function isText(field: readonly [string, unknown]): field is readonly [string, string] {
  return typeof field[1] === 'string';
}
