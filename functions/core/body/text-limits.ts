import type { ArticleFormat } from '../article/article.ts';
import { JOINER } from '../text/clean.ts';
import { renderBody } from './body.ts';

/*
 * Limits of the work for one text. Everything is counted on the source alone, so that the outcome for a source is the
 * same in every run, on every machine, and whether or not a feed shows it.
 */

/**
 * Maximum number of marks in a text. In Markdown, these are line ends and characters that may open or close something.
 * Each becomes up to seven tokens, 2 KB in all, so the maximum takes 400 MB and a second or two. In HTML, they are the
 * beginnings of tags, attributes and entities; the maximum takes up to three seconds. In plain text, they are line
 * ends, since each line may become a paragraph. 5 MB of prose have some 100,000 marks.
 */
export const MAX_MARKS = 200_000;
const IS_MARK = flags('\n!#$%&*+-:<=>@[\\]^_`{|}~');
const MARKDOWN: Marks = {
  flags: IS_MARK,
  name: 'lines and marks of Markdown',
  remedy: 'split the article, or save it as .txt or .html',
};
const MARKS: Readonly<Record<ArticleFormat, Marks>> = {
  markdown: MARKDOWN,
  mdx: MARKDOWN,
  html: { flags: flags('<&='), name: 'tags, attributes and entities', remedy: 'split the article, or save it as .txt' },
  text: { flags: flags('\n'), name: 'lines', remedy: 'split the article, or take out what repeats' },
};

interface Marks {
  readonly flags: Uint8Array;
  readonly name: string;
  readonly remedy: string;
}

/**
 * Maximum number of joiners that part runs of combining marks without end (see `streamSafe`): they stand for 320,000
 * such marks, which every step normalizes again, at ten times the price of words.
 */
const MAX_JOINERS = 1000;
/** Marks before a joiner that parts a run, in UTF-16 code units; fewer than 320, as normalizing composes some. */
const MARKS_OF_PART = 200;

/** Maximum length of the HTML of a text, in UTF-16 code units: readers reject a text of more than 10 MB. */
export const MAX_HTML = 8_000_000;
/**
 * Length up to which a text can't exceed the maximum: its most productive constructs are short references, which grow a
 * hundredfold. In UTF-16 code units.
 */
export const MAX_UNCOUNTED = 64 * 1024;
/** HTML that a mark may add to itself: half a short reference. */
const MARK_HTML = 48;
/** HTML that a caret may add to that: the call of a footnote, its number and the back link. */
const CARET_HTML = 96;
/** HTML that an escaped character may add to itself: `&quot;`, or nine for three bytes of an address. */
const ESCAPED = 8;
const IS_ESCAPED = flags('&<>"');
/** HTML that a comma may add in a list of pictures: it ends an address, which becomes absolute. */
const CANDIDATE_HTML = 32;
/** Maximum number of cells that the parser adds to rows that lack them, and the HTML of one. */
const MAX_CELLS = 65_536;
const CELL_HTML = 38;
/** HTML of references that repeat a short address. */
const REFERENCES_HTML = 100_000;

/** Returns the reason why a text is too much to read, or `undefined`: it has more marks than its parser can handle. */
export function marksProblem(format: ArticleFormat, text: string): string | undefined {
  if (text.length <= MAX_MARKS) return undefined;
  return textMarksProblem(text, MARKS[format]) ?? combiningMarksProblem(text);
}

function textMarksProblem(text: string, marks: Marks): string | undefined {
  let count = 0;
  for (let at = 0; at < text.length; at++) count += marks.flags[text.charCodeAt(at)] ?? 0;
  if (count <= MAX_MARKS) return undefined;
  const [found, most] = [count, MAX_MARKS].map(number => number.toLocaleString('en-US'));
  return `the text has ${found} ${marks.name}, and at most ${most} are read; ${marks.remedy}`;
}

