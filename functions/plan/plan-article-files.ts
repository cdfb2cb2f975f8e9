import { enclosureSizes } from '../content/read-objects.ts';
import { MEDIA_PREFIX } from '../core/entry/reference.ts';
import type { PublishedFile } from '../core/feed/feed.ts';
import { summarize } from '../core/index/article-summary.ts';
import { ownerOf, publicPathOf } from '../core/index/index-record.ts';
import type { Delta } from '../state/content-index.ts';
import { digestOf } from '../stores/public-files.ts';
import type { PlannedWrite } from './file-diff.ts';
import { type PlanContext, renderArticlePage, renderContext, StaleSources } from './plan-context.ts';

/** The files that sources and media have of their own: reading pages, and the media themselves. */
export interface ArticleFilePlan {
  readonly pages: readonly PlannedWrite[];
  /** Keys of media to be published, by path. */
  readonly copies: ReadonlyMap<string, string>;
  readonly removals: readonly string[];
}

/**
 * What becomes of the own files of the objects that were read. `before` is what was recent when the run began. Where several keys stand for one
 * path, what one of them loses another may get.
 */
export async function planArticleFiles(desk: PlanContext, before: Delta): Promise<ArticleFilePlan | StaleSources> {
  const pages: PlannedWrite[] = [];
  const copies = new Map<string, string>();
  const removals: string[] = [];
  const again: string[] = [];
  const forced = new Set([...desk.forcedKeys].map(publicPathOf));
  for (const [path, key] of pathsOf(desk)) {
    const owner = ownerOf(await desk.index.withPath(path, key, desk.nextState.delta));
    const hadOwner = owner !== undefined || ownerOf(await desk.index.withPath(path, key, before)) !== undefined;
    if (owner === undefined) {
      if (hadOwner || forced.has(path)) removals.push(path);
    } else if (!desk.objects.has(owner)) again.push(owner);
    else if (owner.startsWith(MEDIA_PREFIX)) copies.set(path, owner);
    else {
      const page = await renderPage(desk, owner);
      if (page) pages.push({ path: page.path, digest: digestOf(page), file: () => page });
    }
  }
  return again.length > 0 ? new StaleSources(again) : { pages, copies, removals };
}

/** Paths of the objects that were read, each with a key that stands for it. Articles that can be read elsewhere have none. */
function pathsOf({ objects, site }: PlanContext): ReadonlyMap<string, string> {
  const keys = [...objects.keys()].filter(key => key.startsWith(MEDIA_PREFIX) || site.permalink === undefined);
  return new Map(keys.map(key => [publicPathOf(key), key]));
}

async function renderPage(desk: PlanContext, key: string): Promise<PublishedFile | undefined> {
  const object = desk.objects.get(key);
  if (object?.found.kind !== 'article') return undefined;
  const { article, etag } = object.found;
  const sizes = await enclosureSizes([object], desk.site, desk.index, desk.nextState.delta);
  return renderArticlePage(key, object, renderContext(desk, [summarize(article, etag, desk.site, sizes)]));
}
