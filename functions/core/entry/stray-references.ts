import { Buffer } from 'node:buffer';
import type { Article } from '../article/article.ts';
import { formatOf } from '../article/key.ts';
import { hasMediaEnding } from '../article/page-media.ts';
import type { SourceText } from '../article/source-text.ts';
import { ARTICLES_PREFIX, MEDIA_PREFIX } from '../bucket-layout.ts';
import { bufferOf } from '../buffer-of.ts';
import { suggest } from '../fields/suggest.ts';
import type { Position, Problem } from '../problem.ts';
import { bareHostMessage, isBareHost, mayNameBareHost } from './bare-hosts.ts';
import { declaredReferences } from './named-media.ts';
import type { ReadBody } from './read-body.ts';
import { hasWebScheme, keyOf, leadsOutside, namesArticle } from './reference.ts';

/** Fields of an article that its references depend on. */
type Referring = Pick<Article, 'key' | 'format' | 'image' | 'enclosure' | 'alternates' | 'episode'>;

/** Maximum number of references that one article is told of. */
const MAX_TOLD = 10;
/** Maximum length of a reference in a message, in UTF-16 code units. */
const MAX_SHOWN = 100;
/** A file of one computer: by its scheme, by its drive, or by its server on a local network. */
const OF_COMPUTER = /^(?:file:|[a-z]:[\\/]|\\)/i;
/** An address at which one computer alone finds anything, such as that of a preview. */
const OF_LOOPBACK = /^https?:\/\/(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1\])(?![\w.-])/i;
/** The first characters of such hosts. */
const LOOPBACK_STARTS: ReadonlySet<number> = new Set([...'lL10['].map(character => character.charCodeAt(0)));
/** Maximum length of what such an address begins with. */
const LOOPBACK_HOST = 'https://255.255.255.255:'.length;
/** A path from the folder that the project lies in. */
const IN_CONTENT = /^content\/((?:articles|media)\/.+)$/;
/** Texts that may be the words of an episode. */
const MAY_BE_TRANSCRIPT = /\.(?:txt|html?)$/i;
const FOLDERS: readonly string[] = [ARTICLES_PREFIX, MEDIA_PREFIX].map(prefix => prefix.slice(0, -1));

/**
 * Returns warnings of links and pictures that lead to a file or an address of one computer, to a host without a scheme,
 * or to a path that is no path of the content, but looks like one. Most sources have no sign of any, and are not
 * rendered for this.
 */
export function strayReferences(
  article: Referring,
  bytes: Uint8Array,
  { source, body }: { readonly source: SourceText; readonly body: ReadBody },
): readonly Problem[] {
  const { key, format } = article;
  const buffer = bufferOf(bytes);
  const inFields = declaredReferences(article);
  if (!maySendAstray(buffer) && !inFields.some(each => isOwnFault(each, key))) return [];
  const { references } = format === 'text' ? { references: [] } : body.render();
  const declared = inFields.map(reference => ({ reference, line: undefined, messageOf: strayFieldMessage }));
  const written = references.map(each => ({ ...each, messageOf: strayMessage }));
  const all = [...declared, ...written].flatMap(({ reference, line, messageOf }) => {
    const message = messageOf(reference, key);
    return message === undefined ? [] : [{ reference, line, message }];
  });
  if (all.length === 0) return [];
  const lines = buffer.toString('utf8').split(/\r\n?|\n/);
  return all.slice(0, MAX_TOLD).map(({ reference, line, message }): Problem => {
    const from = line === undefined ? 0 : line + source.bodyLine - 2;
    return { path: key, ...placeOf(reference, lines, from, line !== undefined), severity: 'warning', message };
  });
}

/** Returns whether a reference of a field leads astray by itself, whatever the text of the source has no sign of. */
function isOwnFault(reference: string, articleKey: string): boolean {
  if (hasWebScheme(reference)) return OF_LOOPBACK.test(reference);
  return isBareHost(reference) || OF_LOOPBACK.test(reference) || isNoFile(reference, articleKey);
}

/** Returns whether a reference of a field leads to the text of an article, or to a file that is not published. */
function isNoFile(reference: string, articleKey: string): boolean {
  return namesArticle(reference, articleKey) || leadsOutside(reference, articleKey);
}

/** Returns why a reference of a field that names a file leads astray; `undefined` where it does not. */
export function strayFieldMessage(reference: string, articleKey: string): string | undefined {
  const message = strayMessage(reference, articleKey);
  if (message !== undefined || !isNoFile(reference, articleKey)) return message;
  const key = keyOf(reference, articleKey) ?? reference.trim();
  const name = key.slice(key.lastIndexOf('/') + 1);
  if (!namesArticle(reference, articleKey))
    return (
      `"${shown(reference.trim())}" is left out, since only files in the folder of the article, below it and in ` +
      `media/ are published with it; move the file to media/, and write /media/${name}`
    );
  // Only these are named as transcripts; others are named where another article is meant.
  const beside = MAY_BE_TRANSCRIPT.test(name) ? '; a transcript beside the article is a .vtt or .srt' : '';
  return (
    `"${shown(reference.trim())}" is left out, since a text under articles/ is published as an article of its own, ` +
    `and is no file; move it to media/, and write /media/${name}${beside}`
  );
}

