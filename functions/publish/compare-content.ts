import { assertNotEmptied, EMPTY_BUCKET, sourcesIn } from '../content/empty-listing.ts';
import { ARTICLES_PREFIX } from '../core/bucket-layout.ts';
import type { State } from '../core/index/state.ts';
import type { Digest } from '../core/text/set-digest.ts';
import { ContentListing } from '../run/content-listing.ts';
import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import { ContentIndex } from '../state/content-index.ts';
import { StateLost } from '../state/state-lost.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';

/** Share of changed sources above which reading everything costs no more. */
const MAX_CHANGED = 0.5;

/** Differences between the content bucket and the index. */
export interface ContentDifference {
  /** Keys of objects that are new, deleted or changed. */
  readonly keys: readonly string[];
  /** True if `site.yaml`, the authors file or a data file changed. */
  readonly readSite: boolean;
  /** Keys of data files of folders that are new, deleted or changed. */
  readonly dataKeys: readonly string[];
  /** True if some data files belong to single articles; absent if the state says the same. */
  readonly hasSidecars?: boolean;
}

/**
 * Lists the content bucket and compares it with the index; `rebuild` where so much differs that reading everything
 * again is cheaper, where the bucket outgrew the segments, or where a part of the index is lost; `short` where there
 * was no time to list it all.
 * @throws EmptyListing
 */
export async function compareContent(
  run: RunContext,
  state: State,
): Promise<ContentDifference | RunResult<'rebuild' | 'short'>> {
  const listing = await ContentListing.list(run, state);
  if (listing === 'short') return listing;
  run.report.skipped = listing.problems;
  if (!run.allowEmpty) assertNotEmptied(listing.sources, sourcesIn(state.counts), ARTICLES_PREFIX, EMPTY_BUCKET);
  if (listing.count > 4 * run.limits.perSegment * state.segments.length) return 'rebuild';
  const { feedSegments = [] } = state;
  const feeds = feedSegments.reduce((sum, segment) => sum + (segment.feeds ?? 0), 0);
  if (feeds > 4 * run.limits.perFeedSegment * Math.max(1, feedSegments.length)) return 'rebuild';
  const keys = await differences(run, state, listing);
  if (keys === 'rebuild' || isMost(keys.length, listing.count, run)) return 'rebuild';
  const dataKeys = differingData(listing.data, state.site.data ?? []);
  const isOther =
    listing.siteEtag !== state.site.etag || namedVersion(listing.authors) !== namedVersion(state.site.authors);
  const { hasSidecars } = listing;
  const isNew = hasSidecars !== undefined && hasSidecars !== (state.site.hasSidecars === true);
  return { keys, readSite: isOther || dataKeys.length > 0, dataKeys, ...(isNew && { hasSidecars }) };
}

function differingData(
  listed: ReadonlyMap<string, string>,
  known: readonly { readonly key: string; readonly etag: string }[],
): readonly string[] {
  const etags = new Map(known.map(({ key, etag }) => [key, etag]));
  const keys = new Set([...listed.keys(), ...etags.keys()]);
  return [...keys].filter(key => listed.get(key) !== etags.get(key));
}

function namedVersion(file: { readonly key: string; readonly etag: string } | undefined): string {
  return file ? `${file.key} ${file.etag}` : '';
}

/** Returns the keys on which the bucket and the index differ, those of one segment together. */
async function differences(
  run: RunContext,
  state: State,
  listing: ContentListing,
): Promise<readonly string[] | RunResult<'rebuild'>> {
  const delta = new Map(Object.entries(state.delta));
  const differing = [...state.segments.keys()].filter(
    at => !sameDigest(listing.digests[at], state.segments[at]?.digest),
  );
  try {
    const keys = await inParallel(differing, CONCURRENCY, async at => {
      // One index would keep every segment that it reads.
      const known = (await new ContentIndex(run.state, state).viewOf(at, delta)).records(at);
      return differingKeys(listing.versions(at), known);
    });
    return keys.flat();
  } catch (error) {
    if (error instanceof StateLost) return 'rebuild';
    throw error;
  }
}

function differingKeys(
  listed: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, { readonly etag: string }>,
): readonly string[] {
  const changed = [...listed].flatMap(([key, version]) => (known.get(key)?.etag === version ? [] : [key]));
  return [...changed, ...[...known.keys()].filter(key => !listed.has(key))];
}

function sameDigest(one: Digest | undefined, other: Digest | undefined): boolean {
  return one !== undefined && other !== undefined && one.every((sum, at) => sum === other[at]);
}

function isMost(changed: number, all: number, { limits }: RunContext): boolean {
  return changed > 2 * limits.perCommit && changed > MAX_CHANGED * all;
}
