import { Buffer } from 'node:buffer';
import { type ActiveSite, fingerprintOf, readActiveSite } from '../content/active-site.ts';
import { assertNotEmptied, EMPTY_BUCKET, sourcesIn } from '../content/empty-listing.ts';
import { type ListedContent, listContent, newestFirst } from '../content/listed-content.ts';
import { ARTICLES_PREFIX } from '../core/bucket-layout.ts';
import { countItems } from '../core/feed/count-items.ts';
import type { ReadObject } from '../core/index/found.ts';
import { problemsOf } from '../core/index/held.ts';
import { NextState } from '../core/index/next-state.ts';
import { emptyState, type State } from '../core/index/state.ts';
import type { Instant } from '../core/instant.ts';
import type { SourceReader } from '../guard/source-reader.ts';
import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import { compact } from '../state/compact.ts';
import { ContentIndex } from '../state/content-index.ts';
import { IndexBuffer } from '../state/index-buffer.ts';
import { type Activated, activate } from './activate.ts';
import { ArticleFiles, type PublishedMedia, publishedMedia } from './article-files.ts';
import { listPublic, type Rebuild } from './rebuild-context.ts';
import { settleRebuild } from './settle-rebuild.ts';

/** A rebuild that is done. */
export interface Rebuilt extends Activated {
  /** An earlier run read a part of it, and what changed there since was not read again. */
  readonly isResumed: boolean;
}

/**
 * Reads every source once and makes everything anew, beside the state that is in force: nothing that feeds show is
 * changed before all is read. `short`: time ran short, and what was read is kept for the next run. `no site`: there is
 * no `site.yaml` to go by.
 */
export async function rebuild(run: RunContext, by: string): Promise<Rebuilt | RunResult<'short' | 'no site'>> {
  const { state, etag } = await run.state.load();
  const { inForce, problems } = await readActiveSite(run.content, state?.site, run.options.feedsUrl);
  run.problems.push(...problems);
  if (!inForce) return 'no site';
  const listing = await listContent(run.content);
  // Before anything is marked: a run that refuses has not died.
  if (!run.options.allowEmpty && listing.sources === 0)
    assertNotEmptied(0, await sourcesBefore(run, state), ARTICLES_PREFIX, EMPTY_BUCKET);
  run.guard.givenUp.recall(state?.marks ?? {});
  await run.watch.beginRebuild();
  run.guard.givenUp.keepOnly(new Set(listing.keys));
  run.skipped = listing.skipped;
  run.problems.push(...listing.problems);
  const published = await listPublic(run.public);
  const progress = await begin(run, inForce, listing.keys.length, by);
  const media = publishedMedia(listing.unread.values());
  const rebuilding = { ...open(run, inForce, progress.state, media), published, since: etag };
  const ownFiles = await ArticleFiles.open(rebuilding, state, progress.after);
  const { after } = progress;
  const left = listing.keys.filter(key => after === undefined || newestFirst(key, after) > 0);
  const reader = new Reader(rebuilding, listing, ownFiles);
  const { perRead } = run.limits;
  for (let at = 0; at < left.length; at += perRead) {
    if (run.isShortOfTime) {
      await ownFiles.pause();
      await keepProgress(rebuilding, left[at - 1] ?? after);
      await run.watch.pause();
      return 'short';
    }
    await reader.read(left.slice(at, at + perRead));
    run.options.onProgress?.(run.read, listing.keys.length);
  }
  await ownFiles.finish(media);
  await settleRebuild(rebuilding);
  return { ...(await activate(rebuilding, by)), isResumed: progress.after !== undefined };
}

/** How many sources there were; where the state is lost, how many articles the feed of all shows. */
async function sourcesBefore(run: RunContext, state: State | undefined): Promise<number> {
  if (state && !state.isBlank) return sourcesIn(state.counts);
  const feed = await run.public.get('feed.json');
  return feed ? countItems(Buffer.from(feed.bytes).toString()) : 0;
}

