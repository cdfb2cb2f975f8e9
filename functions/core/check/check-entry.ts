import type { Article } from '../article/article.ts';
import { articlesMeant } from '../entry/articles-meant.ts';
import { declaredReferencesOf } from '../entry/named-media.ts';
import { createReferences } from '../entry/reference.ts';
import type { RenderedEntry } from '../entry/render-entry.ts';
import { strayFieldMessage, strayMessage } from '../entry/stray-references.ts';
import { copiedFrom } from '../files/copy-name.ts';
import { mediaTypeOf } from '../files/media-type.ts';
import { silentImages } from '../html/canonical-html.ts';
import { type Missing, missingFrom } from '../media/missing-names.ts';
import { boundProblems, distinctProblems, type Position, type Problem } from '../problem.ts';
import { deadLinkMessage, type KnownSources, referencesAmong, rootedPathMessage } from './article-links.ts';
import type { FieldPlaces } from './field-places.ts';
import type { HtmlPlaces } from './html-places.ts';
import type { OwnPages } from './own-pages.ts';
import { ReferencePlaces } from './reference-places.ts';

/** The targets that references may have. */
export interface Known extends KnownSources {
  /** Keys of the files under `media/` and beside articles, in NFC. */
  readonly media: ReadonlySet<string>;
  /** Keys, in NFC, of what articles name and is not there. Default: none are known. */
  readonly missing?: ReadonlyMap<string, Missing> | undefined;
  /** Pages of articles. Default: none are known. */
  readonly pages?: OwnPages;
}

/** A rendered article, and its text in the source. */
export interface CheckedEntry extends RenderedEntry {
  readonly article: Article;
  /** The line of the source where its text begins. */
  readonly bodyLine: number;
  /** Returns the text as it stands in the source. */
  readonly text: () => string;
  /** Returns the places of its fields. */
  readonly fields: () => FieldPlaces;
  /** Fields that are told of otherwise, and so not here. Default: none. */
  readonly told?: ReadonlySet<string>;
}

/** Writes a warning of an article. */
type Warn = (message: string, at?: Partial<Position>) => Problem;

/** Maximum length of a title: MSN and others refuse longer ones. */
const MAX_TITLE_CHARACTERS = 150;

/**
 * Reports faults of one article that aggregators would refuse or readers would notice. Every problem is a warning: the
 * article is published.
 */
export function checkEntry(checked: CheckedEntry, known: Known): readonly Problem[] {
  const { article, entry } = checked;
  const warn: Warn = (message, at) => ({ path: article.key, ...at, severity: 'warning', message });
  const places = new ReferencePlaces(checked.text, checked.bodyLine);
  const problems: Problem[] = [];
  const warnOf = (field: string, message: string): void => {
    if (!checked.told?.has(field)) problems.push(warn(message, checked.fields()(field)));
  };
  const characters = [...entry.title].length;
  if (characters > MAX_TITLE_CHARACTERS)
    warnOf('title', `the title has ${characters} characters; aggregators cut at ${MAX_TITLE_CHARACTERS}`);
  // A picture that is not there, or leads astray, is told as that.
  const isStray = article.image && strayFieldMessage(article.image.src, article.key) !== undefined;
  if (!entry.image && !isStray && !lacksPicture(article, known))
    warnOf('image', 'there is no image; aggregators show articles without one last, or not at all; add image:');
  if (entry.html === '') problems.push(warn('there is no text below the title; readers will see a title alone'));
  if (entry.categories.length === 0)
    warnOf('category', 'there is no category; only the feed of all will carry the article; add category:');
  return boundProblems([
    ...problems,
    ...checkName(article, known, warn),
    ...checkLinks(checked, warn),
    ...checkAlts(checked, known, places.html, warn),
    ...distinctProblems(checkReferences(checked, known, places, warn)),
  ]);
}

/** Returns whether an article names a picture that is not there. */
export function lacksPicture(article: Article, { missing }: Pick<Known, 'missing'>): boolean {
  return [...missingFrom(article, missing)].some(key => mediaTypeOf(key)?.startsWith('image/'));
}

/** Reports a file that has the name of a copy of another that is published, too. */
function checkName({ key }: Article, { fateOf }: Known, warn: Warn): readonly Problem[] {
  const original = copiedFrom(key);
  if (original === undefined || fateOf(original) !== 'public') return [];
  return [warn(`it has the name of a copy of ${original}, which is published, too; delete it, or rename it`)];
}

