import { HOUR, type Instant } from '../instant.ts';
import { listedVersion } from './file-version.ts';
import { mainPathOf } from './variants.ts';

/** A change that somebody else made to a file under `public/`. */
export type Tampering = 'changed' | 'deleted' | 'added';

/** Numbers of files that others changed, deleted and added, as one audit found them. */
export type TamperingCounts = Readonly<Record<Tampering, number>>;

/**
 * The last comparison of what lies under `public/` with what was written there. Of no files: the next is due from then
 * on, and there was none yet.
 */
export interface Audit {
  readonly at: Instant;
  /** Number of files. */
  readonly files: number;
  /** Report of the last audit that found something. */
  readonly found?: Omit<AuditReport, 'files'> & { readonly at: Instant };
}

/** Report of one audit. */
export interface AuditReport extends TamperingCounts {
  /** Number of files. */
  readonly files: number;
  /** Some of the paths that others changed, deleted or added. */
  readonly paths: readonly string[];
}

/** A file that is not as it was written. `unknown`: nobody knows how it was written. */
export interface FileDifference {
  /** Path of the file itself if one of its compressed forms differs. */
  readonly path: string;
  readonly kind: Tampering | 'unknown';
}

/** Files that a report, and the state, name. */
export const MAX_PATHS = 20;

/** Returns what several audits found together; `undefined` where there were none. */
export function mergeReports(reports: readonly AuditReport[]): AuditReport | undefined {
  const last = reports.at(-1);
  if (!last) return undefined;
  const sum = (kind: Tampering): number => reports.reduce((total, report) => total + report[kind], 0);
  const paths = reports.flatMap(({ paths }) => paths).slice(0, MAX_PATHS);
  return { files: last.files, changed: sum('changed'), deleted: sum('deleted'), added: sum('added'), paths };
}

/** Such as `2 files changed, 1 added`. */
export function describeTampering(counts: TamperingCounts): string {
  const kinds: readonly Tampering[] = ['changed', 'deleted', 'added'];
  const some = kinds.filter(kind => counts[kind] > 0).map(kind => `${counts[kind]} ${kind}`);
  return some.length > 0 ? `files under public/: ${some.join(', ')}` : 'no file under public/ changed';
}

/** For so many files an audit waits an hour. */
const FILES_PER_HOUR = 10_000;
const MAX_HOURS = 24;
/** An audit comes at the end of a sweep, and the next sweep is an hour after its beginning. Milliseconds. */
const MARGIN = 10 * 60_000;

/**
 * Returns whether it is time to look again: an hour after the last audit for each 10,000 files, after a day at the
 * latest, or ten minutes sooner. So all but the largest newsrooms pay for some ten requests an hour.
 */
export function isAuditDue(last: Pick<Audit, 'at' | 'files'> | undefined, now: Instant): boolean {
  if (!last || now < last.at) return true;
  return now - last.at >= HOUR * Math.min(MAX_HOURS, Math.max(1, last.files / FILES_PER_HOUR)) - MARGIN;
}

/**
 * Compares files as they were written, versions by path, with what is listed, ETags by path. A version is absent where
 * it is not known.
 */
export function compareFiles(
  expected: ReadonlyMap<string, string | undefined>,
  listed: ReadonlyMap<string, string>,
): readonly FileDifference[] {
  const differences: FileDifference[] = [];
  for (const [path, version] of expected) {
    if (version === undefined) differences.push({ path, kind: 'unknown' });
    else if (!listed.has(path)) differences.push({ path, kind: 'deleted' });
    else if (listedVersion(path, listed) !== version) differences.push({ path, kind: 'changed' });
  }
  const added = new Set([...listed.keys()].map(mainPathOf).filter(path => !expected.has(path)));
  return [...differences, ...[...added].map(path => ({ path, kind: 'added' as const }))];
}
