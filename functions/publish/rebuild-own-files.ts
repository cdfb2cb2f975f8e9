import { MEDIA_PREFIX } from '../core/entry/reference.ts';
import { publicPathOf } from '../core/publish/catalogue.ts';
import { readingFile } from '../core/publish/planned-files.ts';
import type { State } from '../core/publish/state.ts';
import { PreconditionFailed } from '../stores/object-store.ts';
import { renderRead } from './desk.ts';
import { inParallel } from './in-parallel.ts';
import { Library, type Recent } from './library.ts';
import { LostMemory } from './memory.ts';
import { copyMedia, writeFile } from './public-files.ts';
import type { ReadObject } from './read-changes.ts';
import { type Rebuild, readSoFar } from './rebuild.ts';
import { AT_ONCE } from './run.ts';
import { fingerprintOf, recallSite } from './site-in-force.ts';

/**
 * Reading pages and media of a rebuild. They are written as their sources are read, since nothing but their own source changes them; those that
 * are there already, made of the same, are left alone.
 */
export class OwnFiles {
  readonly #rebuild: Rebuild;
  readonly #before: State | undefined;
  readonly #library: Library | undefined;
  readonly #recent: Recent;
  /** Paths of pages that a source has by now; a source that comes after does not get them. */
  readonly #taken: Set<string>;
  /** Of files under `media/` that stand for one path the last is published. */
  readonly #media = new Map<string, { readonly key: string; readonly etag: string }>();
  #isMarked: boolean;

  private constructor(rebuild: Rebuild, before: State | undefined, isSame: boolean, taken: ReadonlySet<string>) {
    this.#rebuild = rebuild;
    this.#before = before;
    this.#library = before && isSame ? new Library(rebuild.run.memory, before) : undefined;
    this.#recent = new Map(Object.entries(before?.recent ?? {}));
    this.#taken = new Set(taken);
    this.#isMarked = before === undefined || before.rebuilding === true;
  }

  /** `before` is the state in force; `after` is told where an earlier run of this rebuild read everything up to it. */
  static async open(rebuild: Rebuild, before: State | undefined, after: string | undefined): Promise<OwnFiles> {
    const taken =
      after === undefined || rebuild.site.permalink !== undefined ? new Set<string>() : await readSoFar(rebuild);
    return new OwnFiles(rebuild, before, madeOfTheSame(rebuild, before), taken);
  }

  /** Writes the pages of what was read. */
  async write(read: Iterable<readonly [string, ReadObject]>): Promise<void> {
    const pages: (readonly [string, ReadObject])[] = [];
    for (const [key, object] of read) {
      const path = publicPathOf(key);
      if (object.found.kind === 'media') this.#media.set(path, { key, etag: object.found.etag });
      const record = this.#rebuild.draft.recent.get(key);
      if (record?.standing !== 'published' || !record.hasPage || this.#taken.has(path)) continue;
      this.#taken.add(path);
      if (!(await this.#isThere(path, key, record.etag))) pages.push([key, object]);
    }
    if (pages.length > 0) await this.#mark();
    await inParallel(pages, AT_ONCE, ([key, object]) => this.#writePage(key, object));
  }

  /** Writes the media. */
  async finish(): Promise<void> {
    const { run } = this.#rebuild;
    const copies: [string, string][] = [];
    for (const [path, { key, etag }] of this.#media)
      if (!(await this.#isThere(path, key, etag))) copies.push([path, key]);
    if (copies.length > 0) await this.#mark();
    await inParallel(copies, AT_ONCE, async ([path, key]) => {
      await copyMedia(run.content, key, run.public, path);
      run.written += 1;
    });
  }

  async #writePage(key: string, object: ReadObject): Promise<void> {
    const { run, site, now } = this.#rebuild;
    // The length of an enclosure is told in feeds alone.
    const entry = renderRead(object, { site, now, mediaSizes: new Map() });
    const file = entry && readingFile(key, entry, site);
    if (!file) return;
    await writeFile(run.public, file);
    run.written += 1;
  }

  async #isThere(path: string, key: string, etag: string): Promise<boolean> {
    const { published, now } = this.#rebuild;
    if (!published.has(path)) return false;
    const isMedia = key.startsWith(MEDIA_PREFIX);
    const due = this.#before?.timers[key];
    if (!this.#library || this.#before?.rebuilding || (due !== undefined && due <= now)) return false;
    try {
      const record = await this.#library.record(key, this.#recent);
      return record?.etag === etag && (isMedia || record.standing === 'published');
    } catch (error) {
      if (error instanceof LostMemory) return false;
      throw error;
    }
  }

  /** From now on files may be other than the state in force says, until this rebuild, or a later one, is done. */
  async #mark(): Promise<void> {
    const { memory } = this.#rebuild.run;
    while (!this.#isMarked) {
      const { state, etag } = await memory.load();
      try {
        if (state && !state.rebuilding) await memory.commit({ ...state, rebuilding: true }, etag);
        this.#isMarked = true;
      } catch (error) {
        if (!(error instanceof PreconditionFailed)) throw error;
      }
    }
  }
}

function madeOfTheSame({ run, fingerprint }: Rebuild, before: State | undefined): boolean {
  const site = before && recallSite(before.site, before.feedsUrl)?.site;
  return (
    before !== undefined &&
    site !== undefined &&
    fingerprintOf(before.revision, site) === fingerprint &&
    before.feedsUrl === run.options.feedsUrl
  );
}
