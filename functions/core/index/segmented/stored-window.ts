import type { ArticleSummary } from '../article-summary.ts';
import type { Rank, Remembered } from '../window.ts';

/** The window of one feed as it is stored by itself. */
export interface StoredWindow {
  readonly articles: readonly ArticleSummary[];
  /** `null`: all that there are, are among them. */
  readonly horizon: Rank | null;
}

/** Returns what is stored of a window. */
export function storedWindow({ articles, horizon }: Remembered<ArticleSummary>): StoredWindow {
  return { articles, horizon: horizon ?? null };
}
