import { fingerprintOf, rebuildDigestOf } from '../content/active-site.ts';
import { isFoundByName, isMedia } from '../core/index/keys/record-keys.ts';
import { DigestSet } from '../core/text/digest-set.ts';
import { surveyContent } from '../rebuild/begin/survey-content.ts';
import { emptyStateFor } from '../rebuild/begin/take-progress.ts';
import { knownPictures } from '../rebuild/known-pictures.ts';
import { knownVersionsIn } from '../rebuild/known-versions.ts';
import type { ListedContent } from '../rebuild/listing/listed-content.ts';
import { PublicListing } from '../rebuild/listing/public-listing.ts';
import { publishedMedia } from '../rebuild/listing/published-media.ts';
import type { PublishedMedia } from '../rebuild/rebuild-context.ts';
import { isOver, LIFETIME } from '../run/clock.ts';
import type { RunContext } from '../run/run.ts';
import { type FleetId, fleetMark, isFleetMark } from '../state/fleet/fleet-store.ts';
import { findPlan, writePlan } from './fleet-plan.ts';

/** Another fleet is at work: of two, each would undo what the other writes. */
export class FleetAtWork extends Error {
  override readonly name = 'FleetAtWork';
}

/**
 * Begins a rebuild by a fleet: lists what there is, and stores what its readers go by. One that has begun already stays
 * as it is. Returns the number of sources.
 * @throws FleetAtWork
 * @throws Error where there is no site to go by, or the bucket is empty where it was not before.
 */
export async function beginFleet(run: RunContext, id: FleetId): Promise<{ readonly sources: number }> {
  const begun = await findPlan(run, id);
  if (begun) return { sources: begun.sources };
  await assertAlone(run, id);
  const survey = await surveyContent(run);
  if (survey === 'no site')
    throw new Error('site.yaml: there is none that is valid, so nothing can be rebuilt; run bantin check');
  const { listing, active, state } = survey;
  const { revision, feedsUrl, now } = run;
  const fingerprint = fingerprintOf(revision, active.site);
  const plan = {
    digest: rebuildDigestOf(revision, active.site),
    revision,
    site: active.stored,
    ...(feedsUrl !== undefined && { feedsUrl }),
    now: now(),
    ...(state && { asOf: state.asOf }),
    ...(state?.rebuilt !== undefined && { rebuilt: state.rebuilt }),
    segments: emptyStateFor(run, active, listing.keys.size, 'full').segments.length,
    sources: listing.sources,
    marks: state?.marks ?? {},
  };
  const media = publishedMedia(listing.unread.values());
  await writePlan(run, id, plan, {
    listed: namesIn(listing, media),
    media,
    pictures: await knownPictures(run, media, [], [state]),
    known: await knownVersionsIn({ run, fingerprint }, state),
    published: await PublicListing.list(run.public),
  });
  await run.state.fleets.writeBegun({ id, began: plan.now });
  return { sources: listing.sources };
}

async function assertAlone({ state, runId, now }: RunContext, id: FleetId): Promise<void> {
  const { rebuilding = {} } = (await state.load()).state ?? {};
  for (const [mark, since] of Object.entries(rebuilding))
    if (isFleetMark(mark) && mark !== fleetMark(id) && !isOver({ run: mark, since }, runId, now()))
      throw new FleetAtWork(
        `${mark} is at work, or failed not long ago; start this one once that is active, or has given no sign for ` +
          `${LIFETIME / 60_000} minutes`,
      );
}

/** Returns the names that an article may mean something by: of sources, and of media that are published. */
function namesIn({ keys }: ListedContent, media: PublishedMedia): DigestSet {
  const names = new DigestSet();
  for (const name of media.keys()) names.add(name);
  for (const key of keys.sorted()) if (!isMedia(key) && isFoundByName(key)) names.add(key.normalize('NFC'));
  return names;
}
