import { assertNotEmptied, EMPTY_BUCKET, sourcesIn } from '../content/empty-listing.ts';
import { SkippedObjects } from '../content/skipped.ts';
import { versionOf, versionWith } from '../content/version.ts';
import { ARTICLES_PREFIX, AUTHORS_KEYS, isContent, isDataKey, SITE_KEY } from '../core/bucket-layout.ts';
import { DataKeySorter, isArticleKey } from '../core/data-files/data-keys.ts';
import { stemOf } from '../core/data-files/holds.ts';
import { isMedia, segmentOf } from '../core/index/index-record.ts';
import type { State } from '../core/index/state.ts';
import type { Problem } from '../core/problem.ts';
import { addToDigest, type Digest, EMPTY_DIGEST } from '../core/text/set-digest.ts';
import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import { ContentIndex } from '../state/content-index.ts';
import { StateLost } from '../state/state-lost.ts';
import type { ObjectStore, ObjectSummary } from '../stores/object-store.ts';

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
 * again is cheaper, where the bucket outgrew the segments, or where a part of the index is lost.
 * @throws EmptyListing
 */
export async function compareContent(run: RunContext, state: State): Promise<ContentDifference | RunResult<'rebuild'>> {
  const listing = await list(run.content, state.segments.length);
  run.skipped = listing.problems;
  if (!run.options.allowEmpty)
    assertNotEmptied(listing.sources, sourcesIn(state.counts), ARTICLES_PREFIX, EMPTY_BUCKET);
  if (listing.count > 4 * run.limits.perSegment * state.segments.length) return 'rebuild';
  const { feedSegments = [] } = state;
  const feeds = feedSegments.reduce((sum, segment) => sum + (segment.feeds ?? 0), 0);
  if (feeds > 4 * run.limits.perFeedSegment * Math.max(1, feedSegments.length)) return 'rebuild';
  const keys = await differences(run, state, listing);
  if (keys === 'rebuild' || isMost(keys.length, listing.count, run)) return 'rebuild';
  const dataKeys = differingData(listing.data, state.site.data ?? []);
  const isOther = listing.siteEtag !== state.site.etag || listing.authors !== namedVersion(state.site.authors);
  const { hasSidecars } = listing;
  const isTold = hasSidecars === (state.site.hasSidecars === true);
  return { keys, readSite: isOther || dataKeys.length > 0, dataKeys, ...(!isTold && { hasSidecars }) };
}

interface Listing {
  readonly count: number;
  readonly sources: number;
  /** Problems of entries that are not objects. */
  readonly problems: readonly Problem[];
  /** Empty where there is no `site.yaml`. */
  readonly siteEtag: string;
  /** Name and version of the authors file that is read; empty where there is none. */
  readonly authors: string;
  /** ETags of data files of folders by key. */
  readonly data: ReadonlyMap<string, string>;
  readonly hasSidecars: boolean;
  /** Versions by key, by segment. */
  readonly segments: readonly ReadonlyMap<string, string>[];
  readonly digests: readonly Digest[];
}

/** Lists the content bucket. */
async function list(content: ObjectStore, segmentCount: number): Promise<Listing> {
  const segments = Array.from({ length: segmentCount }, () => new Map<string, string>());
  const digests: Digest[] = segments.map(() => EMPTY_DIGEST);
  let [count, sources] = [0, 0];
  let siteEtag = '';
  const authors: ObjectSummary[] = [];
  const [sorter, etags] = [new DataKeySorter(), new Map<string, string>()];
  const skipped = new SkippedObjects();
  for await (const summary of content.list('', { onSkipped: skipped.note })) {
    const { key } = summary;
    if (key === SITE_KEY) siteEtag = summary.etag;
    if (AUTHORS_KEYS.includes(key)) authors.push(summary);
    sorter.add(key);
    if (isDataKey(key)) etags.set(key, summary.etag);
    if (!isContent(key)) continue;
    const at = segmentOf(key, segmentCount);
    const version = versionOf(summary);
    segments[at]?.set(key, version);
    digests[at] = addToDigest(digests[at] ?? EMPTY_DIGEST, key, version);
    count += 1;
    if (!isMedia(key)) sources += 1;
  }
  const first = AUTHORS_KEYS.map(name => authors.find(({ key }) => key === name)).find(found => found !== undefined);
  const problems = skipped.problems;
  const { folders, sidecars } = sorter.sorted();
  if (sidecars.size > 0) addSidecars({ segments, digests }, sidecars, etags);
  const data = new Map(folders.map(key => [key, etags.get(key) ?? '']));
  const hasSidecars = sidecars.size > 0;
  return { count, sources, problems, siteEtag, authors: namedVersion(first), data, hasSidecars, segments, digests };
}

/** Puts versions of articles with their sidecars in the place of their own. */
function addSidecars(
  { segments, digests }: { readonly segments: readonly Map<string, string>[]; readonly digests: Digest[] },
  sidecars: ReadonlyMap<string, readonly string[]>,
  etags: ReadonlyMap<string, string>,
): void {
  for (const [at, versions] of segments.entries())
    for (const [key, version] of versions) {
      const files = isArticleKey(key) ? sidecars.get(stemOf(key)) : undefined;
      if (!files) continue;
      const whole = versionWith(
        version,
        files.map(file => ({ key: file, etag: etags.get(file) ?? '' })),
      );
      versions.set(key, whole);
      const digest = digests[at] ?? EMPTY_DIGEST;
      digests[at] = addToDigest(addToDigest(digest, key, version, -1), key, whole);
    }
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
  listing: Listing,
): Promise<readonly string[] | RunResult<'rebuild'>> {
  const index = new ContentIndex(run.state, state);
  const delta = new Map(Object.entries(state.delta));
  const keys: string[] = [];
  for (const [at, listed] of listing.segments.entries()) {
    if (sameDigest(listing.digests[at], state.segments[at]?.digest)) continue;
    try {
      const known = (await index.viewOf(at, delta)).records(at);
      for (const [key, version] of listed) if (known.get(key)?.etag !== version) keys.push(key);
      for (const key of known.keys()) if (!listed.has(key)) keys.push(key);
    } catch (error) {
      if (error instanceof StateLost) return 'rebuild';
      throw error;
    }
  }
  return keys;
}

function sameDigest(one: Digest | undefined, other: Digest | undefined): boolean {
  return one !== undefined && other !== undefined && one.every((sum, at) => sum === other[at]);
}

function isMost(changed: number, all: number, { limits }: RunContext): boolean {
  return changed > 2 * limits.perCommit && changed > MAX_CHANGED * all;
}
