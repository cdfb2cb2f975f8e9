import { readSource, renderSource, unreadableProblem } from '../content/read-source.ts';
import { isOut } from '../core/article/is-out.ts';
import { readingSlug } from '../core/article/key.ts';
import { createArticleReader } from '../core/article/read-article.ts';
import type { RenderContext } from '../core/entry/render-entry.ts';
import type { Entry, Feed, PublishedFile } from '../core/feed/feed.ts';
import type { HeldArticle } from '../core/index/held.ts';
import { hasOwnFile, publicPathOf } from '../core/index/index-record.ts';
import { LIMITS } from '../core/index/limits.ts';
import type { Instant } from '../core/instant.ts';
import type { FilePlan, FileRequest } from '../core/plan/file-plan.ts';
import { NeedsCollector } from '../core/plan/needs.ts';
import { planFiles } from '../core/plan/plan-files.ts';
import { compareProblems, type Problem } from '../core/problem.ts';
import type { Site } from '../core/site/site.ts';
import { pageFiles } from '../core/views/article-pages.ts';
import { fillFeed, shownKeys } from '../core/views/feeds.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { UnreadableObject } from '../stores/unreadable-object.ts';
import { type Scan, type ScanOptions, scan } from './scan.ts';

type Report = (problem: Problem) => void;
type Renderer = (key: string) => Promise<Entry | undefined>;

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
  /** Everything that belongs under `public/`. `report` is told of what may not be read and is left out; without it, that is an error. */
  files(report?: Report): AsyncGenerator<PublishedFile>;
}

/** Reads everything, then renders what feeds show. The same content and instant give the same files, byte for byte. */
export async function build(options: ScanOptions): Promise<Build> {
  const { content, site, now } = options;
  const scanned = await scan(options);
  const { nextState, problems, read } = scanned;
  const plan = planFromScratch(options, scanned);
  const context = createRenderContext(options, scanned);
  const render = createRenderer(options, context);
  const entries = new Map<string, Entry>();
  for (const key of shownKeys(plan.feeds)) {
    const entry = await render(key);
    if (entry) entries.set(key, entry);
  }
  const feeds = plan.feeds.map(feed => fillFeed(feed, site, now, entries, plan.archives.newest(feed.key)));
  const { published, withdrawn, waiting, draft: drafts, expired, rejected } = nextState.counts;
  return {
    site,
    problems: problems.sort(compareProblems),
    feeds,
    counts: { read, published, withdrawn, drafts, waiting, expired, rejected },
    held: scanned.held,
    ...(nextState.nextDue !== undefined && { nextDue: nextState.nextDue }),
    async *files(report) {
      yield* plannedFiles(plan, entries, createRenderer(options, { ...context, mediaSizes: new Map() }));
      yield* articlePages(scanned, async key => entries.get(key) ?? render(key), options);
      yield* mediaFiles(content, scanned, report);
    },
  };
}

/** Returns what rendering needs to know of a scan. */
export function createRenderContext({ site, now }: Pick<ScanOptions, 'site' | 'now'>, { media }: Scan): RenderContext {
  return { site, now, mediaSizes: new Map([...media].map(([key, { size }]) => [key, size])) };
}

/** Reads a source again, whole, and renders it; `undefined` where it went, or was taken back, since it was scanned. */
function createRenderer({ content }: ScanOptions, context: RenderContext): Renderer {
  const readArticle = createArticleReader(context.site);
  return async key => {
    const { found, source } = await readSource(content, key, readArticle);
    if (found.kind !== 'article' || !source || !isOut(found.article, context.now)) return undefined;
    return renderSource(source, found.article, context)?.entry;
  };
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
async function* plannedFiles(
  { stale }: FilePlan,
  entries: ReadonlyMap<string, Entry>,
  render: Renderer,
): AsyncGenerator<PublishedFile> {
  let held = { month: '', entries: new Map<string, Entry>() };
  for (const { group, archive } of stale) {
    if (archive && archive.month !== held.month) held = { month: archive.month, entries: new Map() };
    for (const { key, withdrawn } of archive?.articles ?? []) {
      const entry = withdrawn ? undefined : (held.entries.get(key) ?? (await render(key)));
      if (entry) held.entries.set(key, entry);
    }
    yield* group.render(archive ? held.entries : entries);
  }
}

async function* articlePages(
  { nextState, withdrawn }: Scan,
  render: Renderer,
  { site, now }: ScanOptions,
): AsyncGenerator<PublishedFile> {
  const written = new Set<string>();
  for (const [key, record] of nextState.delta) {
    // Of two keys that stand for one page the first has it; the other was told of.
    if (!record || !hasOwnFile(record) || written.has(publicPathOf(key))) continue;
    written.add(publicPathOf(key));
    const article = withdrawn.get(key) ?? { key, slug: readingSlug(key) };
    yield* pageFiles(article, withdrawn.has(key) ? undefined : await render(key), site, now);
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
