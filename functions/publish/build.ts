import type { Article } from '../core/article/article.ts';
import { createArticleReader } from '../core/article/read-article.ts';
import { openSource } from '../core/article/source-text.ts';
import { type RenderContext, type RenderedEntry, renderEntry } from '../core/entry/render-entry.ts';
import type { Entry, Feed, PublishedFile } from '../core/feed/feed.ts';
import type { Instant } from '../core/instant.ts';
import { compareProblems, type Problem } from '../core/problem.ts';
import { feedFiles, makeFeeds, readingFile, shownKeys, sitemapFiles } from '../core/publish/planned-files.ts';
import type { Site } from '../core/site/site.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { isOut, type Scan, type ScanOptions, scan } from './scan.ts';

/** A build from scratch: what it found, and the files, which are made as they are asked for. */
export interface Build {
  readonly site: Site;
  /** By path and line. */
  readonly problems: readonly Problem[];
  readonly feeds: readonly Feed[];
  readonly counts: {
    readonly read: number;
    readonly published: number;
    readonly drafts: number;
    /** Dated in the future. */
    readonly waiting: number;
    readonly rejected: number;
  };
  /** When the same content gives other files: the next article that is due, or correction. */
  readonly nextDue?: Instant;
  /** Everything that belongs under `public/`. */
  files(): AsyncGenerator<PublishedFile>;
}

/** Reads everything, then renders what feeds show. The same content and instant give the same files, byte for byte. */
export async function build(options: ScanOptions): Promise<Build> {
  const { content, site } = options;
  const scanned = await scan(options);
  const context = createRenderContext(options, scanned);
  const entries = await renderShown(content, scanned, context);
  const feeds = makeFeeds(scanned.archive, site, entries);
  const { nextDue } = scanned.archive;
  return {
    site,
    problems: scanned.problems.sort(compareProblems),
    feeds,
    counts: { ...scanned.archive.counts, read: scanned.read, rejected: scanned.rejected },
    ...(nextDue !== undefined && { nextDue }),
    async *files() {
      yield* feedFiles(feeds, site);
      yield* sitemapFiles(scanned.archive, site);
      if (site.permalink === undefined) yield* readingFiles(content, scanned, context, entries, feeds);
      yield* mediaFiles(content, scanned);
    },
  };
}

/** What rendering needs to know of a scan. */
export function createRenderContext({ site, now }: Pick<ScanOptions, 'site' | 'now'>, { media }: Scan): RenderContext {
  return { site, now, mediaSizes: new Map([...media].map(([key, { size }]) => [key, size])) };
}

/** Reads a source again, whole, and renders it; `undefined` where it went, or was taken back, since it was scanned. */
export async function renderSource(
  content: ObjectStore,
  key: string,
  readArticle: ReturnType<typeof createArticleReader>,
  context: RenderContext,
): Promise<(RenderedEntry & { readonly article: Article; readonly bodyLine: number }) | undefined> {
  const source = await content.get(key);
  const article = source && readArticle(source).article;
  if (!source || !article || !isOut(article, context.now)) return undefined;
  const opened = openSource(source.bytes);
  if (!('body' in opened)) return undefined;
  return { ...renderEntry(article, opened.body(), context), article, bodyLine: opened.bodyLine };
}

async function renderShown(
  content: ObjectStore,
  { archive }: Scan,
  context: RenderContext,
): Promise<ReadonlyMap<string, Entry>> {
  const readArticle = createArticleReader(context.site);
  const entries = new Map<string, Entry>();
  for (const key of shownKeys(archive)) {
    const rendered = await renderSource(content, key, readArticle, context);
    if (rendered) entries.set(key, rendered.entry);
  }
  return entries;
}

async function* readingFiles(
  content: ObjectStore,
  { published }: Scan,
  context: RenderContext,
  entries: ReadonlyMap<string, Entry>,
  feeds: readonly Feed[],
): AsyncGenerator<PublishedFile> {
  const readArticle = createArticleReader(context.site);
  const written = new Set<string>();
  for (const key of published) {
    const entry = entries.get(key) ?? (await renderSource(content, key, readArticle, context))?.entry;
    const file = entry && readingFile(key, entry, feeds, context.site);
    // The first in the listing has the page; the scan has told of the others.
    if (!file || written.has(file.path)) continue;
    written.add(file.path);
    yield file;
  }
}

async function* mediaFiles(content: ObjectStore, { media }: Scan): AsyncGenerator<PublishedFile> {
  for (const [path, { key }] of media) {
    const object = await content.get(key);
    if (object) yield { path, body: object.bytes };
  }
}
