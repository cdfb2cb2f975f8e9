import type { ImportedItem } from '../imported-feed.ts';
import { BLOGGER } from '../namespaces.ts';
import { ATOM, childrenOf, textOfChild, type XmlElement } from '../xml-tree.ts';

/** Scheme of the category with an entry's kind in Blogger's older export. */
export const KIND = 'http://schemas.google.com/g/2005#kind';
const KIND_OF = /\/blogger\/2008\/kind#(\w+)$/i;

/** Blogger's own fields of an entry. */
export interface BloggerEntry {
  /** `post`, `page`, `comment`, `settings`, `template` … in lower case. */
  readonly kind: string;
  /** State in Takeout, in lower case: `live`, `draft`, `scheduled`, `soft_trashed` … */
  readonly status: string | undefined;
  /** The path of its page, such as `/2020/01/cho-que.html`. */
  readonly path: string | undefined;
  /** Description for search engines. */
  readonly description: string | undefined;
}

/** Blogger's own elements that are read, or say when a draft was begun. */
export const BLOGGER_READ: ReadonlySet<string> = new Set([
  'type',
  'status',
  'filename',
  'created',
  'trashed',
  'metaDescription',
]);

export function bloggerEntry(entry: XmlElement): BloggerEntry | undefined {
  const own = (name: string): string | undefined => textOfChild(entry, name, BLOGGER);
  const kind = own('type') ?? kindOf(entry);
  const status = own('status')?.toLowerCase() ?? childrenOf(entry, 'status', BLOGGER).map(() => '""')[0];
  return kind === undefined && status === undefined
    ? undefined
    : { kind: kind?.toLowerCase() ?? 'post', status, path: own('filename'), description: own('metaDescription') };
}

function kindOf(entry: XmlElement): string | undefined {
  const marks = childrenOf(entry, 'category', ATOM).filter(({ attributes }) => attributes.scheme === KIND);
  return marks.map(({ attributes: { term = '' } }) => KIND_OF.exec(term)?.[1]).find(kind => kind !== undefined);
}

/** The kind of an entry that is no article, or was thrown away. */
export function leftKind({ kind, status = '' }: BloggerEntry): string | undefined {
  if (kind !== 'post' && kind !== 'page') return `Blogger ${kind}`;
  return /trash|delete|spam/.test(status) ? `Blogger ${kind}, ${status}` : undefined;
}

/** The article of an entry: a page, and whatever is not known to be out, is held. */
export function bloggerItem(
  item: ImportedItem,
  { kind, status, path, description }: BloggerEntry,
  home?: string,
): ImportedItem {
  const isOut = status === undefined || status === 'live';
  const held = !isOut ? `of status ${status}` : kind === 'page' ? 'a page, which no feed showed' : undefined;
  // Where the export names no home page, the site may be told with it.
  const link = path !== undefined && home !== undefined && URL.canParse(path, home) ? new URL(path, home).href : path;
  return {
    ...item,
    ...(path !== undefined && { slug: path.replace(/^.*\/|\.html?$/g, '') }),
    ...(link !== undefined && item.link === undefined && { link }),
    ...(description !== undefined && item.summary === undefined && { summary: description }),
    ...(item.held === undefined && held !== undefined && { held }),
  };
}
