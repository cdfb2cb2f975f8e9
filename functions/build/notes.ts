import type { Article } from '../core/article/article.ts';
import { isPageMedia } from '../core/article/page-media.ts';
import { type HeldArticle, heldProblems, leavingRecord } from '../core/index/held.ts';
import type { NextState } from '../core/index/next-state.ts';
import type { Instant } from '../core/instant.ts';
import type { Measure } from '../core/media/measure.ts';
import { SharedNames } from '../core/plan/shared-names.ts';
import type { Problem } from '../core/problem.ts';
import type { Site } from '../core/site/site.ts';
import { compareKeys } from '../core/text/key-order.ts';
import type { ObjectSummary } from '../stores/object-store.ts';
import { DeadLinks } from './dead-links.ts';
import type { Note } from './note.ts';

/** A media file, by its key in the store. */
export interface MediaFile extends Pick<ObjectSummary, 'key' | 'size'> {
  /** Measure of a file beside an article. */
  readonly measure?: Measure;
}

/** Inputs of notes. */
export interface NotesOptions {
  readonly site: Site;
  readonly now: Instant;
  /** Called after each source, with the number of those that were read so far. */
  readonly onSource?: (read: number) => void;
}

/** Notes on the sources of a scan, which are added in the order of the listing. */
export class Notes {
  readonly keys: string[] = [];
  readonly problems: Problem[] = [];
  /** Problems of objects as they were read, by key, of those that have some. */
  readonly found = new Map<string, readonly Problem[]>();
  readonly names: SharedNames;
  readonly pageMedia = new Map<string, MediaFile>();
  /** Links by file of articles that are out, or would be. */
  readonly links = new DeadLinks();
  readonly #options: NotesOptions;
  readonly #published: string[] = [];
  readonly #withdrawn = new Map<string, Article>();
  readonly #held: HeldArticle[] = [];
  readonly #silent = new Set<string>();
  readonly #named = new Set<string>();
  #read = 0;

  constructor(options: NotesOptions) {
    this.names = new SharedNames(options.site);
    this.#options = options;
  }

  add({ key, problems, size, measure, names, withdrawn, held, isSilent, media = [], links }: Note): void {
    this.keys.push(key);
    this.problems.push(...problems, ...heldProblems(held, this.#options.now, this.#options.site));
    if (problems.length > 0) this.found.set(key, problems);
    if (isPageMedia(key)) {
      if (size !== undefined) this.#addMedia({ key, size, ...(measure && { measure }) });
      return;
    }
    this.#read += 1;
    this.#options.onSource?.(this.#read);
    for (const name of media) this.#named.add(name);
    if (isSilent) this.#silent.add(key);
    if (held) this.#held.push(held);
    if (links) this.links.take(key, links);
    if (!names) return;
    this.names.add(names);
    if (withdrawn) this.#withdrawn.set(key, withdrawn);
    else this.#published.push(key);
  }

  /** Returns the notes as a scan has them, without sources that lost what they claim to others. */
  without(nextState: NextState) {
    const { delta } = nextState;
    const published = this.#published.filter(key => !isLost(key, nextState));
    return {
      read: this.#read,
      refused: new Set(this.keys.filter(key => delta.get(key)?.status === 'rejected' && !this.#silent.has(key))),
      published,
      withdrawn: new Map([...this.#withdrawn].filter(([key]) => !isLost(key, nextState))),
      held: this.#held,
      leaving: published.flatMap(key => leavingRecord(key, delta.get(key)) ?? []),
      named: this.#named,
      pageMedia: new Map([...this.pageMedia].filter(([, { key }]) => !isLost(key, nextState))),
    };
  }

  /** Takes a file beside articles. Of two with one name the first owns it, as `settle` finds. */
  #addMedia(file: MediaFile): void {
    const name = file.key.normalize('NFC');
    const other = this.pageMedia.get(name);
    if (other) this.names.touched.keys.add(file.key);
    if (!other || compareKeys(file.key, other.key) < 0) this.pageMedia.set(name, file);
  }
}

/** Returns true for a source that lost what it claims to another. */
export function isLost(key: string, { delta }: NextState): boolean {
  const record = delta.get(key);
  return record?.status === 'rejected' && record.lost !== undefined;
}