/** Reports links that are shown as text. */
function checkLinks({ unlinked, lacksAddresses, bodyLine }: CheckedEntry, warn: Warn): readonly Problem[] {
  const problems: Problem[] = [];
  if (unlinked) {
    const { count, line } = unlinked;
    const message =
      `${count === 1 ? '1 link, picture or call of a footnote' : `${count} links, pictures and calls of footnotes`} ` +
      `from here on ${count === 1 ? 'is' : 'are'} shown as text, since the addresses of all take more than the text ` +
      'itself, or 100,000 characters; refer to long addresses, and call footnotes, less often';
    problems.push(warn(message, placeOf(line, bodyLine)));
  }
  if (lacksAddresses)
    problems.push(
      warn('its addresses take more than 8 million characters, so the last are left out; split the article'),
    );
  return problems;
}

/** Returns the line of the source of a line of the text, where that is known. */
function placeOf(line: number | undefined, bodyLine: number): Partial<Position> | undefined {
  return line === undefined ? undefined : { line: line + bodyLine - 1 };
}

/** Reports pictures of the text without an alternative text: one warning, at the first of them. */
function checkAlts(
  { article, entry, references, bodyLine }: CheckedEntry,
  { site }: Known,
  places: HtmlPlaces,
  warn: Warn,
): readonly Problem[] {
  // In HTML an empty text marks a decorative picture; Markdown has no such mark.
  const isHtml = article.format === 'html';
  const silent = silentImages(entry.html, isHtml);
  const [image] = silent;
  if (!image) return [];
  const resolver = createReferences(article, entry.url, site);
  const isSame = (reference: string): boolean => (resolver.target(reference)?.url ?? reference.trim()) === image.src;
  const first = references.filter(({ reference }) => isSame(reference))[image.before];
  const what = silent.length === 1 ? 'a picture has' : `${silent.length} pictures have`;
  const remedy = isHtml
    ? 'alt="the market at four", or alt="" if it only decorates'
    : '![the market at four](market.jpg)';
  const message = `${what} no alternative text, for those who do not see pictures; say what it shows, as in ${remedy}`;
  const inHtml = (): Position | undefined =>
    places.picture(({ src, alt }) => isSame(src) && (isHtml ? alt === undefined : (alt ?? '').trim() === ''));
  return [warn(message, placeOf(first?.line, bodyLine) ?? inHtml())];
}

function checkReferences(
  { article, entry, references, fields }: CheckedEntry,
  known: Known,
  places: ReferencePlaces,
  warnAt: Warn,
): readonly Problem[] {
  const all = [
    ...(['image', 'enclosure'] as const).flatMap(field =>
      declaredReferencesOf(field, article).map(reference => ({
        reference,
        place: () => fields()(field),
        messageOf: strayFieldMessage,
      })),
    ),
    ...references.map(({ reference, line }) => ({
      reference,
      place: () => places.of(reference, line),
      messageOf: strayMessage,
    })),
  ];
  const missing = missingFrom(article, known.missing);
  const resolver = referencesAmong(article, entry.url, known);
  return all.flatMap(({ reference, place, messageOf }) => {
    // What is told when an article is read.
    if (messageOf(reference, article.key) !== undefined) return [];
    const target = resolver.target(reference);
    const warn = (message: string): Problem => warnAt(message, place?.());
    if (!target) return [warn(`"${reference}" is no address; correct it`)];
    // What a build leaves out is told as it tells it.
    if (target.kind === 'media' && missing.has(target.key)) return [];
    if (target.kind === 'media' && !known.media.has(target.key))
      return [warn(`"${reference}" leads to ${target.key}, which is not there; upload it or correct the path`)];
    const astray =
      deadLinkMessage(reference, target, article.key, known) ??
      rootedPathMessage(reference, target, known) ??
      known.pages?.message(reference, target);
    if (astray !== undefined) return [warn(astray)];
    if (target.kind === 'elsewhere' && !isPageOfOwn(reference, article.key, known))
      return [
        warn(
          `"${reference}" leads nowhere that Bantin knows; write a whole URL, or a path to media/, ` +
            'to a file beside the article or below it, or to an article',
        ),
      ];
    return [];
  });
}

/** Returns whether a path without an ending, which may mean a page of the newsroom's own, means an article. */
function isPageOfOwn(reference: string, key: string, { fateOf, site }: Known): boolean {
  return site.permalink !== undefined && articlesMeant(reference.trim(), key).some(each => fateOf(each) === 'public');
}
