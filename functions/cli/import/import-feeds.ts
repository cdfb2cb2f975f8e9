import { Buffer } from 'node:buffer';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { SITE_KEY } from '../../core/bucket-layout.ts';
import { parseLanguage } from '../../core/fields/fields.ts';
import { atHome, withLinkIds } from '../../core/import/identity.ts';
import type { HeldText, ImportedFeed } from '../../core/import/imported-feed.ts';
import { LeftOut } from '../../core/import/left-out.ts';
import { mergeFeeds } from '../../core/import/merge-feeds.ts';
import { createPlanner, type ImportPlanner } from '../../core/import/plan-import.ts';
import { draftSite } from '../../core/import/site-draft.ts';
import type { Problem } from '../../core/problem.ts';
import { parseSite } from '../../core/site/parse-site.ts';
import type { Site } from '../../core/site/site.ts';
import { NOWHERE } from '../../core/site/usual-addresses.ts';
import { createWebFetch } from '../../web/web-fetch.ts';
import { CouldNotRun } from '../output/exit-status.ts';
import { createProgress } from '../output/progress.ts';
import { siteKept } from './checkout/site-kept.ts';
import { articlesThere, siteOf } from './content-there.ts';
import { type FetchedMedia, fetchMedia } from './fetching/fetch-media.ts';
import type { ImportContext } from './options.ts';
import type { SourceFeed } from './read-document.ts';
import { readSource } from './read-sources.ts';
import { writeRedirects } from './redirects.ts';
import type { ImportReport } from './report.ts';
import { WrittenArticles } from './write-articles.ts';

/** Turns feeds and exports into articles. */
export async function importFeeds(sources: readonly string[], context: ImportContext): Promise<ImportReport> {
  const { patience, out, dryRun, hostHere, update, siteThere, record, store, now } = context;
  const feeds = await readAll(sources, context);
  const [first] = feeds;
  if (!first) throw new CouldNotRun(`${sources.join(', ')}: holds no article; give a feed or an export`);
  const feed = { ...mergeFeeds(feeds), ...(context.siteUrl !== undefined && { url: context.siteUrl }) };
  const about = { now, ...(first.url !== undefined && { source: first.url }) };
  const drafted = patience.whole(() => draftSite(feed, about));
  const draft = siteThere ? undefined : drafted;
  const kept = siteThere && keptSite(siteThere, drafted, feed, out);
  const site = siteThere ?? siteOf(drafted, out);
  const items = siteThere ? atHome(feed.items, feed.url) : feed.items;
  const planner = createPlanner(
    { ...feed, items: withLinkIds(items, site.url) },
    {
      ...{ site, now, source: first.source, patience },
      ...(await articlesThere(store, site, now)),
      ...(hostHere && { hostHere }),
      ...(update && { update }),
      ...(context.media && { media: record.media }),
      wasWritten: article => record.wasWritten(article),
    },
  );
  const fetched = context.media ? await mediaOf(planner, context) : undefined;
  const articles = new WrittenArticles({ store, record, ...(dryRun && { dryRun }) });
  for (const round of planner.rounds()) await articles.write(round);
  if (draft !== undefined && !dryRun) await store.put(SITE_KEY, Buffer.from(draft), { ifNoneMatch: '*' });
  const left = new LeftOut();
  for (const kinds of [feed.left, planner.left.kinds]) left.merge(kinds);
  const redirects = hostHere ? await writeRedirects(store, planner.redirects, context) : undefined;
  const { known, gone, filesElsewhere } = planner;
  const problems = [
    ...(kept ? [kept] : []),
    ...(draft !== undefined && site.url === NOWHERE ? [noAddress(first.source)] : []),
    ...feeds.flatMap(({ problem }) => problem ?? []),
    ...missingTypes(feeds, context),
    ...planner.problems,
  ];
  return {
    ...{ ...context, sources, feed, articles, known, gone, problems, left, wroteSite: draft !== undefined },
    ...(hostHere && { filesElsewhere }),
    ...redirects,
    ...(fetched && { fetched }),
  };
}

/** Returns the warning that a `site.yaml` is kept which differs from what a feed or an export tells, if it does. */
function keptSite(there: Site, draft: string, feed: ImportedFeed, out: string): Problem | undefined {
  const { site: drafted } = parseSite(draft);
  const { title, url } = feed;
  const language = parseLanguage(feed.language?.trim() ?? '');
  const facts = { ...(title && { title }), ...(url && { url }), ...(language && { language }) };
  const teller = / export$/.test(feed.format) ? 'the export' : 'the feed';
  return drafted && siteKept({ there, drafted, facts, teller, out });
}

/** Returns warnings of types that `--type` names and no source has, as when one is misspelled. */
function missingTypes(feeds: readonly SourceFeed[], { types = new Map() }: ImportContext): readonly Problem[] {
  const known = new Set(feeds.flatMap(({ feed }) => [...(feed.types ?? [])]));
  const listed = known.size > 0 ? `; they have ${[...known].sort().slice(0, MAX_TYPES).join(', ')}` : '';
  return [...types.keys()]
    .filter(type => !known.has(type))
    .map(type => ({
      path: feeds[0]?.source ?? '',
      severity: 'warning',
      message: `--type ${type}: no source has a post of that type${listed}`,
    }));
}

/** Number of types that a message lists. */
const MAX_TYPES = 20;

function noAddress(path: string): Problem {
  const message =
    'names no address of its site; give that with --site-url, or links of articles, and ids made of them, are new';
  return { path, severity: 'warning', message };
}

async function mediaOf(planner: ImportPlanner, context: ImportContext): Promise<FetchedMedia> {
  const { out, record, fetch = createWebFetch({ plain: true }), mediaLimits = {} } = context;
  const addresses = planner.mediaAddresses();
  if (!context.dryRun) return fetchMedia(addresses, { out, record, fetch, limits: mediaLimits });
  return { files: addresses.size, bytes: 0, there: 0, failed: new LeftOut() };
}

async function readAll(sources: readonly string[], options: ImportContext): Promise<readonly SourceFeed[]> {
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

/** Minimum length of a text that is packed, in UTF-16 code units: packing shorter ones saves no memory. */
const MIN_PACKED = 1000;

/** Packs a text into a fifth of its memory: an export of 100 MB is read as a whole before any of it is written. */
function packed(text: string): HeldText {
  if (text.length < MIN_PACKED) return text;
  // zlib's own buffer is larger than what it holds.
  const bytes = new Uint8Array(deflateRawSync(text, { level: 1 }));
  return () => inflateRawSync(bytes).toString();
}
