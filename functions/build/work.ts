import { readingSlug } from '../core/article/key.ts';
import { linksByFile } from '../core/entry/linked-articles.ts';
import type { RenderContext } from '../core/entry/render-context.ts';
import type { Entry } from '../core/feed/feed.ts';
import type { PublishedFile } from '../core/files/published-file.ts';
import type { MeasuredMedia } from '../core/index/article-summary.ts';
import type { Limits } from '../core/index/limits.ts';
import type { State } from '../core/index/state.ts';
import type { Instant } from '../core/instant.ts';
import type { Site } from '../core/site/site.ts';
import type { Translations } from '../core/translations/translation.ts';
import { pageFiles } from '../core/views/article-pages.ts';
import { apart } from '../core/views/chapters-file.ts';
import type { SourceReader } from '../guard/source-reader.ts';
import { type Note, noteOf } from './note.ts';
import { Parts } from './parts.ts';

/** Work on sources, which one thread does by itself or several together. Plain data, as all that comes of it is. */
export type SharedWork =
  | { readonly kind: 'scan'; readonly keys: readonly string[]; readonly measured: MeasuredMedia }
  | { readonly kind: 'render'; readonly keys: readonly string[]; readonly context: RenderContext }
  | ({ readonly kind: 'pages' } & Pages);

/** Pages that are to be made of articles. */
export interface Pages {
  readonly keys: readonly string[];
  readonly context: RenderContext;
  /** Slugs that articles declare, by key. */
  readonly slugs: ReadonlyMap<string, string>;
  /** Articles and their translations, by key. */
  readonly translations: ReadonlyMap<string, Translations>;
}

/** Results of work on some keys, in their order. */
export interface Results {
  /** Notes on the objects that were read. */
  readonly scan: readonly Note[];
  /** Entries of articles that are out. */
  readonly render: readonly (readonly [key: string, entry: Entry])[];
  /** Files of pages, by the key of the article. */
  readonly pages: readonly (readonly [key: string, files: readonly PublishedFile[]])[];
}

export type WorkKind = SharedWork['kind'];
export type WorkOf<Kind extends WorkKind> = SharedWork & { readonly kind: Kind };

/** Inputs of work of any kind. */
export interface Setting {
  readonly site: Site;
  readonly now: Instant;
  readonly limits: Limits;
}

/** Keys that a thread takes at a time: enough for one call of the guard, and few enough to share. */
export const KEYS_AT_ONCE: Readonly<Record<WorkKind, number>> = { scan: 128, render: 16, pages: 64 };

/** A kind of work, begun. */
export interface Begun<Kind extends WorkKind> {
  /** Does the work on some keys. */
  do(keys: readonly string[]): Promise<Results[Kind]>;
  /** States of the parts that were read; none of other work than a scan. */
  parts(): readonly State[];
}

/** Returns what does each kind of work. */
export function begin(work: SharedWork, reader: SourceReader, setting: Setting): Begun<WorkKind> {
  if (work.kind === 'scan') return new Scanning(reader, new Parts({ ...setting, ...work.measured }), setting);
  const render = (keys: readonly string[]) => reader.readAndRender(keys, work.context);
  return {
    do: async keys => {
      const entries = await render(keys);
      return work.kind === 'render' ? [...entries] : pagesOf(keys, entries, work, setting);
    },
    parts: () => [],
  };
}

/** Reads objects into parts. */
export class Scanning implements Begun<'scan'> {
  readonly #reader: SourceReader;
  readonly #parts: Parts;
  readonly #setting: Omit<Setting, 'limits'>;

  constructor(reader: SourceReader, parts: Parts, setting: Omit<Setting, 'limits'>) {
    this.#reader = reader;
    this.#parts = parts;
    this.#setting = setting;
  }

  async do(keys: readonly string[]): Promise<readonly Note[]> {
    const notes: Note[] = [];
    for await (const objects of this.#reader.readAll(keys))
      for (const [key, { found, source }] of objects) {
        this.#parts.add(key, found);
        const note = noteOf(key, found, this.#setting);
        const links = note.names && !note.withdrawn && source ? linksByFile(key, source.bytes) : [];
        notes.push(links.length > 0 ? { ...note, links } : note);
      }
    return notes;
  }

  parts(): readonly State[] {
    return this.#parts.finish();
  }
}

/** Returns the files of pages. */
export function pagesOf(
  keys: readonly string[],
  entries: ReadonlyMap<string, Entry>,
  { slugs, translations }: Pick<Pages, 'slugs' | 'translations'>,
  { site, now }: Pick<Setting, 'site' | 'now'>,
): Results['pages'] {
  return keys.map(key => {
    const article = { key, slug: slugs.get(key) ?? readingSlug(key) };
    const files = pageFiles(article, entries.get(key), site, now, translations.get(key));
    return [key, files.flatMap(apart)];
  });
}
