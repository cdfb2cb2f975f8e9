import { pictureProblems } from '../content/picture-problems.ts';
import type { Source } from '../core/article/article.ts';
import { articleUrl } from '../core/article/article-url.ts';
import { SITE_KEY } from '../core/bucket-layout.ts';
import { type CheckedEntry, checkEntry, type Known, lacksPicture } from '../core/check/check-entry.ts';
import { articleFieldPlaces, type FieldPlaces, siteFieldPlaces, siteNamePlaces } from '../core/check/field-places.ts';
import { OwnPages } from '../core/check/own-pages.ts';
import { checkPartnerFeeds, checkProfiles } from '../core/check/profiles/check-profiles.ts';
import { fieldsFound } from '../core/check/profiles/entry-problems.ts';
import type { Profile, ProfileContext } from '../core/check/profiles/profile.ts';
import { proposeFile } from '../core/check/propose-file.ts';
import { toldOnce } from '../core/check/told-once.ts';
import { NamesInUse } from '../core/check/unused-names.ts';
import { mediaUrl } from '../core/entry/reference.ts';
import type { Entry } from '../core/feed/feed.ts';
import { isOfName } from '../core/feed/feed-key.ts';
import { addTo } from '../core/groups.ts';
import type { ReadArticle, ReadObject } from '../core/index/found.ts';
import type { HeldArticle, LeavingArticle } from '../core/index/held.ts';
import { type IndexView, indexOf } from '../core/index/index-view.ts';
import { isMedia } from '../core/index/keys/record-keys.ts';
import { imageSize, type Size } from '../core/media/image-size.ts';
import { missingIn } from '../core/media/missing-pictures.ts';
import { eachMissing } from '../core/media/missing-problems.ts';
import { addressIn } from '../core/plan/settle-links.ts';
import { compareProblems, groupProblems, type Problem } from '../core/problem.ts';
import type { Site } from '../core/site/site.ts';
import { formatLocal } from '../core/time/date.ts';
import { zoneNamed } from '../core/time/zone.ts';
import { fillFeed, planFeeds, shownKeys } from '../core/views/feeds.ts';
import { Guard } from '../guard/guard.ts';
import { GUARD_LIMITS } from '../guard/limits.ts';
import { reasonOf } from '../guard/marks.ts';
import { attemptEach } from '../guard/time-limit.ts';
import { bodyTextOf } from './body-text.ts';
import { activeMediaProblems, mediaOf, unnamedProblems } from './check-media.ts';
import { durationsOf } from './durations.ts';
import { fatesIn } from './fates.ts';
import { formerPagesOf } from './files/former-pages.ts';
import { pageMediaFiles } from './files/media-files.ts';
import { inRounds } from './in-rounds.ts';
import { openReader, type ScanOptions } from './scan/scan-options.ts';
import { type Scan, scan } from './scan.ts';

/** Result of a check. Nothing is written. */
export interface Check {
  /** By path and line. */
  readonly problems: readonly Problem[];
  /** Sources read. */
  readonly read: number;
  /** Articles that were taken back. */
  readonly withdrawn: number;
  /** Drafts, articles that wait for their date, and those whose time is over. */
  readonly held: readonly HeldArticle[];
  /** Articles that are public until a date. */
  readonly leaving: readonly LeavingArticle[];
}

/** Options of a check. */
export interface CheckOptions extends ScanOptions {
  /** The aggregators whose rules are to be kept; none unless told. */
  readonly profiles?: readonly Profile[];
}

/**
 * Reads and renders everything, and tells every problem: those of a build, and what readers and aggregators would
 * stumble over.
 */
