import { fieldIn, type Report } from '../fields/fields.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import { formatClock, parseDuration } from './duration.ts';
import type { Chapter } from './episode.ts';

/**
 * Warns of chapters that begin when the file is over, by its declared duration in seconds: at the first of them.
 * `node` is an enclosure.
 */
export function reportLateChapters(node: YamlMap, field: string, duration: number, report: Report): void {
  const chapters = fieldIn(node, 'chapters');
  const items = chapters?.kind === 'list' ? chapters.items : [];
  const late = items.find(item => (startOf(item) ?? 0) >= duration);
  const start = late && startOf(late);
  if (late && start !== undefined)
    report(late, 'warning', `${field}.chapters: ${lateMessage(start, duration)} or duration:`);
}

/** Returns what is wrong with chapters of a file that plays so many seconds; `undefined` where nothing is. */
export function lateChapter(chapters: readonly Chapter[], seconds: number): string | undefined {
  const late = chapters.find(({ start }) => start >= seconds);
  return late && lateMessage(late.start, seconds);
}

function lateMessage(start: number, seconds: number): string {
  return `a chapter begins at ${formatClock(start)}, and the file plays ${formatClock(seconds)}; correct at:`;
}

function startOf(item: YamlNode): number | undefined {
  const at = fieldIn(item, 'at');
  return at?.kind === 'scalar' ? parseDuration(at.text.trim()) : undefined;
}
