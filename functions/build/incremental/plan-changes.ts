import { randomUUID } from 'node:crypto';
import { apply } from '../../apply/apply.ts';
import { isPageMedia } from '../../core/article/page-media.ts';
import { pageBeside } from '../../core/files/variants.ts';
import { heldArticle } from '../../core/index/held.ts';
import { isOfObject } from '../../core/index/index-record.ts';
import { isMedia } from '../../core/index/keys/record-keys.ts';
import type { State } from '../../core/index/state.ts';
import { type Titles, titlesIn } from '../../core/index/traits/feed-traits.ts';
import { mediaFileProblem } from '../../core/media/sound-problem.ts';
import type { PlanRequest } from '../../core/plan/planned/plan-request.ts';
import type { Problem } from '../../core/problem.ts';
import { SourceReader } from '../../guard/source-reader.ts';
import { openRun } from '../../run/open-run.ts';
import { type PlannedRun, planRun } from '../../run/plan-run.ts';
import type { RunContext } from '../../run/run.ts';
import type { LoadedState } from '../../state/manifest/loaded-state.ts';
import { createJoinedStore } from '../../stores/joined-store.ts';
import { createMemoryStore } from '../../stores/memory-store.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import type { DirectoryWriter } from '../../stores/sync-files.ts';
import { fatesOf } from '../fates.ts';
import { addressHash } from './addresses.ts';
import { mayBeStale } from './freshness.ts';
import type { IncrementalOptions } from './incremental-options.ts';
import { Ledger } from './ledger.ts';
import { doClash } from './output-files.ts';
import { createOutputStore } from './output-store.ts';
import { canPack, type KnownObject, type Snapshot } from './snapshot.ts';

/** Changes to take in. */
export interface ChangesRequest {
  /** Keys of objects that are new, gone or changed. */
  readonly keys: readonly string[];
  /** Paths of files that others changed, or took away. */
  readonly paths: readonly string[];
  readonly snapshot: Snapshot;
  readonly loaded: LoadedState & { readonly state: State };
}

/** The files that change with some objects, and what is remembered once they are written. */
export interface ChangePlan {
  readonly planned: PlannedRun;
  readonly ledger: Ledger;
  /** Problems of links by file. */
  readonly links: readonly Problem[];
  readonly titles: Titles;
  /** Nothing is to be written. */
  readonly isIdle: boolean;
  /** Memory of the content from then on; absent where an object may have changed while it was read. */
  readonly remembered?: Pick<Snapshot, 'objects' | 'ledger'>;
  /** Writes the files; returns whether all could be made of what was planned. */
  apply(writer: DirectoryWriter): Promise<boolean>;
}

/**
 * Reads what changed, and plans what changes with it. `undefined` where not all that a build from scratch would report,
 * or write, follows from that.
 * @throws StateLost
 */
export async function planChanges(
  request: ChangesRequest,
  state: ObjectStore,
  options: IncrementalOptions,
): Promise<ChangePlan | undefined> {
  const { snapshot, loaded } = request;
  const run = openBuildRun(state, createMemoryStore(), options);
  try {
    const planned = await planRun(run, keysToRead(request, options), planRequestOf(request, options));
    const { next } = planned.plan;
    const titles = titlesIn(next);
    // A build makes everything at once.
    if (!isPlain(planned, request) || next.again) return undefined;
    const ledger = new Ledger(snapshot.ledger.pack());
    if (!(await noteChanges(ledger, planned, options))) return undefined;
    ledger.note(Object.entries(next.delta), titles);
    // The places of those that did not change are not known.
    if (ledger.tellsPlaces && !snapshot.ledger.tellsPlaces) return undefined;
    const objects = objectsAfter(planned, snapshot);
    if (!objects || doClash(addedPaths(planned, snapshot), snapshot.files.keys())) return undefined;
    const links = await linksAfter(ledger, objects, options);
    if (!links) return undefined;
    const areYoung = [...planned.plan.changes.keys()].some(key => isYoung(objects.get(key), options));
    return {
      planned,
      ledger,
      links,
      titles,
      isIdle: planned.plan.isIdle,
      ...(!areYoung && canPack(planned.plan.changes.keys()) && { remembered: { objects, ledger } }),
      apply: async writer => {
        const { site, fingerprint } = options;
        const applying = openBuildRun(state, createOutputStore(writer), options);
        const forced = new Set(request.paths);
        const application = { ...planned, site, fingerprint, forced, before: planned.plan.filesBefore };
        const result = await apply(applying, loaded, application, new Map());
        return result === 'done' && applying.report.problems.length === 0;
      },
    };
  } finally {
    await run.guard.close();
  }
}

function openBuildRun(
  state: ObjectStore,
  output: ObjectStore,
  { content, now, revision, limits }: IncrementalOptions,
): RunContext {
  const feeds = createJoinedStore({ public: output, state });
  return openRun({ content, feeds, now: () => now, runId: randomUUID(), revision, limits });
}

