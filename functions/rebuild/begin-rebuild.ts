import { isFoundByName, isMedia } from '../core/index/keys/record-keys.ts';
import { DigestSet } from '../core/text/digest-set.ts';
import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import { ArticleFiles, publishedMedia } from './article-files.ts';
import { surveyContent } from './begin/survey-content.ts';
import { progressOf } from './begin/take-progress.ts';
import { knownPictures } from './known-pictures.ts';
import type { ListedContent } from './listing/listed-content.ts';
import { PublicListing } from './listing/public-listing.ts';
import type { FleetRoot } from './parts/fleet-progress.ts';
import { knownInParts } from './parts/keep-progress.ts';
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
    segmentsBefore: state?.segments ?? [],
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
