import { unreadableProblem } from '../content/unreadable-problem.ts';
import { readingSlug } from '../core/article/key.ts';
import { pageMediaPath } from '../core/article/page-media.ts';
import type { Entry } from '../core/feed/feed.ts';
import type { PublishedFile } from '../core/files/published-file.ts';
import { pageMediaAt } from '../core/index/claims/page-media-at.ts';
import { hasOwnFile, slugOf } from '../core/index/index-record.ts';
import { indexOf } from '../core/index/index-view.ts';
import { isMedia } from '../core/index/keys/record-keys.ts';
import type { NextState } from '../core/index/next-state.ts';
import { pictureProblem } from '../core/media/picture-problem.ts';
import type { FilePlan } from '../core/plan/file-plan.ts';
import type { Problem } from '../core/problem.ts';
import type { Translations } from '../core/translations/translation.ts';
import { pageFiles } from '../core/views/article-pages.ts';
import { apart } from '../core/views/chapters-file.ts';
import type { Entries } from '../core/views/view.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { UnreadableObject } from '../stores/unreadable-object.ts';
import { areMany, type Coming, inThreads } from './in-threads.ts';
import type { MediaFile } from './notes.ts';
import type { BuildPlan } from './plan-build.ts';
import type { Rendering } from './rendering.ts';
import type { Scan, ScanOptions } from './scan.ts';
import { pagesOf, type Results } from './work.ts';

/** Turns that other threads may be ahead of what is written: pages that wait are held in memory, 1 MB a turn. */
const PAGES_AHEAD = 32;

type BuildOptions = Required<Pick<ScanOptions, 'reader'>> & ScanOptions;

/** Takes the problems of files that may not be read, and are left out, and of pictures that readers do not see. */
export type ReportUnreadable = (problem: Problem) => void;

/**
 * Returns entries of sources, which are read again, whole; without those that went, or were taken back, since they were
 * scanned.
 */
type Renderer = (keys: readonly string[]) => Promise<Entries>;

/**
 * Makes everything that is made of articles: what was planned, and their pages. `rendering` gives what feeds show.
 */
export async function* filesOf(
  plan: BuildPlan,
  scanned: Scan,
  rendering: Rendering,
  options: BuildOptions,
): AsyncGenerator<PublishedFile> {
  const { context } = scanned;
  const renderIn =
    (which: Scan['context']): Renderer =>
    keys =>
      options.reader.readAndRender(keys, which);
  // Archives do not tell the lengths of files under `media/`, and follow neither articles that move nor pictures.
  const archived: Scan['context'] = {
    ...context,
    mediaSizes: new Map(),
    missing: new Map(),
    pictures: new Map(),
    addresses: new Map(),
  };
  const pages = new ArticlePages(scanned, rendering, options);
  try {
    yield* plannedFiles(plan.files, rendering, renderIn(archived));
    await rendering.end();
    yield* pages.files();
  } finally {
    pages.end();
  }
  yield* plan.former.files;
}

/** Every article is rendered once more for archives, but no more than a month's are held at a time. */
async function* plannedFiles(
  { stale }: FilePlan,
  rendering: Rendering,
  render: Renderer,
): AsyncGenerator<PublishedFile> {
  let held = { month: '', entries: new Map<string, Entry>() };
  for (const { group, archive } of stale) {
    if (archive && archive.month !== held.month) held = { month: archive.month, entries: new Map() };
    const missing = (archive?.articles ?? []).filter(({ key, withdrawn }) => !withdrawn && !held.entries.has(key));
    for (const [key, entry] of await render(missing.map(({ key }) => key))) held.entries.set(key, entry);
    if (!archive) await rendering.wait(group.shows);
    yield* group.render(archive ? held.entries : rendering.entries);
  }
}

/**
 * Pages of articles, in the order of the listing. Other threads begin at once with those of articles that no feed
 * shows; the rest is made here, of entries that are rendered.
 */
class ArticlePages {
  readonly #scanned: Scan;
  readonly #rendering: Rendering;
  readonly #options: BuildOptions;
  /** Keys of articles that have a page. */
  readonly #owners: readonly string[];
  readonly #slugs: ReadonlyMap<string, string>;
  readonly #translations: ReadonlyMap<string, Translations>;
  readonly #coming: Coming<'pages'>;

