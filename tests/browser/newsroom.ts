import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readingPath } from '../../functions/core/article/article-url.ts';
import { readingSlug } from '../../functions/core/article/key.ts';

/** The newsroom of the tests, whatever `content/` says. */
export const NEWSROOM = join(import.meta.dirname, '../newsroom');

/**
 * A newsroom that no designer had in mind: long titles, long words, wide tables, and more articles than a page shows.
 * In a directory of its own, to be removed in the end.
 */
export function makeSpecimen(): string {
  const directory = mkdtempSync(join(tmpdir(), 'bantin-specimen-'));
  cpSync(join(import.meta.dirname, 'specimen'), directory, { recursive: true });
  for (let index = 0; index < 60; index++) {
    const day = String(1 + (index % 28)).padStart(2, '0');
    const front =
      `title: Tin thứ ${index}, có một tiêu đề dài vừa phải để xếp thành hai dòng\n` +
      `date: 2026-10-${day}T08:00:00+07:00\ncategory: Thể thao`;
    writeFileSync(join(directory, `articles/tin-${index}.md`), `---\n${front}\n---\nLời của bài.\n`);
  }
  return directory;
}

/** The address of the article of a source, which no page leads to where it was withdrawn. */
export function addressOf(home: string, key: string): string {
  return `${home}${readingPath(readingSlug(key))}`.replace(/index\.html$/, '');
}

/** The address of a reading page that a landing page leads to, by how its name starts. */
export async function findArticle(landing: string, name: string): Promise<string> {
  const markup = await (await fetch(landing)).text();
  const [, found] = new RegExp(`href="([^"]*articles/${name}[^"]*)"`).exec(markup) ?? [];
  if (found === undefined) throw new Error(`${landing} leads to no article named ${name}`);
  return new URL(found, landing).href;
}
