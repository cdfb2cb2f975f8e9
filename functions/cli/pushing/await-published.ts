import { setTimeout } from 'node:timers/promises';
import { type ArticleStatus, readArticleStatus } from '../../state/article-status.ts';
import type { ObjectStore } from '../../stores/object-store.ts';

export interface AwaitOptions {
  /** Milliseconds between two looks. */
  readonly interval: number;
  /** Milliseconds after which those that are not there are given up. */
  readonly limit: number;
  /** Called with how many were read so far. */
  readonly onRead: (count: number) => void;
}

/** Status of each article that a run has read, and the keys of those that none has read in time. */
export interface Awaited {
  readonly articles: readonly ArticleStatus[];
  readonly missing: readonly string[];
}

/**
 * Waits until runs have read articles in the versions that were uploaded, or in later ones that others put there.
 * `uploaded` gives the ETag of each by its key; `feeds` is the feeds bucket.
 */
export async function awaitPublished(
  feeds: ObjectStore,
  uploaded: ReadonlyMap<string, string>,
  { interval, limit, onRead }: AwaitOptions,
): Promise<Awaited> {
  /** Versions that runs had read at the first look. */
  const first = new Map<string, string | undefined>();
  const articles = new Map<string, ArticleStatus>();
  for (let waited = 0; ; waited += interval) {
    const missing = [...uploaded.keys()].filter(key => !articles.has(key));
    const found = missing.length === 0 ? [] : ((await readArticleStatus(feeds, missing))?.articles ?? []);
    for (const article of found) {
      const { key, etag } = article;
      if (waited === 0) first.set(key, etag);
      const isRead = etag !== undefined && (etag.startsWith(uploaded.get(key) ?? '') || etag !== first.get(key));
      if (isRead) articles.set(key, article);
    }
    onRead(articles.size);
    const left = missing.filter(key => !articles.has(key));
    if (left.length === 0 || waited >= limit) return { articles: [...articles.values()], missing: left };
    await setTimeout(interval);
  }
}