function open(
  run: RunContext,
  activeSite: ActiveSite,
  base: State,
  media: PublishedMedia,
): Omit<Rebuild, 'published' | 'since'> {
  const { site } = activeSite;
  const sizes = new Map([...media].map(([path, { size }]) => [path, size]));
  const now = run.options.now();
  const nextState = new NextState({ state: base, site, now, limits: run.limits, sizes });
  // What an earlier run read may enclose files that changed since.
  nextState.resizeAll();
  const fingerprint = fingerprintOf(run.options.revision, site);
  const index = new ContentIndex(run.state, base, new IndexBuffer(base.segments.length, run.limits.perCompression));
  return {
    run,
    site,
    activeSite,
    fingerprint,
    now,
    nextState,
    base,
    index,
    objects: new Map(),
    twice: new Set(),
    stray: new Set(),
  };
}

/** Reads sources, some at a time, and takes them in. */
class Reader {
  readonly #rebuild: Rebuild;
  readonly #unread: ListedContent['unread'];
  readonly #ownFiles: ArticleFiles;
  readonly #reader: SourceReader;
  #heldAtMost = 0;

  constructor(rebuild: Rebuild, { unread }: ListedContent, ownFiles: ArticleFiles) {
    this.#rebuild = rebuild;
    this.#unread = unread;
    this.#ownFiles = ownFiles;
    this.#reader = rebuild.run.readerOf(rebuild.site);
  }

  async read(keys: readonly string[]): Promise<void> {
    const { run, nextState, index, objects, twice, now } = this.#rebuild;
    const read = await this.#objects(keys);
    for (const [key, object] of read) {
      const { found } = object;
      nextState.apply(key, found, undefined);
      if (found.kind === 'article' && nextState.windows.reaches(found.article)) objects.set(key, object);
      account(run, object, now);
    }
    for (const [key, object] of await this.#ownFiles.write(read)) {
      const known = nextState.delta.get(key);
      nextState.apply(key, object.found, known?.status === 'claim' ? undefined : (known ?? undefined));
      objects.delete(key);
      twice.add(key);
      run.rejected += 1;
      if (object.found.kind === 'rejected') run.problems.push(...object.found.problems);
    }
    run.watch.passed();
    if (nextState.delta.size > run.limits.delta) index.buffer?.take(nextState.delta);
    if (objects.size > this.#heldAtMost) this.#letGo();
  }

  async #objects(keys: readonly string[]): Promise<ReadonlyMap<string, ReadObject>> {
    const listed = keys.flatMap(key => this.#unread.get(key) ?? []);
    const others = await this.#reader.read(keys.filter(key => !this.#unread.has(key)));
    return new Map([...(await this.#reader.readListed(listed)), ...others]);
  }

  /** What fell out of the windows meanwhile is not kept. To look for it costs more than to have a little of it. */
  #letGo(): void {
    const { nextState, objects } = this.#rebuild;
    const held = new Set(nextState.windows.remembered().articles.map(({ key }) => key));
    for (const key of objects.keys()) if (!held.has(key)) objects.delete(key);
    this.#heldAtMost = Math.ceil(1.25 * objects.size) + 100;
  }
}

function account(run: RunContext, { found }: ReadObject, now: Instant): void {
  if (found.kind === 'media' || found.kind === 'gone') return;
  run.read += 1;
  run.problems.push(...problemsOf(found, now));
  if (found.kind === 'rejected') run.rejected += 1;
}

/** The progress of an earlier run, where it was of the same site and code; else none. */
async function begin(
  run: RunContext,
  { site, stored }: ActiveSite,
  objects: number,
  by: string,
): Promise<{ readonly state: State; readonly after?: string }> {
  const { revision, feedsUrl } = run.options;
  const progress = await run.state.readProgress();
  const isUsable =
    progress?.fingerprint === fingerprintOf(revision, site) && progress.state.latestDate <= run.options.now();
  if (progress && isUsable) return progress;
  const shards = Math.max(1, Math.ceil(objects / run.limits.perSegment));
  return { state: emptyState({ revision, site: stored, by, ...(feedsUrl !== undefined && { feedsUrl }) }, shards) };
}

async function keepProgress({ run, nextState, index, fingerprint }: Rebuild, after: string | undefined): Promise<void> {
  const state = await compact(nextState.finish('full'), index, run.state, run.nextGeneration());
  await run.state.writeProgress({ fingerprint, state, ...(after !== undefined && { after }) });
}
