import { Buffer } from 'node:buffer';
import { type ActiveSite, readActiveSite, rebuildDigestOf } from '../content/active-site.ts';
import { assertNotEmptied, EMPTY_BUCKET, sourcesIn } from '../content/empty-listing.ts';
import { ARTICLES_PREFIX } from '../core/bucket-layout.ts';
import { countItems } from '../core/feed/count-items.ts';
import { isFoundByName, isMedia } from '../core/index/keys/record-keys.ts';
import { emptyState, type State } from '../core/index/state.ts';
import type { Marks } from '../core/index/stored/marks.ts';
import { DigestSet } from '../core/text/digest-set.ts';
import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import type { LoadedState } from '../state/manifest/loaded-state.ts';
import type { RebuildProgress } from '../state/manifest/rebuild-progress.ts';
import { ArticleFiles, publishedMedia } from './article-files.ts';
import { knownPictures } from './known-pictures.ts';
import { type ListedContent, listContent } from './listing/listed-content.ts';
import { PublicListing } from './listing/public-listing.ts';
import { type FleetRoot, readByFleetOf } from './parts/fleet-progress.ts';
import { knownInParts } from './parts/keep-progress.ts';
import { takeProgress } from './parts/owned-progress.ts';
import { takeFolded } from './parts/taken-paths.ts';
import { openRebuild, type PublishedMedia, type Rebuild } from './rebuild-context.ts';

/** A rebuild that has begun, or goes on. */
export interface BegunRebuild {
  readonly rebuild: Rebuild;
  readonly listing: ListedContent;
  readonly media: PublishedMedia;
  readonly ownFiles: ArticleFiles;
  /** Last key that an earlier run of this rebuild read; absent where nothing was read yet. */
  readonly after?: string;
}

/** Content that is to be read, and the site to read it by. */
export interface Survey {
  readonly listing: ListedContent;
  readonly active: ActiveSite;
  /** State that is active meanwhile. */
  readonly state: State | undefined;
  /** ETag of it. */
  readonly since: string | undefined;
}

/** Lists what is to be read. `no site`: there is no `site.yaml` to go by. */
export async function surveyContent(run: RunContext): Promise<Survey | RunResult<'no site'>> {
  const loaded = await run.state.load();
  const { state } = loaded;
  const listing = await listContent(run.content);
  const { folders, sidecars } = listing.data;
  const wanted = { changed: folders, isAll: true as const, hasSidecars: sidecars.size > 0 };
  const { active, problems } = await readActiveSite(run.content, state?.site, run.feedsUrl, wanted);
  run.report.problems.push(...problems);
  if (!active) return 'no site';
  // Before anything is marked: a run that refuses has not died.
  if (!run.allowEmpty && listing.sources === 0)
    assertNotEmptied(0, await sourcesBefore(run, state), ARTICLES_PREFIX, EMPTY_BUCKET);
  return { listing, active, state, since: await keepData(run, loaded, active) };
}

/** Returns the state before anything was read of so many objects. */
export function emptyStateFor(run: RunContext, { stored }: ActiveSite, objects: number, by: string): State {
  const { revision, feedsUrl } = run;
  const segments = Math.max(1, Math.ceil(objects / run.limits.perSegment));
  return emptyState({ revision, site: stored, by, ...(feedsUrl !== undefined && { feedsUrl }) }, segments);
}

/**
 * Lists what is to be read, and goes on from what an earlier run, or a fleet, has read. `no site`: there is no
 * `site.yaml` to go by.
 */
