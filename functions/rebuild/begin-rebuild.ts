import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import { ArticleFiles } from './article-files.ts';
import { knownBefore } from './begin/known-before.ts';
import { openRebuild } from './begin/open-rebuild.ts';
import { surveyContent } from './begin/survey-content.ts';
import { progressOf } from './begin/take-progress.ts';
import type { ListedContent } from './listing/listed-content.ts';
import { PublicListing } from './listing/public-listing.ts';
import type { FleetRoot } from './parts/fleet-progress.ts';
import { takeFolded } from './parts/taken-paths.ts';
import type { Rebuild } from './rebuild-context.ts';

/** A rebuild that has begun, or goes on. */
export interface BegunRebuild {
  readonly rebuild: Rebuild;
  readonly listing: ListedContent;
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
  const known = await knownBefore(run, survey, progress);
  const isFirst = published.size === 0;
  const rebuild = {
    ...openRebuild(run, active, progress, known),
    published,
    since,
    over: state?.rebuilt,
    segmentsBefore: state?.segments ?? [],
    isFirst,
    isResumed: progress.after !== undefined || progress.fleet !== undefined,
    isMarked,
  };
  if (rebuild.site.permalink === undefined) await takeFolded(rebuild);
  rebuild.takenBefore = rebuild.taken.size;
  const ownFiles = await ArticleFiles.open(rebuild, {
    ...(state && { state }),
    ...(since !== undefined && { etag: since }),
  });
  return { rebuild, listing, ownFiles, ...(progress.after !== undefined && { after: progress.after }) };
}
