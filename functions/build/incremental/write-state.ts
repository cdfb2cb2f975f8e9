import { randomUUID } from 'node:crypto';
import { judgeMedia } from '../../content/read-source.ts';
import { browseMonthOf } from '../../core/files/browse-path.ts';
import type { FileRecords } from '../../core/files/file-record.ts';
import { addTo } from '../../core/groups.ts';
import type { StoredRecord } from '../../core/index/index-record.ts';
import { indexOf } from '../../core/index/index-view.ts';
import { segmentOf } from '../../core/index/keys/record-keys.ts';
import type { State } from '../../core/index/state.ts';
import { isMeasured, measureFields } from '../../core/media/measure.ts';
import { EMPTY_DIGEST } from '../../core/text/set-digest.ts';
import { merged } from '../../state/compaction/compact.ts';
import { encode } from '../../state/encode.ts';
import { StateStore } from '../../state/state-store.ts';
import { monthKey, segmentKey } from '../../state/stores/index-store.ts';
import { inParallel } from '../../stores/in-parallel.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import type { BuildBasis } from '../build.ts';
import { compressAside } from './compress-quickly.ts';
import type { IncrementalOptions } from './incremental-options.ts';
import { siteText } from './lost-feeds-of.ts';

/** Objects that are compressed at once, while the next is made: one more keeps no core busier. */
const COMPRESSORS = 3;

/** An object of a state, before it is compressed. */
interface StateObject {
  readonly key: string;
  readonly kind: string;
  readonly value: unknown;
}

/**
 * Writes what a publish goes on from: the index, and the records of files. The delta of the scan is empty then. Entries
 * are not cached: the next build renders those of the feeds that it touches, and caches them, in as much time as this
 * one would take for those of all.
 */
export async function writeState(basis: BuildBasis, store: ObjectStore, options: IncrementalOptions): Promise<void> {
  const { content, limits } = options;
  const { nextState, media, measured, context } = basis.scanned;
  for (const [name, summary] of media) {
    const { found } = judgeMedia(summary);
    const told = measureFields(context.pictures?.get(name));
    const facts = isMeasured(name) && !measured.has(name) ? { isUnmeasured: true as const } : told;
    nextState.apply(summary.key, found.kind === 'media' ? { ...found, ...facts } : found, undefined);
  }
  const generation = randomUUID();
  const count = Math.max(1, Math.ceil(nextState.delta.size / limits.perSegment));
  const files = recordsOf(basis);
  const objects = [...segmentsOf(basis, count, generation), ...monthsOf(basis, files, generation)];
  await inParallel(objects, COMPRESSORS, async make => {
    const { key, kind, value } = make();
    await store.put(key, encode(kind, await compressAside(JSON.stringify(value))));
  });
  nextState.delta.clear();
  const months = Object.entries(basis.plan.files.months).map(([month, record]) => [month, { ...record, generation }]);
  const state: State = {
    ...nextState.finish('build'),
    // By it the next build knows which feeds this one had.
    site: { etag: '', text: await siteText(content), problems: [] },
    segments: Array.from({ length: count }, () => ({ generation, digest: EMPTY_DIGEST })),
    months: Object.fromEntries(months),
    files: Object.fromEntries(Object.entries(files).filter(([path]) => browseMonthOf(path) === undefined)),
  };
  await new StateStore(store).commit(state, undefined);
}

/** Records of the files that were planned; what bytes they have is known once they are made again. */
function recordsOf({ plan }: BuildBasis): FileRecords {
  const inputs = plan.files.stale.flatMap(({ group }) => [...group.inputs]);
  return Object.fromEntries(inputs.map(([path, digest]) => [path, { inputs: digest, bytes: '' }]));
}

function segmentsOf({ scanned }: BuildBasis, count: number, generation: string): readonly (() => StateObject)[] {
  const segments = Array.from({ length: count }, (): Record<string, StoredRecord> => ({}));
  for (const [key, entry] of scanned.nextState.delta) {
    const record = merged(undefined, entry);
    const segment = segments[segmentOf(key, count)];
    if (record && segment) segment[key] = record;
  }
  return segments.map((value, at) => () => ({ key: segmentKey(at, generation), kind: 'segment', value }));
}

function monthsOf({ scanned, plan }: BuildBasis, files: FileRecords, generation: string): (() => StateObject)[] {
  const pages = new Map<string, [string, FileRecords[string]][]>();
  for (const entry of Object.entries(files)) {
    const month = browseMonthOf(entry[0]);
    if (month !== undefined) addTo(pages, month, entry);
  }
  const index = indexOf(scanned.nextState);
  return Object.keys(plan.files.months).map(month => () => ({
    key: monthKey(month, generation),
    kind: 'month',
    value: { entries: index.month(month), files: Object.fromEntries(pages.get(month) ?? []) },
  }));
}
