import { createArticleReader } from '../core/article/read-article.ts';
import { type RenderContext, updatedAt } from '../core/entry/render-entry.ts';
import type { Entry } from '../core/feed/feed.ts';
import type { Line } from '../core/index/sitemap-month.ts';
import type { Entries, PlannedFeed } from '../core/views/feeds.ts';
import type { Reference } from '../core/index/article-summary.ts';
import { Again, type Desk, renderContext, renderRead } from './plan-context.ts';
import type { EntryPack } from '../state/entry-cache.ts';
import { inParallel } from '../stores/in-parallel.ts';
import { readObject } from '../content/read-objects.ts';
import { AT_ONCE } from '../publish/run.ts';

type Feeds = readonly PlannedFeed<Reference>[];

/** The entries that feeds show: of articles that this run read, from packs of earlier runs, and the few that are in neither from their sources. */
export async function gatherEntries(desk: Desk, feeds: Feeds): Promise<Map<string, Entry> | Again> {
  const references = new Map(feeds.flatMap(({ shown }) => shown.map(reference => [reference.key, reference] as const)));
  const context = renderContext(desk, references.values());
  const entries = new Map<string, Entry>();
  const packed = await readPacks(desk, feeds);
  const missing: Reference[] = [];
  for (const reference of references.values()) {
    const object = desk.objects.get(reference.key);
    const read = object?.found.kind === 'article' && object.found.etag === reference.etag;
    const entry = (read ? renderRead(object, context) : undefined) ?? recall(packed, reference, desk);
    if (entry) entries.set(reference.key, entry);
    else missing.push(reference);
  }
  const changed = await readMissing(desk, missing, context, entries);
  return changed.length > 0 ? new Again(changed) : entries;
}

/**
 * The entries of articles that archive documents show. `known` are those that feeds were made of in this run. One with an enclosure is rendered
 * again, since feeds tell the length of a file under `media/`, and archives do not.
 */
export async function gatherArchived(
  desk: Desk,
  articles: readonly Line[],
  feeds: Feeds,
  known: Entries,
): Promise<Entries | Again> {
  const context = renderContext(desk, []);
  const entries = new Map<string, Entry>();
  const missing = new Map<string, Line>();
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
  return changed.length > 0 ? new Again(changed) : entries;
}

function withoutEnclosure(entry: Entry | undefined): Entry | undefined {
  return entry?.enclosure ? undefined : entry;
}

/** What to remember of a feed's entries. */
export function packEntries({ shown }: PlannedFeed<Reference>, entries: Entries, fingerprint: string): EntryPack {
  const packed = shown.flatMap(({ key, etag, media }) => {
    const entry = entries.get(key);
    return entry ? [[key, { etag, ...(media?.size !== undefined && { size: media.size }), entry }] as const] : [];
  });
  return { fingerprint, entries: Object.fromEntries(packed) };
}

type Packed = ReadonlyMap<string, EntryPack['entries'][string]>;

async function readPacks({ run, fingerprint, objects }: Desk, feeds: Feeds): Promise<Packed> {
  const wanted = feeds.filter(({ shown }) => shown.some(({ key }) => !objects.has(key)));
  const packs = await inParallel(wanted, AT_ONCE, ({ category }) => run.memory.readEntries(category?.slug));
  return new Map(packs.flatMap(pack => (pack?.fingerprint === fingerprint ? Object.entries(pack.entries) : [])));
}

function recall(packed: Packed, reference: Reference, { now }: Desk): Entry | undefined {
  const known = packed.get(reference.key);
  if (!known || known.etag !== reference.etag || known.size !== reference.media?.size) return undefined;
  // What a correction that has come meanwhile says, the entry does not.
  return known.entry.updated === updatedAt(reference, now) ? known.entry : undefined;
}

/** Gives the keys of sources that are not what they were when they were taken in. */
async function readMissing(
  { run, site }: Desk,
  missing: readonly Pick<Reference, 'key' | 'etag'>[],
  context: RenderContext,
  entries: Map<string, Entry>,
): Promise<readonly string[]> {
  const readArticle = createArticleReader(site);
  const changed = await inParallel(missing, AT_ONCE, async ({ key, etag }) => {
    const object = await readObject(run.content, key, readArticle);
    const entry =
      object.found.kind === 'article' && object.found.etag === etag ? renderRead(object, context) : undefined;
    if (entry) entries.set(key, entry);
    return entry ? [] : [key];
  });
  return changed.flat();
}
