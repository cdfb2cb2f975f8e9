import { unreadableProblem } from '../content/unreadable-problem.ts';
import { pageMediaPath } from '../core/article/page-media.ts';
import type { Entry } from '../core/feed/feed.ts';
import type { PublishedFile } from '../core/files/published-file.ts';
import { hasOwnFile, isMedia, slugOf } from '../core/index/index-record.ts';
import { pictureProblem } from '../core/media/picture-problem.ts';
import type { FilePlan } from '../core/plan/file-plan.ts';
import type { Problem } from '../core/problem.ts';
import { pageFiles } from '../core/views/article-pages.ts';
import { withTwin } from '../core/views/markdown-twin.ts';
import type { Entries } from '../core/views/view.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { UnreadableObject } from '../stores/unreadable-object.ts';
import { inRounds } from './in-rounds.ts';
import type { BuildPlan } from './plan-build.ts';
import { indexOf, type MediaFile, type Scan, type ScanOptions } from './scan.ts';

/** Takes the problems of files that may not be read, and are left out, and of pictures that readers do not see. */
export type ReportUnreadable = (problem: Problem) => void;

/**
 * Returns entries of sources, which are read again, whole; without those that went, or were taken back, since they were
 * scanned.
 */
type Renderer = (keys: readonly string[]) => Promise<Entries>;

/**
 * Makes everything that is made of articles: what was planned, and their pages. `entries` are those that feeds show.
 */
export async function* filesOf(
  plan: BuildPlan,
  scanned: Scan,
  entries: Entries,
  options: Required<Pick<ScanOptions, 'reader'>> & ScanOptions,
): AsyncGenerator<PublishedFile> {
  const { context } = scanned;
  const renderIn =
    (which: Scan['context']): Renderer =>
    keys =>
      options.reader.readAndRender(keys, which);
  // Archives do not tell the lengths of files under `media/`, and do not follow articles that move.
  yield* plannedFiles(plan.files, entries, renderIn({ ...context, mediaSizes: new Map(), addresses: new Map() }));
  yield* articlePages(scanned, entries, renderIn(context), options);
  yield* plan.former.files;
}

/** Every article is rendered once more for archives, but no more than a month's are held at a time. */
async function* plannedFiles({ stale }: FilePlan, known: Entries, render: Renderer): AsyncGenerator<PublishedFile> {
  let held = { month: '', entries: new Map<string, Entry>() };
  for (const { group, archive } of stale) {
    if (archive && archive.month !== held.month) held = { month: archive.month, entries: new Map() };
    const missing = (archive?.articles ?? []).filter(({ key, withdrawn }) => !withdrawn && !held.entries.has(key));
    for (const [key, entry] of await render(missing.map(({ key }) => key))) held.entries.set(key, entry);
    yield* group.render(archive ? held.entries : known);
  }
}

async function* articlePages(
  { nextState, withdrawn }: Scan,
  known: Entries,
  render: Renderer,
  { site, now }: ScanOptions,
): AsyncGenerator<PublishedFile> {
  const owners = [...nextState.delta].flatMap(([key, record]) =>
    record && !isMedia(key) && hasOwnFile(record) ? [key] : [],
  );
  const slugIn = (key: string): string => slugOf(key, nextState.delta.get(key));
  for (const keys of inRounds(owners)) {
    const rendered = await render(keys.filter(key => !withdrawn.has(key) && !known.has(key)));
    for (const key of keys) {
      const article = withdrawn.get(key) ?? { key, slug: slugIn(key) };
      for (const file of pageFiles(article, known.get(key) ?? rendered.get(key), site, now)) yield* withTwin(file);
    }
  }
}

/** Returns the copies of page media that articles that are out name, by path. */
export function pageMediaFiles({ nextState, pageMedia }: Scan): ReadonlyMap<string, MediaFile> {
  const files = new Map<string, MediaFile>();
  if (pageMedia.size === 0) return files;
  const index = indexOf(nextState);
  for (const [key, record] of nextState.delta) {
    const names = record && 'pageMedia' in record ? Object.keys(record.pageMedia ?? {}) : [];
    for (const path of names.map(name => pageMediaPath(slugOf(key, record), name))) {
      const copy = files.has(path) ? undefined : index.pageMediaAt(path);
      const file = copy && pageMedia.get(copy.media.normalize('NFC'));
      if (file) files.set(path, file);
    }
  }
  return files;
}

export async function* mediaFiles(
  content: ObjectStore,
  scanned: Scan,
  report?: ReportUnreadable,
): AsyncGenerator<PublishedFile> {
  // One that several articles name is copied to each of them.
  const told = new Set<string>();
  for (const [path, { key, size }] of [...scanned.media, ...pageMediaFiles(scanned)]) {
    try {
      const object = await content.get(key);
      const problem = object && !told.has(key) ? pictureProblem(key, size, object.bytes) : undefined;
      told.add(key);
      if (problem) report?.(problem);
      if (object) yield { path, body: object.bytes };
    } catch (error) {
      if (!(error instanceof UnreadableObject) || !report) throw error;
      report(unreadableProblem(key, error));
    }
  }
}
