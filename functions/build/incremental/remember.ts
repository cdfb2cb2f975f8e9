import { readOutsideProblems } from '../../content/read-outside-problems.ts';
import { isReported } from '../../content/skipped.ts';
import { versionOf } from '../../content/version.ts';
import { isOfObject } from '../../core/index/index-record.ts';
import { indexOf } from '../../core/index/index-view.ts';
import { isSegmented } from '../../core/index/segmented/segmented-feed.ts';
import { titlesIn } from '../../core/index/traits/feed-traits.ts';
import { filePaths } from '../../core/plan/file-plan.ts';
import { reportFormer } from '../../core/plan/plan-former.ts';
import { formerPathsIn, settleFormer } from '../../core/plan/settle-former.ts';
import { formatProblem, type Problem } from '../../core/problem.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import type { SyncResult } from '../../stores/sync-files.ts';
import type { Build } from '../build.ts';
import { addressHash } from './addresses.ts';
import { mayBeStale } from './freshness.ts';
import type { IncrementalOptions } from './incremental-options.ts';
import { Ledger } from './ledger.ts';
import { isRemembered } from './listing.ts';
import { reportOf } from './report.ts';
import { canPack, type KnownObject } from './snapshot.ts';
import { writeState } from './write-state.ts';

/** A build from scratch, and what came of it. */
export interface FinishedBuild {
  readonly built: Build;
  readonly leftOut: readonly Problem[];
  readonly result: SyncResult;
}

/**
 * Remembers a build from scratch, so that the next one reads what changed since. A build of which a part can't be told
 * from its files alone, or during which files changed, is not remembered; the next one is from scratch, too.
 */
export async function remember(finished: FinishedBuild, options: IncrementalOptions): Promise<void> {
  const { built, result } = finished;
  const { folder, content, site, now, since } = options;
  const { scanned, links } = built.basis;
  if (!canRemember(finished, options)) return;
  const objects = await objectsOf(built, content);
  if ([...objects.values()].some(({ version }) => mayBeStale(version, since))) return;
  if (!canPack(objects.keys()) || !canPack(result.files.keys())) return;
  const { nextState } = scanned;
  noteFormer(built);
  const titles = titlesIn(nextState.traits.found());
  const ledger = ledgerOf(finished, titles);
  const report = reportOf({
    ledger,
    site,
    now,
    counts: nextState.counts,
    windows: nextState.windows,
    titles,
    keys: keysOf(built),
    read: built.counts.read,
    feeds: built.feedCount,
    links,
    outside: await readOutsideProblems(content, site, now),
  });
  // What could not be told another time is told by reading everything.
  if (said(report.problems) !== said(built.problems) || said(report.leftOut) !== said(finished.leftOut)) return;
  const { name, store } = folder.openState();
  await writeState(built.basis, store, options);
  folder.save({ of: options.of, state: name, asOf: now, objects, files: result.files, ledger });
}

function canRemember({ built, leftOut }: FinishedBuild, { site }: IncrementalOptions): boolean {
  const { scanned, plan, hasGivenUp } = built.basis;
  const hasSegmented = site.feeds?.authors || site.feeds?.tags || plan.files.feeds.some(({ key }) => isSegmented(key));
  // Only warnings are of pictures.
  if (leftOut.some(({ severity }) => severity === 'error')) return false;
  return !(site.archives || site.hasSidecars || hasSegmented || hasGivenUp || scanned.memory.isEntangled);
}

function said(problems: readonly Problem[]): string {
  return problems.map(formatProblem).join('\n');
}

function keysOf({ basis: { scanned } }: Build): readonly string[] {
  return [...scanned.memory.keys, ...scanned.memory.ignored.filter(isReported)];
}

/** Returns the versions that were read of all objects, and the addresses of articles. */
async function objectsOf({ basis }: Build, content: ObjectStore): Promise<ReadonlyMap<string, KnownObject>> {
  const { nextState, media, memory } = basis.scanned;
  const objects = new Map<string, KnownObject>();
  for (const [key, record] of nextState.delta)
    if (isOfObject(record)) objects.set(key, { version: record.etag, address: addressHash(record.line?.loc) });
  for (const summary of media.values()) objects.set(summary.key, { version: versionOf(summary), address: '' });
  for (const key of memory.ignored) {
    const object = isRemembered(key) ? await content.get(key, { most: 0 }) : undefined;
    if (object) objects.set(key, { version: versionOf(object), address: '' });
  }
  return objects;
}

function ledgerOf({ built, leftOut }: FinishedBuild, titles: ReturnType<typeof titlesIn>): Ledger {
  const { nextState, memory, held } = built.basis.scanned;
  const ledger = new Ledger({
    problems: [...memory.problems],
    held,
    pictures: leftOut.map(problem => [problem.path, problem]),
    links: memory.links.pack(),
  });
  ledger.note(nextState.delta, titles);
  return ledger;
}

/** Has the index say what is reported of former addresses, as that of a publish does. */
function noteFormer({ basis: { scanned, plan } }: Build): void {
  if (plan.former.problems.length === 0) return;
  const { nextState } = scanned;
  const index = indexOf(nextState);
  const taken = filePaths(plan.files);
  for (const path of formerPathsIn(index, 0)) {
    const { claims, problems } = settleFormer(path, index, taken);
    for (const [, { key }] of claims) {
      const record = index.record(key);
      if (record) reportFormer(nextState, [key, record], path, problems.get(key));
    }
  }
}
