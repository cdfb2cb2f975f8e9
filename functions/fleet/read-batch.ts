import { isExpired, updatedAt } from '../core/article/article.ts';
import { isContent } from '../core/bucket-layout.ts';
import { chunks } from '../core/groups.ts';
import { withdrawalDate } from '../core/index/article-summary.ts';
import type { ReadObject } from '../core/index/found.ts';
import type { DeltaEntry } from '../core/index/index-record.ts';
import { isMedia } from '../core/index/keys/record-keys.ts';
import type { NextState } from '../core/index/next-state.ts';
import { emptyState } from '../core/index/state.ts';
import { addFeedRecords, asFeedRecord } from '../core/index/traits/feed-record.ts';
import { DAY, type Instant } from '../core/instant.ts';
import { digest } from '../core/text/digest.ts';
import { DigestSet } from '../core/text/digest-set.ts';
import { compareKeys } from '../core/text/key-order.ts';
import { askedSidecars, NO_SIDECARS } from '../guard/sidecars.ts';
import { ArticleFiles } from '../rebuild/article-files.ts';
import { openRebuild } from '../rebuild/begin/open-rebuild.ts';
import { isToBeRead, newestFirst } from '../rebuild/listing/listed-content.ts';
import { markRebuild } from '../rebuild/mark-rebuild.ts';
import { LiveChanges } from '../rebuild/reading/live-changes.ts';
import { PartReader } from '../rebuild/reading/part-reader.ts';
import type { Rebuild } from '../rebuild/rebuild-context.ts';
import type { RunContext } from '../run/run.ts';
import { ContentIndex } from '../state/content-index.ts';
import { encodeReading, type FleetReading, type FleetTally, NO_TALLY } from '../state/fleet/fleet-reading.ts';
import { type FleetId, fleetMark } from '../state/fleet/fleet-store.ts';
import type { LoadedState } from '../state/manifest/loaded-state.ts';
import type { ObjectSummary } from '../stores/object-store.ts';
import { type FleetPlan, readPlan, type SurveyCache, siteOfPlan } from './fleet-plan.ts';

/** Objects that one function of a fleet reads. */
export interface Batch {
  readonly id: FleetId;
  /** As the listing has them. Media and what is no content are left to others. */
  readonly objects: readonly ObjectSummary[];
  /** The batch was given to a function before, which failed, or died. */
  readonly isRetried?: boolean;
}

/** Resources that were used so far. */
export type Spent = () => Pick<FleetTally, 'milliseconds' | 'puts' | 'gets'>;

/** Begins the names of batches. */
export const BATCHES = 'read/';

/** Age from which the mark of a fleet is renewed: well before others take it for dead. Milliseconds. */
const MARK_AGE = 5 * 60_000;

/**
 * Time from the present in which nothing may happen to an article by itself for a function to write its page: twice as
 * long as the longest execution, since one that fails is followed by a rebuild. Milliseconds.
 */
const FORESIGHT = DAY;

/**
 * Reads a batch of sources as a rebuild does, writes their pages, and stores what was read under a name that follows
 * from the batch. A batch that was stored before is not read again. Left to the last step are articles of which
 * something ends soon, or has ended since the fleet began, and all of them where data files, which may hold articles
 * back, are others by now. Returns the number of sources read.
 * @throws FleetOver
 */
export async function readBatch(
  run: RunContext,
  { id, objects, isRetried = false }: Batch,
  surveys: SurveyCache,
  spent: Spent,
): Promise<{ readonly read: number; readonly rejected: number }> {
  const sources = sourcesIn(objects);
  if (sources.length === 0) return { read: 0, rejected: 0 };
  const plan = await readPlan(run, id);
  const name = nameOf(sources);
  if (await run.state.fleets.has(id, name)) return { read: 0, rejected: 0 };
  const active = await run.state.load();
  if (isOfOtherData(active, plan)) return { read: 0, rejected: 0 };
  run.guard.recall(plan.marks);
  // What it may die of is written down: the function that tries it next handles it with care.
  if (isRetried) run.guard.watchAll();
  const rebuild = await openBatch(run, id, plan, surveys);
  const files = await filesOf(rebuild, id, plan, surveys, active);
  const { records, left } = await readSources(rebuild, sources, files);
  const { read, rejected } = run.report;
  const taken = sources.filter(({ key }) => !left.has(key));
  const tally = { ...NO_TALLY, batches: 1, read: sources.length, rejected, ...spent() };
  await run.state.fleets.write(id, name, encodeReading(readingOf(rebuild, taken, records, tally)));
  await run.guard.pause();
  return { read, rejected };
}

/** Returns whether the active state goes by other data files than the fleet does. */
function isOfOtherData({ state }: LoadedState, { site }: FleetPlan): boolean {
  return state !== undefined && !state.isBlank && JSON.stringify(state.site.data) !== JSON.stringify(site.data);
}

