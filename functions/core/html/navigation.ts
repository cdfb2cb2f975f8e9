import { foldName } from '../text/clean.ts';
import { BUTTON_LABELS, LIST_LABELS, SHARE_TARGETS, TAG_LABELS } from './navigation-labels.ts';

/**
 * A part of the end of a saved page: what stands above a list of articles (`list`) or on a button (`button`), where an
 * article is shared (`target`), a line that looks like a headline (`headline`), links alone (`links`), and dates alone.
 */
export type EndPart = 'list' | 'button' | 'target' | 'headline' | 'links' | 'date';

/** A label with what stands below it, at the end of a saved page. */
export interface Navigation {
  /** As it is written. */
  readonly label: string;
  /** Line of the text below the front matter, 1-based, where it is known. */
  readonly line?: number;
  /** Kind of the lines below it: links to other articles, lines that look like headlines, or ways to share this one. */
  readonly what: 'links' | 'headlines' | 'buttons';
  /** Number of such lines. */
  readonly below: number;
}

const LISTS = setOf(Object.values(LIST_LABELS).flat());
const BUTTONS = setOf(Object.values(BUTTON_LABELS).flat());
const TAGS = setOf(TAG_LABELS);
const TARGETS = setOf(SHARE_TARGETS);
/** Maximum length of a label, in UTF-16 code units. */
const MAX_LABEL = 60;
/** Characters that are set around labels: spaces, bullets, arrows, colons. */
const DECORATION: ReadonlySet<string> = new Set(' \t\r\u00a0»›>→▶►▸▼•·…*#|+:-–—[]');

function setOf(labels: readonly string[]): ReadonlySet<string> {
  return new Set(labels.flatMap(text => text.split('|').map(foldName)));
}

/** Returns what a line that may stand at the end of a saved page is; `undefined` for text. `own` are lists, too. */
export function labelKind(line: string, own: ReadonlySet<string>): 'list' | 'button' | 'target' | undefined {
  if (line.length > MAX_LABEL) return undefined;
  const whole = kindOf(line, own);
  if (whole || !/[|•·]/.test(line)) return whole;
  const kinds = line.split(/[|•·]/).map(part => kindOf(part, own));
  if (kinds.some(kind => kind === undefined)) return undefined;
  return kinds.find(kind => kind !== 'target') ?? 'target';
}

function kindOf(line: string, own: ReadonlySet<string>): 'list' | 'button' | 'target' | undefined {
  const folded = foldName(undecorated(line.replace(COUNT, '')));
  if (LISTS.has(folded) || own.has(folded)) return 'list';
  if (BUTTONS.has(folded) || TAGS.has(folded)) return 'button';
  return TARGETS.has(folded) ? 'target' : kindOfRow(folded);
}

/** Number of what a label leads to: `Bình luận (12)`. */
const COUNT = /\s?\(\d{1,6}\)$/;

/** Returns what a line of several ways to share an article is, with or without a label before them. */
function kindOfRow(folded: string): 'button' | 'target' | undefined {
  const words = folded.split(/[\s,/]+/);
  const label = words.findLastIndex(word => !TARGETS.has(word)) + 1;
  if (words.length - label < MIN_TARGETS) return undefined;
  if (label === 0) return 'target';
  return BUTTONS.has(undecorated(words.slice(0, label).join(' '))) ? 'button' : undefined;
}

/** One name of a service may end a line of text. */
const MIN_TARGETS = 2;

/** Returns whether a label stands above tags of an article. */
export function isTagLabel(line: string): boolean {
  return TAGS.has(foldName(undecorated(line)));
}

const DATE = /^(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})$/;
const TIME = /^\d{1,2}[:h]\d\d$/;

/** Returns whether a line holds dates, with or without times, and nothing else. */
export function isDates(line: string): boolean {
  const words = line.split(/[\s,;|•·–]+/).filter(word => word !== '' && word !== '-');
  return words.some(word => DATE.test(word)) && words.every(word => DATE.test(word) || TIME.test(word));
}

function undecorated(line: string): string {
  let [start, end] = [0, line.length];
  while (start < end && DECORATION.has(line[start] ?? '')) start += 1;
  while (end > start && DECORATION.has(line[end - 1] ?? '')) end -= 1;
  return line.slice(start, end);
}

/** Returns labels of a site's own, as they are compared. */
export function ownLabels(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.map(line => foldName(undecorated(line))));
}

const MAX_HEADLINE = 160;
/** Paragraphs end so, and headlines do not. */
const SENTENCE_END = /[.。．…:;,"”»』」]$/u;
/** Words of scripts that part none by spaces are counted by letters. */
const [MIN_WORDS, MIN_LETTERS] = [4, 8];
const UNPARTED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u;

/** Returns whether a line may be the headline of another article. */
export function isLikeHeadline(line: string): boolean {
  const text = line.trim();
  if (text.length > MAX_HEADLINE || SENTENCE_END.test(text)) return false;
  return UNPARTED.test(text) ? text.length >= MIN_LETTERS : text.split(/\s+/).length >= MIN_WORDS;
}

/** Maximum of parts below one label. */
const MAX_BELOW = 20;
/** One line below a label may be anything, as the name of who wrote the article. */
const MIN_HEADLINES = 2;

/**
 * Returns where navigation begins that goes on to the end: the place of its first part, or their number. Parts are
 * looked at from the last, and no further than need be.
 */
export function navigationStart<Part>(parts: readonly Part[], kindOf: (part: Part) => EndPart | undefined): number {
  let start = parts.length;
  let below: EndPart[] = [];
  for (let at = parts.length - 1; at >= 0; at--) {
    const part = parts[at];
    const kind = part === undefined ? undefined : kindOf(part);
    if (kind === 'list' || kind === 'button') {
      if (!mayStandBelow(kind, below)) break;
      [start, below] = [at, []];
    } else if (kind === undefined || below.length === MAX_BELOW) break;
    else below.push(kind);
  }
  return start;
}

function mayStandBelow(label: 'list' | 'button', all: readonly EndPart[]): boolean {
  const below = all.filter(part => part !== 'date');
  if (below.length === 0) return all.length === 0;
  if (label === 'button') return below.every(part => part === 'target' || part === 'links');
  if (below.every(part => part === 'links')) return true;
  return below.length >= MIN_HEADLINES && below.every(part => part === 'headline' || part === 'links');
}
