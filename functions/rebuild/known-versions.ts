import { fingerprintOf, recallSite } from '../content/active-site.ts';
import type { PictureFile } from '../core/index/article-summary.ts';
import type { DeltaRecord } from '../core/index/index-record.ts';
import type { Delta, IndexView } from '../core/index/index-view.ts';
import type { FormerClaim } from '../core/index/records/claim-record.ts';
import type { SourceRecord } from '../core/index/records/source-record.ts';
import type { State } from '../core/index/state.ts';
import type { Missing } from '../core/media/missing-names.ts';
import { DigestSet } from '../core/text/digest-set.ts';
import type { RunContext } from '../run/run.ts';
import { ContentIndex } from '../state/content-index.ts';
import { compress, decompress } from '../state/encode.ts';
import { StateLost } from '../state/state-lost.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { CopiesBefore } from './page-media.ts';
import type { Rebuild } from './rebuild-context.ts';

type Translations = NonNullable<SourceRecord['translations']>;

/** An object whose own file is there: in which version it was read, and in which its file was written. */
interface OwnFile {
  readonly key: string;
  readonly path: string;
  readonly etag: string;
  readonly file: string;
  /** Media that it lacked. */
  readonly missing: Missing | undefined;
  /** Its declared picture, with the sides that it told. */
  readonly image: PictureFile | undefined;
}

/**
 * Notes of a state on pages, media and copies that were written: of what, and in which version. A rebuild asks for
 * each of them in an order of its own, so it is kept as digests, some 20 bytes for each.
 */
export class KnownVersions {
  readonly #facts = new DigestSet();
  /** Translations that pages of articles name; few newsrooms have any. */
  readonly #translations = new Map<string, Translations>();

  /** Returns what `toParts` of another gave. */
  static from([facts, translations]: readonly Uint8Array[]): KnownVersions {
    const known = new KnownVersions();
    if (facts) known.#facts.addBytes(facts);
    const named = translations ? decompress<readonly (readonly [string, Translations])[]>(translations) : [];
    for (const [key, names] of named) known.#translations.set(key, names);
    return known;
  }

  /** Returns all that is known, as bytes that another thread or function can read. */
  toParts(): readonly Uint8Array[] {
    return [this.#facts.toBytes(), compress([...this.#translations])];
  }

  /** Looks at the segments of a state one by one. What is lost is not known: it is written again. */
  static async of(run: RunContext, state: State): Promise<KnownVersions> {
    const known = new KnownVersions();
    const delta: Delta = new Map(Object.entries(state.delta));
    await inParallel(state.segments.keys(), CONCURRENCY, async at => {
      try {
        known.#take(await new ContentIndex(run.state, state).viewOf(at, delta), at);
      } catch (error) {
        if (!(error instanceof StateLost)) throw error;
      }
    });
    return known;
  }

  hadFile(file: OwnFile): boolean {
    return this.#facts.has(ownFile(file));
  }

  hadCopy({ article, name, media }: Parameters<CopiesBefore['hadCopy']>[0], version: string): boolean {
    return this.#facts.has(object(media.key, media.etag)) && this.#facts.has(copy(article, name, version));
  }

  hadFormer(claim: FormerClaim, version: string): boolean {
    return this.#facts.has(former({ ...claim, version }));
  }

  /** Returns the translations that the page of an article names. */
  translationsOf(key: string): Translations | undefined {
    return this.#translations.get(key);
  }

  #take(view: IndexView, at: number): void {
    const records = view.records(at);
    for (const [path, key] of view.owners(at)) {
      const record = records.get(key);
      if (record && 'file' in record && record.file !== undefined)
        this.#facts.add(ownFile({ key, path, etag: record.etag, file: record.file, ...toldIn(record) }));
    }
    for (const [key, record] of records) {
      if (record.status === 'media') {
        this.#facts.add(object(key, record.etag));
        continue;
      }
      for (const [name, version] of Object.entries(record.pageMedia ?? {}))
        if (version !== null) this.#facts.add(copy(key, name, version));
      if (record.translations) this.#translations.set(key, record.translations);
    }
    for (const claim of view.claims(at)) if ('former' in claim) this.#facts.add(former(claim));
  }
}

/** Returns what a state tells of files that were written, if these are made of the same site by the same code. */
export async function knownVersionsIn(
  rebuild: Pick<Rebuild, 'run' | 'fingerprint'>,
  before: State | undefined,
): Promise<KnownVersions> {
  return before && madeOfTheSame(rebuild, before) ? KnownVersions.of(rebuild.run, before) : new KnownVersions();
}

function madeOfTheSame({ run, fingerprint }: Pick<Rebuild, 'run' | 'fingerprint'>, before: State): boolean {
  const site = recallSite(before.site, before.feedsUrl)?.site;
  if (before.isBlank || Object.keys(before.rebuilding).length > 0) return false;
  return site !== undefined && fingerprintOf(before.revision, site) === fingerprint && before.feedsUrl === run.feedsUrl;
}

/** Returns what the page of an article depends on beside its source, as far as its record tells. */
export function toldIn(record: DeltaRecord): Pick<OwnFile, 'missing' | 'image'> {
  return record.status === 'media'
    ? { missing: undefined, image: undefined }
    : { missing: record.missing, image: record.image };
}

function ownFile({ key, path, etag, file, missing, image }: OwnFile): string {
  return JSON.stringify(['file', key, path, etag, file, missing, image?.key, image?.width, image?.height]);
}

function object(key: string, etag: string): string {
  return JSON.stringify(['object', key, etag]);
}

function copy(article: string, name: string, version: string): string {
  return JSON.stringify(['copy', article, name, version]);
}

function former({ key, former: path, url, title, version }: FormerClaim): string {
  return JSON.stringify(['former', key, path, url, title, version]);
}
