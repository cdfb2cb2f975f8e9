import type { ActiveSite } from '../content/active-site.ts';
import { fingerprintOf } from '../content/active-site.ts';
import { MEDIA_PREFIX } from '../core/bucket-layout.ts';
import type { ReadObject } from '../core/index/found.ts';
import type { FormerClaim } from '../core/index/index-record.ts';
import { NextState } from '../core/index/next-state.ts';
import type { State } from '../core/index/state.ts';
import type { Instant } from '../core/instant.ts';
import type { Size } from '../core/media/image-size.ts';
import type { Site } from '../core/site/site.ts';
import type { RunContext } from '../run/run.ts';
import { ContentIndex } from '../state/content-index.ts';
import { IndexBuffer } from '../state/index-buffer.ts';
import type { ObjectStore } from '../stores/object-store.ts';

/** Media files by their key in NFC, which is the path under `public/` of those under `media/`. */
export type PublishedMedia = ReadonlyMap<
  string,
  { readonly key: string; readonly etag: string; readonly size: number }
>;

/** Context of a rebuild. */
export interface Rebuild {
  readonly run: RunContext;
  readonly site: Site;
  readonly activeSite: ActiveSite;
  readonly fingerprint: string;
  readonly now: Instant;
  /** The state of what was read, on an empty one. */
  readonly nextState: NextState;
  /** State that this goes on from: an empty one, or what an earlier run of this rebuild had read. */
  readonly base: State;
  /** The base, and what was read since. */
  readonly index: ContentIndex;
  /** Read sources that windows hold; few others are kept. */
  readonly objects: Map<string, ReadObject>;
  /** Keys of sources that were read twice: their own files were written as they were before, if at all. */
  readonly twice: Set<string>;
  /** Paths of pages that may have been written, of sources that turned out to own none, or another. */
  readonly stray: Set<string>;
  /** True if nothing lay under `public/` when it began, so that no cache has anything. */
  readonly isFirst?: boolean;
  /** Paths of copies of page media, and of pages of former addresses, that this run made. */
  readonly copied: Set<string>;
  /** Media files that the listing tells of. */
  readonly media: PublishedMedia;
  /** Returns true for media and sources that the listing tells of, by their key in NFC. */
  readonly isListed: (key: string) => boolean;
  /** Sides of the pictures among them that are known by now, by key in NFC: others are added as they are read. */
  readonly pictures: Map<string, Size>;
  /** ETags of what lay under `public/` when the rebuild began, by path. */
  readonly published: ReadonlyMap<string, string>;
  /** ETag of the state that was active then. */
  readonly since: string | undefined;
}

/** Files of the state that was active when a rebuild began, if it is of the same site and code. */
export interface FilesBefore {
  /** Returns the claims on a former address. */
  formerAt(path: string): Promise<readonly FormerClaim[]>;
  /** Says that files are about to be written, and returns whether that was still to be said. */
  begin(): Promise<boolean>;
}

/** Opens a rebuild that goes on from what an earlier run read, or from nothing. `media` are those that are listed. */
export function openRebuild(
  run: RunContext,
  activeSite: ActiveSite,
  base: State,
  { media, isListed, pictures }: Pick<Rebuild, 'media' | 'isListed' | 'pictures'>,
): Omit<Rebuild, 'published' | 'since'> {
  const { site } = activeSite;
  const sizes = new Map([...media].map(([path, { size }]) => [path, size]));
  const now = run.options.now();
  const nextState = new NextState({ state: base, site, now, limits: run.limits, sizes, pictures });
  // Media may have changed since an earlier run read the articles that enclose them.
  nextState.resizeAll();
  return {
    run,
    site,
    activeSite,
    fingerprint: fingerprintOf(run.options.revision, site),
    now,
    nextState,
    base,
    index: new ContentIndex(run.state, base, new IndexBuffer(base.segments.length, run.limits.perCompression)),
    objects: new Map(),
    twice: new Set(),
    stray: new Set(),
    copied: new Set(),
    media,
    isListed,
    pictures,
  };
}

/** Returns the ETags of what lies under `public/`, by path. */
export async function listPublic(store: ObjectStore): Promise<ReadonlyMap<string, string>> {
  const published = new Map<string, string>();
  for await (const { key, etag } of store.list()) published.set(key, etag);
  return published;
}

/** Returns the key that has each path of a page, of everything that an earlier run of this rebuild read. */
export async function readSoFar({ run, base }: Rebuild): Promise<ReadonlyMap<string, string>> {
  const index = new ContentIndex(run.state, base);
  const paths = new Map<string, string>();
  for (const at of base.segments.keys()) {
    for (const [path, key] of (await index.viewOf(at, new Map(Object.entries(base.delta)))).owners(at))
      if (!key.startsWith(MEDIA_PREFIX)) paths.set(path, key);
  }
  return paths;
}
