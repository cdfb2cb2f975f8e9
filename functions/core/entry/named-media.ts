import type { Buffer } from 'node:buffer';
import type { Article } from '../article/article.ts';
import { hasMediaEnding, isPageMedia, MEDIA_ENDINGS, pageMediaName, pageMediaPath } from '../article/page-media.ts';
import type { SourceText } from '../article/source-text.ts';
import { bytesInExcess, MAX_PUBLIC_PATH, MEDIA_PREFIX } from '../bucket-layout.ts';
import { srcsetCandidates } from '../html/url-policy.ts';
import type { Site } from '../site/site.ts';
import { hasLocalLink } from './local-link.ts';
import { plainReferences } from './plain-references.ts';
import { ReadBody } from './read-body.ts';
import { createReferences, hasWebScheme, type Target } from './reference.ts';

/** Maximum number of page media of one article. A page with more is an album, which belongs under `media/`. */
const MAX_PAGE_MEDIA = 500;

/** The fields of an article that may name page media. */
export type Naming = Pick<Article, 'key' | 'slug' | 'format' | 'title'> & DeclaringMedia;

/** The fields of an article that may name media: its picture, and its enclosures with what belongs to them. */
type DeclaringMedia = Pick<Article, 'image' | 'enclosure' | 'alternates' | 'episode'>;

/** The media that an article names. */
export interface NamedFiles {
  /** Names of those beside it, sorted. There may be more than are published. */
  readonly beside: readonly string[];
  /** Keys, in NFC, of those under `media/`, sorted. Of very many, those of the fields and the first of the text. */
  readonly shared: readonly string[];
}

/**
 * Returns the media that an article names: as its picture, as its enclosure, or in its text. Most sources name none, or
 * some in plain links, which their characters show. The text of others is rendered, so that the names are exactly those
 * that feeds and pages link to.
 */
export function namedMedia(
  article: Naming,
  source: SourceText,
  site: Site,
  body: ReadBody = new ReadBody(article, source, site),
): NamedFiles {
  const { key, format } = article;
  const fields = declaredReferences(article).filter(reference => !hasWebScheme(reference));
  const { below } = source;
  const mayNameBeside = format !== 'text' && mayName(below);
  const mayNameShared = format !== 'text' && namesSharedMedia(below);
  if (fields.length === 0 && !mayNameBeside && !mayNameShared) return NONE;
  const [beside, shared] = [new Set<string>(), new Set<string>()];
  const references = createReferences(article, site.url, site);
  // What a field names is a file, whatever its ending: chapters are JSON. A link may lead to anything.
  const take = (target: Target | undefined, isField: boolean): void => {
    if (target?.kind !== 'media') return;
    if (target.key.startsWith(MEDIA_PREFIX) && (isField || hasMediaEnding(target.key))) shared.add(target.key);
    const name = isPageMedia(target.key) ? pageMediaName(target.key, key) : undefined;
    if (name !== undefined) beside.add(name);
  };
  for (const reference of fields) take(references.target(reference), true);
  const plain = mayNameShared && !mayNameBeside ? plainReferences(source.body(), format !== 'html') : undefined;
  if (plain) for (const reference of plain) take(references.target(reference), false);
  else if (mayNameBeside || mayNameShared) for (const target of body.targets()) take(target, false);
  return { beside: [...beside].sort(), shared: [...shared].slice(0, MAX_PAGE_MEDIA).sort() };
}

/**
 * Returns the references of an article's fields to its picture, in whatever width, to its enclosures, and to their
 * transcripts and chapters.
 */
export function declaredReferences(article: DeclaringMedia): readonly string[] {
  const { image, enclosure, alternates = [], episode } = article;
  if (!image && !enclosure && !episode && alternates.length === 0) return NO_REFERENCES;
  const references: string[] = [];
  if (image) references.push(image.src);
  if (image?.srcset !== undefined)
    for (const { reference } of srcsetCandidates(image.srcset)) references.push(reference);
  if (enclosure) references.push(enclosure.url);
  for (const { url } of alternates) references.push(url);
  for (const { url } of episode?.transcripts ?? []) references.push(url);
  if (typeof episode?.chapters === 'string') references.push(episode.chapters);
  return references;
}

/** Returns the references of the field of the picture, or of the enclosure and what belongs to it. */
export function declaredReferencesOf(field: 'image' | 'enclosure', article: DeclaringMedia): readonly string[] {
  const { image, ...others } = article;
  return declaredReferences(field === 'image' ? { ...(image && { image }) } : others);
}

const NO_REFERENCES: readonly string[] = [];

/** The slash behind the name of the folder of media, rare in texts and so looked for first, and its last letter. */
const [SLASH, SMALL_A] = [0x2f, 0x61];

/** Returns true if a path in a source may lead to `media/`. */
function namesSharedMedia(source: Buffer): boolean {
  const { length } = MEDIA_PREFIX;
  for (let at = source.indexOf(SLASH, length - 1); at !== -1; at = source.indexOf(SLASH, at + 1))
    if (source[at - 1] === SMALL_A && source.toString('latin1', at + 1 - length, at + 1) === MEDIA_PREFIX) return true;
  return false;
}

const NONE: NamedFiles = { beside: [], shared: [] };

/** Returns the names that are published with the article, and the problems of the others. */
export function publishableMedia(
  slug: string,
  named: readonly string[],
): { readonly names: readonly string[]; readonly messages: readonly string[] } {
  const messages: string[] = [];
  const names = named.filter(name => {
    const bytes = bytesInExcess(pageMediaPath(slug, name));
    if (bytes === undefined) return true;
    const [found, most] = [bytes, MAX_PUBLIC_PATH].map(count => count.toLocaleString('en-US'));
    messages.push(
      `the article names a file beside it whose path as it is published has ${found} bytes, and at most ${most} ` +
        `are published; shorten the names of the file or of its folders: ${name}`,
    );
    return false;
  });
  if (names.length > MAX_PAGE_MEDIA)
    messages.push(
      `the article names ${names.length} files beside it, of which ${MAX_PAGE_MEDIA} are published; ` +
        'move the others to media/',
    );
  return { names: names.slice(0, MAX_PAGE_MEDIA), messages };
}

/** First character of a template's tag, which may stand for a picture. */
const BRACE = 0x7b;
const BETWEEN_WORDS: ReadonlySet<string> = new Set(' \t\n\r\f\v"\'()<>=,`[]{}|');

/**
 * Returns true if a source has a word that may be the name of page media, and not an address elsewhere. Words are found
 * by their endings, which are rare in most sources. Takes some microseconds.
 */
function mayName(source: Buffer): boolean {
  if (!hasLocalLink(source) && !source.includes(BRACE)) return false;
  const text = source.toString('latin1');
  let [start, seen] = [0, 0];
  for (const { index } of text.matchAll(MEDIA_ENDINGS)) {
    let at = index;
    while (at > seen && !BETWEEN_WORDS.has(text.charAt(at - 1))) at -= 1;
    // Otherwise it is the word of the ending before, which began there.
    if (at > seen || seen === 0) start = at;
    seen = index;
    if (!leadsElsewhere(text.slice(start, Math.min(index, start + MAX_START)))) return true;
  }
  return false;
}

/** Maximum length of the start of a word that is examined for the target of an address. */
const MAX_START = 512;

function leadsElsewhere(word: string): boolean {
  return (
    word.includes('://') || word.startsWith('//') || word.startsWith('/media/') || /^(?:\.\.\/)+media\//.test(word)
  );
}
