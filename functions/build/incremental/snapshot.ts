import type { Instant } from '../../core/instant.ts';
import { isSafeKey } from '../../stores/object-key.ts';
import { compressQuickly } from './compress-quickly.ts';
import { Ledger, type PackedLedger } from './ledger.ts';

/** Facts that one build leaves to the next. */
export interface Snapshot {
  /** Digest of all that a build depends on besides the content, the files of its output, and the time. */
  readonly of: string;
  /** Name of the folder of the state that belongs to it. */
  readonly state: string;
  /** Instant that was built for. */
  readonly asOf: Instant;
  /** Version, as it was read, of every object of the content by key; and where it is read if it is an article. */
  readonly objects: ReadonlyMap<string, KnownObject>;
  /** Facts of every file of the output, by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly ledger: Ledger;
}

/** An object of the content as it was read. */
export interface KnownObject {
  readonly version: string;
  /** Hash of the address of an article that is out; empty for everything else. */
  readonly address: string;
}

type Packed = readonly [
  facts: Pick<Snapshot, 'of' | 'state' | 'asOf'> & { readonly ledger: PackedLedger },
  objects: string,
  files: string,
];

/** Returns the parts of a snapshot as it is stored. Names have no line breaks: see `canPack`. */
export function packSnapshot({ of, state, asOf, ledger, objects, files }: Snapshot): readonly Uint8Array[] {
  const rows = [...objects].map(([key, { version, address }]) => `${key}\n${version}\n${address}`);
  const packed: Packed = [
    { of, state, asOf, ledger: ledger.pack() },
    rows.join('\n'),
    [...files].map(entry => entry.join('\n')).join('\n'),
  ];
  return packed.map(part => compressQuickly(JSON.stringify(part)));
}

/** Returns whether names can be stored one on a line. */
export function canPack(names: Iterable<string>): boolean {
  for (const name of names) if (name.includes('\n')) return false;
  return true;
}

/** Returns a snapshot from its parts; `undefined` where a name of a file could lead out of the output. */
export function unpackSnapshot(parts: readonly unknown[]): Snapshot | undefined {
  // The checksum shows that `packSnapshot` made them, in this form or another version's, which `of` tells apart.
  const [facts, rows, lines] = parts as Packed;
  const objects = new Map<string, KnownObject>();
  const fields = rows === '' ? [] : rows.split('\n');
  for (let at = 0; at + 2 < fields.length; at += 3)
    objects.set(fields[at] ?? '', { version: fields[at + 1] ?? '', address: fields[at + 2] ?? '' });
  const files = new Map<string, string>();
  const names = lines === '' ? [] : lines.split('\n');
  for (let at = 0; at + 1 < names.length; at += 2) {
    const path = names[at] ?? '';
    if (!isSafeKey(path)) return undefined;
    files.set(path, names[at + 1] ?? '');
  }
  const { of, state, asOf, ledger } = facts;
  return { of, state, asOf, objects, files, ledger: Ledger.unpack(ledger) };
}
