import { Buffer } from 'node:buffer';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { SITE_KEY } from '../core/bucket-layout.ts';
import type { PostTypes } from '../core/import/formats/wordpress.ts';
import type { HeldText } from '../core/import/imported-feed.ts';
import { LeftOut } from '../core/import/left-out.ts';
import { mergeFeeds } from '../core/import/merge-feeds.ts';
import type { Patience } from '../core/import/patience.ts';
import { createPlanner, type ImportPlanner } from '../core/import/plan-import.ts';
import { draftSite } from '../core/import/site-draft.ts';
import type { Instant } from '../core/instant.ts';
import { GUARD_LIMITS, type GuardLimits } from '../guard/limits.ts';
import { reasonOf } from '../guard/marks.ts';
import { attemptEach, Overtime, within } from '../guard/time-limit.ts';
import { createDirectoryStore } from '../stores/directory-store.ts';
import { createWebFetch, type WebFetch } from '../web/web-fetch.ts';
import { articlesThere, siteOf, siteThere } from './import/content-there.ts';
import { type FetchedMedia, fetchMedia, type MediaLimits } from './import/fetch-media.ts';
import type { OpenFeedOptions } from './import/open-feed.ts';
import { readSource, type SourceFeed } from './import/read-sources.ts';
import { type ImportRecord, openRecord } from './import/record.ts';
import { writeRedirects } from './import/redirects.ts';
import { printReport } from './import/report.ts';
import { writeArticles } from './import/write-articles.ts';
import { CouldNotRun, DONE, PROBLEMS } from './output/exit-status.ts';
import { createProgress } from './output/progress.ts';

export interface ImportOptions extends OpenFeedOptions {
  readonly out: string;
  /** In place of what the document says of its encoding. */
  readonly encoding?: string;
  /** The present moment unless told. */
  readonly now?: Instant;
  readonly json?: boolean;
  /** Writes nothing, and reports what would be written. */
  readonly dryRun?: boolean;
  /** Documents of a feed on the web that are fetched, where it goes on; 1 unless told. */
  readonly pages?: number;
  /** Articles are read here from now on, and no more at their former addresses. */
  readonly hostHere?: boolean;
  /** Home page of the site, where the source does not tell it. */
  readonly siteUrl?: string;
  /** Fetches pictures and other files of articles into `media/`. */
  readonly media?: boolean;
  /** By what media are fetched; public hosts alone unless told. */
  readonly fetch?: WebFetch;
  readonly mediaLimits?: Partial<MediaLimits>;
  /** What becomes of WordPress' post types. */
  readonly types?: PostTypes;
  /** How items are worked on; what takes too long is ended unless told. */
  readonly patience?: Patience;
}

/** `bantin import`: feeds and exports become articles. What is there stays as it is. Gives the exit status. */
export async function runImport(source: string | readonly string[], options: ImportOptions): Promise<number> {
  const sources = typeof source === 'string' ? [source] : source;
  const now = options.now ?? Date.now();
  const named = sources.join(', ');
  const { patience = createPatience(named), out, dryRun, hostHere } = options;
  const store = createDirectoryStore(out);
  const there = await siteThere(store, out);
  const feeds = await readAll(sources, { ...options, patience });
  const [first] = feeds;
  if (!first) throw new CouldNotRun(`${named}: holds no article; give a feed or an export`);
  const feed = { ...mergeFeeds(feeds), ...(options.siteUrl !== undefined && { url: options.siteUrl }) };
  const about = { now, ...(first.url !== undefined && { source: first.url }) };
  const draft = there ? undefined : patience.whole(() => draftSite(feed, about));
  const site = there ?? siteOf(draft ?? '', out);
  const record = openRecord(out);
  const planner = createPlanner(feed, {
    site,
    ...(await articlesThere(store, site, now)),
    ...(hostHere && { hostHere }),
    ...(options.media && { media: record.media }),
    now,
    source: first.source,
    patience,
  });
  const media = options.media ? await mediaOf(planner, record, options) : undefined;
  const { written, drafts } = await writeArticles(planner, store, { record, ...(dryRun && { dryRun }) });
  const wroteSite = draft !== undefined;
  if (wroteSite && !dryRun) await store.put(SITE_KEY, Buffer.from(draft), { ifNoneMatch: '*' });
  const { known, problems } = planner;
  const left = new LeftOut();
  for (const kinds of [feed.left, planner.left.kinds]) left.merge(kinds);
  const redirects = hostHere ? await writeRedirects(store, planner.redirects, options) : undefined;
  const more = { ...redirects, ...(media && { fetched: media }) };
  printReport({ ...options, sources, feed, written, drafts, known, problems, left, wroteSite, ...more });
  return problems.some(({ severity }) => severity === 'error') ? PROBLEMS : DONE;
}

async function mediaOf(planner: ImportPlanner, record: ImportRecord, options: ImportOptions): Promise<FetchedMedia> {
  const { out, fetch = createWebFetch({ plain: true }), mediaLimits = {} } = options;
  const addresses = planner.mediaAddresses();
  if (!options.dryRun) return fetchMedia(addresses, { out, record, fetch, limits: mediaLimits });
  return { files: addresses.size, bytes: 0, there: 0, failed: new LeftOut() };
}

async function readAll(
  sources: readonly string[],
  options: ImportOptions & { readonly patience: Patience },
): Promise<readonly SourceFeed[]> {
  const progress = createProgress();
  const { encoding, ...others } = options;
  const feeds: SourceFeed[] = [];
  try {
    for (const source of sources) {
      const read = await readSource(source, {
        ...others,
        ...(encoding !== undefined && { told: encoding }),
        hold: packed,
        onBytes: bytes => progress.update(() => `${(bytes / 1024 / 1024).toFixed(1)} MB read`),
      });
      feeds.push(...read);
    }
    return feeds;
  } finally {
    progress.done();
  }
}

/** Texts that are shorter take no less memory when they are packed. In UTF-16 code units. */
const MIN_PACKED = 1000;

/** Holds a text in a fifth of its memory: an export of 100 MB is read as a whole before any of it is written. */
function packed(text: string): HeldText {
  if (text.length < MIN_PACKED) return text;
  // zlib's own buffer is larger than what it holds.
  const bytes = new Uint8Array(deflateRawSync(text, { level: 1 }));
  return () => inflateRawSync(bytes).toString();
}

/**
 * What a document holds may be made so that the work on it has no end. An item that takes too long is left out; where
 * the document itself does, there is nothing to import.
 */
export function createPatience(source: string, limits: Pick<GuardLimits, 'batch' | 'alone'> = GUARD_LIMITS): Patience {
  return {
    whole: work => {
      try {
        return within(limits.alone, work);
      } catch (error) {
        if (!(error instanceof Overtime || error instanceof RangeError)) throw error;
        throw new CouldNotRun(`${source}: ${reasonOf(error)}; have whoever makes it mend it, or import it in parts`);
      }
    },
    each: (items, work) => attemptEach(items, work, limits),
  };
}