/** Returns why a reference of an article leads astray; `undefined` where it does not. */
export function strayMessage(reference: string, articleKey: string): string | undefined {
  const given = reference.trim();
  if (OF_COMPUTER.test(given))
    return (
      `"${shown(given)}" is a file of one computer, so readers get nothing from it; ` +
      'put it into media/ and write that path'
    );
  if (OF_LOOPBACK.test(given))
    return (
      `"${shown(given)}" is an address of one computer, such as that of the preview, so readers get nothing from it; ` +
      'write the path of the file instead, such as tin.md or /media/anh.jpg'
    );
  const ofBareHost = bareHostMessage(given, 'the article');
  if (ofBareHost !== undefined) return ofBareHost;
  if (!given.startsWith('/') || given.startsWith('//')) return undefined;
  const key = keyOf(given, articleKey) ?? '';
  const inContent = IN_CONTENT.exec(key)?.[1];
  if (inContent !== undefined)
    return `"${shown(given)}" leads nowhere; paths begin inside the folder of the content; write /${inContent}`;
  const folder = key.slice(0, key.indexOf('/'));
  const meant = folderMeant(folder);
  if (meant === undefined || !isFileIn(meant, key)) return undefined;
  const path = `/${meant}${key.slice(folder.length)}`;
  return `"${shown(given)}" leads to no folder of the content; if ${meant}/ is meant, write ${path}`;
}

function shown(reference: string): string {
  return reference.length > MAX_SHOWN ? `${reference.slice(0, MAX_SHOWN)}…` : reference;
}

/** Returns the folder of which a name is a misspelling. `medias` and `article` are names that sites have. */
function folderMeant(name: string): string | undefined {
  const known = FOLDERS.filter(folder => folder.length === name.length);
  return known.includes(name) ? undefined : suggest(name, known);
}

function isFileIn(folder: string, key: string): boolean {
  const format = formatOf(key);
  return `${folder}/` === MEDIA_PREFIX ? hasMediaEnding(key) : format === 'markdown' || format === 'mdx';
}

const [SLASH, COLON, BACKSLASH] = [0x2f, 0x3a, 0x5c];
/** Characters before a path: a bracket, a quote, a blank, `<` of Markdown. */
const BEFORE: ReadonlySet<number> = new Set([...'("\' <\t\n='].map(character => character.charCodeAt(0)));
const [DRIVE, SERVER] = [Buffer.from(':\\'), Buffer.from('\\\\')];
const [CASE, SMALL_A, SMALL_E, SMALL_P, SMALL_Z] = [0x20, 0x61, 0x65, 0x70, 0x7a];

/** Returns true for a source that may have such a reference. Takes some microseconds. */
function maySendAstray(source: Buffer): boolean {
  if (source.includes(BACKSLASH) && (source.includes(DRIVE) || source.includes(SERVER))) return true;
  if (mayNameBareHost(source)) return true;
  for (let at = source.indexOf(SLASH); at !== -1; at = source.indexOf(SLASH, at + 1)) {
    const before = source[at - 1] ?? 0;
    if (
      before === COLON
        ? isOfComputer(source, at) || isOfLoopback(source, at)
        : BEFORE.has(before) && isAstray(source, at + 1)
    )
      return true;
  }
  return false;
}

/** Returns true if a drive or `file` stands before a colon and a slash. */
function isOfComputer(source: Buffer, slash: number): boolean {
  if (!isLetter(source[slash - 3])) return isLetter(source[slash - 2]);
  const isE = ((source[slash - 2] ?? 0) | CASE) === SMALL_E;
  return isE && source.toString('latin1', Math.max(0, slash - 5), slash - 1).toLowerCase() === 'file';
}

/** Returns true if an address with a slash after its colon is that of one computer. */
function isOfLoopback(source: Buffer, slash: number): boolean {
  if (!LOOPBACK_STARTS.has(source[slash + 2] ?? 0)) return false;
  const scheme = ((source[slash - 2] ?? 0) | CASE) === SMALL_P ? 'http://' : 'https://';
  const start = slash + 2 - scheme.length;
  return start >= 0 && OF_LOOPBACK.test(source.toString('latin1', start, start + LOOPBACK_HOST));
}

function isLetter(byte = 0): boolean {
  const small = byte | CASE;
  return small >= SMALL_A && small <= SMALL_Z;
}

function isAstray(source: Buffer, start: number): boolean {
  // The lengths of `media`, `content` and `articles`.
  if (source[start + 5] !== SLASH && source[start + 7] !== SLASH && source[start + 8] !== SLASH) return false;
  const name = source.toString('latin1', start, source.indexOf(SLASH, start));
  return name === 'content' || folderMeant(name) !== undefined;
}

/** Returns the place of a reference where it is written as it is read, else its line, where that is known. */
function placeOf(reference: string, lines: readonly string[], from: number, isKnown: boolean): Partial<Position> {
  for (let at = from; at < lines.length; at++) {
    const column = lines[at]?.indexOf(reference) ?? -1;
    if (column !== -1) return { line: at + 1, column: column + 1 };
  }
  return isKnown ? { line: from + 1 } : {};
}
