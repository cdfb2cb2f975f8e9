import { type ActiveSite, recallSite } from '../content/active-site.ts';
import type { Marks } from '../core/index/stored/marks.ts';
import type { StoredSite } from '../core/index/stored/stored-site.ts';
import type { Instant } from '../core/instant.ts';
import type { Measure } from '../core/media/measure.ts';
import { DigestSet } from '../core/text/digest-set.ts';
import { KnownVersions } from '../rebuild/known-versions.ts';
import { PublicListing } from '../rebuild/listing/public-listing.ts';
import type { PublishedMedia } from '../rebuild/rebuild-context.ts';
import type { RunContext } from '../run/run.ts';
import { compress, decompress } from '../state/encode.ts';
import { type FleetId, PLAN } from '../state/fleet/fleet-store.ts';

/** Facts that all functions of a fleet go by, as they were when the fleet began. */
export interface FleetPlan {
  /** Digest of site and code, as `rebuildDigestOf` gives it. */
  readonly digest: string;
  readonly revision: string;
  readonly site: StoredSite;
  readonly feedsUrl?: string;
  /** The present of the whole fleet. */
  readonly now: Instant;
  /** Instant of the state that was active; absent where there was none. */
  readonly asOf?: Instant;
  /** `rebuilt` of that state. */
  readonly rebuilt?: string;
  readonly segments: number;
  /** Sources that were listed. */
  readonly sources: number;
  readonly marks: Marks;
}

/** Listing of what was there when a fleet began: the larger part of what its readers go by. */
export interface FleetSurvey {
  /** Names of sources and media that were listed, in NFC. */
  readonly listed: DigestSet;
  readonly known: KnownVersions;
  readonly published: PublicListing;
  readonly media: PublishedMedia;
  /** Sides of pictures that are known: functions add those that they measure. */
  readonly pictures: Map<string, Measure | undefined>;
}

/** A fleet is over, or of other code: what its functions still do changes nothing. */
export class FleetOver extends Error {
  override readonly name = 'FleetOver';
}

/** Keeps the survey of a fleet between calls of one process. */
export class SurveyCache {
  #known: { readonly name: string; readonly survey: FleetSurvey } | undefined;

  async of(run: RunContext, id: FleetId, { digest }: Pick<FleetPlan, 'digest'>): Promise<FleetSurvey> {
    const name = `${id}/${surveyName(digest)}`;
    if (this.#known?.name === name) return this.#known.survey;
    const stored = await run.state.fleets.read(id, surveyName(digest));
    if (!stored) throw new FleetOver(`fleet ${id}: ${surveyName(digest)} is not in state/fleet/; start another`);
    const [listed, media, pictures, ...others] = stored;
    const survey = {
      listed: new DigestSet(),
      known: KnownVersions.from(others.slice(0, KNOWN_PARTS)),
      published: PublicListing.from(others.slice(KNOWN_PARTS)),
      media: new Map(entriesIn<PublishedMedia extends ReadonlyMap<string, infer File> ? File : never>(media)),
      pictures: new Map(entriesIn<Measure | undefined>(pictures)),
    };
    if (listed) survey.listed.addBytes(listed);
    this.#known = { name, survey };
    return survey;
  }
}

/** Parts that the versions known of a survey take. */
const KNOWN_PARTS = 2;

/** Writes plan and survey. Where there is a plan already that one is kept. */
export async function writePlan(
  run: RunContext,
  id: FleetId,
  plan: FleetPlan,
  { listed, known, published, media, pictures }: FleetSurvey,
): Promise<void> {
  // Workers begin once there is a plan.
  const sides = [...pictures].filter(([, sides]) => sides !== undefined);
  const survey = [listed.toBytes(), compress([...media]), compress(sides), ...known.toParts(), ...published.toParts()];
  await run.state.fleets.write(id, surveyName(plan.digest), survey);
  await run.state.fleets.write(id, PLAN, [compress(plan)]);
}

/** @throws FleetOver where there is none, or it is of other code. */
export async function readPlan(run: RunContext, id: FleetId): Promise<FleetPlan> {
  const plan = await findPlan(run, id);
  if (!plan) throw new FleetOver(`fleet ${id}: state/fleet/${id}/ has no plan; it is over, or has not begun`);
  if (plan.revision !== run.revision)
    throw new FleetOver(`fleet ${id}: another version of Bantin began it; start another`);
  return plan;
}

/** Returns the plan of a fleet; `undefined` where it is over, or has not begun. */
export async function findPlan(run: RunContext, id: FleetId): Promise<FleetPlan | undefined> {
  const [stored] = (await run.state.fleets.read(id, PLAN)) ?? [];
  return stored && decompress<FleetPlan>(stored);
}

/** Returns the site of a plan. @throws FleetOver where this code does not take it. */
export function siteOfPlan(id: FleetId, { site, feedsUrl }: FleetPlan): ActiveSite {
  const active = recallSite(site, feedsUrl);
  if (!active) throw new FleetOver(`fleet ${id}: its site.yaml is not valid any more; start another`);
  return active;
}

function entriesIn<Value>(stored: Uint8Array | undefined): readonly (readonly [string, Value])[] {
  return stored ? decompress(stored) : [];
}

function surveyName(digest: string): string {
  return `survey-${digest}`;
}
