import { pageMediaPath } from '../core/article/page-media.ts';
import type { FileRecord, FileRecords } from '../core/files/file-record.ts';
import { type PathPart, partOfPath, segmentCounts } from '../core/files/path-parts.ts';
import { formerAt } from '../core/index/claims/former-at.ts';
import { publicPathOf, slugOf } from '../core/index/index-record.ts';
import type { SourceRecord } from '../core/index/records/source-record.ts';
import type { State } from '../core/index/state.ts';
import type { StoredIndex } from '../core/index/stored/stored-index.ts';
import { asFeedRecord } from '../core/index/traits/feed-record.ts';
import { formerPathsIn } from '../core/plan/settle-former.ts';
import { monthPagePaths } from '../core/views/browse.ts';
import { ArchiveFiles } from './archive-files.ts';
import { ContentIndex } from './content-index.ts';
import type { StateStore } from './state-store.ts';

/** The versions of files under `public/` by path, as a state says that they were written; absent where it has none. */
export type Versions = ReadonlyMap<string, string | undefined>;

/** Reader of the versions of files, part by part, that there are according to a state. No part is kept. */
export class WrittenVersions {
  readonly #store: StateStore;
  readonly #state: State;
  readonly #delta: ReadonlyMap<string, StoredIndex['delta'][string]>;
  readonly #pending: ReadonlySet<string>;

  constructor(store: StateStore, state: State) {
    this.#store = store;
    this.#state = state;
    this.#delta = new Map(Object.entries(state.delta));
    this.#pending = new Set(
      state.pending.flatMap(({ paths, keys }) => [
        ...paths,
        ...keys.flatMap(key => publicPathOf(key, undefined) ?? []),
      ]),
    );
  }

  /** Returns whether a run may be at work on a file, so that it may hold anything. */
  isPending(path: string): boolean {
    return this.#pending.has(path);
  }

  /** Returns every part that has files, segments first. */
  parts(): readonly PathPart[] {
    const { segments, feedSegments = [], months } = this.#state;
    const archives = Object.keys(months).map((month): PathPart => `archives ${month}`);
    const pages = Object.keys(months).map((month): PathPart => `browse ${month}`);
    const feeds = feedSegments.map((_, at): PathPart => `feeds ${at}`);
    return [...segments.map((_, at): PathPart => `segment ${at}`), ...feeds, ...archives, ...pages, 'state'];
  }

  partOf(path: string): PathPart {
    return partOfPath(path, segmentCounts(this.#state));
  }

  /** @throws StateLost */
  async versions(part: PathPart): Promise<Versions> {
    const [kind, name = ''] = part.split(' ');
    if (kind === 'segment') return this.#ofSegment(Number(name));
    if (kind === 'feeds') return this.#ofFeeds(Number(name));
    if (kind === 'browse') return this.#ofPages(name);
    const files = kind === 'state' ? this.#state.files : await this.#ofArchives(name);
    return versionsIn(Object.entries(files).filter(([path]) => kind !== 'state' || this.partOf(path) === part));
  }

  async #ofSegment(at: number): Promise<Versions> {
    const view = await new ContentIndex(this.#store, this.#state).viewOf(at, this.#delta);
    const files = Object.entries(this.#state.files).filter(([path]) => this.partOf(path) === `segment ${at}`);
    const versions = new Map(versionsIn(files));
    for (const path of formerPathsIn(view, at))
      for (const [, { version }] of formerAt(view, path)) if (version !== null) versions.set(path, version);
    for (const [path, key] of view.owners(at)) versions.set(path, view.record(key)?.file);
    for (const [key, record] of view.records(at)) {
      const { pageMedia = {} }: Partial<SourceRecord> = record.status === 'media' ? {} : record;
      for (const [name, version] of Object.entries(pageMedia))
        if (version !== null) versions.set(pageMediaPath(slugOf(key, record), name), version);
    }
    return versions;
  }

  async #ofFeeds(at: number): Promise<Versions> {
    const stored = await new ContentIndex(this.#store, this.#state).feedSegment(at);
    const files: Record<string, FileRecord | null> = {};
    for (const record of Object.values(stored)) Object.assign(files, record.files);
    for (const entry of this.#delta.values()) Object.assign(files, asFeedRecord(entry)?.files);
    const there = Object.entries(files).filter((file): file is [string, FileRecord] => file[1] !== null);
    return versionsIn(there.filter(([path]) => this.partOf(path) === `feeds ${at}`));
  }

  async #ofPages(month: string): Promise<Versions> {
    const stored = await new ContentIndex(this.#store, this.#state).pageFiles(month);
    const there = monthPagePaths(month, this.#state.months[month]?.pages);
    return new Map(there.map(path => [path, (this.#state.files[path] ?? stored[path])?.version]));
  }

  async #ofArchives(month: string): Promise<FileRecords> {
    return (await new ArchiveFiles(this.#store, this.#state.months).read(month)).files;
  }
}

function versionsIn(files: readonly (readonly [string, FileRecord])[]): Versions {
  return new Map(files.map(([path, { version }]) => [path, version]));
}
