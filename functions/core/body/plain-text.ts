import { cleanHtml, escapeHtmlText } from '../html/canonical-html.ts';
import { foldName } from '../text/clean.ts';
import type { BodyOptions } from './body-options.ts';

/** Nobody wraps lines as long as this, in characters: what ends one ends a paragraph. */
const MAX_WRAPPED = 120;

/**
 * Plain text as paragraphs. Blank lines part them where the file has any between its lines, else every line is one. The
 * title repeated on a line of its own goes, and so do the lines that litter a saved page; every other character stays.
 */
export function renderPlainText(text: string, { title, drop }: BodyOptions): string {
  const litter = new Set([title, ...drop].map(foldName));
  return paragraphs(text.split('\n'), line => litter.has(foldName(line)));
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
