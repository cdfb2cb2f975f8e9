import type { LinkedArticle } from '../index/article-summary.ts';
import type { IndexView } from '../index/index-view.ts';
import { typedForms } from '../index/keys/record-keys.ts';
import type { NextState } from '../index/next-state.ts';

/**
 * Updates the articles in windows with the addresses of the articles that they link to by their files: those that are
 * not known yet, and those of `changed`, which may have moved. Nothing is updated until all that is looked up is there,
 * as `isComplete` says.
 */
export function settleLinks(
  { windows }: Pick<NextState, 'windows'>,
  index: IndexView,
  changed: Iterable<string>,
  isComplete: () => boolean,
): void {
  const moved = new Set([...changed].map(key => key.normalize('NFC')));
  const isOpen = ({ key, url }: LinkedArticle): boolean => url === undefined || moved.has(key);
  // One that stands in several windows may have come into one of them just now.
  const links = [...windows.all()].flatMap(article => article.links?.filter(isOpen) ?? []);
  const settled = new Map<string, LinkedArticle>();
  for (const { key } of links) if (!settled.has(key)) settled.set(key, { key, url: addressIn(index, key) ?? null });
  if (settled.size === 0 || !isComplete()) return;
  windows.replaceEach(article => {
    if (!article.links) return article;
    return { ...article, links: article.links.map(link => settled.get(link.key) ?? link) };
  });
}

/** Returns where an article is read, by its key in NFC; `undefined` where it is not out. */
export function addressIn(index: IndexView, key: string): string | undefined {
  for (const typed of typedForms(key)) {
    const record = index.record(typed);
    if (record?.status !== 'published' || record.month === undefined) continue;
    return record.line?.loc ?? index.month(record.month).find(line => line.key === typed)?.loc;
  }
  return undefined;
}
