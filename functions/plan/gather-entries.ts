import { readObject } from '../content/read-objects.ts';
import { createArticleReader } from '../core/article/read-article.ts';
import { type RenderContext, updatedAt } from '../core/entry/render-entry.ts';
import type { Entry } from '../core/feed/feed.ts';
import type { ArticleSummary } from '../core/index/article-summary.ts';
import type { SitemapEntry } from '../core/index/sitemap-month.ts';
import type { Entries, PlannedFeed } from '../core/views/feeds.ts';
import { CONCURRENCY } from '../publish/run.ts';
import type { EntryCache } from '../state/entry-cache.ts';
import { inParallel } from '../stores/in-parallel.ts';
import { type PlanContext, renderContext, renderRead, StaleSources } from './plan-context.ts';

type Feeds = readonly PlannedFeed<ArticleSummary>[];

/** The entries that feeds show: of articles that this run read, from packs of earlier runs, and the few that are in neither from their sources. */
export async function gatherEntries(desk: PlanContext, feeds: Feeds): Promise<Map<string, Entry> | StaleSources> {
  const references = new Map(feeds.flatMap(({ shown }) => shown.map(reference => [reference.key, reference] as const)));
  const context = renderContext(desk, references.values());
  const entries = new Map<string, Entry>();
  const packed = await readPacks(desk, feeds);
  const missing: ArticleSummary[] = [];
  for (const reference of references.values()) {
    const object = desk.objects.get(reference.key);
    const read = object?.found.kind === 'article' && object.found.etag === reference.etag;
    const entry = (read ? renderRead(object, context) : undefined) ?? recall(packed, reference, desk);
    if (entry) entries.set(reference.key, entry);
    else missing.push(reference);
  }
  const changed = await readMissing(desk, missing, context, entries);
  return changed.length > 0 ? new StaleSources(changed) : entries;
}

/**
 * The entries of articles that archive documents show. `known` are those that feeds were made of in this run. One with an enclosure is rendered
 * again, since feeds tell the length of a file under `media/`, and archives do not.
 */
export async function gatherArchived(
  desk: PlanContext,
  articles: readonly SitemapEntry[],
  feeds: Feeds,
  known: Entries,
): Promise<Entries | StaleSources> {
  const context = renderContext(desk, []);
  const entries = new Map<string, Entry>();
  const missing = new Map<string, SitemapEntry>();
  for (const line of articles) {
    if (line.withdrawn) continue;
    const object = desk.objects.get(line.key);
    const isRead = object?.found.kind === 'article' && object.found.etag === line.etag;
    const entry = withoutEnclosure(known.get(line.key)) ?? (isRead ? renderRead(object, context) : undefined);
    if (entry) entries.set(line.key, entry);
    else missing.set(line.key, line);
  }
  for (const feed of feeds) {
    if (!feed.shown.some(({ key }) => missing.has(key))) continue;
    const packed = await readPacks(desk, [feed]);
    for (const { key } of feed.shown) {
      const line = missing.get(key);
      const pack = packed.get(key);
      const entry = pack?.etag === line?.etag ? withoutEnclosure(pack?.entry) : undefined;
      if (!line || entry?.updated !== line.lastModified) continue;
      entries.set(key, entry);
      missing.delete(key);
    }
  }
  const sources = [...missing.values()].map(({ key, etag = '' }) => ({ key, etag }));
  const changed = await readMissing(desk, sources, context, entries);
  return changed.length > 0 ? new StaleSources(changed) : entries;
}

function withoutEnclosure(entry: Entry | undefined): Entry | undefined {
  return entry?.enclosure ? undefined : entry;
}

/** What to remember of a feed's entries. */
export function entryCacheOf(
  { shown }: PlannedFeed<ArticleSummary>,
  entries: Entries,
  fingerprint: string,
): EntryCache {
  const packed = shown.flatMap(({ key, etag, media }) => {
    const entry = entries.get(key);
    return entry ? [[key, { etag, ...(media?.size !== undefined && { size: media.size }), entry }] as const] : [];
  });
  return { fingerprint, entries: Object.fromEntries(packed) };
}

type Packed = ReadonlyMap<string, EntryCache['entries'][string]>;

async function readPacks({ run, fingerprint, objects }: PlanContext, feeds: Feeds): Promise<Packed> {
  const wanted = feeds.filter(({ shown }) => shown.some(({ key }) => !objects.has(key)));
  const packs = await inParallel(wanted, CONCURRENCY, ({ category }) => run.state.readEntries(category?.slug));
  return new Map(packs.flatMap(pack => (pack?.fingerprint === fingerprint ? Object.entries(pack.entries) : [])));
}

function recall(packed: Packed, reference: ArticleSummary, { now }: PlanContext): Entry | undefined {
  const known = packed.get(reference.key);
  if (!known || known.etag !== reference.etag || known.size !== reference.media?.size) return undefined;
  // What a correction that has come meanwhile says, the entry does not.
  return known.entry.updated === updatedAt(reference, now) ? known.entry : undefined;
}

/** Gives the keys of sources that are not what they were when they were taken in. */
async function readMissing(
  { run, site }: PlanContext,
  missing: readonly Pick<ArticleSummary, 'key' | 'etag'>[],
  context: RenderContext,
  entries: Map<string, Entry>,
): Promise<readonly string[]> {
  const readArticle = createArticleReader(site);
  const changed = await inParallel(missing, CONCURRENCY, async ({ key, etag }) => {
    const object = await readObject(run.content, key, readArticle);
    const entry =
      object.found.kind === 'article' && object.found.etag === etag ? renderRead(object, context) : undefined;
    if (entry) entries.set(key, entry);
    return entry ? [] : [key];
  });
  return changed.flat();
}
