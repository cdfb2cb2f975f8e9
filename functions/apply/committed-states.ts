import type { FileRecord, FileRecords } from '../core/files/file-record.ts';
import { type DeltaEntry, isOfObject } from '../core/index/index-record.ts';
import { segmentedFeedAt } from '../core/index/segmented/segmented-feed.ts';
import type { State } from '../core/index/state.ts';
import type { MonthRecord, MonthRecords } from '../core/index/stored/months.ts';
import type { Pending } from '../core/index/stored/pending.ts';
import type { StoredIndex } from '../core/index/stored/stored-index.ts';
import { asFeedRecord, feedRecordKey } from '../core/index/traits/feed-record.ts';
import type { Application } from './application.ts';
import type { WrittenFiles } from './file-writer.ts';

/** Returns the state that is committed before the files of a plan are written. `own` is what is pending meanwhile. */
export function stateBefore(
  next: State,
  { stale, archiveFiles }: Pick<Application['plan'], 'stale' | 'archiveFiles'>,
  own: Pending,
  isRebuild: boolean,
): State {
  return {
    ...withFileRecords(next, inputsOf(stale)),
    pending: [...next.pending, own],
    rebuilding: isRebuild ? { ...next.rebuilding, [own.run]: own.since } : next.rebuilding,
    months: withDue(next.months, archiveFiles),
  };
}

/** Returns the state that is committed after the files of a plan were written. */
export function stateAfter(next: State, written: WrittenFiles, own: Pending, isRebuild: boolean): State {
  return {
    ...withFileRecords({ ...next, delta: withVersions(next.delta, written) }, written.files),
    pending: [...next.pending, ...leftPending(own, next, isRebuild)],
  };
}

/**
 * Returns records of stale files before they are rendered, so that no other run takes them for stale and writes them,
 * too.
 */
function inputsOf(stale: Application['plan']['stale']): FileRecords {
  const ofState = stale.filter(({ archive }) => !archive);
  const inputs = ofState.flatMap(({ group }) => [...group.inputs]);
  return Object.fromEntries(
    inputs.map(([path, digest]): [string, FileRecord] => [path, { inputs: digest, bytes: '' }]),
  );
}

/**
 * Returns what stays pending. A rebuild that is under way may be by another site, and have written the same pages:
 * whichever was last, a sweep that comes after it writes them again.
 */
function leftPending(own: Pending, { rebuilding }: State, isRebuild: boolean): readonly Pending[] {
  const isAlone = isRebuild || Object.keys(rebuilding).length === 0;
  return isAlone || own.keys.length === 0 ? [] : [{ ...own, paths: [] }];
}

/** Records of objects whose files were written. */
function withVersions(delta: StoredIndex['delta'], { own, pageMedia, former }: WrittenFiles): StoredIndex['delta'] {
  const written: StoredIndex['delta'] = Object.fromEntries(
    [...own].flatMap(([key, file]) => {
      const record = delta[key];
      return record ? [[key, { ...record, file }]] : [];
    }),
  );
  const copied = [...pageMedia].flatMap(([key, versions]): [string, DeltaEntry][] => {
    const record = written[key] ?? delta[key];
    if (!isOfObject(record) || record.status === 'media') return [];
    return [[key, { ...record, pageMedia: { ...record.pageMedia, ...versions } }]];
  });
  const moved = [...former].flatMap(([claim, version]): [string, DeltaEntry][] => {
    const entry = delta[claim];
    return entry?.status === 'claim' && 'former' in entry ? [[claim, { ...entry, version }]] : [];
  });
  return { ...delta, ...written, ...Object.fromEntries([...copied, ...moved]) };
}

/** Until it is remembered what was written of a month's archive documents, they are still to be made. */
function withDue(months: MonthRecords, files: Application['plan']['archiveFiles']): MonthRecords {
  const entries = Object.entries(months).map(([month, record]): [string, MonthRecord] => {
    const { archive } = record;
    return [month, archive && files.has(month) ? { ...record, archive: { ...archive, isDue: true } } : record];
  });
  return Object.fromEntries(entries);
}

/**
 * Returns a state with records of files that take the place of those with the same paths. Those of a segmented feed go
 * with the feed.
 */
function withFileRecords(state: State, records: FileRecords): State {
  const delta: Record<string, StoredIndex['delta'][string]> = { ...state.delta };
  const files = { ...state.files };
  for (const [path, record] of Object.entries(records)) {
    const feed = segmentedFeedAt(path);
    if (feed === undefined) {
      files[path] = record;
      continue;
    }
    const key = feedRecordKey(feed);
    const known = asFeedRecord(delta[key]);
    delta[key] = { status: 'feed', ...known, files: { ...known?.files, [path]: record } };
  }
  return { ...state, delta, files: byPath(files) };
}

/** By path, so that the same files are the same state however they came about. */
function byPath(files: FileRecords): FileRecords {
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}
