import { commentRemedy, endlessComment, isCommentKind } from '../dialects/comment-ends.ts';
import { addTo } from '../groups.ts';
import { STRAY } from '../html/close-html.ts';
import { FRAME_HOSTS } from '../html/sanitize.ts';
import { SCRIPT_POST } from '../html/script-post.ts';
import type { Problem } from '../problem.ts';

/** Words of a source that its article does not show. */
export interface Loss {
  /** The element that contains the words, as written: `<select>`; or another reason. */
  readonly what: string;
  /** The words; for a picture, its address. */
  readonly text: string;
  /** Line of the text below the front matter, 1-based, if known. */
  readonly line?: number;
  /** 1-based, in UTF-16 code units. */
  readonly column?: number;
}

/**
 * Maximum number of losses of one kind that are reported one by one in one source. The rest are summed up, at the place
 * of the first of them.
 */
export const MAX_REPORTED = 3;

/** The kind of links and pictures that are text, since their address has spaces; `text` is how to write them. */
export const SPACED = '[…](a b)';

/** The kind of pictures that are text, since a space stands between their brackets; `text` is how to write them. */
export const GAPPED = '![…] (a)';

/** The kind of paragraphs that are shown as code, since a tab or four spaces stand before them. */
export const INDENTED = 'indented paragraph';

/** The kind of lines with bullets of word processors, which run on in one paragraph; `text` is the first bullet. */
export const BULLETED = 'bulleted lines';

const FORM = 'articles have no forms; write what readers should see as text, or take it out';
const HIDDEN = 'no reader sees it; take the text out of the element, or the element out';
const REMEDIES: Readonly<Record<string, string>> = {
  '<select>': FORM,
  '<textarea>': FORM,
  '<input>': FORM,
  '<iframe srcdoc>': 'no frame stays that has its page within it; write what readers should see as text',
  '<title>': 'the title belongs to the front matter, as title:',
  '<nav>': 'menus are no part of an article; use another element for what is',
  '<svg>': 'save the drawing under media/ and show it as a picture',
  '<script>': 'write &lt;script> to show the word, or take it out',
  '<style>': 'write &lt;style> to show the word, or take it out',
  '<article>': 'move what belongs to the article into it',
  '<main>': 'move what belongs to the article into it',
  '<body>': 'move what belongs to the article into it',
  '<?>': 'no program runs here; take it out',
  '<a>': 'elements lie too deep in each other for any reader; close what is open',
  '<img>': 'save it under media/ and link it',
  '[link]: address': 'nothing links to it; put a backslash before the [ to show it',
  '| cell |': 'give the first line of the table as many columns',
  '```': 'begin the text on the next line',
};

/** Kinds of loss before and after the element that contains the text, which count as one loss. */
const AROUND: ReadonlySet<string> = new Set(['<article>', '<main>', '<body>']);

/**
 * Returns warnings about words that an article does not show. `bodyLine` is the line of the source where its text
 * begins, 1-based.
 */
export function lossProblems(losses: readonly Loss[], path: string, bodyLine: number): readonly Problem[] {
  const kinds = new Map<string, Loss[]>();
  for (const loss of losses) addTo(kinds, loss.what, loss);
  return [...kinds.values()].flatMap(kind => {
    if (AROUND.has(kind[0]?.what ?? '')) return [problemOf(kind, path, bodyLine)];
    const rest = kind.slice(MAX_REPORTED);
    const all = rest.length > 1 ? [...kind.slice(0, MAX_REPORTED).map(loss => [loss]), rest] : kind.map(loss => [loss]);
    return all.map(some => problemOf(some, path, bodyLine));
  });
}

function problemOf(losses: readonly Loss[], path: string, bodyLine: number): Problem {
  const [{ what, line, column, text: first } = { what: '', text: '' }] = losses;
  const count = losses.reduce((sum, { text }) => sum + charactersOf(text), 0);
  const characters = count === 1 ? '1 character' : `${count} characters`;
  const lost = what === '<iframe>' ? ofFrames(losses) : describe(what, losses.length, characters) + wordsOf(losses);
  return {
    path,
    ...(line !== undefined && { line: line + bodyLine - 1 }),
    ...(line !== undefined && column !== undefined && { column }),
    severity: 'warning',
    message: shownAsIs(what, first, losses.length) ?? `${lost}; ${remedy(what)}`,
  };
}

/** Attributes of components whose values are words for readers, as far as they are plain texts. */
const WORDS = new RegExp(
  String.raw`\s(?:title|caption|label|text|summary|description|quote|heading|header)=\{?\s{0,9}` +
    `(?:"([^"<>{}]{1,200})"|'([^'<>{}]{1,200})')`,
  'gi',
);

