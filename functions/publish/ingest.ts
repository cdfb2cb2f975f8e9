import { type ActiveSite, fingerprintOf, readActiveSite, recallSite, siteChange } from '../content/active-site.ts';
import { enclosureSizes, mediaSize, type ReadObject, readObjects } from '../content/read-objects.ts';
import { summarize } from '../core/index/article-summary.ts';
import { isContent } from '../core/index/index-record.ts';
import { NextState } from '../core/index/next-state.ts';
import type { SitemapEntry } from '../core/index/sitemap-month.ts';
import { monthOf } from '../core/index/sitemap-month.ts';
import type { Pending, State } from '../core/index/state.ts';
import { compareRanks } from '../core/index/window.ts';
import type { Instant } from '../core/instant.ts';
import { SITE_KEY } from '../core/site/parse-site.ts';
import { type PlanContext, StaleSources } from '../plan/plan-context.ts';
import { ArchiveFiles } from '../state/archive-files.ts';
import { ContentIndex } from '../state/content-index.ts';
import { isSafeKey } from '../stores/object-key.ts';
import type { Written } from './apply.ts';
import type { RunContext } from './run.ts';

/** A run can't live longer than this; what it has not said to be done by then it never will. Milliseconds. */
export const LIFETIME = 15 * 60_000;
/** Clocks of different machines differ; so far back the time of the last commit is taken for the present. Milliseconds. */
const CLOCK_SKEW = 60_000;

/** What a run has to do, as far as it knows by now. */
export interface Task {
  readonly by: string;
  /** To be read. */
  readonly keys: Set<string>;
  /** Of these, what is to be taken in though it is as it was. */
  readonly forced: Set<string>;
  /** Paths that may hold anything, since this run wrote them and another may have, too. */
  readonly paths: Set<string>;
  /** What this run last wrote, by path. */
  readonly written: Map<string, Written>;
  /** A sweep mends whatever is pending; an event what no run is at work on any more. */
  readonly recoverAll: boolean;
  /** The site has to be read, whatever the keys are. */
  readonly readSite: boolean;
  /** Archive documents that other runs left to be made are made, too; without a sweep news comes first. */
  readonly includeBacklog: boolean;
}

/** A desk on which everything lies that files are planned from. */
export interface Ingested extends PlanContext {
  readonly state: State;
  readonly activeSite: ActiveSite;
  /** Changes that were taken in. */
  readonly changes: ReadonlyMap<string, ReadObject>;
  /** Runs whose files are mended, and that are known to be dead or done. */
  readonly settled: ReadonlySet<string>;
  readonly siteChanged: boolean;
}

/** Reads what changed and takes it in. `rebuild` where the state can't be gone on from. */
export async function ingest(run: RunContext, state: State, task: Task): Promise<Ingested | StaleSources | 'rebuild'> {
  const { options, limits } = run;
  if (state.isBlank || state.feedsUrl !== options.feedsUrl) return 'rebuild';
  const now = presentOf(state, options.now());
  if (now < state.latestDate) return 'rebuild';
  const site = await siteFor(run, state, task);
  if (site === 'rebuild') return site;
  const mended = state.pending.filter(pending => task.recoverAll || isOver(pending, run, now));
  const anyway = new Set([...task.forced, ...mended.flatMap(({ keys }) => keys), ...due(state, now)]);
  const keys = new Set([...task.keys, ...anyway].filter(key => isContent(key) && isSafeKey(key)));
  const objects = await readObjects(run.content, keys, site.inForce.site);
  const index = new ContentIndex(run.state, state);
  const before = new Map(Object.entries(state.delta));
  const sizes = await enclosureSizes(objects.values(), site.inForce.site, index, before);
  const nextState = new NextState({ state, site: site.inForce.site, now, limits, sizes });
  const changes = await ingestObjects(nextState, objects, index, anyway);
  const desk: PlanContext = {
    run,
    site: site.inForce.site,
    now,
    fingerprint: fingerprintOf(options.revision, site.inForce.site),
    nextState,
    index,
    objects: changes,
    files: state.files,
    archives: new ArchiveFiles(run.state, state.months),
    includeBacklog: task.includeBacklog,
    forced: new Set([...task.paths, ...mended.flatMap(({ paths }) => paths)]),
    forcedKeys: anyway,
  };
  const again = await refill(desk);
  if (again) return again;
  const settled = new Set(mended.filter(pending => isOver(pending, run, now)).map(({ run }) => run));
  return { ...desk, state, activeSite: site.inForce, changes, settled, siteChanged: site.changed };
}

