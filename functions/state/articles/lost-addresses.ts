import { readingPath } from '../../core/article/article-url.ts';
import { readingSlug } from '../../core/article/key.ts';
import { DAY } from '../../core/instant.ts';
import type { ArticleStatus } from '../article-status.ts';

/** Address and id that an article leaves behind, whose path or slug is another than before. */
export interface LostAddress {
  /** Key of the article as it is now. */
  readonly key: string;
  /** Path on the host of the feeds where its page was, and nothing is now: `/articles/cho-phien-0a1b2c3d/`. */
  readonly path?: string;
  /** Further paths that led there, and lead nowhere now. Absent where there are none. */
  readonly formerPaths?: readonly string[];
  /** Key that it had; absent where only its slug is another. */
  readonly from?: string;
  /** Id that it had, where that is another than it has now. */
  readonly id?: string;
  /** True where the id that it has now is declared, so that the other has to replace it. */
  readonly declaresId?: true;
  /** Former addresses that it declares now, where others are to be added to them. Absent where there are none. */
  readonly aliases?: readonly string[];
}

/** Id of an article that declares none: a tag of the newsroom, and the path of the file. */
const ID_OF_FILE = /^(tag:[^:]+:)(articles\/.+)$/;

/**
 * Sources that are looked at for what they leave behind. With more, a folder was filled or moved, and not an article
 * renamed.
 */
export const MAX_LOOKED_AT = 200;

/** Milliseconds by which dates of one article may differ: one without a date has that of its upload. */
const MAX_APART = DAY;

/**
 * Returns what articles left behind, by their statuses before a change and after it. An article that is gone is taken
 * for one that came if the two have one title, and nearly one date, and no other of either kind has that title.
 * `goneBefore` are articles that went earlier, as they were.
 */
export function lostAddresses(
  before: readonly ArticleStatus[],
  after: readonly ArticleStatus[],
  feedsUrl: string,
  goneBefore: readonly ArticleStatus[] = [],
): readonly LostAddress[] {
  const known = new Map(before.map(article => [article.key, article]));
  // Nobody has the address of what was never public.
  const isOut = ({ status, isPreviewed }: ArticleStatus): boolean => status === 'published' && !isPreviewed;
  const came = after.filter(article => isOut(article) && !isThere(known.get(article.key)));
  const left = new Set(after.flatMap(({ key, status }) => (status === 'unknown' ? [key] : [])));
  const gone = [...goneBefore, ...before.filter(({ key }) => left.has(key))].filter(isOut);
  return after.flatMap((article): LostAddress[] => {
    if (!isOut(article)) return [];
    const former = known.get(article.key);
    if (former && isThere(former)) return isOut(former) ? lostBy(article, former, feedsUrl) : [];
    const [from, ...others] = gone.filter(({ title }) => title !== undefined && title === article.title);
    const isOnly = came.filter(({ title }) => title === article.title).length === 1;
    const isOne = from && others.length === 0 && isOnly && areNear(article, from);
    return isOne ? lostBy(article, from, feedsUrl) : [];
  });
}

function areNear({ published: one = 0 }: ArticleStatus, { published: other = 0 }: ArticleStatus): boolean {
  return Math.abs(one - other) < MAX_APART;
}

function isThere(article: ArticleStatus | undefined): boolean {
  return article !== undefined && article.status !== 'unknown';
}

/** Returns what an article lost of what it was; nothing where all leads to it still. */
function lostBy(article: ArticleStatus, former: ArticleStatus, feedsUrl: string): LostAddress[] {
  const { key, url = '', former: kept = [] } = article;
  const path = former.url?.startsWith(feedsUrl) ? former.url.slice(feedsUrl.length) : undefined;
  const stay = new Set([...kept, `${url.slice(feedsUrl.length)}index.html`]);
  const isLost = path !== undefined && former.url !== url && !stay.has(`${path}index.html`);
  // An alias that is taken out of an article is not lost but meant.
  const others = former.key === key ? [] : (former.former ?? []);
  const formerPaths = others.filter(each => !stay.has(each)).map(addressOf);
  const isOther = former.id !== undefined && former.id !== article.id && !isBackAtFormerFile(article, former);
  if (!isLost && !isOther && formerPaths.length === 0) return [];
  // That of its file is not declared.
  const aliases = kept.filter(each => each !== readingPath(readingSlug(key))).map(addressOf);
  return [
    {
      key,
      ...(isLost && { path: `/${path}` }),
      ...(formerPaths.length > 0 && { formerPaths }),
      ...(former.key !== key && { from: former.key }),
      ...(isOther &&
        former.id !== undefined && { id: former.id, ...(!hasIdOfFile(article) && { declaresId: true as const }) }),
      ...((isLost || formerPaths.length > 0) && aliases.length > 0 && { aliases }),
    },
  ];
}

/**
 * Returns true for an article that had the id of its own file, and has that of another file now: after it was renamed,
 * it was given the id that readers know it by.
 */
function isBackAtFormerFile({ key, id = '' }: ArticleStatus, former: ArticleStatus): boolean {
  const newsroom = ID_OF_FILE.exec(former.id ?? '')?.[1];
  return newsroom === ID_OF_FILE.exec(id)?.[1] && former.key === key && hasIdOfFile(former);
}

function hasIdOfFile({ key, id = '' }: ArticleStatus): boolean {
  return pathOf(ID_OF_FILE.exec(id)?.[2] ?? '') === key.normalize('NFC').replace(/\.[^./]*$/, '');
}

function pathOf(encoded: string): string {
  try {
    return decodeURIComponent(encoded).normalize('NFC');
  } catch {
    return encoded;
  }
}

/** Returns the address of a file under `public/`, as front matter has it. */
function addressOf(path: string): string {
  return `/${path.replace(/index\.html$/, '')}`;
}
