import { cleanHtml, escapeHtmlText } from '../html/canonical-html.ts';
import { type EndPart, isLikeHeadline, labelKind, type Navigation, navigationStart } from '../html/navigation.ts';
import { foldName } from '../text/clean.ts';
import type { BodyOptions, Findings } from './body-options.ts';

/** Nobody wraps lines as long as this, in characters: what ends one ends a paragraph. */
const MAX_WRAPPED = 120;

/**
 * Plain text as paragraphs. Blank lines part them where the file has any between its lines, else every line is one. The
 * title repeated on a line of its own goes, and so do the lines that litter a saved page, and its navigation at the
 * very end; every other character stays.
 */
export function renderPlainText(text: string, { title, drop }: BodyOptions, findings?: Findings): string {
  const litter = new Set([title, ...drop].map(foldName));
  const isLitter = (line: string): boolean => litter.has(foldName(line));
  const lines = text.split('\n');
  const end = endOfText(lines, isLitter);
  if (findings && end < lines.length) findings.navigation = navigationIn(lines, end, isLitter);
  return paragraphs(lines.slice(0, end), isLitter);
}

/** More lines than navigation has are not looked at. */
const MAX_LINES_AT_END = 200;

/** Returns the line where the navigation of a saved page begins; their number where there is none, or nothing else. */
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
    else (found.at(-1) ?? { below: 0 }).below += 1;
  }
  return found;
}

const NONE: ReadonlySet<string> = new Set();

function partOf(line: string): EndPart | undefined {
  return labelKind(line, NONE) ?? (isLikeHeadline(line) ? 'headline' : undefined);
}

/** The title of plain text that declares none: its first line. */
export function plainTextTitle(text: string): string | undefined {
  return text.split('\n').find(isText);
}

/** Lines of text as paragraphs, without those that are litter. */
export function paragraphs(lines: readonly string[], isLitter: (line: string) => boolean = () => false): string {
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
  return cleanHtml(blocks.map(block => `<p>${block.map(escapeHtmlText).join('\n')}</p>`).join('\n'));
}

function hasBlankBetween(lines: readonly string[]): boolean {
  return lines.slice(lines.findIndex(isText), lines.findLastIndex(isText) + 1).some(line => !isText(line));
}

function isText(line: string): boolean {
  return line.trim() !== '';
}
