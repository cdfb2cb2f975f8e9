import type { Instant } from '../core/instant.ts';
import type { PurgeItem } from '../core/purge/purge.ts';
import { BodyFile } from './body-file.ts';
import type { Origin, PublishedObject } from './origin.ts';

/** An answer of the origin, with what its headers say of how it is kept. */
export interface Kept<Answer> {
  readonly answer: Answer;
  /** Value of `Cache-Control`. Absent: the cache keeps it for its own time. */
  readonly cacheControl?: string | undefined;
  /** Cache tag. Absent: nothing but its path has it forgotten. */
  readonly tag?: string | undefined;
}

interface Entry<Answer> extends Kept<Answer> {
  readonly at: Instant;
}

/** Answer of a cache: one that may be given, or one that may be given once more while another is fetched. */
export type Cached<Answer> = { readonly answer: Answer; readonly isStale: boolean } | undefined;

/** Seconds that CloudFront keeps an answer without `Cache-Control` (the policy `CACHING_OPTIMIZED`). */
const OWN_TIME = 86_400;

/**
 * A cache at the edge, as one of CloudFront is: it gives an answer until its `max-age`, and for
 * `stale-while-revalidate` after that while it fetches another (RFC 5861), unless it was told to forget it by cache tag
 * or by path. Paths are those of objects, percent-encoded, from their first slash on.
 */
export class EdgeCache<Answer> {
  readonly #now: () => Instant;
  readonly #onDropped: (answer: Answer) => void;
  readonly #entries = new Map<string, Entry<Answer>>();

  /** `onDropped` is called with each answer that is kept no longer. */
  constructor(now: () => Instant, onDropped: (answer: Answer) => void = () => undefined) {
    this.#now = now;
    this.#onDropped = onDropped;
  }

  /** Returns the answer that is kept for a path; `undefined` where the origin has to be asked. */
  get(path: string): Cached<Answer> {
    const entry = this.#entries.get(path);
    if (!entry) return undefined;
    const { fresh, stale } = agesOf(entry.cacheControl);
    const age = (this.#now() - entry.at) / 1000;
    // A clock that was put back makes nothing younger.
    if (age < 0 || age >= fresh + stale) return undefined;
    return { answer: entry.answer, isStale: age >= fresh };
  }

  /** Keeps an answer, in place of any before. */
  keep(path: string, kept: Kept<Answer>): void {
    this.#drop(path);
    this.#entries.set(path, { ...kept, at: this.#now() });
  }

  /** Forgets what has a tag or a path. Nothing of what it forgets is given any more, stale or not. */
  purge(items: Iterable<PurgeItem>): void {
    for (const item of items) {
      const matches = matcherOf(item);
      for (const [path, entry] of this.#entries) if (matches(path, entry.tag)) this.#drop(path);
    }
  }

  #drop(path: string): void {
    const entry = this.#entries.get(path);
    if (entry) this.#onDropped(entry.answer);
    this.#entries.delete(path);
  }

  /** Yields the paths that it has an answer for. */
  *paths(): Generator<string> {
    for (const path of this.#entries.keys()) if (this.get(path)) yield path;
  }
}

/** Seconds that CloudFront keeps that there is nothing, as the distribution says. */
const MISSING = 'max-age=60';

/** The origin of a preview behind a cache at the edge, which forgets what it is asked to. */
export class CachedOrigin implements Pick<Origin, 'get'> {
  readonly #origin: Pick<Origin, 'get'>;
  readonly #bodies = new BodyFile();
  readonly #cache: EdgeCache<PublishedObject | undefined>;
  /** Answers that are kept no longer. The last that was given may be one of them, and is read until the next one. */
  readonly #dropped: PublishedObject[] = [];

  constructor(origin: Pick<Origin, 'get'>, now: () => Instant) {
    this.#origin = origin;
    this.#cache = new EdgeCache(now, object => object && this.#dropped.push(object));
  }

  /** Returns what the cache has under a key, or what is published now. */
  get(key: string): PublishedObject | undefined {
    for (const { stored } of this.#dropped.splice(0)) this.#bodies.free(stored);
    const path = `/${key.split('/').map(encodeURIComponent).join('/')}`;
    const cached = this.#cache.get(path);
    if (cached && !cached.isStale) return cached.answer;
    const answer = this.#origin.get(key)?.copyTo(this.#bodies);
    this.#cache.keep(path, { answer, cacheControl: answer ? answer.cacheControl : MISSING, tag: answer?.cacheTag });
    return cached ? cached.answer : answer;
  }

  /** Forgets what has a tag or a path. */
  purge(items: Iterable<PurgeItem>): void {
    this.#cache.purge(items);
  }

  /** Gives back the space that its bytes take on the disk. */
  close(): void {
    this.#bodies.close();
  }
}

/** Tags have no case (CloudFront Developer Guide, "Invalidating content by cache tags"). */
function matcherOf(item: PurgeItem): (path: string, tag: string | undefined) => boolean {
  if (item.startsWith('#')) return (_, tag) => tag?.toLowerCase() === item.slice(1).toLowerCase();
  if (item.endsWith('*')) return path => path.startsWith(item.slice(0, -1));
  return path => path === item;
}

function agesOf(cacheControl: string | undefined): { readonly fresh: number; readonly stale: number } {
  if (cacheControl === undefined) return { fresh: OWN_TIME, stale: 0 };
  const seconds = (name: string): number => {
    const directive = cacheControl.split(',').find(part => part.trim().startsWith(`${name}=`));
    return directive === undefined ? 0 : Number(directive.slice(directive.indexOf('=') + 1));
  };
  return { fresh: seconds('max-age'), stale: seconds('stale-while-revalidate') };
}
