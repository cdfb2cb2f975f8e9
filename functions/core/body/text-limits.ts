import type { ArticleFormat } from '../article/article.ts';
import { renderBody } from './body.ts';

/*
 * How much work one text may ask for. All of it is counted, on the source alone, so that a source has the same fate in
 * every run, on every machine, and whether a feed shows it or not.
 */

/**
 * Maximum of marks in a text. In Markdown, line ends and whatever may open or close something: each becomes up to seven
 * tokens, 2 KB in all, so these take 400 MB and a second or two. In HTML, what tags, their attributes and entities
 * begin with: these take up to three seconds. 5 MB of prose have some 100,000.
 */
export const MAX_MARKS = 200_000;
const IS_MARK = flags('\n!#$%&*+-:<=>@[\\]^_`{|}~');
const MARKDOWN: Marks = {
  flags: IS_MARK,
  name: 'lines and marks of Markdown',
  remedy: 'split the article, or save it as .txt or .html',
};
const MARKS: Readonly<Record<ArticleFormat, Marks | undefined>> = {
  markdown: MARKDOWN,
  mdx: MARKDOWN,
  html: { flags: flags('<&='), name: 'tags, attributes and entities', remedy: 'split the article, or save it as .txt' },
  text: undefined,
};

interface Marks {
  readonly flags: Uint8Array;
  readonly name: string;
  readonly remedy: string;
}

/** Maximum of HTML that a text may become, in UTF-16 code units: readers give up where one text has more than 10 MB. */
export const MAX_HTML = 8_000_000;
/**
 * A text of this length can't become more: its most productive constructs are short references, and grow a hundredfold.
 * In UTF-16 code units.
 */
export const MAX_UNCOUNTED = 64 * 1024;
/** HTML that a mark may become, beside itself: half a short reference. */
const MARK_HTML = 48;
/** HTML that a caret may become beyond that: the call of a footnote, its number and the way back. */
const CARET_HTML = 96;
/**
 * HTML that a character may become that has to be escaped, beside itself: `&quot;`, or nine for three bytes of an
 * address.
 */
const ESCAPED = 8;
const IS_ESCAPED = flags('&<>"');
/** HTML that a comma may become in a list of pictures: it ends an address, which becomes absolute. */
const CANDIDATE_HTML = 32;
/** Maximum of cells that the parser adds to rows that lack them, and the HTML of one. */
const MAX_CELLS = 65_536;
const CELL_HTML = 38;
/** HTML of references that repeat a short address. */
const REFERENCES_HTML = 100_000;

/** Returns why a text is more than is read, or `undefined`: it has more marks than its parser can take in. */
export function marksProblem(format: ArticleFormat, text: string): string | undefined {
  const marks = MARKS[format];
  if (!marks || text.length <= MAX_MARKS) return undefined;
  let count = 0;
  for (let at = 0; at < text.length; at++) count += marks.flags[text.charCodeAt(at)] ?? 0;
  if (count <= MAX_MARKS) return undefined;
  const [found, most] = [count, MAX_MARKS].map(number => number.toLocaleString('en-US'));
  return `the text has ${found} ${marks.name}, and at most ${most} are read; ${marks.remedy}`;
}

/**
 * Returns why a text can't be an article, or `undefined`: it becomes more HTML than readers take. Only what may is
 * rendered to find out.
 */
export function htmlProblem(format: ArticleFormat, text: string, title: string): string | undefined {
  if (mostHtml(text) <= MAX_HTML) return undefined;
  const resolve = (reference: string): string | undefined =>
    URL.canParse(reference, NOMINAL_PAGE) ? new URL(reference, NOMINAL_PAGE).href : undefined;
  const { html, lacksAddresses } = renderBody(format, text, { title, drop: [], idPrefix: NOMINAL_PREFIX, resolve });
  if (html.length <= MAX_HTML && !lacksAddresses) return undefined;
  const found = lacksAddresses ? `over ${MAX_HTML / 1e6}` : (html.length / 1e6).toFixed(1);
  return (
    `the text takes ${found} million characters of HTML, and at most ${MAX_HTML / 1e6} million are published; ` +
    'split the article, or take out what repeats'
  );
}

/** In place of an article's own address, which depends on the site. */
const NOMINAL_PAGE = 'https://bao.example/';
const NOMINAL_PREFIX = '00000000-';

/**
 * Returns HTML that a text may become at most, in UTF-16 code units; `tests/core/body/text-limits.test.ts` holds it to
 * what texts do become.
 */
export function mostHtml(text: string): number {
  if (text.length <= MAX_UNCOUNTED) return 0;
  const comma = /srcset/i.test(text) ? CANDIDATE_HTML : 0;
  let most = text.length + REFERENCES_HTML;
  let [lines, bars, widest] = [1, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (IS_MARK[code]) most += MARK_HTML;
    if (IS_ESCAPED[code] || code > 0x7e) most += ESCAPED;
    if (code === 0x2c) most += comma;
    else if (code === 0x5e) most += CARET_HTML;
    else if (code === 0x7c) bars += 1;
    else if (code === 0x0a) {
      widest = Math.max(widest, bars);
      [lines, bars] = [lines + 1, 0];
    }
  }
  // Every row may be filled up to as many cells as the widest line has.
  return most + Math.min(MAX_CELLS, lines * (Math.max(widest, bars) + 1)) * CELL_HTML;
}

/** For each character of ASCII whether it is among those. */
function flags(characters: string): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => Number(characters.includes(String.fromCharCode(code))));
}