  constructor(scanned: Scan, rendering: Rendering, options: BuildOptions) {
    const { nextState, context } = scanned;
    const { site, now, reader, threads } = options;
    this.#scanned = scanned;
    this.#rendering = rendering;
    this.#options = options;
    this.#owners = [...nextState.delta].flatMap(([key, record]) =>
      record && !isMedia(key) && hasOwnFile(record) ? [key] : [],
    );
    const slugs = declaredSlugs(this.#owners, nextState.delta);
    const translations = translationsOf(this.#owners, nextState.delta);
    this.#slugs = slugs;
    this.#translations = translations;
    this.#coming = inThreads<'pages'>(
      { kind: 'pages', keys: this.#owners.filter(key => !this.#isMadeHere(key)), context, slugs, translations },
      {
        reader,
        threads,
        here: async keys =>
          pagesOf(keys, await reader.readAndRender(keys, context), { slugs, translations }, { site, now }),
        ahead: PAGES_AHEAD,
        takes: areMany('pages'),
      },
    );
  }

  /** Makes them. What feeds show is rendered by then. */
  async *files(): AsyncGenerator<PublishedFile> {
    const { site, now } = this.#options;
    const pages = eachOf(this.#coming.results);
    for (const key of this.#owners)
      if (this.#isMadeHere(key)) {
        const slug = this.#slugs.get(key) ?? readingSlug(key);
        const article = this.#scanned.withdrawn.get(key) ?? { key, slug };
        const entry = this.#rendering.entries.get(key);
        for (const file of pageFiles(article, entry, site, now, this.#translations.get(key))) yield* apart(file);
      } else yield* (await pages.next()).value?.[1] ?? [];
    await pages.next();
  }

  /** Lets go of those that are still to come. */
  end(): void {
    this.#coming.end();
  }

  #isMadeHere(key: string): boolean {
    return this.#scanned.withdrawn.has(key) || this.#rendering.includes(key);
  }
}

/** Returns slugs that articles declare, by their keys. */
function declaredSlugs(keys: readonly string[], delta: NextState['delta']): ReadonlyMap<string, string> {
  const declared = keys.flatMap(key => {
    const record = delta.get(key);
    return record && 'slug' in record && record.slug !== undefined ? [[key, record.slug] as const] : [];
  });
  return new Map(declared);
}

/** Returns articles with their translations, by key. */
function translationsOf(keys: readonly string[], delta: NextState['delta']): ReadonlyMap<string, Translations> {
  const translated = keys.flatMap(key => {
    const record = delta.get(key);
    return record && 'translations' in record && record.translations ? [[key, record.translations] as const] : [];
  });
  return new Map(translated);
}

async function* eachOf(made: AsyncIterable<readonly [unknown, Results['pages']]>) {
  for await (const [, pages] of made) yield* pages;
}

/** Returns the copies of page media that articles that are out name, by path. */
export function pageMediaFiles({ nextState, pageMedia }: Scan): ReadonlyMap<string, MediaFile> {
  const files = new Map<string, MediaFile>();
  if (pageMedia.size === 0) return files;
  const index = indexOf(nextState);
  for (const [key, record] of nextState.delta) {
    const names = record && 'pageMedia' in record ? Object.keys(record.pageMedia ?? {}) : [];
    for (const path of names.map(name => pageMediaPath(slugOf(key, record), name))) {
      const copy = files.has(path) ? undefined : pageMediaAt(index, path);
      const file = copy && pageMedia.get(copy.media.normalize('NFC'));
      if (file) files.set(path, file);
    }
  }
  return files;
}

export async function* mediaFiles(
  content: ObjectStore,
  scanned: Scan,
  report?: ReportUnreadable,
): AsyncGenerator<PublishedFile> {
  // One that several articles name is copied to each of them.
  const told = new Set<string>();
  for (const [path, { key, size }] of [...scanned.media, ...pageMediaFiles(scanned)]) {
    try {
      const object = await content.get(key);
      const problem = object && !told.has(key) ? pictureProblem(key, size, object.bytes) : undefined;
      told.add(key);
      if (problem) report?.(problem);
      if (object) yield { path, body: object.bytes };
    } catch (error) {
      if (!(error instanceof UnreadableObject) || !report) throw error;
      report(unreadableProblem(key, error));
    }
  }
}
