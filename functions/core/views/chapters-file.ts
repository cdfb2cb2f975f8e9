import { readingPath } from '../article/article-url.ts';
import type { Entry } from '../feed/feed.ts';
import type { PublishedFile } from '../files/published-file.ts';
import { chaptersPath } from '../files/variants.ts';
import { jsonChapters } from '../podcast/json-chapters.ts';

/** Returns the chapters of an episode in JSON, which lie beside its page; none where its entry has none to write. */
export function chaptersBeside(slug: string, { title, chaptersFile }: Entry): readonly PublishedFile[] {
  const path = chaptersPath(readingPath(slug));
  return path && chaptersFile ? [{ path, body: jsonChapters(title, chaptersFile.chapters) }] : [];
}

/** Returns a file without those beside it, and then each of them as a file of its own. */
export function apart({ beside = [], ...file }: PublishedFile): readonly PublishedFile[] {
  return [file, ...beside];
}