/** The present, unless the clock lies a little behind that of the run before. */
export function presentOf(state: State, now: Instant): Instant {
  return now < state.asOf && state.asOf - now <= CLOCK_SKEW ? state.asOf : now;
}

/** Fills windows that show too little with older articles, which the lines of their months tell of. */
async function refill(desk: PlanContext): Promise<StaleSources | undefined> {
  for (let rounds = 0; ; rounds++) {
    const [shortage] = desk.nextState.windows.shortages();
    if (!shortage) return undefined;
    const slug = shortage.window === 'category' ? shortage.slug : undefined;
    const wanted = desk.site.entries + desk.run.limits.slack + 2 ** rounds;
    const { lines, isAll } = await linesBelow(desk, shortage.horizon, slug, wanted);
    const objects = await readObjects(
      desk.run.content,
      lines.map(({ key }) => key),
      desk.site,
    );
    const sizes = await enclosureSizes(objects.values(), desk.site, desk.index, desk.nextState.delta);
    const references = [];
    const changed: string[] = [];
    for (const [key, { found }] of objects) {
      const record = await desk.index.record(key, desk.nextState.delta);
      if (found.kind === 'article' && found.etag === record?.etag)
        references.push(summarize(found.article, found.etag, desk.site, sizes));
      else changed.push(key);
    }
    if (changed.length > 0) return new StaleSources(changed);
    desk.nextState.windows.extend(shortage, references, isAll ? undefined : lines.at(-1));
  }
}

async function linesBelow(
  { nextState, index, site }: PlanContext,
  horizon: { readonly published: Instant; readonly key: string },
  slug: string | undefined,
  wanted: number,
): Promise<{ readonly lines: readonly SitemapEntry[]; readonly isAll: boolean }> {
  const from = monthOf(horizon.published, site);
  const months = [...nextState.months()]
    .filter(month => month <= from)
    .sort()
    .reverse();
  const lines: SitemapEntry[] = [];
  for (const month of months) {
    const below = (await index.sitemapEntries(month, nextState.delta)).filter(
      line => compareRanks(line, horizon) > 0 && (slug === undefined || line.categories.includes(slug)),
    );
    lines.push(...below.sort(compareRanks));
    if (lines.length > wanted) return { lines: lines.slice(0, wanted), isAll: false };
  }
  return { lines, isAll: true };
}

/** Takes in what is not as it was, and gives it. */
export async function ingestObjects(
  nextState: NextState,
  objects: ReadonlyMap<string, ReadObject>,
  index: ContentIndex,
  anyway: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ReadObject>> {
  const changes = new Map<string, ReadObject>();
  const media = new Set<string>();
  for (const [key, object] of objects) {
    const previous = await index.record(key, nextState.delta);
    const { found } = object;
    const isSame = found.kind === 'gone' ? previous === undefined : found.etag === previous?.etag;
    if (isSame && !anyway.has(key)) continue;
    nextState.apply(key, found, previous);
    changes.set(key, object);
    if (found.kind === 'media' || previous?.status === 'media') media.add(key.normalize('NFC'));
  }
  for (const key of media) nextState.resize(key, await mediaSize(key, index, nextState.delta));
  return changes;
}

async function siteFor(
  run: RunContext,
  state: State,
  task: Task,
): Promise<{ readonly inForce: ActiveSite; readonly changed: boolean } | 'rebuild'> {
  const recalled = recallSite(state.site, run.options.feedsUrl);
  if (!recalled) return 'rebuild';
  if (!task.readSite && !task.keys.has(SITE_KEY)) return { inForce: recalled, changed: false };
  const { inForce = recalled, problems } = await readActiveSite(run.content, state.site, run.options.feedsUrl);
  run.problems.push(...problems);
  if (siteChange(recalled.site, inForce.site) === 'everything') return 'rebuild';
  return { inForce, changed: JSON.stringify(inForce.stored) !== JSON.stringify(state.site) };
}

function isOver({ run: id, since }: Pending, run: RunContext, now: Instant): boolean {
  return id === run.options.runId || since + LIFETIME < now;
}

function due(state: State, now: Instant): readonly string[] {
  return Object.entries(state.timers).flatMap(([key, at]) => (at <= now ? [key] : []));
}
