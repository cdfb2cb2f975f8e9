import { createArticleReader } from '../core/article/read-article.ts';
import { MEDIA_PREFIX } from '../core/entry/reference.ts';
import type { Instant } from '../core/instant.ts';
import { hasOwnFile, isContent, publicPathOf } from '../core/publish/catalogue.ts';
import { Draft } from '../core/publish/draft.ts';
import { emptyState, type State } from '../core/publish/state.ts';
import type { Site } from '../core/site/site.ts';
import type { ObjectStore, ObjectSummary } from '../stores/object-store.ts';
import { fold } from './fold.ts';
import { inParallel } from './in-parallel.ts';
import { Library } from './library.ts';
import { mediaProblem } from './list-media.ts';
import { type Promoted, promote } from './promote.ts';
import { judgeMedia, type ReadObject } from './read-changes.ts';
import { OwnFiles } from './rebuild-own-files.ts';
import { AT_ONCE, type Run } from './run.ts';
import { readListed } from './scan.ts';
import { fingerprintOf, readSiteInForce, type SiteInForce } from './site-in-force.ts';

/** A rebuild that is done. */
export interface Rebuilt extends Promoted {
  /** An earlier run read a part of it, and what changed there since was not read again. */
  readonly isResumed: boolean;
}

/** Everything that a rebuild goes by. */
export interface Rebuild {
  readonly run: Run;
  readonly site: Site;
  readonly siteInForce: SiteInForce;
  readonly fingerprint: string;
  readonly now: Instant;
  /** The draft of what was read, on an empty state. */
  readonly draft: Draft;
  /** What the draft goes on from: nothing, or what an earlier run of this rebuild had read. */
  readonly base: State;
  /** Read sources that windows hold; the others are not kept. */
  readonly objects: Map<string, ReadObject>;
  /** What lay under `public/` when the rebuild began: ETags by path. */
  readonly published: ReadonlyMap<string, string>;
  /** Of the state that was in force then. */
  readonly since: string | undefined;
}

/**
 * Reads every source once and makes everything anew, beside the state that is in force: nothing that feeds show is changed before all is read.
 * `short`: time ran short, and what was read is kept for the next run. `no site`: there is no `site.yaml` to go by.
 */
export async function rebuild(run: Run, by: string): Promise<Rebuilt | 'short' | 'no site'> {
  const { state, etag } = await run.memory.load();
  const { inForce, problems } = await readSiteInForce(run.content, state?.site, run.options.feedsUrl);
  run.problems.push(...problems);
  if (!inForce) return 'no site';
  const listing = await listContent(run.content);
  const published = await listPublic(run.public);
  const progress = await begin(run, inForce, listing.length, by);
  const rebuilding = { ...open(run, inForce, progress.state, listing), published, since: etag };
  const ownFiles = await OwnFiles.open(rebuilding, state, progress.after);
  const left = listing.filter(({ key }) => progress.after === undefined || key > progress.after);
  const { perCommit } = run.limits;
  for (let at = 0; at < left.length; at += perCommit) {
    if (run.isShortOfTime) {
      await ownFiles.pause();
      await keepProgress(rebuilding, left[at - 1]?.key ?? progress.after);
      return 'short';
    }
    await readBatch(rebuilding, left.slice(at, at + perCommit), ownFiles);
    run.options.onProgress?.(run.read, listing.length);
  }
  await ownFiles.finish();
  return { ...(await promote(rebuilding, by)), isResumed: progress.after !== undefined };
}

function open(
  run: Run,
  siteInForce: SiteInForce,
  base: State,
  listing: readonly ObjectSummary[],
): Omit<Rebuild, 'published' | 'since'> {
  const { site } = siteInForce;
  // Of two files with one name the first is published: it is set last here.
  const media = listing.filter(summary => summary.key.startsWith(MEDIA_PREFIX) && !mediaProblem(summary)).reverse();
  const sizes = new Map(media.map(({ key, size }) => [key.normalize('NFC'), size]));
  const now = run.options.now();
  const draft = new Draft({ state: base, site, now, limits: run.limits, sizes });
  // What an earlier run read may enclose files that changed since.
  draft.resizeAll();
  const fingerprint = fingerprintOf(run.options.revision, site);
  return { run, site, siteInForce, fingerprint, now, draft, base, objects: new Map() };
}

async function readBatch(rebuild: Rebuild, batch: readonly ObjectSummary[], ownFiles: OwnFiles): Promise<void> {
  const { run, draft, objects, site } = rebuild;
  const readArticle = createArticleReader(site);
  const read = await inParallel(batch, AT_ONCE, async summary => {
    const { key } = summary;
    if (key.startsWith(MEDIA_PREFIX)) return [key, judgeMedia(summary)] as const;
    return [key, (await readListed(run.content, summary, readArticle)) as ReadObject] as const;
  });
  for (const [key, object] of read) {
    draft.apply(key, object.found, undefined);
    objects.set(key, object);
    account(run, object);
  }
  await ownFiles.write(read);
  const held = new Set(draft.archive.remembered().articles.map(({ key }) => key));
  for (const key of objects.keys()) if (!held.has(key)) objects.delete(key);
}

function account(run: Run, { found }: ReadObject): void {
  if (found.kind === 'media' || found.kind === 'gone') return;
  run.read += 1;
  run.problems.push(...found.problems);
  if (found.kind === 'rejected') run.rejected += 1;
}

/** The progress of an earlier run, where it was of the same site and code; else none. */
async function begin(
  run: Run,
  { site, memory }: SiteInForce,
  objects: number,
  by: string,
): Promise<{ readonly state: State; readonly after?: string }> {
  const { revision, feedsUrl } = run.options;
  const progress = await run.memory.readProgress();
  const isUsable =
    progress?.fingerprint === fingerprintOf(revision, site) && progress.state.latestDate <= run.options.now();
  if (progress && isUsable) return progress;
  const shards = Math.max(1, Math.ceil(objects / run.limits.perShard));
  return { state: emptyState({ revision, site: memory, by, ...(feedsUrl !== undefined && { feedsUrl }) }, shards) };
}

async function keepProgress({ run, draft, fingerprint }: Rebuild, after: string | undefined): Promise<void> {
  const state = await fold(draft.finish('full'), run.memory, run.nextGeneration());
  await run.memory.writeProgress({ fingerprint, state, ...(after !== undefined && { after }) });
}

async function listContent(content: ObjectStore): Promise<readonly ObjectSummary[]> {
  const listing: ObjectSummary[] = [];
  for await (const summary of content.list()) if (isContent(summary.key)) listing.push(summary);
  // By code units, not as S3 lists them: progress is told by a key alone.
  return listing.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** ETags by path. */
export async function listPublic(store: ObjectStore): Promise<ReadonlyMap<string, string>> {
  const published = new Map<string, string>();
  for await (const { key, etag } of store.list()) published.set(key, etag);
  return published;
}

/** Records of everything that an earlier run of this rebuild read. */
export async function readSoFar({ run, base }: Rebuild): Promise<ReadonlySet<string>> {
  const library = new Library(run.memory, base);
  const paths = new Set<string>();
  for (const at of base.shards.keys()) {
    for (const [key, record] of await library.records(at, new Map(Object.entries(base.recent)))) {
      if (record.standing !== 'media' && hasOwnFile(record)) paths.add(publicPathOf(key));
    }
  }
  return paths;
}
