import { Buffer } from 'node:buffer';
import type { Article } from '../article/article.ts';
import type { SourceText } from '../article/source-text.ts';
import type { Problem } from '../problem.ts';

/** The line of a new article to write its text in place of, by the language of the newsroom. */
export const PLACEHOLDERS = {
  en: 'Write the article here, in place of this line.',
  vi: 'Viết bài ở đây, thay cho dòng này.',
} as const;

const LINES: ReadonlySet<string> = new Set(Object.values(PLACEHOLDERS));
const SIGNS: readonly Buffer[] = Object.values(PLACEHOLDERS).map(line => Buffer.from(line));

/** Returns a warning of an article, other than a draft, in which that line stands still. */
export function placeholderLeft(
  { key, draft }: Pick<Article, 'key' | 'draft'>,
  source: SourceText,
): readonly Problem[] {
  if (draft || !SIGNS.some(sign => source.below.includes(sign))) return [];
  const lines = source.body().split('\n');
  const at = lines.findIndex(line => LINES.has(line.replace(/^\s*<p>|<\/p>\s*$/g, '').trim()));
  if (at === -1) return [];
  const column = (lines[at]?.search(/[^\s]/) ?? 0) + 1;
  const message = 'this line of bantin new is still there; write the article in place of it';
  return [{ path: key, line: source.bodyLine + at, column, severity: 'warning', message }];
}