/** Returns the keys of what changed, and of what changes by itself by now. */
function keysToRead({ keys, loaded }: ChangesRequest, { now }: IncrementalOptions): ReadonlySet<string> {
  const due = Object.entries(loaded.state.timers).flatMap(([key, at]) => (at <= now ? [key] : []));
  return new Set([...keys, ...due]);
}

function planRequestOf(request: ChangesRequest, options: IncrementalOptions): PlanRequest {
  const { state } = request.loaded;
  const { site, now, limits, fingerprint } = options;
  return {
    state,
    site,
    now,
    limits,
    fingerprint,
    by: 'build',
    storedSite: state.site,
    forcedKeys: keysToRead(request, options),
    forcedPaths: new Set(request.paths.flatMap(path => [path, pageBeside(path) ?? path])),
    stillPending: [],
    includeBacklog: true,
  };
}

/** Returns whether what is said of other objects than those that changed stays as it was. */
function isPlain({ plan: { next, changes } }: PlannedRun, { loaded: { state } }: ChangesRequest): boolean {
  const isCalledOtherwise = Object.entries(next.titles).some(
    ([feed, title]) => (state.titles[feed] ?? title) !== title,
  );
  const isRefused = [...changes].some(([key, { found }]) => isMedia(key) && found.kind === 'rejected');
  const isContested = Object.entries(next.delta).some(
    ([key, record]) => isMedia(key) && isOfObject(record) && record.contest !== undefined,
  );
  return !isCalledOtherwise && !isRefused && !isContested && Object.keys(next.marks).length === 0;
}

/** Takes in what was read; returns `false` where it does not tell which pictures are published. */
async function noteChanges(
  ledger: Ledger,
  { plan: { changes, pageMedia, removals } }: PlannedRun,
  { content, now }: IncrementalOptions,
): Promise<boolean> {
  for (const [key, { found, source }] of changes) {
    const isWithdrawn = found.kind === 'article' && found.article.withdrawn;
    ledger.links.note(key, isWithdrawn ? undefined : source?.bytes);
    ledger.problems.delete(key);
    ledger.held.delete(key);
    if ('problems' in found && found.problems.length > 0) ledger.problems.set(key, found.problems);
    const held = found.kind === 'article' ? heldArticle(found.article, now) : undefined;
    if (held) ledger.held.set(key, held);
  }
  const isBeside = pageMedia.size > 0 || removals.some(isPageMedia);
  if (isBeside && [...ledger.pictures.keys()].some(isPageMedia)) return false;
  const pictures = new Set([...changes.keys()].filter(key => isMedia(key) && !isPageMedia(key)));
  for (const { media } of pageMedia.values()) pictures.add(media);
  for (const key of pictures) {
    ledger.pictures.delete(key);
    const object = await content.get(key);
    const problem = object && mediaFileProblem(key, object.size, object.bytes);
    if (problem) ledger.pictures.set(key, problem);
  }
  return true;
}

/** Returns problems of links by file once changes are taken in; `undefined` where an article was given up for that. */
async function linksAfter(
  { links, held, rejected }: Ledger,
  objects: Snapshot['objects'],
  { content, site, now }: IncrementalOptions,
): Promise<readonly Problem[] | undefined> {
  if (links.isEmpty) return [];
  const reader = new SourceReader({ content, site });
  const fateOf = fatesOf({ isThere: key => objects.has(key), held, rejected });
  const problems = await links.problems({ site, now, fateOf, reader });
  return reader.hasGivenUp ? undefined : problems;
}

/**
 * Returns what is known of all objects by then; `undefined` where an article got an address that another may have, too:
 * a build from scratch warns of it.
 */
function objectsAfter({ plan }: PlannedRun, { objects: before }: Snapshot): Snapshot['objects'] | undefined {
  const objects = new Map(before);
  for (const [key, { found }] of plan.changes) {
    if (found.kind === 'gone') objects.delete(key);
    else objects.set(key, { version: found.etag, address: before.get(key)?.address ?? '' });
  }
  let added: Set<string> | undefined;
  for (const [key, record] of Object.entries(plan.next.delta)) {
    const known = objects.get(key);
    if (!known || !isOfObject(record)) continue;
    const isOut = record.status === 'published' || record.status === 'withdrawn';
    const address = isOut && !record.line ? known.address : addressHash(record.line?.loc);
    if (address === (before.get(key)?.address ?? '')) continue;
    added ??= new Set([...before.values()].map(object => object.address));
    if (address !== '' && added.has(address)) return undefined;
    added.add(address);
    objects.set(key, { ...known, address });
  }
  return objects;
}

/** Returns the paths of files that were not there before. */
function addedPaths({ plan }: PlannedRun, { files }: Snapshot): readonly string[] {
  const { stale, pages, copies, pageMedia, former } = plan;
  const groups = [...stale.map(({ group }) => group), ...pages.values()];
  const paths = [
    ...groups.flatMap(({ inputs }) => [...inputs.keys()]),
    ...copies.keys(),
    ...pageMedia.keys(),
    ...former.keys(),
  ];
  return paths.filter(path => !files.has(path));
}

function isYoung(object: KnownObject | undefined, { since }: IncrementalOptions): boolean {
  return object !== undefined && mayBeStale(object.version, since);
}
