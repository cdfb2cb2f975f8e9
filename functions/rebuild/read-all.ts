import { measurePictures } from '../content/pictures/measure-pictures.ts';
import { pictureKey } from '../core/index/article-summary.ts';
import type { ReadObject } from '../core/index/found.ts';
import { problemsOf } from '../core/index/held.ts';
import { isOfObject, nameOf } from '../core/index/index-record.ts';
import { IndexView } from '../core/index/index-view.ts';
import type { NextState } from '../core/index/next-state.ts';
import type { Size } from '../core/media/image-size.ts';
import { isSizedPicture } from '../core/media/picture-problem.ts';
import { contestsOf } from '../core/plan/contests.ts';
import { noteTranslations } from '../core/translations/settle-translations.ts';
import { listedSidecars } from '../guard/sidecars.ts';
import type { RunContext } from '../run/run.ts';
import type { RunResult } from '../run/run-result.ts';
import type { ObjectSummary } from '../stores/object-store.ts';
import type { BegunRebuild } from './begin-rebuild.ts';
import { foldParts } from './parts/fold-parts.ts';
import { storeRead } from './parts/keep-progress.ts';
import type { Rebuild } from './rebuild-context.ts';
import { settleMissing, settleRebuild } from './settle-rebuild.ts';

/**
 * Reads what no earlier run of this rebuild read, writes pages and media as it goes, and finds in the end who owns what
 * several claim. `short`: time ran short.
 */
export async function readAll(begun: BegunRebuild): Promise<RunResult<'done' | 'short'>> {
  const { rebuild, listing, ownFiles, after } = begun;
  const { run } = rebuild;
  // What a run folds is all that was read by then.
  if (rebuild.folded > 0 && (await foldParts(rebuild, after)) === 'short') return leave(begun);
  const reader = new Reader(begun);
  let last = after;
  for (const keys of chunked(listing.keys.sorted(after), run.limits.perRead)) {
    if (run.isShortOfTime) return pause(begun, last);
    await reader.read(keys);
    last = keys.at(-1);
    if ((rebuild.index.buffer?.size ?? 0) > run.limits.perStoredPart) await storeRead(rebuild, last);
    run.options.onProgress?.(run.read, listing.keys.size);
  }
  if (rebuild.parts.length > 0) {
    await storeRead(rebuild, last);
    if ((await foldParts(rebuild, last)) === 'short') return leave(begun);
  }
  // Pictures beside an article may have been measured after it was read.
  rebuild.nextState.resizeAll();
  if ((await ownFiles.finish(begun.media)) === 'short') return pause(begun, last);
  await settleRebuild(rebuild);
  await ownFiles.finishPageMedia(begun.media);
  return 'done';
}

/** Keeps what was read, up to a key, for the next run. */
async function pause(begun: BegunRebuild, after: string | undefined): Promise<'short'> {
  await storeRead(begun.rebuild, after);
  return leave(begun);
}

/** Leaves a rebuild, of which all is kept, to the next run. */
async function leave({ rebuild, ownFiles }: BegunRebuild): Promise<'short'> {
  await ownFiles.pause();
  await rebuild.run.guard.pause();
  return 'short';
}

