import { renderSource } from '../content/read-source.ts';
import { checkEntry, type Known } from '../core/check/check-entry.ts';
import { imageSize, type Size } from '../core/check/image-size.ts';
import { checkProfiles } from '../core/check/profiles/check-profiles.ts';
import type { Profile } from '../core/check/profiles/profile.ts';
import { mediaUrl } from '../core/entry/reference.ts';
import type { Entry } from '../core/feed/feed.ts';
import type { HeldArticle } from '../core/index/held.ts';
import { compareProblems, type Problem } from '../core/problem.ts';
import { fillFeed, planFeeds, shownKeys } from '../core/views/feeds.ts';
import { Guard } from '../guard/guard.ts';
import { guardProblem } from '../guard/watch.ts';
import { createRenderContext } from './build.ts';
import { activeMediaProblems } from './check-media.ts';
import { readerOf, type Scan, type ScanOptions, scan } from './scan.ts';

/** What a check found. Nothing is written. */
export interface Check {
  /** By path and line. */
  readonly problems: readonly Problem[];
  /** Sources read. */
  readonly read: number;
  /** Articles that were taken back. */
  readonly withdrawn: number;
  /** Drafts, articles that wait for their date, and those whose time is over. */
  readonly held: readonly HeldArticle[];
}

/** What to check, and for whom. */
export interface CheckOptions extends ScanOptions {
  /** The aggregators whose rules are to be kept; none unless told. */
  readonly profiles?: readonly Profile[];
}

/** Reads and renders everything, and tells every problem: those of a build, and what readers and aggregators would stumble over. */
export async function check(options: CheckOptions): Promise<Check> {
  const { content, site, now, profiles = [] } = options;
  const scanned = await scan(options);
  const context = createRenderContext(options, scanned);
  const reader = readerOf(options);
  const { guard = new Guard() } = options;
  const sources = new Set(scanned.published.map(key => key.normalize('NFC')));
  const known: Known = { site, sources, media: new Set(scanned.media.keys()) };
  const problems: Problem[] = [...scanned.problems, ...(await activeMediaProblems(scanned, content))];
  const planned = planFeeds(scanned.nextState.windows, site);
  const shown = profiles.length > 0 ? shownKeys(planned) : new Set<string>();
  const entries = new Map<string, Entry>();
  for (const key of scanned.published) {
    const { found, source } = (await reader.read([key])).get(key) ?? {};
    if (found?.kind === 'rejected') problems.push(...found.problems);
    if (found?.kind !== 'article' || !source) continue;
    const { article } = found;
    const [result] = guard.run([source], source => renderSource(source, article, context));
    if (result?.kind === 'failed') problems.push(guardProblem(key, result.reason));
    const rendered = result?.kind === 'done' ? result.result : undefined;
    if (rendered) problems.push(...checkEntry({ ...rendered, article }, known));
    if (rendered && shown.has(key)) entries.set(key, rendered.entry);
  }
  const feeds = planned.map(feed => fillFeed(feed, site, now, entries));
  const imageSizes = await sizesOf(entries, scanned, options);
  problems.push(...checkProfiles(profiles, { feeds, entries }, { site, now, imageSizes }));
  return {
    problems: problems.sort(compareProblems),
    read: scanned.read,
    withdrawn: scanned.withdrawn.size,
    held: scanned.held,
  };
}

/** Sizes of the entries' pictures that lie under `media/`, by address. */
async function sizesOf(
  entries: ReadonlyMap<string, Entry>,
  { media }: Scan,
  { content, site }: ScanOptions,
): Promise<ReadonlyMap<string, Size>> {
  const wanted = new Set([...entries.values()].map(({ image }) => image?.src));
  const sizes = new Map<string, Size>();
  for (const [path, { key }] of media) {
    const url = mediaUrl(path, site);
    const object = wanted.has(url) ? await content.get(key) : undefined;
    const size = object && imageSize(object.bytes);
    if (size) sizes.set(url, size);
  }
  return sizes;
}
