import { unreadableProblem } from '../content/read-source.ts';
import { renderContextOf } from '../content/render-context.ts';
import { readingSlug } from '../core/article/key.ts';
import type { RenderContext } from '../core/entry/render-context.ts';
import type { Entry, Feed, PublishedFile } from '../core/feed/feed.ts';
import type { HeldArticle } from '../core/index/held.ts';
import { hasOwnFile } from '../core/index/index-record.ts';
import { LIMITS } from '../core/index/limits.ts';
import type { Instant } from '../core/instant.ts';
import type { FilePlan, FileRequest } from '../core/plan/file-plan.ts';
import { NeedsCollector } from '../core/plan/needs.ts';
import { planFiles } from '../core/plan/plan-files.ts';
import { compareProblems, groupProblems, type Problem } from '../core/problem.ts';
import type { Site } from '../core/site/site.ts';
import { pageFiles } from '../core/views/article-pages.ts';
import { fillFeed, shownKeys } from '../core/views/feeds.ts';
import type { Entries } from '../core/views/view.ts';
import { Guard } from '../guard/guard.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { UnreadableObject } from '../stores/unreadable-object.ts';
import { inRounds } from './in-rounds.ts';
import { readerOf, type Scan, type ScanOptions, scan } from './scan.ts';

type Report = (problem: Problem) => void;

/** A build from scratch: what it found, and the files, which are made as they are asked for. */
export interface Build {
  readonly site: Site;
  /** By path and line. */
  readonly problems: readonly Problem[];
  readonly feeds: readonly Feed[];
  readonly counts: {
    readonly read: number;
    readonly published: number;
    readonly withdrawn: number;
    readonly drafts: number;
    /** Dated in the future. */
    readonly waiting: number;
    /** Public once, until a date that has come. */
    readonly expired: number;
    readonly rejected: number;
  };
  /** Drafts, articles that wait for their date, and those whose time is over. */
  readonly held: readonly HeldArticle[];
  /** When the same content gives other files: the next article that is due, correction, or article that expires. */
  readonly nextDue?: Instant;
  /**
   * Everything that belongs under `public/`. `report` is told of what may not be read and is left out; without it, that
   * is an error.
   */
  files(report?: Report): AsyncGenerator<PublishedFile>;
}

/** A source was given up while files were made: what was made before is to be made again, without it. */
class GivenUpMeanwhile extends Error {
  override readonly name = 'GivenUpMeanwhile';
}

/** Reads everything, then renders what feeds show. The same content and instant give the same files, byte for byte. */
export async function build(options: ScanOptions): Promise<Build> {
  const { guard = new Guard(), ...others } = options;
  for (;;) {
    const before = guard.unrendered;
    const built = await buildOnce({ ...others, guard });
    if (guard.unrendered === before) return built;
  }
}

/**
 * Builds, and uses the files; both anew where a source turns out to be one that can't be rendered. `use` has to take
 * that as an end before all are made.
 */
export async function buildAndUse<Result>(
  options: ScanOptions,
  use: (built: Build) => Promise<Result>,
): Promise<readonly [Build, Result]> {
  const { guard = new Guard(), ...others } = options;
  for (;;) {
    const built = await build({ ...others, guard });
    try {
      return [built, await use(built)];
    } catch (error) {
      if (!(error instanceof GivenUpMeanwhile)) throw error;
    }
  }
}

async function buildOnce(options: ScanOptions & { readonly guard: Guard }): Promise<Build> {
  const { content, site, now, guard } = options;
  const scanned = await scan(options);
  const { nextState, problems, read, rejected } = scanned;
  const plan = planFromScratch(options, scanned);
  const context = createRenderContext(options, scanned);
  const render = createRenderer(options, context);
  const entries = await render([...shownKeys(plan.feeds)]);
  const feeds = plan.feeds.map(feed => fillFeed(feed, site, now, entries, plan.archives.newest(feed.key)));
  const { published, withdrawn, waiting, draft: drafts, expired } = nextState.counts;
  return {
    site,
    problems: groupProblems(problems.sort(compareProblems)),
    feeds,
    counts: { read, published, withdrawn, drafts, waiting, expired, rejected },
    held: scanned.held,
    ...(nextState.nextDue !== undefined && { nextDue: nextState.nextDue }),
    async *files(report) {
      const before = guard.unrendered;
      // Archives do not tell the lengths of files under `media/`, and do not follow articles that move.
      yield* plannedFiles(
        plan,
        entries,
        createRenderer(options, { ...context, mediaSizes: new Map(), addresses: new Map() }),
      );
      yield* articlePages(scanned, entries, render, options);
      if (guard.unrendered !== before) throw new GivenUpMeanwhile('a source was given up: build again');
      yield* mediaFiles(content, scanned, report);
    },
  };
}

