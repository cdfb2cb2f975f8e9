import { isPageMedia } from '../article/page-media.ts';
import { bytesInExcess, MEDIA_PREFIX } from '../bucket-layout.ts';
import { chaptersPath, mainPathOf, twinPath } from '../files/variants.ts';
import { type ArticleSummary, enclosureKey, pictureKey, summarize } from '../index/article-summary.ts';
import { forgetFile, hasChapters } from '../index/changed-record.ts';
import type { ReadObject } from '../index/found.ts';
import { publicPathOf } from '../index/index-record.ts';
import type { IndexView } from '../index/index-view.ts';
import { isOwnPath } from '../index/keys/record-keys.ts';
import type { NextState } from '../index/next-state.ts';
import { measuresOf } from '../media/measures-of.ts';
import { articlePage } from '../views/article-pages.ts';
import type { FileGroup, ViewContext } from '../views/view.ts';
import type { Loaded, NeedsCollector } from './needs.ts';
import { type BeforeAndAfter, type PageMediaPlan, planPageMedia } from './plan-page-media.ts';

/** Input that the files of articles and media are planned from. */
export interface ArticleFileRequest extends ViewContext {
  readonly nextState: NextState;
  /** Keys of objects that changed, or whose files may be stale. */
  readonly keys: ReadonlySet<string>;
  /** The index as it was when the run began. */
  readonly before: IndexView;
  /** Keys whose files may be stale. */
  readonly forcedKeys: ReadonlySet<string>;
  /** Paths that may be stale. */
  readonly forcedPaths: ReadonlySet<string>;
}

/** Plan of files that articles and media have of their own: article pages, and the media themselves. */
export interface ArticleFilePlan {
  /** By the key of its article. */
  readonly pages: ReadonlyMap<string, FileGroup>;
  /** Keys of media to be published, by path. */
  readonly copies: ReadonlyMap<string, string>;
  readonly removals: readonly string[];
  /** Plan of the media beside articles. */
  readonly pageMedia: PageMediaPlan;
  /** The index that it was planned from. */
  readonly index: BeforeAndAfter;
}

/**
 * Plans the files of the objects that changed. Where several keys stand for one path, what one of them loses another
 * may get.
 */
export function planArticleFiles(request: ArticleFileRequest, loaded: Loaded, needs: NeedsCollector): ArticleFilePlan {
  const { nextState, before, forcedKeys, forcedPaths, site } = request;
  const after = needs.viewOf(nextState, loaded);
  const differing = new Set([...forcedPaths].map(mainPathOf));
  const forced = new Set([...[...forcedKeys].map(key => publicPathOf(key, undefined)), ...differing]);
  const pages = new Map<string, FileGroup>();
  const copies = new Map<string, string>();
  const removals: string[] = [];
  // Those that have, or had, an owner are of something that was taken in.
  const own = [...differing].filter(path => isOwnPath(path) && !isPageMedia(path));
  const orphans = own.filter(path => after.ownerOfPath(path) === undefined);
  for (const path of new Set([...pathsOf(request, before), ...pathsOf(request, after), ...orphans])) {
    const owner = after.ownerOfPath(path);
    const ownerBefore = before.ownerOfPath(path);
    // Of an unfinished run nobody knows whether its site wanted twins, or what had chapters.
    const isForced = forced.has(path);
    const twin = site.markdown || isForced ? twinPath(path) : undefined;
    const hadChapters = ownerBefore !== undefined && hasChapters(before.record(ownerBefore));
    const chapters = hadChapters || isForced ? chaptersPath(path) : undefined;
    const beside = [twin, chapters].filter(each => each !== undefined);
    if (owner === undefined) {
      const mayBeThere = isForced || ownerBefore !== undefined;
      if (mayBeThere && bytesInExcess(path) === undefined) removals.push(path, ...beside);
      continue;
    }
    takeOver(owner, after, request);
    if (owner.startsWith(MEDIA_PREFIX)) copies.set(path, owner);
    else {
      const page = pageOf(owner, after, request, loaded, needs);
      if (page) pages.set(owner, page);
      // What was withdrawn has no twin, nor has anything else where the site wants none.
      const isPlain = !site.markdown || (page && page.shows.length === 0);
      if (twin !== undefined && isPlain) removals.push(twin);
      if (chapters !== undefined && !hasChapters(after.record(owner))) removals.push(chapters);
    }
  }
  return {
    pages,
    copies,
    removals,
    pageMedia: planPageMedia(request, { before, after }, loaded, needs),
    index: { before, after },
  };
}

/**
 * Returns the paths of the objects that changed, by an index. Articles that can be read elsewhere have none. Where an
 * unfinished run took in a slug, the page may still lie where the key alone makes it.
 */
function pathsOf({ site, keys, forcedKeys }: ArticleFileRequest, index: IndexView): readonly string[] {
  const own = [...keys].filter(key => key.startsWith(MEDIA_PREFIX) || site.permalink === undefined);
  return own.flatMap(key => {
    const paths = [
      publicPathOf(key, index.record(key)),
      ...(forcedKeys.has(key) ? [publicPathOf(key, undefined)] : []),
    ];
    return paths.filter(path => path !== undefined);
  });
}

/**
 * Has the record of an owner written anew, where not the owner changed but another key that stands for its path: what
 * it says of its file holds no longer.
 */
function takeOver(key: string, index: IndexView, { nextState, keys }: ArticleFileRequest): void {
  const record = index.record(key);
  if (!keys.has(key) && record) forgetFile(nextState.delta, key, record);
}

function pageOf(
  key: string,
  index: IndexView,
  request: ArticleFileRequest,
  loaded: Loaded,
  needs: NeedsCollector,
): FileGroup | undefined {
  const object = loaded.objects.get(key);
  if (!object) needs.objects.add(key);
  if (object?.found.kind !== 'article') return undefined;
  const { article } = object.found;
  const shown = articleSummaryOf(object.found, index, request);
  if (!article.withdrawn && !loaded.entries.has(key)) needs.entries.set(key, shown);
  const record = index.record(key);
  const translations = record && record.status !== 'media' ? record.translations : undefined;
  return articlePage(article, shown, request, translations);
}

/** Returns the summary of an article, with what the index knows of its enclosure and its picture. */
export function articleSummaryOf(
  { article, etag }: Extract<ReadObject['found'], { kind: 'article' }>,
  index: IndexView,
  { site }: Pick<ViewContext, 'site'>,
): ArticleSummary {
  const named = [enclosureKey(article, site), pictureKey(article, site)].filter(key => key !== undefined);
  const { sizes, pictures } = measuresOf(named, index);
  const record = index.record(article.key);
  const missing = record && record.status !== 'media' ? record.missing : undefined;
  return { ...summarize(article, etag, site, sizes, pictures), ...(missing && { missing }) };
}