/** Returns the problem of a text in which letters carry marks by the hundred. */
function combiningMarksProblem(text: string): string | undefined {
  let count = 0;
  for (let at = text.indexOf(JOINER); at !== -1 && count <= MAX_JOINERS; at = text.indexOf(JOINER, at + 1))
    if (partsRun(text, at)) count += 1;
  if (count <= MAX_JOINERS) return undefined;
  return 'the text has over 320,000 combining marks in runs without end, and at most so many are read; take them out';
}

/** Returns whether the joiner at an index stands behind marks alone. Others belong to the text, one to a letter. */
function partsRun(text: string, at: number): boolean {
  const marks = text.slice(Math.max(0, at - MARKS_OF_PART), at);
  return marks.length === MARKS_OF_PART && !marks.includes(JOINER) && ONLY_MARKS.test(marks);
}

/** Marks, of which the first may be cut in two. */
const ONLY_MARKS = /^[\udc00-\udfff]?\p{M}+$/u;

/**
 * Returns the reason why a text can't be an article, or `undefined`: its HTML exceeds what readers take. Only texts
 * that may exceed it are rendered to find out.
 */
export function htmlProblem(format: ArticleFormat, text: string, title: string): string | undefined {
  if (mostHtml(text) <= MAX_HTML) return undefined;
  const options = { title, drop: [], idPrefix: NOMINAL_PREFIX, resolve: nominalUrl };
  const { html, lacksAddresses } = renderBody(format, text, options);
  if (html.length <= MAX_HTML && !lacksAddresses) return undefined;
  const found = lacksAddresses ? `over ${MAX_HTML / 1e6}` : (html.length / 1e6).toFixed(1);
  return (
    `the text takes ${found} million characters of HTML, and at most ${MAX_HTML / 1e6} million are published; ` +
    'split the article, or take out what repeats'
  );
}

/** Stands for an article's own address, which depends on the site. */
const NOMINAL_PAGE = 'https://bao.example/';
/** Stands for the prefix of the ids of any article. */
export const NOMINAL_PREFIX = '00000000-';

/** Returns the address that a reference is counted with. */
function nominalUrl(reference: string): string | undefined {
  return URL.canParse(reference, NOMINAL_PAGE) ? new URL(reference, NOMINAL_PAGE).href : undefined;
}

/** A path without anything that is escaped. */
const PLAIN_PATH = /^[\w./~-]*$/;

/** Returns the most that a reference may be counted with, in UTF-16 code units; 0 for what is no address. */
export function mostNominal(reference: string): number {
  return PLAIN_PATH.test(reference) ? NOMINAL_PAGE.length + reference.length : (nominalUrl(reference)?.length ?? 0);
}

/**
 * Returns the maximum length of a text's HTML, in UTF-16 code units. `tests/core/body/text-limits.test.ts` compares it
 * with the HTML of actual texts.
 */
export function mostHtml(text: string): number {
  if (text.length <= MAX_UNCOUNTED) return 0;
  const comma = /srcset/i.test(text) ? CANDIDATE_HTML : 0;
  // An address that is its own text stands there twice.
  let most = 2 * text.length + REFERENCES_HTML;
  let [lines, bars, widest] = [1, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (IS_MARK[code]) most += MARK_HTML;
    if (IS_ESCAPED[code] || code > 0x7e) most += ESCAPED;
    if (code === 0x2c) most += comma;
    else if (code === 0x5e) most += CARET_HTML;
    else if (code === 0x7c) bars += 1;
    else if (code === 0x2e && text.startsWith('ww', at - 2)) most += MARK_HTML;
    else if (code === 0x0a) {
      widest = Math.max(widest, bars);
      [lines, bars] = [lines + 1, 0];
    }
  }
  // Every row may be filled up to as many cells as the widest line has.
  return most + Math.min(MAX_CELLS, lines * (Math.max(widest, bars) + 1)) * CELL_HTML;
}

/** Returns a table of the ASCII characters that are in a string. */
function flags(characters: string): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => Number(characters.includes(String.fromCharCode(code))));
}