/**
 * Returns entries of sources, which are read again, whole; without those that went, or were taken back, since they were
 * scanned.
 */
type Renderer = (keys: readonly string[]) => Promise<Entries>;

function createRenderer(options: ScanOptions, context: RenderContext): Renderer {
  const reader = readerOf(options);
  return keys => reader.readAndRender(keys, context);
}

/** Returns what rendering needs to know of a scan. */
export function createRenderContext(
  { site, now }: Pick<ScanOptions, 'site' | 'now'>,
  { media, nextState }: Scan,
): RenderContext {
  const mediaSizes = new Map([...media].map(([key, { size }]) => [key, size]));
  return { ...renderContextOf(nextState.windows.remembered().articles, { site, now }), mediaSizes };
}

/** Plans every file of feeds, lists, sitemaps and archives: all are stale where nothing was written before. */
function planFromScratch({ site, now, limits = LIMITS }: ScanOptions, { nextState }: Scan): FilePlan {
  const request: FileRequest = {
    site,
    now,
    fingerprint: '',
    nextState,
    limits: { ...limits, archivesPerCommit: Number.POSITIVE_INFINITY },
    before: { files: {}, months: {} },
    forced: new Set(),
    includeBacklog: true,
    isRebuild: true,
  };
  const nothing = new Map<never, never>();
  const months = new Map([...nextState.months()].map(month => [month, () => []]));
  const loaded = { segments: nothing, months, archiveFiles: nothing, objects: nothing, entries: nothing };
  const plan = planFiles(request, { ...loaded, archivedEntries: nothing }, new NeedsCollector());
  if (!plan) throw new Error('a build from scratch has all that it is planned from; please report this');
  return plan;
}

/** Every article is rendered once more for archives, but no more than a month's are held at a time. */
async function* plannedFiles({ stale }: FilePlan, known: Entries, render: Renderer): AsyncGenerator<PublishedFile> {
  let held = { month: '', entries: new Map<string, Entry>() };
  for (const { group, archive } of stale) {
    if (archive && archive.month !== held.month) held = { month: archive.month, entries: new Map() };
    const missing = (archive?.articles ?? []).filter(({ key, withdrawn }) => !withdrawn && !held.entries.has(key));
    for (const [key, entry] of await render(missing.map(({ key }) => key))) held.entries.set(key, entry);
    yield* group.render(archive ? held.entries : known);
  }
}

async function* articlePages(
  { nextState, withdrawn }: Scan,
  known: Entries,
  render: Renderer,
  { site, now }: ScanOptions,
): AsyncGenerator<PublishedFile> {
  const owners = [...nextState.delta].flatMap(([key, record]) => (record && hasOwnFile(record) ? [key] : []));
  for (const keys of inRounds(owners)) {
    const rendered = await render(keys.filter(key => !withdrawn.has(key) && !known.has(key)));
    for (const key of keys) {
      const article = withdrawn.get(key) ?? { key, slug: readingSlug(key) };
      yield* pageFiles(article, known.get(key) ?? rendered.get(key), site, now);
    }
  }
}

async function* mediaFiles(content: ObjectStore, { media }: Scan, report?: Report): AsyncGenerator<PublishedFile> {
  for (const [path, { key }] of media) {
    try {
      const object = await content.get(key);
      if (object) yield { path, body: object.bytes };
    } catch (error) {
      if (!(error instanceof UnreadableObject) || !report) throw error;
      report(unreadableProblem(key, error));
    }
  }
}
