import type { SitemapEntry } from '../../core/index/sitemap-entry.ts';
import { shortHash } from '../../core/text/hash.ts';
import { keysOfPart } from '../../state/compaction/compact.ts';
import { decompress } from '../../state/encode.ts';
import { isOfFleet } from '../../state/fleet/fleet-store.ts';
import type { BufferedRecord, DrainedBuffer } from '../../state/index-buffer.ts';
import type { PartGroup, RebuildPart } from '../../state/manifest/rebuild-progress.ts';
import type { StateStore } from '../../state/state-store.ts';
import { CONCURRENCY, inParallel } from '../../stores/in-parallel.ts';

/** Segments in one object of a part: as many are folded together, so that few objects are read for each. */
const PER_GROUP = 32;

/** Lists of one group of all parts. */
type GroupLists = ReadonlyMap<string, readonly Uint8Array[]>;

/** Returns the number of groups of an index; months have as many. */
export function groupCount(segments: number): number {
  return Math.ceil(segments / PER_GROUP);
}

/** Returns the segments of a group. */
export function segmentsIn(group: number, segments: number): readonly number[] {
  const first = group * PER_GROUP;
  return Array.from({ length: Math.min(PER_GROUP, segments - first) }, (_, at) => first + at);
}

/** Stores what was read as a part, so that no other run reads it again. */
export async function storePart(
  store: StateStore,
  generation: string,
  { segments, months }: DrainedBuffer,
  segmentCount: number,
): Promise<RebuildPart> {
  const bySegment = grouped(segments, at => Math.floor(at / PER_GROUP));
  const byMonth = grouped(months, month => monthGroup(month, segmentCount));
  const objects: [PartGroup, GroupLists][] = [
    ...[...bySegment].map(([at, lists]): [PartGroup, GroupLists] => [['s', at], lists]),
    ...[...byMonth].map(([at, lists]): [PartGroup, GroupLists] => [['m', at], lists]),
  ];
  await inParallel(objects, CONCURRENCY, ([group, lists]) => store.progress.writePart(generation, group, lists));
  return { generation, segments: inOrder(bySegment), months: inOrder(byMonth) };
}

/** Returns what parts have of a group of segments: the records of each, in the order of the parts. */
export async function recordsOfParts(
  store: StateStore,
  parts: readonly RebuildPart[],
  group: number,
): Promise<(segment: number) => readonly BufferedRecord[]> {
  const lists = await listsOf(store, parts, ['s', group]);
  return segment => itemsOf<BufferedRecord>(lists, `${segment}`);
}

/** Returns what parts have of one segment. */
export async function recordsOfSegment(
  store: StateStore,
  parts: readonly RebuildPart[],
  segment: number,
): Promise<readonly BufferedRecord[]> {
  return (await recordsOfParts(store, parts, Math.floor(segment / PER_GROUP)))(segment);
}

/** Returns the sitemap entries that parts have, of each month of a group. */
export async function monthsOfParts(
  store: StateStore,
  parts: readonly RebuildPart[],
  group: number,
): Promise<ReadonlyMap<string, () => readonly SitemapEntry[]>> {
  const lists = await listsOf(store, parts, ['m', group]);
  const months = [...new Set(lists.flatMap(list => [...list.keys()]))].sort();
  return new Map(months.map(month => [month, () => itemsOf<SitemapEntry>(lists, month)]));
}

/** Deletes parts, once other objects hold what they say. */
export async function deleteParts(store: StateStore, parts: readonly RebuildPart[]): Promise<void> {
  // Those of a fleet are all that a rebuild has to begin from again, where it dies before it is active.
  await store.delete(parts.filter(({ generation }) => !isOfFleet(generation)).flatMap(keysOfPart));
}

function monthGroup(month: string, segments: number): number {
  return Number.parseInt(shortHash(month), 16) % groupCount(segments);
}

async function listsOf(
  store: StateStore,
  parts: readonly RebuildPart[],
  group: PartGroup,
): Promise<readonly GroupLists[]> {
  const [of, at] = group;
  const those = parts.filter(part => (of === 's' ? part.segments : part.months).includes(at));
  return inParallel(those, CONCURRENCY, ({ generation }) => store.progress.readPart(generation, group));
}

function itemsOf<Item>(lists: readonly GroupLists[], name: string): readonly Item[] {
  return lists.flatMap(list => (list.get(name) ?? []).flatMap(chunk => decompress<readonly Item[]>(chunk)));
}

function grouped<Name extends string | number>(
  lists: ReadonlyMap<Name, readonly Uint8Array[]>,
  groupOf: (name: Name) => number,
): ReadonlyMap<number, GroupLists> {
  const groups = new Map<number, Map<string, readonly Uint8Array[]>>();
  for (const [name, chunks] of lists) {
    const group = groups.get(groupOf(name)) ?? new Map<string, readonly Uint8Array[]>();
    groups.set(groupOf(name), group.set(`${name}`, chunks));
  }
  return groups;
}

function inOrder(groups: ReadonlyMap<number, unknown>): readonly number[] {
  return [...groups.keys()].sort((a, b) => a - b);
}
