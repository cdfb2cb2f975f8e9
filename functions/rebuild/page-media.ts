import { publishMedia } from '../apply/publish-media.ts';
import { versionOf } from '../content/version.ts';
import { pageMediaKey, pageMediaPath } from '../core/article/page-media.ts';
import { isWithSidecars } from '../core/data-files/data-keys.ts';
import { listedVersion } from '../core/files/file-version.ts';
import { type DeltaRecord, isOfObject, slugOf } from '../core/index/index-record.ts';
import { compareKeys } from '../core/text/key-order.ts';
import { askedSidecars, NO_SIDECARS, withSidecars } from '../guard/sidecars.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import { UnreadableObject } from '../stores/unreadable-object.ts';
import type { PublishedMedia, Rebuild } from './rebuild-context.ts';

/** A copy that belongs at a path: which article names which media. */
export interface Wanted {
  readonly path: string;
  readonly article: string;
  readonly name: string;
  readonly media: { readonly key: string; readonly etag: string };
}

/** Copies according to the active state. */
export interface CopiesBefore {
  /** Returns whether a copy was made of this very media, for this article, in this version. */
  hadCopy(wanted: Wanted, version: string): boolean;
  /** Says that files are about to be written. */
  begin(): Promise<unknown>;
}

/**
 * Makes the copies of page media that articles name, once it is settled which articles are out; those that are there
 * already are left alone. One segment of the index is looked at after the other.
 */
export async function publishPageMedia(rebuild: Rebuild, media: PublishedMedia, before: CopiesBefore): Promise<void> {
  const { index, nextState, published } = rebuild;
  for (let at = 0; at < nextState.segmentCount; at++) {
    const records = (await index.viewOf(at, nextState.delta)).records(at);
    const versions = new Map<string, string>();
    const missing: Wanted[] = [];
    const wanted = wantedOf(records, media);
    for (const copy of wanted) {
      const there = listedVersion(copy.path, published);
      const isRight = there !== undefined && before.hadCopy(copy, there);
      if (isRight) versions.set(copy.path, there);
      else missing.push(copy);
    }
    if (missing.length > 0) await before.begin();
    await copyAll(rebuild, await stillThere(rebuild, records, missing), versions);
    noteVersions(rebuild, records, wanted, versions);
  }
}

/** Returns the copies that belong to the articles of one segment; of two articles with one path the first has it. */
function wantedOf(records: ReadonlyMap<string, DeltaRecord>, media: PublishedMedia): readonly Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const [article, record] of records) {
    if (record.status === 'media') continue;
    for (const name of Object.keys(record.pageMedia ?? {})) {
      const found = media.get(pageMediaKey(article, name));
      const path = pageMediaPath(slugOf(article, record), name);
      const other = wanted.get(path);
      if (found && (!other || compareKeys(article, other.article) < 0))
        wanted.set(path, { path, article, name, media: found });
    }
  }
  return [...wanted.values()];
}

/** Leaves out copies for articles that changed since they were read: what becomes of these is another run's to say. */
async function stillThere(
  { run }: Rebuild,
  records: ReadonlyMap<string, DeltaRecord>,
  missing: readonly Wanted[],
): Promise<readonly Wanted[]> {
  const articles = new Set(missing.map(({ article }) => article));
  const same = new Set<string>();
  await inParallel(articles, CONCURRENCY, async key => {
    try {
      const object = await run.content.get(key, { most: 0 });
      const known = records.get(key)?.etag ?? '';
      if (!object) return;
      const find = isWithSidecars(known) ? askedSidecars(run.content, true) : NO_SIDECARS;
      const whole = await withSidecars(run.content, { key, object }, find);
      if (versionOf(whole.object ?? object) === known) same.add(key);
    } catch (error) {
      if (!(error instanceof UnreadableObject)) throw error;
    }
  });
  return missing.filter(({ article }) => same.has(article));
}

async function copyAll(
  { run, copied }: Rebuild,
  missing: readonly Wanted[],
  versions: Map<string, string>,
): Promise<void> {
  await inParallel(missing, CONCURRENCY, async ({ path, media }) => {
    const version = await publishMedia(run, media.key, path);
    if (version === undefined) return;
    run.touch(path);
    copied.add(path);
    versions.set(path, version);
  });
}

function noteVersions(
  { nextState }: Rebuild,
  records: ReadonlyMap<string, DeltaRecord>,
  wanted: readonly Wanted[],
  versions: ReadonlyMap<string, string>,
): void {
  for (const { path, article, name } of wanted) {
    const record = nextState.delta.get(article) ?? records.get(article);
    const version = versions.get(path);
    if (!isOfObject(record) || record.status === 'media' || version === undefined) continue;
    nextState.delta.set(article, { ...record, pageMedia: { ...record.pageMedia, [name]: version } });
  }
}