export async function check(options: CheckOptions): Promise<Check> {
  const { site, now, profiles = [] } = options;
  const scanned = await scan(options);
  const before = await problemsBefore(options, scanned);
  const all = planFeeds(scanned.nextState.windows, scanned.nextState.traits, site);
  // Nobody gives an aggregator the feeds of single authors and tags.
  const planned = all.filter(({ key }) => !isOfName(key));
  const areChecked = profiles.length > 0 || site.feeds?.rules.some(rule => rule.for !== undefined);
  const checked = await checkEntries(options, scanned, areChecked ? shownKeys(planned) : new Set());
  const { entries, fields, lacking, names } = checked;
  const text = (await options.content.get(SITE_KEY))?.bytes;
  fields.set(SITE_KEY, text ? siteFieldPlaces(text) : () => undefined);
  const feeds = planned.map(feed => fillFeed(feed, site, now, entries));
  const measured = await measuredMedia(entries, scanned, options);
  const context = { site, now, ...measured, places: (path: string) => fields.get(path) };
  const broken = [...checkProfiles(profiles, { feeds, entries }, context), ...checkPartnerFeeds(feeds, context)];
  const problems = toldOnce(
    [...before, ...names.problems(site, text ? siteNamePlaces(text) : () => undefined), ...checked.problems],
    broken,
    lacking,
  );
  return {
    problems: groupProblems([...problems].sort(compareProblems)),
    read: scanned.read,
    withdrawn: scanned.withdrawn.size,
    held: scanned.held,
    leaving: scanned.leaving,
  };
}

/** Problems of the entries of all articles, and those that feeds show, by the keys of their sources. */
interface CheckedEntries {
  readonly problems: readonly Problem[];
  readonly entries: ReadonlyMap<string, Entry>;
  readonly fields: Map<string, FieldPlaces>;
  /** Those of the shown articles that name a picture that is not there. */
  readonly lacking: ReadonlySet<string>;
  readonly names: NamesInUse;
}

async function checkEntries(options: CheckOptions, scanned: Scan, shown: ReadonlySet<string>): Promise<CheckedEntries> {
  const { context } = scanned;
  const { site, now, profiles = [], guard = new Guard() } = options;
  const reader = openReader({ ...options, guard });
  const index = indexOf(scanned.nextState);
  const known = knownIn(scanned, index, site);
  const unmeasured = { site, now, imageSizes: new Map(), durations: new Map() };
  const problems: Problem[] = [];
  const names = new NamesInUse();
  const missing = byPath(scanned.missing);
  const [entries, fields, lacking] = [new Map<string, Entry>(), new Map<string, FieldPlaces>(), new Set<string>()];
  for (const keys of inRounds(scanned.published)) {
    const objects = await reader.read(keys);
    const read = [...objects.values()].flatMap(object => (object.source ? [object] : []));
    for (const { found } of objects.values()) if (found.kind === 'rejected') problems.push(...found.problems);
    noteEach(missing, objects, index, known.media);
    for (const { found } of read) names.take(found.article);
    const rendered = await guard.render(read, { ...context, addresses: addressesOf(read, index) });
    problems.push(...read.flatMap(article => guard.rejectionOf(article)?.problems ?? []));
    const checked = read.flatMap(({ source, found: { article } }) => {
      const entry = rendered.get(source.key);
      const told = entry && shown.has(source.key) ? fieldsFound(profiles, entry.entry, unmeasured) : new Set<string>();
      return entry ? [{ ...entry, article, told, ...partsOf(source) }] : [];
    });
    problems.push(...checkEach(checked, known));
    for (const { article, entry, fields: placesOf } of checked.filter(({ article: { key } }) => shown.has(key))) {
      entries.set(article.key, entry);
      fields.set(article.key, placesOf());
      if (lacksPicture(article, known)) lacking.add(article.key);
    }
  }
  return { problems: [...problems, ...[...missing.values()].flat()], entries, fields, lacking, names };
}

function knownIn(scanned: Scan, index: IndexView, site: Site): Known {
  const media = new Set([...scanned.media.keys(), ...scanned.pageMedia.keys()]);
  const pages = new OwnPages(site, () => pagesOf(scanned, index, site));
  return { site, fateOf: fatesIn(scanned), media, missing: scanned.context.missing, pages };
}

/** Returns what is read of a source where something is wrong with it. */
function partsOf(source: Source): Pick<CheckedEntry, 'text' | 'fields'> {
  return { text: () => bodyTextOf(source), fields: () => articleFieldPlaces(source.bytes) };
}

/** Returns what is found before a text is rendered. */
async function problemsBefore(options: CheckOptions, scanned: Scan): Promise<Problem[]> {
  return [
    ...scanned.problems,
    ...(await activeMediaProblems(scanned, options.content)),
    ...unnamedProblems(scanned),
    ...(await pictureProblems(options.content, mediaOf(scanned))),
    ...(await earlyWithdrawals(scanned, options)),
    ...formerPagesOf({ ...options, nextState: scanned.nextState }).problems,
  ];
}

