import { cleanHtml, escapeHtmlText } from '../html/canonical-html.ts';
import {
  type EndPart,
  isDates,
  isLikeHeadline,
  labelKind,
  type Navigation,
  navigationStart,
} from '../html/navigation.ts';
import { linkUrl } from '../html/url-policy.ts';
import { foldName } from '../text/clean.ts';
import { type BodyOptions, type BodyReference, collectReferences, type Findings } from './body-options.ts';
import { findAutolinks } from './links/autolinks.ts';
import { MAX_AUTOLINKS } from './links/markdown-autolinks.ts';

/**
 * Maximum length of a wrapped line, in characters. Nobody wraps longer lines: the end of one is the end of a paragraph.
 */
const MAX_WRAPPED = 120;

/**
 * Renders plain text as paragraphs. Blank lines separate them if the file has any between its lines, else every line is
 * one. A repetition of the title on a line of its own, the clutter lines of a saved page, and navigation at its very
 * end are removed. Every other character stays. Bare addresses are links.
 */
export function renderPlainText(text: string, options: BodyOptions, findings: Findings): string {
  const { title, drop } = options;
  const litter = new Set([title, ...drop].map(foldName));
  const isLitter = (line: string): boolean => litter.has(foldName(line));
  const lines = text.split('\n');
  const end = endOfText(lines, isLitter);
  if (end < lines.length) findings.navigation = navigationIn(lines, end, isLitter);
  return paragraphs(lines.slice(0, end), isLitter, createLinker(options, findings.references));
}

/** A line may hold a bare address. */
const ADDRESS = /@|www\.|:\/\//i;

/** Returns a function that writes a line as HTML, its bare addresses as links. */
function createLinker({ resolve }: BodyOptions, references: BodyReference[]): (line: string) => string {
  const onReference = collectReferences(references);
  let left = MAX_AUTOLINKS;
  return line => {
    if (left <= 0 || !ADDRESS.test(line)) return escapeHtmlText(line);
    let [html, from] = ['', 0];
    for (const { start, end, href } of findAutolinks(line, { withSchemes: true, isAtStart: true }).slice(0, left)) {
      const url = linkUrl(href, resolve);
      if (url === undefined) continue;
      onReference(href);
      const address = escapeHtmlText(url).replaceAll('"', '&quot;');
      html += escapeHtmlText(line.slice(from, start));
      html += `<a href="${address}">${escapeHtmlText(line.slice(start, end))}</a>`;
      from = end;
      left -= 1;
    }
    return html + escapeHtmlText(line.slice(from));
  };
}

/** Maximum number of lines at the end that are examined for navigation. */
const MAX_LINES_AT_END = 200;

/** Returns the first line of a saved page's navigation, or the number of lines where there is none, or nothing else. */
function endOfText(lines: readonly string[], isLitter: (line: string) => boolean): number {
  const from = Math.max(0, lines.length - MAX_LINES_AT_END);
  const shown = lines.flatMap((line, at) => (at >= from && isText(line) && !isLitter(line) ? [{ line, at }] : []));
  const start = navigationStart(shown, ({ line }) => partOf(line));
  const first = shown[start];
  const isAll = start === 0 && !lines.slice(0, first?.at).some(line => isText(line) && !isLitter(line));
  return first && !isAll ? first.at : lines.length;
}

function navigationIn(
  lines: readonly string[],
  end: number,
  isLitter: (line: string) => boolean,
): readonly Navigation[] {
  const found: { label: string; line: number; what: Navigation['what']; below: number }[] = [];
  for (let at = end; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (!isText(line) || isLitter(line)) continue;
    const kind = partOf(line);
    const place = { label: line.trim(), line: at + 1, below: 0 };
    if (kind === 'list') found.push({ ...place, what: 'headlines' });
    else if (kind === 'button') found.push({ ...place, what: 'buttons' });
    else if (kind !== 'date') (found.at(-1) ?? { below: 0 }).below += 1;
  }
  return found;
}

const NONE: ReadonlySet<string> = new Set();

function partOf(line: string): EndPart | undefined {
  return labelKind(line, NONE) ?? (isDates(line) ? 'date' : isLikeHeadline(line) ? 'headline' : undefined);
}

/** Returns the title of plain text that declares none: its first line. */
export function plainTextTitle(text: string): string | undefined {
  return text.split('\n').find(isText);
}

/** Returns lines of text as paragraphs, without clutter. `write` makes HTML of a line. */
export function paragraphs(
  lines: readonly string[],
  isLitter: (line: string) => boolean = () => false,
  write: (line: string) => string = escapeHtmlText,
): string {
  const kept = lines.map(line => (isText(line) && isLitter(line) ? undefined : line));
  const parted = hasBlankBetween(kept.filter(line => line !== undefined));
  const blocks: string[][] = [];
  let open: string[] | undefined;
  for (const line of kept) {
    if (line === undefined || !isText(line)) open = undefined;
    else if (open && parted && (open.at(-1)?.length ?? 0) <= MAX_WRAPPED) open.push(line);
    else {
      open = [line];
      blocks.push(open);
    }
  }
  return cleanHtml(blocks.map(block => `<p>${block.map(write).join('\n')}</p>`).join('\n'));
}

function hasBlankBetween(lines: readonly string[]): boolean {
  return lines.slice(lines.findIndex(isText), lines.findLastIndex(isText) + 1).some(line => !isText(line));
}

function isText(line: string): boolean {
  return line.trim() !== '';
}
