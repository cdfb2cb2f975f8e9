import type { Article } from '../article/article.ts';
import { articlesMeant } from '../entry/articles-meant.ts';
import { declaredReferences } from '../entry/named-media.ts';
import { createReferences } from '../entry/reference.ts';
import type { RenderedEntry } from '../entry/render-entry.ts';
import { silentImages } from '../html/canonical-html.ts';
import { boundProblems, type Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';

/** The targets that references may have. */
export interface Known {
  readonly site: Site;
  /** Keys of the public articles, in NFC. */
  readonly sources: ReadonlySet<string>;
  /** Keys of the files under `media/` and beside articles, in NFC. */
  readonly media: ReadonlySet<string>;
}

/** A rendered article, and the place of its body in the source. */
export interface CheckedEntry extends RenderedEntry {
  readonly article: Article;
  readonly bodyLine: number;
}

/** Maximum length of a title: MSN and others refuse longer ones. */
const MAX_TITLE_CHARACTERS = 150;

/**
 * Reports faults of one article that aggregators would refuse or readers would notice. Every problem is a warning: the
 * article is published.
 */
export function checkEntry(checked: CheckedEntry, known: Known): readonly Problem[] {
  const { article, entry } = checked;
  const warn = (message: string, line?: number): Problem => ({
    path: article.key,
    ...(line !== undefined && { line }),
    severity: 'warning',
    message,
  });
  const problems: Problem[] = [];
  const characters = [...entry.title].length;
  if (characters > MAX_TITLE_CHARACTERS)
    problems.push(warn(`the title has ${characters} characters; aggregators cut at ${MAX_TITLE_CHARACTERS}`));
  if (!entry.image)
    problems.push(warn('there is no image; aggregators show articles without one last, or not at all; add image:'));
  if (entry.html === '') problems.push(warn('there is no text below the title; readers will see a title alone'));
  if (entry.categories.length === 0)
    problems.push(warn('there is no category; only the feed of all will carry the article'));
  return boundProblems([
    ...problems,
    ...checkLinks(checked, warn),
    ...checkAlts(checked, known, warn),
    ...checkReferences(checked, known, warn),
  ]);
}

/** Reports links that are shown as text. */
function checkLinks(
  { unlinked, lacksAddresses, bodyLine }: CheckedEntry,
  warn: (message: string, line?: number) => Problem,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (unlinked) {
    const { count, line } = unlinked;
    const message =
      `${count} links and pictures from here on are shown as text, since the addresses of all take more than ` +
      'the text itself; refer to long addresses less often';
    problems.push(warn(message, line === undefined ? undefined : line + bodyLine - 1));
  }
  if (lacksAddresses)
    problems.push(
      warn('its addresses take more than 8 million characters, so the last are left out; split the article'),
    );
  return problems;
}

/** Reports pictures of the text without an alternative text: one warning, at the first of them. */
function checkAlts(
  { article, entry, references, bodyLine }: CheckedEntry,
  { site }: Known,
  warn: (message: string, line?: number) => Problem,
): readonly Problem[] {
  // In HTML an empty text marks a decorative picture; Markdown has no such mark.
  const silent = silentImages(entry.html, article.format === 'html');
  const [image] = silent;
  if (!image) return [];
  const resolver = createReferences(article.key, entry.url, site);
  const same = references.filter(({ reference }) => resolver.target(reference)?.url === image.src);
  const first = same[image.before];
  const what = silent.length === 1 ? 'a picture has' : `${silent.length} pictures have`;
  const message =
    `${what} no alternative text, for those who do not see pictures; say what it shows, as in ` +
    '![the market at four](market.jpg)';
  return [warn(message, first?.line === undefined ? undefined : first.line + bodyLine - 1)];
}

function checkReferences(
  { article, entry, references, bodyLine }: CheckedEntry,
  known: Known,
  warn: (message: string, line?: number) => Problem,
): readonly Problem[] {
  const all = [
    ...declaredReferences(article).map(reference => ({ reference, line: undefined })),
    ...references.map(({ reference, line }) => ({
      reference,
      line: line === undefined ? undefined : line + bodyLine - 1,
    })),
  ];
  const resolver = createReferences(article.key, entry.url, known.site);
  return all.flatMap(({ reference, line }) => {
    const target = resolver.target(reference);
    if (!target) return [warn(`"${reference}" is no address; correct it`, line)];
    if (target.kind === 'media' && !known.media.has(target.key))
      return [warn(`"${reference}" leads to ${target.key}, which is not there; upload it or correct the path`, line)];
    // With a permalink, the article that a reference means is found among those that there are.
    const meant = known.site.permalink === undefined ? [] : articlesMeant(reference.trim(), article.key);
    if (meant.some(key => known.sources.has(key))) return [];
    if (target.kind === 'article' && !known.sources.has(target.key))
      return [warn(`"${reference}" leads to ${target.key}, which is not published; correct the path`, line)];
    if (target.kind === 'elsewhere')
      return [
        warn(
          `"${reference}" leads nowhere that Bantin knows; write a whole URL, or a path to media/, ` +
            'to a file beside the article or below it, or to an article',
          line,
        ),
      ];
    return [];
  });
}
