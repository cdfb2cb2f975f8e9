import type { ReadObject } from '../content/read-objects.ts';
import { isOut, renderSource } from '../content/read-source.ts';
import type { RenderContext } from '../core/entry/render-entry.ts';
import type { Entry, PublishedFile } from '../core/feed/feed.ts';
import type { ArticleSummary } from '../core/index/article-summary.ts';
import type { NextState } from '../core/index/next-state.ts';
import type { State } from '../core/index/state.ts';
import type { Instant } from '../core/instant.ts';
import type { Site } from '../core/site/site.ts';
import { readingFile, withdrawnFile } from '../core/views/feeds.ts';
import type { RunContext } from '../publish/run.ts';
import type { ArchiveFiles } from '../state/archive-files.ts';
import type { ContentIndex } from '../state/content-index.ts';

/** What lies on the desk while files are planned: the draft of the next state, and all that was read for it. */
export interface PlanContext {
  readonly run: RunContext;
  readonly site: Site;
  readonly now: Instant;
  /** Of the site and the code. */
  readonly fingerprint: string;
  readonly nextState: NextState;
  readonly index: ContentIndex;
  /** What was read in this run, by key. */
  readonly objects: ReadonlyMap<string, ReadObject>;
  /** What was written before, by path. */
  readonly files: State['files'];
  /** What was written of archive documents. */
  readonly archives: ArchiveFiles;
  /** Whether archive documents that other runs left to be made are made, too. */
  readonly includeBacklog: boolean;
  /** Paths of feeds, lists, sitemaps and archives that may hold anything, whatever `files` says. */
  readonly forced: ReadonlySet<string>;
  /** Keys whose own files may hold anything. */
  readonly forcedKeys: ReadonlySet<string>;
}

/** Sources that turned out to be other than the catalogue knows them; with these among the changes, the plan can be made. */
export class StaleSources {
  readonly keys: readonly string[];
  constructor(keys: readonly string[]) {
    this.keys = keys;
  }
}

/** What rendering needs to know beside an article. */
export function renderContext({ site, now }: PlanContext, references: Iterable<ArticleSummary>): RenderContext {
  const mediaSizes = new Map<string, number>();
  for (const { media } of references) if (media?.size !== undefined) mediaSizes.set(media.key, media.size);
  return { site, now, mediaSizes };
}

/** The entry of an article that was read; `undefined` where it was not read, or is none. */
export function renderRead(object: ReadObject | undefined, context: RenderContext): Entry | undefined {
  if (!object || !('source' in object) || !object.source || object.found.kind !== 'article') return undefined;
  const { article } = object.found;
  return isOut(article, context.now) ? renderSource(object.source, article, context)?.entry : undefined;
}

/** The page of an article that was read: that where it is read, or that which says that it was withdrawn. */
export function renderArticlePage(key: string, object: ReadObject, context: RenderContext): PublishedFile | undefined {
  if (object.found.kind === 'article' && object.found.article.withdrawn)
    return withdrawnFile(object.found.article, context.site, context.now);
  const entry = renderRead(object, context);
  return entry && readingFile(key, entry, context.site);
}