/** Names the words that components take along. */
function wordsOf(losses: readonly Loss[]): string {
  if (!/^<[A-Z]/.test(losses[0]?.what ?? '')) return '';
  const words = losses.flatMap(({ text }) => [...text.matchAll(WORDS)].map(([, one, other]) => one ?? other ?? ''));
  const shown = words.slice(0, MAX_REPORTED).map(word => `"${word}"`);
  return words.length > 0
    ? `, but for the words in its tag: ${shown.join(', ')}${words.length > shown.length ? ' …' : ''}`
    : '';
}

/** The text of a frame that is lost is where it comes from. */
function ofFrames(losses: readonly Loss[]): string {
  if (losses.length === 1) return `a frame from ${losses[0]?.text} is left out`;
  const hosts = [...new Set(losses.map(({ text }) => text))].slice(0, MAX_REPORTED);
  return `${losses.length} more from here on: frames from ${hosts.join(', ')} are left out`;
}

/** Returns what is said of what is shown, but not as it was meant. */
function shownAsIs(what: string, first: string, times: number): string | undefined {
  if (what === `<${SCRIPT_POST}>`) return ofPosts(first, times);
  const ofLink = what === SPACED ? spaced(first) : what === GAPPED ? gapped(first) : undefined;
  const said = ofLink ?? pasted(what, first) ?? endlessComment(what) ?? shortcode(what);
  return said === undefined || times === 1 ? said : `${times} more from here on: ${said}`;
}

function ofPosts(host: string, times: number): string {
  const posts =
    times === 1 ? `a post from ${host} that a script would show is` : `${times} more from here on: posts are`;
  return `${posts} a link here, since no scripts run; write in its place what readers should see`;
}

/** Shortcodes of WordPress, as they are reported. */
const SHORTCODE = /^\[[a-z][\w-]*\]$/i;

function shortcode(what: string): string | undefined {
  if (!SHORTCODE.test(what)) return undefined;
  return (
    `the shortcode ${what} is published as it is written, since only WordPress can fill it; put in its place what it ` +
    'stood for, or take it out'
  );
}

function spaced(meant: string): string {
  return `an address with spaces stands in < >: write ${meant}`;
}

function gapped(meant: string): string {
  return `no space stands between the brackets of a picture: write ${meant}`;
}

/** Returns what is said of text of a word processor that is something else in Markdown. */
function pasted(what: string, first: string): string | undefined {
  if (what === INDENTED)
    return (
      'a paragraph is shown as code, since a tab or four spaces stand before it; take them out, or put it between ' +
      'lines of ``` if it is code'
    );
  if (what !== BULLETED) return undefined;
  return (
    `lines that begin with ${first} run on in one paragraph; begin each with a hyphen and a space for a list, or ` +
    'leave an empty line between them'
  );
}

/** Tags of templates and components, as `core/dialects` reports them. */
const FOREIGN = /^(?:\{|<[A-Z])/;

function remedy(what: string): string {
  if (isCommentKind(what)) return commentRemedy(what);
  if (FOREIGN.test(what)) return 'write in its place what it stands for, or put it in a span of code to show it';
  if (what === '<iframe>') return `players are from ${FRAME_HOSTS.join(', ')}, by https; link to others`;
  if (what.includes(STRAY)) return 'write &quot; for a quote within a value';
  return REMEDIES[what] ?? HIDDEN;
}

function describe(what: string, times: number, characters: string): string {
  const more = times > 1 ? `${times} more from here on: ` : '';
  if (FOREIGN.test(what) && !isCommentKind(what))
    return `${more}${what} means nothing here and is left out; what stands around it stays`;
  if (what.includes(STRAY)) {
    const tag = what.replace(STRAY, '');
    return `${more}${characters} in the tag ${tag}, where attributes should stand, are left out`;
  }
  switch (what) {
    case '<article>':
    case '<main>':
    case '<body>':
      return `${characters} outside ${what} are left out`;
    case '<img>':
      return `${more}a picture in the address of <img>, of ${characters}, is left out`;
    case '<a>':
      return `${more}the address of <a>, of ${characters}, is left out`;
    case '[link]: address':
      return `${more}a definition of a link, and its ${characters}, is left out`;
    case '| cell |':
      return `${more}cells beyond the last column, and the ${characters} in them, are left out`;
    case '```':
      return `${more}what stands behind the marks that open a block of code, ${characters}, is left out`;
    default:
      return `${more}${what} and the ${characters} in it are left out`;
  }
}

/** Counts characters as a person does: a run of white space is one. */
function charactersOf(text: string): number {
  let count = 0;
  for (const _ of text.trim().replace(/\s+/g, ' ')) count += 1;
  return count;
}