function* chunked<Item>(items: Iterable<Item>, size: number): Generator<readonly Item[]> {
  let chunk: Item[] = [];
  for (const item of items) {
    if (chunk.push(item) < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Reads sources, some at a time, and takes them in. */
class Reader {
  readonly #rebuild: Rebuild;
  readonly #unread: BegunRebuild['listing']['unread'];
  readonly #ownFiles: BegunRebuild['ownFiles'];
  readonly #reader: ReturnType<RunContext['guard']['readerOf']>;
  #heldAtMost = 0;

  constructor({ rebuild, listing, ownFiles }: BegunRebuild) {
    this.#rebuild = rebuild;
    this.#unread = listing.unread;
    this.#ownFiles = ownFiles;
    this.#reader = rebuild.run.guard.readerOf(rebuild.site, listedSidecars(listing.data.sidecars));
  }

  async read(keys: readonly string[]): Promise<void> {
    const { run, nextState, index, objects, twice } = this.#rebuild;
    const read = await this.#objects(keys);
    await this.#measureDeclared(read);
    for (const [key, object] of read) {
      const { found } = object;
      nextState.apply(key, found, undefined);
      if (found.kind === 'article' && nextState.windows.reaches(found.article)) objects.set(key, object);
      account(this.#rebuild, object);
    }
    this.#settlePictures(read);
    noteTranslations(nextState, nothingBut(nextState), new Set(read.keys()), this.#rebuild.site);
    for (const [key, object] of await this.#ownFiles.write(read)) {
      const known = nextState.delta.get(key);
      nextState.apply(key, object.found, isOfObject(known) ? known : undefined);
      objects.delete(key);
      twice.add(key);
      run.rejected += 1;
      if (object.found.kind === 'rejected') run.problems.push(...object.found.problems);
    }
    run.guard.passed();
    if (nextState.delta.size > run.limits.delta) index.buffer?.take(nextState.delta);
    if (objects.size > this.#heldAtMost) this.#letGo();
  }

  /** Notes which pictures of articles are missing, by the listing. */
  #settlePictures(read: ReadonlyMap<string, ReadObject>): void {
    const { run, nextState } = this.#rebuild;
    const { lacking } = settleMissing(this.#rebuild, nothingBut(nextState), read.keys(), read);
    for (const { problems } of contestsOf(nextState, lacking).values()) run.problems.push(...problems);
  }

  async #objects(keys: readonly string[]): Promise<ReadonlyMap<string, ReadObject>> {
    const listed = keys.flatMap(key => this.#unread.get(key) ?? []);
    const others = await this.#reader.read(keys.filter(key => !this.#unread.has(key)));
    return new Map([...(await this.#reader.readListed(listed, await this.#sidesOf(listed))), ...others]);
  }

  /**
   * Returns the sides of pictures by key, of all listed files that own their names. Those that are not known are
   * measured.
   */
  async #sidesOf(listed: readonly ObjectSummary[]): Promise<ReadonlyMap<string, Size | undefined>> {
    const { media, pictures } = this.#rebuild;
    const files = listed.flatMap(({ key }) => {
      const name = nameOf(key, undefined);
      const file = media.get(name);
      return file?.key === key ? [[name, file] as const] : [];
    });
    await this.#measure(files.map(([name]) => name));
    return new Map(files.map(([name, { key }]) => [key, pictures.get(name)]));
  }

  /** Measures the pictures that articles declare, which their pages tell, before these are written. */
  async #measureDeclared(read: ReadonlyMap<string, ReadObject>): Promise<void> {
    const { site } = this.#rebuild;
    const keys = [...read.values()].flatMap(({ found }) =>
      found.kind === 'article' ? (pictureKey(found.article, site) ?? []) : [],
    );
    if (keys.length > 0) await this.#measure(keys);
  }

  /** Measures listed pictures, by their keys in NFC, that were not measured yet. */
  async #measure(names: readonly string[]): Promise<void> {
    const { run, media, pictures, measured } = this.#rebuild;
    const unknown = new Map(
      names.flatMap(name => {
        const file = media.get(name);
        return file && isSizedPicture(name) && !pictures.has(name) ? [[name, file]] : [];
      }),
    );
    if (unknown.size === 0) return;
    const found = await measurePictures(run.content, unknown);
    for (const [name, { etag }] of unknown) {
      const sides = found.get(name);
      pictures.set(name, sides);
      if (sides) measured.push([name, etag, sides]);
    }
  }

  /**
   * Lets go of sources that fell out of the windows meanwhile. To look for it costs more than to have a little of it.
   */
  #letGo(): void {
    const { nextState, objects } = this.#rebuild;
    const held = new Set(nextState.windows.remembered('few').articles.map(({ key }) => key));
    for (const key of objects.keys()) if (!held.has(key)) objects.delete(key);
    this.#heldAtMost = Math.ceil(1.25 * objects.size) + 100;
  }
}

/** Returns the index of what was read last. */
function nothingBut({ segmentCount, delta }: NextState): IndexView {
  return new IndexView({ segmentCount, segment: () => ({}), month: () => [] }, delta);
}

function account({ run, now }: Rebuild, { found }: ReadObject): void {
  if (found.kind === 'media' || found.kind === 'gone') return;
  run.read += 1;
  run.problems.push(...problemsOf(found, now));
  if (found.kind === 'rejected') run.rejected += 1;
}
