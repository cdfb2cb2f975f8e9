import type { Entry } from '../feed/feed.ts';
import type { PublishedFile } from '../files/published-file.ts';
import type { ArticleSummary } from '../index/article-summary.ts';
import type { Instant } from '../instant.ts';
import type { Site } from '../site/site.ts';

/** Rendered entries, by the key of their source. */
export type Entries = ReadonlyMap<string, Entry>;

/** Context that every view depends on. */
export interface ViewContext {
  readonly site: Site;
  readonly now: Instant;
  /** Digest of the site and of the code that renders. */
  readonly fingerprint: string;
}

/** Facts of an article whose entry a file shows: enough to decide whether an entry is up to date. */
export type Shown = Pick<
  ArticleSummary,
  'key' | 'etag' | 'published' | 'updated' | 'media' | 'missing' | 'picture' | 'links'
>;

/** Files under `public/` that are made of the same articles, and so are rendered together. */
export interface FileGroup {
  /**
   * Digest of all inputs of a file, by path under `public/`. If it did not change, neither did the file's bytes, and
   * nothing is rendered.
   */
  readonly inputs: ReadonlyMap<string, string>;
  /** Articles whose entries are needed for rendering. */
  readonly shows: readonly Shown[];
  /** Renders every file of the group. An article without an entry is left out. */
  render(entries: Entries): Iterable<PublishedFile>;
}

/** One file of a group. Its path is defined only here, so that the planned path is the written one. */
interface GroupFile<Prepared> {
  readonly path: string;
  /** Digest of all its inputs. */
  readonly inputs: string;
  render(prepared: Prepared): Omit<PublishedFile, 'path'>;
}

/**
 * Makes a group of its files. `prepare` makes the common input of all their rendering, once, when they are rendered.
 */
export function fileGroup<Prepared>(
  shows: FileGroup['shows'],
  prepare: (entries: Entries) => Prepared,
  files: readonly GroupFile<Prepared>[],
): FileGroup {
  return {
    inputs: new Map(files.map(({ path, inputs }) => [path, inputs])),
    shows,
    *render(entries) {
      const prepared = prepare(entries);
      for (const { path, render } of files) yield { path, ...render(prepared) };
    },
  };
}