/** Returns whether something of an article ends, or its dates change, between two instants. */
function isOfAnotherTime({ found }: ReadObject, from: Instant, to: Instant): boolean {
  if (found.kind !== 'article') return false;
  const { article } = found;
  return [isExpired, updatedAt, withdrawalDate].some(of => of(article, from) !== of(article, to));
}

/** Reads sources. Returns their records, and the keys of those that are left to the last step. */
async function readSources(
  rebuild: Rebuild,
  sources: readonly ObjectSummary[],
  files: ArticleFiles,
): Promise<{ readonly records: ReadonlyMap<string, DeltaEntry>; readonly left: ReadonlySet<string> }> {
  const { run, site, nextState, now } = rebuild;
  const records = new Map<string, DeltaEntry>();
  const left = new Set<string>();
  const isLeft = (object: ReadObject): boolean => {
    const isIt = isOfAnotherTime(object, now, Math.max(now, run.now()) + FORESIGHT);
    if (isIt && object.found.kind === 'article') left.add(object.found.article.key);
    return isIt;
  };
  const unread = new Map(sources.filter(each => !isToBeRead(each)).map(each => [each.key, each]));
  const sidecars = site.hasSidecars ? askedSidecars(run.content, true) : NO_SIDECARS;
  const reader = new PartReader({ rebuild, unread, sidecars, ownFiles: files, isLeft });
  for (const keys of chunks(sources.map(({ key }) => key).sort(newestFirst), run.limits.perRead)) {
    await reader.read(keys);
    // All of the delta is looked at for each article, so it is kept small.
    moveInto(records, nextState.delta);
  }
  return { records, left };
}

function moveInto(records: Map<string, DeltaEntry>, delta: NextState['delta']): void {
  for (const [key, entry] of delta) {
    if (!entry) continue;
    const counts = asFeedRecord(entry);
    const sum = counts && addFeedRecords(asFeedRecord(records.get(key)), counts);
    if (counts && !sum) records.delete(key);
    else records.set(key, sum ?? entry);
  }
  delta.clear();
}

/** Returns the sources of a batch, each once, in the order of their keys. */
function sourcesIn(objects: readonly ObjectSummary[]): readonly ObjectSummary[] {
  const own = objects.filter(({ key }) => isContent(key) && !isMedia(key));
  return [...new Map(own.map(each => [each.key, each])).values()].sort((a, b) => compareKeys(a.key, b.key));
}

/** Names a batch by what it consists of; the number of its sources shows in the name. */
function nameOf(sources: readonly ObjectSummary[]): string {
  const content = digest(sources.map(({ key, etag, lastModified }) => JSON.stringify([key, etag, lastModified])));
  return `${BATCHES}${content}-${sources.length}`;
}

/** Opens the rebuild of a batch: of an empty newsroom, beside all others. */
async function openBatch(run: RunContext, id: FleetId, plan: FleetPlan, surveys: SurveyCache): Promise<Rebuild> {
  const active = siteOfPlan(id, plan);
  const { listed, published, media, pictures } = await surveys.of(run, id, plan);
  const { revision, feedsUrl } = run;
  const of = { revision, site: plan.site, by: 'full', ...(feedsUrl !== undefined && { feedsUrl }) };
  const known = {
    media,
    isListed: (name: string) => listed.has(name),
    pictures,
    taken: new DigestSet(),
    readByFleet: new DigestSet(),
  };
  const state = emptyState(of, plan.segments);
  // A batch is so small that nothing of it leaves memory before it is stored.
  const index = new ContentIndex(run.state, state);
  return {
    ...openRebuild(run, active, { state }, known, plan.now),
    index,
    published,
    since: undefined,
    over: undefined,
    segmentsBefore: [],
  };
}

async function filesOf(
  rebuild: Rebuild,
  id: FleetId,
  plan: FleetPlan,
  surveys: SurveyCache,
  active: LoadedState,
): Promise<ArticleFiles> {
  const { known } = await surveys.of(rebuild.run, id, plan);
  return new ArticleFiles(rebuild, {
    asOf: plan.asOf,
    known,
    live: new LiveChanges(rebuild.run, active),
    mark: since => markFleet(rebuild, id, since),
  });
}

/** Notes in the active state that a fleet writes pages, unless that was noted lately. */
async function markFleet({ run, base }: Rebuild, id: FleetId, since: Instant): Promise<void> {
  const present = run.now();
  // Many come at once: who loses a race finds that another has noted it.
  const isFresh = (marked = 0): boolean => since > 0 && marked + MARK_AGE > present;
  await markRebuild(run, base, since === 0 ? 0 : present, fleetMark(id), isFresh);
}

function readingOf(
  { run, nextState, taken, measured }: Rebuild,
  sources: readonly ObjectSummary[],
  records: ReadonlyMap<string, DeltaEntry>,
  tally: FleetTally,
): FleetReading {
  const keys = new DigestSet();
  for (const { key } of sources) keys.add(key);
  const state = { ...nextState.finishPart('full'), delta: Object.fromEntries(records) };
  return { state, parts: [], keys: keys.toBytes(), paths: taken.toBytes(), measured, marks: run.guard.marks, tally };
}
