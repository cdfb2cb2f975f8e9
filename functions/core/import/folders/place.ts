import { formatOf } from '../../article/key.ts';
import { AUTHORS_KEYS, isIgnored } from '../../bucket-layout.ts';
import { mediaTypeOf } from '../../files/media-type.ts';
import type { Publisher } from './publishers.ts';

/** Place of a file of a checkout in the imported content. */
export type FilePlace =
  /** A text; only with a date it is an article, unless that is certain. */
  | { readonly kind: 'article'; readonly key: string; readonly isCertain: boolean; readonly language?: string }
  /** A file that lies beside articles, and goes with them. `language`: that of its folder. */
  | { readonly kind: 'beside'; readonly key: string; readonly language?: string }
  /** A file that the site serves as it is. */
  | { readonly kind: 'static'; readonly key: string }
  /** A file that the program takes for its pages; public only where an article shows it. */
  | { readonly kind: 'asset'; readonly key: string }
  | { readonly kind: 'authors'; readonly key: string }
  | { readonly kind: 'left'; readonly why: string };

/** Folders of programs and of what they make, in any checkout. */
const MACHINERY = /(?:^|\/)(?:node_modules|_site|_layouts|_includes|_sass|_plugins|__tests__|bower_components)\//;
/** The same, where they lie in no other folder. */
const MACHINERY_AT_TOP =
  /^(?:vendor|dist|build|themes|layouts|archetypes|resources|scripts|tests?|plugins|templates|sass|bin)\//;
const MEDIA = /^(?:image|audio|video)\/|^application\/pdf$|^text\/vtt$/;
/** Texts in forms that are not read. */
const FOREIGN_TEXT = /\.(?:rst|adoc|asciidoc|org|ipynb|textile|njk|liquid|pug|haml|svx|mdoc|md\.erb)$/i;
/** Files about the repository itself. */
const ABOUT = new RegExp(
  '(?:^|/)(?:readme|licen[cs]e|contributing|changelog|code_of_conduct|security|humans|robots|requirements|todo|404)' +
    String.raw`(?:\.[\w-]+)?\.?(?:md|markdown|txt|html?)$`,
  'i',
);
/** Folders that say of what lies in them only that it is articles. */
const BLOG: ReadonlySet<string> = new Set(['posts', 'post', 'blog', 'blogs', 'articles', 'article', '_posts']);
const AUTHORS = /(?:^|\/)authors\.ya?ml$/i;
/** The authors file in the folder of data of Hugo, which holds nothing else that is read. */
const HUGO_AUTHORS = /^data\/authors\.ya?ml$/i;

/** Decides by its path alone what becomes of a file. */
export function placeOf(own: string, publisher: Publisher): FilePlace {
  const name = publisher.indexes ? own.replace(publisher.indexes, 'index.md') : own;
  const isMade = publisher.output?.test(name) && !HUGO_AUTHORS.test(name);
  if (MACHINERY.test(name) || MACHINERY_AT_TOP.test(name) || isMade)
    return { kind: 'left', why: `file in ${name.slice(0, name.indexOf('/') + 1)}` };
  if (AUTHORS.test(name)) return { kind: 'authors', key: AUTHORS_KEYS[name.endsWith('.yml') ? 0 : 1] ?? name };
  const isMedia = MEDIA.test(mediaTypeOf(name.toLowerCase()) ?? '');
  const post = postPath(name, publisher);
  const text = post === undefined ? textPath(name, publisher) : undefined;
  const path = post ?? text;
  if (isMedia) {
    const asStatic = staticPath(name, publisher);
    if (post !== undefined || (text !== undefined && asStatic === undefined && besideTexts(name, publisher)))
      return { kind: 'beside', key: `articles/${path}` };
    if (asStatic !== undefined) return { kind: 'static', key: `media/${asStatic}` };
    return { kind: 'asset', key: `media/${name.replace(/^(?:src|content)\//, '')}` };
  }
  if (FOREIGN_TEXT.test(name)) return { kind: 'left', why: `text ${endingOf(name)}, which is not read` };
  if (path === undefined || formatOf(name) === undefined || ABOUT.test(name) || publisher.pages?.test(name))
    return { kind: 'left', why: whyLeft(name) };
  const key = `articles/${path}`;
  if (isIgnored(key)) return { kind: 'left', why: 'page of a section' };
  return { kind: 'article', key, isCertain: post !== undefined };
}

function postPath(name: string, { posts }: Publisher): string | undefined {
  const match = posts?.exec(name);
  if (!match) return undefined;
  const [, above = '', what = '', rest = ''] = match;
  const folders = above.replace(/^(?:source|src|_i18n)(?:\/|$)/, '');
  return [withoutBlog(folders), what === 'drafts' ? '_drafts' : '', rest].filter(part => part !== '').join('/');
}

function textPath(name: string, { texts }: Publisher): string | undefined {
  const folder = texts.find(one => name.startsWith(one));
  return folder === undefined ? undefined : withoutBlog(name.slice(folder.length)) || undefined;
}

/**
 * Returns whether a picture lies in a folder of texts for their sake. Not so where the checkout itself is that folder:
 * it may belong to anything.
 */
function besideTexts(name: string, { texts }: Publisher): boolean {
  const folder = texts.find(one => name.startsWith(one)) ?? '';
  return (
    folder !== '' &&
    folder !== 'src/' &&
    !/^(?:images?|img|assets|media|static|files)\//i.test(name.slice(folder.length))
  );
}

/** A path without folders that say only that articles lie in them. */
export function withoutBlog(path: string): string {
  const segments = path.split('/');
  while (segments.length > 1 && BLOG.has(segments[0] ?? '')) segments.shift();
  return segments.length === 1 && BLOG.has(segments[0] ?? '') ? '' : segments.join('/');
}

function staticPath(name: string, { statics }: Publisher): string | undefined {
  const folder = statics.find(one => name.startsWith(one));
  const path = folder === undefined ? undefined : name.slice(folder.length);
  // Jekyll serves whatever does not lie in a folder of its own.
  return path === undefined || /(?:^|\/)_/.test(path) ? undefined : path;
}

function whyLeft(name: string): string {
  const [, collection] = /^(_[a-z0-9-]+)\/.*\.(?:md|markdown|html?)$/i.exec(name) ?? [];
  if (collection !== undefined) return `collection ${collection}`;
  if (/(?:^|\/)_?data\//.test(name)) return 'data file';
  return formatOf(name) === undefined ? `file ${endingOf(name)}`.trim() : 'page, or text beside the articles';
}

function endingOf(name: string): string {
  return /\.[a-z0-9]{1,10}$/i.exec(name)?.[0].toLowerCase() ?? '';
}