/** Returns warnings about articles whose withdrawal has a date that is still to come: they are withdrawn now. */
async function earlyWithdrawals(
  { withdrawn }: Scan,
  { content, site, now }: CheckOptions,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const [path, { withdrawn: told }] of withdrawn) {
    if (told?.date === undefined || told.date <= now) continue;
    const object = await content.get(path);
    const day = formatLocal(told.date, zoneNamed(site.timeZone));
    problems.push({
      path,
      ...(object && articleFieldPlaces(object.bytes)('withdrawn')),
      severity: 'warning',
      message:
        `withdrawn.date: ${day} is still to come, and the article is withdrawn already; to have it public until ` +
        `then, write expires: ${day} in place of withdrawn:`,
    });
  }
  return problems;
}

function byPath(problems: readonly Problem[]): Map<string, readonly Problem[]> {
  const found = new Map<string, Problem[]>();
  for (const problem of problems) addTo(found, problem.path, problem);
  return found;
}

/** Names each file that an article lacks, of which some are told by its key, and the one that may be meant for it. */
function noteEach(
  missing: Map<string, readonly Problem[]>,
  objects: ReadonlyMap<string, ReadObject>,
  index: IndexView,
  media: ReadonlySet<string>,
): void {
  for (const [key, object] of objects) {
    if (!missing.has(key)) continue;
    const lacked = missingIn(key, index.record(key)).filter(isMedia);
    missing.set(
      key,
      eachMissing(key, lacked, object, name => proposeFile(name, key, media)),
    );
  }
}

/** Returns the key and the address of each article that is out, or was withdrawn. */
function pagesOf({ published, withdrawn }: Scan, index: IndexView, site: Site): Iterable<readonly [string, string]> {
  const out = published.flatMap((key): [string, string][] => {
    const url = addressIn(index, key);
    return url === undefined ? [] : [[key, url]];
  });
  return [...out, ...[...withdrawn].map(([key, article]) => [key, articleUrl(article, site)] as const)];
}

/** Returns the addresses of articles that others lead to. */
function addressesOf(articles: readonly ReadArticle[], index: IndexView): ReadonlyMap<string, string> {
  const keys = new Set(articles.flatMap(({ found }) => found.article.links ?? []));
  return new Map(
    [...keys].flatMap((key): [string, string][] => {
      const url = addressIn(index, key);
      return url === undefined ? [] : [[key, url]];
    }),
  );
}

/** Checks each entry; one that takes too long, or throws, gets a warning. */
function checkEach(checked: readonly CheckedEntry[], known: Known): readonly Problem[] {
  const attempts = attemptEach(checked, entry => checkEntry(entry, known), GUARD_LIMITS);
  return attempts.flatMap((attempt, at): readonly Problem[] => {
    if ('result' in attempt) return attempt.result;
    const path = checked[at]?.article.key ?? '';
    return [{ path, severity: 'warning', message: `it can't be checked, since ${reasonOf(attempt.error)}` }];
  });
}

/** Returns what is measured of media that entries name: sizes of pictures, and durations where these are checked. */
async function measuredMedia(
  entries: ReadonlyMap<string, Entry>,
  scanned: Scan,
  options: CheckOptions,
): Promise<Pick<ProfileContext, 'imageSizes' | 'durations'>> {
  const heard = options.profiles?.some(({ name }) => name === 'podcast') ? entries.values() : [];
  const published = [...scanned.media, ...pageMediaFiles(scanned)];
  return {
    imageSizes: await sizesOf(entries, scanned, options),
    durations: await durationsOf(heard, published, options),
  };
}

/** Sizes of the entries' pictures, and of covers of podcasts, that Bantin publishes, by address. */
async function sizesOf(
  entries: ReadonlyMap<string, Entry>,
  scanned: Scan,
  { content, site }: ScanOptions,
): Promise<ReadonlyMap<string, Size>> {
  const covers = site.feeds?.rules.map(({ podcast }) => podcast?.cover) ?? [];
  const wanted = new Set([...[...entries.values()].map(({ image }) => image?.src), ...covers]);
  const sizes = new Map<string, Size>();
  for (const [path, { key }] of [...scanned.media, ...pageMediaFiles(scanned)]) {
    const url = mediaUrl(path, site);
    const object = wanted.has(url) ? await content.get(key) : undefined;
    const size = object && imageSize(object.bytes);
    if (size) sizes.set(url, size);
  }
  return sizes;
}
