import { isOut, readSource, renderSource } from '../content/read-source.ts';
import { createArticleReader } from '../core/article/read-article.ts';
import type { RenderContext } from '../core/entry/render-entry.ts';
import type { Entry, Feed, PublishedFile } from '../core/feed/feed.ts';
import { hasOwnFile } from '../core/index/index-record.ts';
import { LIMITS } from '../core/index/limits.ts';
import type { NextState } from '../core/index/next-state.ts';
import { monthOf, renderMonth, type SitemapEntry, sitemapIndex } from '../core/index/sitemap-month.ts';
import type { Instant } from '../core/instant.ts';
import { compareProblems, type Problem } from '../core/problem.ts';
import type { Site } from '../core/site/site.ts';
import { ALL, Archives, archiveFeed, archiveFiles, archiveSize, countArticles } from '../core/views/archives.ts';
import {
  feedFiles,
  fillFeed,
  newsFile,
  type PlannedFeed,
  planFeeds,
  readingFile,
  sectionsOf,
  shownKeys,
  withdrawnFile,
} from '../core/views/feeds.ts';
import { siteFiles } from '../core/views/lists.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { UnreadableObject } from '../stores/unreadable-object.ts';
import { type Scan, type ScanOptions, scan, unreadableProblem } from './scan.ts';

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
    readonly rejected: number;
  };
  /** When the same content gives other files: the next article that is due, or correction. */
  readonly nextDue?: Instant;
  /** Everything that belongs under `public/`. `report` is told of what may not be read and is left out; without it, that is an error. */
  files(report?: Report): AsyncGenerator<PublishedFile>;
}

/** Reads everything, then renders what feeds show. The same content and instant give the same files, byte for byte. */
export async function build(options: ScanOptions): Promise<Build> {
  const { content, site } = options;
  const scanned = await scan(options);
  const { nextState, problems, read } = scanned;
  const planned = planFeeds(nextState.windows, site);
  const context = createRenderContext(options, scanned);
  const render = createRenderer(options, context);
  const entries = new Map<string, Entry>();
  for (const key of shownKeys(planned)) {
    const entry = await render(key);
    if (entry) entries.set(key, entry);
  }
  const months = linesByMonth(nextState, site);
  const archives = archivesOf(months, options);
  const feeds = planned.map(feed =>
    fillFeed(feed, site, options.now, entries, archives.newest(feed.category?.slug ?? ALL)),
  );
  const { published, withdrawn, waiting, draft: drafts, rejected } = nextState.counts;
  return {
    site,
    problems: problems.sort(compareProblems),
    feeds,
    counts: { read, published, withdrawn, drafts, waiting, rejected },
    ...(nextState.nextDue !== undefined && { nextDue: nextState.nextDue }),
    async *files(report) {
      yield* listFiles(nextState, planned, feeds, months, site);
      yield* archiveFilesOf(archives, months, createRenderer(options, { ...context, mediaSizes: new Map() }), site);
      yield* readingFiles(scanned, key => entries.get(key) ?? render(key), options);
      yield* mediaFiles(content, scanned, report);
    },
  };
}

type Renderer = (key: string) => Promise<Entry | undefined>;
type Months = ReadonlyMap<string, readonly SitemapEntry[]>;

/** What rendering needs to know of a scan. */
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

function* listFiles(
  draft: NextState,
  planned: readonly PlannedFeed[],
  feeds: readonly Feed[],
  lines: Months,
  site: Site,
): Generator<PublishedFile> {
  const sections = sectionsOf(planned);
  for (const feed of feeds) yield* feedFiles(feed, sections, site);
  yield* siteFiles(planned, site);
  const months = [...lines].map(([month, lines]) => [month, renderMonth(month, lines, site)] as const);
  for (const [, { files }] of months) yield* files;
  yield sitemapIndex(
    months.map(([month, { lastModified }]) => [month, lastModified]),
    site,
  );
  yield newsFile(draft.windows, site);
}

function linesByMonth(draft: NextState, site: Site): Months {
  const months = new Map<string, SitemapEntry[]>();
  for (const record of draft.delta.values()) {
    if (!record?.line) continue;
    const month = monthOf(record.line.published, site);
    const lines = months.get(month);
    if (lines) lines.push(record.line);
    else months.set(month, [record.line]);
  }
  return months;
}

function archivesOf(months: Months, { site, limits = LIMITS }: ScanOptions): Archives {
  const counts = [...months].map(([month, lines]) => [month, countArticles(lines)] as const);
  return new Archives(site.archives ? counts : [], archiveSize(site, limits));
}

/** Every article is rendered once more, but no more than a month's are held at a time. */
async function* archiveFilesOf(
  archives: Archives,
  months: Months,
  render: Renderer,
  site: Site,
): AsyncGenerator<PublishedFile> {
  for (const [month, lines] of months) {
    const entries = new Map<string, Entry>();
    for (const document of archives.documentsOf(month)) {
      const articles = archives.articlesOf(document, lines);
      for (const { key, withdrawn } of articles) {
        const entry = withdrawn ? undefined : (entries.get(key) ?? (await render(key)));
        if (entry) entries.set(key, entry);
      }
      yield* archiveFiles(archiveFeed(document, articles, entries, site), document.folder);
    }
  }
}

async function* readingFiles(
  { nextState, withdrawn }: Scan,
  render: (key: string) => Entry | undefined | Promise<Entry | undefined>,
  { site, now }: ScanOptions,
): AsyncGenerator<PublishedFile> {
  const written = new Set<string>();
  for (const [key, record] of nextState.delta) {
    if (!record || !hasOwnFile(record)) continue;
    const article = withdrawn.get(key);
    const entry = article ? undefined : await render(key);
    const file = article ? withdrawnFile(article, site, now) : entry && readingFile(key, entry, site);
    // Of two keys that stand for one page the first has it; the other was told of.
    if (!file || written.has(file.path)) continue;
    written.add(file.path);
    yield file;
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
