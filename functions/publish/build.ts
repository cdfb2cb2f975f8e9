import { unreadableProblem } from '../content/read-source.ts';
import type { SourceReader } from '../content/source-reader.ts';
import { readingSlug } from '../core/article/key.ts';
import type { RenderContext } from '../core/entry/render-entry.ts';
import type { Entry, Feed, PublishedFile } from '../core/feed/feed.ts';
import type { ReadObject } from '../core/index/found.ts';
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
import type { Entries } from '../core/views/view.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { UnreadableObject } from '../stores/unreadable-object.ts';
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
  /** Everything that belongs under `public/`. `report` is told of what may not be read and is left out; without it, that is an error. */
  files(report?: Report): AsyncGenerator<PublishedFile>;
}

/** Reads everything, then renders what feeds show. The same content and instant give the same files, byte for byte. */
export async function build(options: ScanOptions): Promise<Build> {
  const { content, site, now } = options;
  const scanned = await scan(options);
  const { nextState, problems, read } = scanned;
  const renderer = new Renderer(options, scanned);
  const plan = await planRendered(options, renderer);
  problems.push(...renderer.takeProblems());
  const { entries } = renderer;
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
      yield* articlePages(scanned, renderer, options);
      // Pages show more articles than feeds do, and so more that can't be rendered.
      const late = renderer.takeProblems();
      for (const problem of late) report?.(problem);
      yield* plannedFiles(late.length > 0 ? await planRendered(options, renderer) : plan, renderer);
      yield* mediaFiles(content, scanned, report);
    },
  };
}

/** Plans every file, and renders what feeds show. An article that can't be rendered is left out, and others take its place. */
async function planRendered(options: ScanOptions, renderer: Renderer): Promise<FilePlan> {
  for (;;) {
    const plan = planFromScratch(options, renderer.scanned);
    if (await renderer.render(shownKeys(plan.feeds))) return plan;
  }
}

/** Returns what rendering needs to know of a scan. */
export function createRenderContext({ site, now }: Pick<ScanOptions, 'site' | 'now'>, { media }: Scan): RenderContext {
  return { site, now, mediaSizes: new Map([...media].map(([key, { size }]) => [key, size])) };
}

/** Sources that are read and rendered at once. */
const PER_RENDER = 32;

/** Reads sources again, whole, and renders them. */
class Renderer {
  readonly scanned: Scan;
  /** What feeds show, by key. */
  readonly entries = new Map<string, Entry>();
  readonly #reader: SourceReader;
  readonly #context: RenderContext;
  readonly #problems: Problem[] = [];

  constructor(options: ScanOptions, scanned: Scan) {
    this.scanned = scanned;
    this.#reader = readerOf(options);
    this.#context = createRenderContext(options, scanned);
  }

  /** Renders what feeds show and has not been rendered; `false` where one of these is left out after all. */
  async render(keys: Iterable<string>): Promise<boolean> {
    const missing = [...keys].filter(key => !this.entries.has(key));
    let isWhole = true;
    for (const some of chunks(missing, PER_RENDER)) {
      const { entries, failed } = await this.entriesOf(some);
      for (const [key, entry] of entries) this.entries.set(key, entry);
      if (failed > 0) isWhole = false;
    }
    return isWhole;
  }

  /** Returns entries that are not kept. A source that went, or was taken back, since it was scanned has none. */
  async entriesOf(
    keys: readonly string[],
    context = this.#context,
  ): Promise<{ readonly entries: Entries; readonly failed: number }> {
    const read = await this.#reader.read(keys);
    const { entries, failed } = this.#reader.render(read, () => context);
    const rejected = [...[...read].filter(([, { found }]) => found.kind === 'rejected'), ...failed];
    for (const [key, object] of rejected) this.#reject(key, object);
    return { entries, failed: rejected.length };
  }

  /** Returns entries as archive documents show them: without lengths of files under `media/`. */
  async archivedEntriesOf(keys: readonly string[]): Promise<Entries> {
    return (await this.entriesOf(keys, { ...this.#context, mediaSizes: new Map() })).entries;
  }

  /** Returns problems that were found since they were last asked for. */
  takeProblems(): readonly Problem[] {
    return this.#problems.splice(0);
  }

  #reject(key: string, { found }: ReadObject): void {
    const { nextState } = this.scanned;
    nextState.apply(key, found, nextState.delta.get(key) ?? undefined);
    if (found.kind === 'rejected') this.#problems.push(...found.problems);
  }
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
async function* plannedFiles({ stale }: FilePlan, renderer: Renderer): AsyncGenerator<PublishedFile> {
  let held = { month: '', entries: new Map<string, Entry>() };
  for (const { group, archive } of stale) {
    if (archive && archive.month !== held.month) held = { month: archive.month, entries: new Map() };
    const missing = (archive?.articles ?? []).filter(({ key, withdrawn }) => !withdrawn && !held.entries.has(key));
    const entries = await renderer.archivedEntriesOf(missing.map(({ key }) => key));
    for (const [key, entry] of entries) held.entries.set(key, entry);
    yield* group.render(archive ? held.entries : renderer.entries);
  }
}

async function* articlePages(
  { nextState, withdrawn }: Scan,
  renderer: Renderer,
  { site, now }: ScanOptions,
): AsyncGenerator<PublishedFile> {
  // Of two keys that stand for one page the first has it; the other was told of.
  const owners = new Map<string, string>();
  for (const [key, record] of nextState.delta)
    if (record && hasOwnFile(record) && !owners.has(publicPathOf(key))) owners.set(publicPathOf(key), key);
  for (const keys of chunks([...owners.values()], PER_RENDER)) {
    const missing = keys.filter(key => !withdrawn.has(key) && !renderer.entries.has(key));
    const { entries } = await renderer.entriesOf(missing);
    for (const key of keys) {
      const article = withdrawn.get(key) ?? { key, slug: readingSlug(key) };
      yield* pageFiles(article, renderer.entries.get(key) ?? entries.get(key), site, now);
    }
  }
}

function* chunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
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
