import type { PageMediaCopy } from '../article/page-media.ts';
import { isPageMedia, pageMediaName, pageMediaPath } from '../article/page-media.ts';
import { bytesInExcess } from '../bucket-layout.ts';
import { forgetCopy } from '../index/changed-record.ts';
import { namedAt, namersOf, pageMediaAt } from '../index/claims/page-media-at.ts';
import { slugOf } from '../index/index-record.ts';
import type { IndexView } from '../index/index-view.ts';
import type { NextState } from '../index/next-state.ts';
import type { Loaded, NeedsCollector } from './needs.ts';

/** Inputs of the plan of page media. */
export interface PageMediaRequest {
  readonly nextState: NextState;
  /** Keys of objects that changed, or whose files may be stale. */
  readonly keys: ReadonlySet<string>;
  /** Keys whose files may be stale. */
  readonly forcedKeys: ReadonlySet<string>;
  /** Paths that may be stale. */
  readonly forcedPaths: ReadonlySet<string>;
}

/** Plan of page media: copies to make, by path, and paths to empty. */
export interface PageMediaPlan {
  readonly copies: ReadonlyMap<string, PageMediaCopy>;
  readonly removals: readonly string[];
}

/** The index without and with what was taken in. */
export interface BeforeAndAfter {
  readonly before: IndexView;
  readonly after: IndexView;
}

/**
 * Plans the copies of page media that depend on an object that changed: on an article that names them, or on the media.
 * A copy is public only while an article that is out names the media, and the media are there, whichever came first. An
 * event may come late, so no copy is made for an article that was not read by this run.
 */
export function planPageMedia(
  request: PageMediaRequest,
  index: BeforeAndAfter,
  { objects }: Pick<Loaded, 'objects'>,
  needs: NeedsCollector,
): PageMediaPlan {
  const copies = new Map<string, PageMediaCopy>();
  const removals: string[] = [];
  for (const [path, mayBeStale] of pathsOf(request, index)) {
    const known = namedAt(index.before, path);
    const named = namedAt(index.after, path);
    // Whoever has a version of the only copy has media that are there.
    if (!mayBeStale && named.length === 1 && named[0]?.version != null) continue;
    const copy = pageMediaAt(index.after, path);
    for (const { article, name, version } of named)
      if (article === copy?.article ? mayBeStale || version === null : version !== null)
        forget(request.nextState, index.after, article, name);
    if (copy && (mayBeStale || copy.version === null)) {
      copies.set(path, copy);
      if (!objects.has(copy.article)) needs.objects.add(copy.article);
    }
    const mayBeThere = (): boolean =>
      mayBeStale || known.some(({ version }) => version !== null) || pageMediaAt(index.before, path) !== undefined;
    if (!copy && bytesInExcess(path) === undefined && mayBeThere()) removals.push(path);
  }
  return { copies, removals };
}

/** Returns the paths of copies that may change, and whether what lies there may be stale. */
function pathsOf(
  { keys, forcedKeys, forcedPaths }: PageMediaRequest,
  { before, after }: BeforeAndAfter,
): ReadonlyMap<string, boolean> {
  const paths = new Map<string, boolean>();
  const add = (index: IndexView, article: string, name: string | undefined, mayBeStale: boolean): void => {
    if (name === undefined) return;
    const path = pageMediaPath(slugOf(article, index.record(article)), name);
    paths.set(path, mayBeStale || (paths.get(path) ?? false));
  };
  for (const key of keys) {
    if (isPageMedia(key)) {
      for (const article of namersOf(after, key)) add(after, article, pageMediaName(key, article), true);
      continue;
    }
    for (const index of [before, after])
      for (const name of namesOf(index, key)) add(index, key, name, forcedKeys.has(key));
  }
  for (const path of forcedPaths) if (isPageMedia(path)) paths.set(path, true);
  return paths;
}

function namesOf(index: IndexView, key: string): readonly string[] {
  const record = index.record(key);
  return record && record.status !== 'media' ? Object.keys(record.pageMedia ?? {}) : [];
}

function forget(nextState: NextState, index: IndexView, key: string, name: string): void {
  const record = index.record(key);
  if (record) forgetCopy(nextState.delta, key, record, name);
}