export async function beginRebuild(
  run: RunContext,
  by: string,
  fleet?: FleetRoot,
): Promise<BegunRebuild | RunResult<'no site'>> {
  const survey = await surveyContent(run);
  if (survey === 'no site') return survey;
  const { listing, active, state, since } = survey;
  const progress = await progressOf(run, active, listing.keys.size, by, fleet);
  // What its functions write they mark first. Another rebuild that was activated since may have dropped the mark.
  const isMarked = progress.isByFleet === true && fleet?.rebuilt === state?.rebuilt;
  run.guard.recall(state?.marks ?? {});
  run.guard.recall(progress.marks ?? {});
  await run.guard.beginRebuild(listing.keys.sorted());
  run.report.skipped = listing.skipped;
  run.report.problems.push(...listing.problems);
  const published = await PublicListing.list(run.public);
  const media = publishedMedia(listing.unread.values());
  const [taken, readByFleet] = [new DigestSet(), new DigestSet()];
  const measured = await knownInParts(run.state, progress.parts ?? [], taken, readByFleet);
  const pictures = await knownPictures(run, media, measured, [progress.state, state]);
  const listed = { media, isListed: isListedIn(listing, media), pictures, taken, readByFleet };
  const isFirst = published.size === 0;
  const rebuild = {
    ...openRebuild(run, active, progress, listed),
    published,
    since,
    over: state?.rebuilt,
    isFirst,
    isResumed: progress.after !== undefined || progress.fleet !== undefined,
    isMarked,
  };
  if (rebuild.site.permalink === undefined) await takeFolded(rebuild, taken);
  rebuild.takenBefore = taken.size;
  const ownFiles = await ArticleFiles.open(rebuild, {
    ...(state && { state }),
    ...(since !== undefined && { etag: since }),
  });
  return { rebuild, listing, media, ownFiles, ...(progress.after !== undefined && { after: progress.after }) };
}

/** Returns whether a key in NFC is that of a file of media or of a source that the listing tells of. */
function isListedIn({ keys }: ListedContent, media: PublishedMedia): Rebuild['isListed'] {
  let sources: DigestSet | undefined;
  return key => {
    if (isMedia(key)) return media.has(key);
    // Few newsrooms ask.
    if (!sources) {
      sources = new DigestSet();
      for (const each of keys.sorted()) if (!isMedia(each) && isFoundByName(each)) sources.add(each.normalize('NFC'));
    }
    return sources.has(key);
  };
}

/**
 * Has runs that publish meanwhile go by the data files of now, where these speak otherwise than before: what they hold
 * back must not come out while an archive is read again. Returns the ETag of the active state.
 */
async function keepData(run: RunContext, loaded: LoadedState, { stored }: ActiveSite): Promise<string | undefined> {
  const { etag } = await run.state.update(state => {
    if (!state || state.isBlank || JSON.stringify(state.site.data) === JSON.stringify(stored.data)) return undefined;
    const { data: _, hasSidecars: __, ...ofSite } = state.site;
    const { data, hasSidecars } = stored;
    const site = { ...ofSite, ...(data && { data }), ...(hasSidecars && { hasSidecars }) };
    // Articles that were read before are read again by this rebuild, or whoever goes on with it.
    const rebuilding = { ...state.rebuilding, [run.runId]: run.now() };
    return { ...state, site, rebuilding };
  }, loaded);
  return etag;
}

/** Returns the number of sources there were; if the state is lost, of the articles in the feed of all. */
async function sourcesBefore(run: RunContext, state: State | undefined): Promise<number> {
  if (state && !state.isBlank) return sourcesIn(state.counts);
  const feed = await run.public.get('feed.json');
  return feed ? countItems(Buffer.from(feed.bytes).toString()) : 0;
}

type Begun = Pick<RebuildProgress, 'state' | 'after' | 'parts' | 'folded' | 'fleet'> & {
  readonly marks?: Marks;
  /** True where no run went on from what a fleet has read. */
  readonly isByFleet?: boolean;
};

/** Returns what a fleet, or an earlier run, has read, where it was of the same site and code; else nothing. */
async function progressOf(
  run: RunContext,
  active: ActiveSite,
  objects: number,
  by: string,
  fleet: FleetRoot | undefined,
): Promise<Begun> {
  const digest = rebuildDigestOf(run.revision, active.site);
  const progress = await takeProgress(run, digest);
  // An earlier run may have gone on from what the fleet read.
  const read = fleet && progress?.fleet !== fleet.id ? await readByFleetOf(run, fleet, digest) : undefined;
  if (read) return { ...read, isByFleet: true };
  return progress ?? { state: emptyStateFor(run, active, objects, by) };
}
