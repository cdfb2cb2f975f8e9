import { EMPTY_DIGEST, monthIn, type ObjectRecord, type RecentRecord, shardOf } from '../core/index/index-record.ts';
import type { MonthMemory, ShardMemory, State } from '../core/index/state.ts';
import { inParallel } from '../stores/in-parallel.ts';
import { type Library, linesByMonth, type Recent } from './content-index.ts';
import { archiveKey, type Memory, monthKey, shardKey } from './state-store.ts';
import { AT_ONCE } from '../publish/run.ts';

/**
 * Folds what is recent into the objects that hold the archive: each that is touched is written again, under a name of its own, so that a run
 * that still goes by the older state finds what that one names. Gives the state that names the new ones; it has nothing recent, and nothing is spooled.
 * `library` is the archive as the state names it.
 */
export async function fold(state: State, library: Library, memory: Memory, generation: string): Promise<State> {
  const recent = new Map(Object.entries(state.recent));
  const shards: ShardMemory[] = [...state.shards];
  const months: Record<string, MonthMemory> = { ...state.months };
  const touched = new Set<string>(library.spool?.months);
  await inParallel(changesByShard(recent, shards.length, library), AT_ONCE, async ([at, changes]) => {
    const records: Record<string, ObjectRecord> = { ...(await library.shard(at)) };
    for (const [key, record] of changes) {
      for (const month of monthsOf(records[key], record)) touched.add(month);
      if (record) records[key] = withoutLine(record);
      else delete records[key];
    }
    await memory.writeShard(at, generation, records);
    shards[at] = { digest: state.shards[at]?.digest ?? EMPTY_DIGEST, generation };
  });
  const added = linesByMonth(recent);
  await inParallel(touched, AT_ONCE, async month => {
    // A month that lost its last article is named no more.
    const known = months[month];
    if (!known) return;
    await memory.writeMonth(month, generation, await library.lines(month, recent, added));
    months[month] = { ...known, generation };
  });
  return { ...state, shards, months, recent: {} };
}

/** Keys of the objects that a state names. */
export function partsOf({ shards, months }: Pick<State, 'shards' | 'months'>): ReadonlySet<string> {
  const parts = new Set<string>();
  for (const [at, { generation }] of shards.entries())
    if (generation !== undefined) parts.add(shardKey(at, generation));
  for (const [month, { generation, archive }] of Object.entries(months)) {
    if (generation !== undefined) parts.add(monthKey(month, generation));
    if (archive?.generation !== undefined) parts.add(archiveKey(month, archive.generation));
  }
  return parts;
}

/** Shards that are to be written, and what changes there beside what is spooled. */
function changesByShard(
  recent: Recent,
  shards: number,
  { spool }: Library,
): ReadonlyMap<number, [string, RecentRecord | null][]> {
  const groups = new Map<number, [string, RecentRecord | null][]>(spool?.shards.map(at => [at, []]));
  for (const change of recent) {
    const at = shardOf(change[0], shards);
    const group = groups.get(at);
    if (group) group.push(change);
    else groups.set(at, [change]);
  }
  return groups;
}

function withoutLine({ line: _, ...record }: RecentRecord): ObjectRecord {
  return record;
}

function monthsOf(...records: readonly (ObjectRecord | null | undefined)[]): readonly string[] {
  return records.flatMap(record => monthIn(record) ?? []);
}
