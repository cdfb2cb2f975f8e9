import { readingSlug } from '../../core/article/key.ts';
import type { PublishedFile } from '../../core/files/published-file.ts';
import { hasOwnFile } from '../../core/index/index-record.ts';
import { isMedia } from '../../core/index/keys/record-keys.ts';
import type { NextState } from '../../core/index/next-state.ts';
import type { Translations } from '../../core/translations/translation.ts';
import { pageFiles } from '../../core/views/article-pages.ts';
import { apart } from '../../core/views/chapters-file.ts';
import { areMany, type Coming, inThreads } from '../in-threads.ts';
import type { Rendering } from '../rendering.ts';
import type { OpenScanOptions } from '../scan/scan-options.ts';
import type { Scan } from '../scan.ts';
import { pagesOf, type Results } from '../work.ts';

/** Turns that other threads may be ahead of what is written: pages that wait are held in memory, 1 MB a turn. */
const PAGES_AHEAD = 32;

/**
 * Pages of articles, in the order of the listing. Other threads begin at once with those of articles that no feed
 * shows; the rest is made here, of entries that are rendered.
 */
export class ArticlePages {
  readonly #scanned: Scan;
  readonly #rendering: Rendering;
  readonly #options: OpenScanOptions;
  /** Keys of articles that have a page. */
  readonly #owners: readonly string[];
  readonly #slugs: ReadonlyMap<string, string>;
  readonly #translations: ReadonlyMap<string, Translations>;
  readonly #coming: Coming<'pages'>;

  constructor(scanned: Scan, rendering: Rendering, options: OpenScanOptions) {
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
