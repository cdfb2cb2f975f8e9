import { measurePictures } from '../../content/pictures/measure-pictures.ts';
import { enclosureKey, pictureKey } from '../../core/index/article-summary.ts';
import type { ReadObject } from '../../core/index/found.ts';
import { problemsOf } from '../../core/index/held.ts';
import { isOfObject, nameOf } from '../../core/index/index-record.ts';
import { IndexView } from '../../core/index/index-view.ts';
import type { NextState } from '../../core/index/next-state.ts';
import { isMeasured, type Measure } from '../../core/media/measure.ts';
import { contestsOf } from '../../core/plan/contests.ts';
import { noteTranslations } from '../../core/translations/settle-translations.ts';
import type { SidecarFinder } from '../../guard/sidecars.ts';
import type { RunContext } from '../../run/run.ts';
import type { ObjectSummary } from '../../stores/object-store.ts';
import type { ArticleFiles } from '../article-files.ts';
import type { Rebuild } from '../rebuild-context.ts';
import { settleMissing } from '../settling/pictures.ts';

export interface PartReaderOptions {
  readonly rebuild: Rebuild;
  /** Listed objects that need no reading, by key; all others are read. */
  readonly unread: ReadonlyMap<string, ObjectSummary>;
  /** Finds files that speak of one article; unless told, the bucket is asked for them. */
  readonly sidecars?: SidecarFinder;
  readonly ownFiles: ArticleFiles;
  /** Returns true for what is left to whoever comes next, as if it were not there. Nothing is, unless told. */
  readonly isLeft?: (object: ReadObject) => boolean;
}

/**
 * Reads sources, some at a time, takes them into the next state of a rebuild and writes their pages: all of them in one
 * function, or a batch in each of a fleet.
 */
export class PartReader {
  readonly #rebuild: Rebuild;
  readonly #unread: PartReaderOptions['unread'];
  readonly #ownFiles: ArticleFiles;
  readonly #isLeft: NonNullable<PartReaderOptions['isLeft']>;
  readonly #reader: ReturnType<RunContext['guard']['readerOf']>;
  #heldAtMost = 0;

  constructor({ rebuild, unread, sidecars, ownFiles, isLeft = () => false }: PartReaderOptions) {
    this.#rebuild = rebuild;
    this.#unread = unread;
    this.#ownFiles = ownFiles;
    this.#isLeft = isLeft;
    this.#reader = rebuild.run.guard.readerOf(rebuild.site, sidecars);
  }

  /** Reads sources that were not read before. */
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
      run.report.rejected += 1;
      if (object.found.kind === 'rejected') run.report.problems.push(...object.found.problems);
    }
    run.guard.passed();
    if (nextState.delta.size > run.limits.delta) index.buffer?.take(nextState.delta);
    if (objects.size > this.#heldAtMost) this.#letGo();
  }

  /** Notes which pictures of articles are missing, by the listing. */
  #settlePictures(read: ReadonlyMap<string, ReadObject>): void {
    const { run, nextState } = this.#rebuild;
    const { lacking } = settleMissing(this.#rebuild, nothingBut(nextState), read.keys(), read);
    for (const { problems } of contestsOf(nextState, lacking).values()) run.report.problems.push(...problems);
  }

  async #objects(keys: readonly string[]): Promise<ReadonlyMap<string, ReadObject>> {
    const listed = keys.flatMap(key => this.#unread.get(key) ?? []);
    const others = await this.#reader.read(keys.filter(key => !this.#unread.has(key)));
    const read = [...(await this.#reader.readListed(listed, await this.#sidesOf(listed))), ...others];
    return new Map(read.filter(([, object]) => !this.#isLeft(object)));
  }

  /**
   * Returns the sides of pictures by key, of all listed files that own their names. Those that are not known are
   * measured.
   */
  async #sidesOf(listed: readonly ObjectSummary[]): Promise<ReadonlyMap<string, Measure | undefined>> {
    const { media, pictures } = this.#rebuild;
    const files = listed.flatMap(({ key }) => {
      const name = nameOf(key, undefined);
      const file = media.get(name);
      return file?.key === key ? [[name, file] as const] : [];
    });
    await this.#measure(files.map(([name]) => name));
    return new Map(files.map(([name, { key }]) => [key, pictures.get(name)]));
  }

  /** Measures the pictures that articles declare, which their pages tell, before these are written, and enclosures. */
  async #measureDeclared(read: ReadonlyMap<string, ReadObject>): Promise<void> {
    const { site } = this.#rebuild;
    const keys = [...read.values()].flatMap(({ found }) =>
      found.kind === 'article'
        ? [enclosureKey(found.article, site), pictureKey(found.article, site)].filter(key => key !== undefined)
        : [],
    );
    if (keys.length > 0) await this.#measure(keys);
  }

  /** Measures listed pictures, by their keys in NFC, that were not measured yet. */
  async #measure(names: readonly string[]): Promise<void> {
    const { run, media, pictures, measured } = this.#rebuild;
    const unknown = new Map(
      names.flatMap(name => {
        const file = media.get(name);
        return file && isMeasured(name) && !pictures.has(name) ? [[name, file]] : [];
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

function account({ run, site, now }: Rebuild, { found }: ReadObject): void {
  if (found.kind === 'media' || found.kind === 'gone') return;
  run.report.read += 1;
  run.report.problems.push(...problemsOf(found, now, site));
  if (found.kind === 'rejected') run.report.rejected += 1;
}
