import { deadLinkMessage, type KnownSources, keysFromRoot, referencesAmong } from '../core/check/article-links.ts';
import { ReferencePlaces } from '../core/check/reference-places.ts';
import { linksByFile } from '../core/entry/linked-articles.ts';
import type { ReadArticle } from '../core/index/found.ts';
import { isSource } from '../core/index/keys/record-keys.ts';
import type { Instant } from '../core/instant.ts';
import { boundFiles, boundProblems, distinctProblems, type Problem } from '../core/problem.ts';
import { compareKeys } from '../core/text/key-order.ts';
import type { Rendered } from '../guard/parser.ts';
import type { SourceReader } from '../guard/source-reader.ts';
import { bodyTextOf } from './body-text.ts';

/** For each link by file of an article, the keys in NFC of the articles that it may mean, the likeliest first. */
export type FileLinks = readonly (readonly string[])[];

/** Dead links as they are stored. */
export interface PackedDeadLinks {
  readonly links: readonly (readonly [string, FileLinks])[];
  readonly told: readonly (readonly [string, Told])[];
}

/** Problems of an article, and what became of the articles that it links to when they were found. */
interface Told {
  readonly of: string;
  readonly problems: readonly Problem[];
}

/** Inputs of a look at links. */
export interface LinksRequest extends KnownSources {
  readonly now: Instant;
  readonly reader: SourceReader;
}

/** Maximum number of articles that are read again for the places of their dead links: a millisecond each. */
const MAX_LOOKED_AT = 100;

/**
 * Links by file of the articles of a folder, and problems of those that lead to no public page. Which articles may have
 * one is known from names in their bytes; only those are rendered, and only when something became of what they link to.
 */
export class DeadLinks {
  readonly #links: Map<string, FileLinks>;
  readonly #told: Map<string, Told>;

  constructor({ links, told }: Partial<PackedDeadLinks> = {}) {
    this.#links = new Map(links);
    this.#told = new Map(told);
  }

  /** True where no source has a link by file. */
  get isEmpty(): boolean {
    return this.#links.size === 0;
  }

  pack(): PackedDeadLinks {
    return { links: [...this.#links], told: [...this.#told] };
  }

  /** Takes in a source as it is now; without bytes it is gone, is no article, or was withdrawn. */
  note(key: string, bytes: Uint8Array | undefined): void {
    this.take(key, bytes && isSource(key) ? linksByFile(key, bytes) : []);
  }

  /** Takes in the links of a source as it is now. */
  take(key: string, links: FileLinks): void {
    this.#told.delete(key);
    if (links.length > 0) this.#links.set(key, links);
    else this.#links.delete(key);
  }

  /** Returns a warning for each link of a public article to one that is not, at its place; of very many the first. */
  async problems(request: LinksRequest): Promise<readonly Problem[]> {
    const dead = this.#deadNow(request);
    for (const key of this.#told.keys()) if (!dead.has(key)) this.#told.delete(key);
    const keys = [...dead.keys()].sort(compareKeys);
    const shown = keys.slice(0, MAX_LOOKED_AT);
    const stale = shown.filter(key => this.#told.get(key)?.of !== dead.get(key));
    for (const [article, rendered] of await request.reader.readAndReport(stale, request)) {
      const { key } = article.source;
      this.#told.set(key, { of: dead.get(key) ?? '', problems: problemsIn(article, rendered, request) });
    }
    const { told, left } = boundFiles(shown.flatMap(key => this.#told.get(key)?.problems ?? []));
    const others = [...left, ...keys.slice(MAX_LOOKED_AT)];
    const [next] = others;
    return next === undefined ? told : [...told, more(next, others.length)];
  }

  /** Returns public articles that may have a dead link, with what became of the articles that it may mean. */
  #deadNow({ site, fateOf }: LinksRequest): ReadonlyMap<string, string> {
    const dead = new Map<string, string>();
    const isDead = (meant: readonly string[]): boolean =>
      site.permalink === undefined
        ? fateOf(meant.find(key => fateOf(key) !== undefined) ?? '') !== 'public'
        : meant.every(key => fateOf(key) !== 'public');
    for (const [key, links] of this.#links) {
      const found = links.filter(isDead);
      if (found.length === 0 || fateOf(key.normalize('NFC')) !== 'public') continue;
      const others = found.flatMap(([likeliest = '']) => keysFromRoot(likeliest, key));
      dead.set(key, JSON.stringify([...found, others].map(meant => meant.map(each => fateOf(each) ?? null))));
    }
    return dead;
  }
}

function more(path: string, count: number): Problem {
  const what = count === 1 ? 'another article may link' : `${count} more articles may link`;
  return { path, severity: 'warning', message: `${what} to files that are not published; bantin check names each` };
}

function problemsIn(
  { found: { article }, source }: ReadArticle,
  { entry, references, bodyLine }: Rendered,
  known: KnownSources,
): readonly Problem[] {
  // The page of one that was withdrawn has none of its text.
  if (article.withdrawn) return [];
  const places = new ReferencePlaces(() => bodyTextOf(source), bodyLine);
  const resolver = referencesAmong(article, entry.url, known);
  const problems = references.flatMap(({ reference, line }): Problem[] => {
    const target = resolver.target(reference);
    const message = target && deadLinkMessage(reference, target, article.key, known);
    if (message === undefined) return [];
    return [{ path: article.key, ...places.of(reference, line), severity: 'warning', message }];
  });
  return boundProblems(distinctProblems(problems));
}
