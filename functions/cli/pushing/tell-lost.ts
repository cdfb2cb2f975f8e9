import { isSource } from '../../core/index/keys/record-keys.ts';
import { type ArticleStatus, readArticleStatus } from '../../state/article-status.ts';
import { type LostAddress, lostAddresses, MAX_LOOKED_AT } from '../../state/articles/lost-addresses.ts';
import { StateLost } from '../../state/state-lost.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import type { PushPlan } from './plan-push.ts';

/** Statuses of the articles that a push uploads, and of those that are in the bucket alone, before it. */
export interface BeforePush {
  readonly articles: readonly ArticleStatus[];
  readonly feedsUrl: string;
}

/** Returns the statuses of what a push changes; `undefined` where nothing is published, or too much changes. */
export async function readBefore(feeds: ObjectStore, { differences }: PushPlan): Promise<BeforePush | undefined> {
  const keys = [...differences.uploads.map(({ to }) => to), ...differences.extra].filter(isSource);
  if (keys.length === 0 || keys.length > MAX_LOOKED_AT) return undefined;
  try {
    const found = await readArticleStatus(feeds, keys);
    return found && { articles: found.articles, feedsUrl: found.site.feedsUrl };
  } catch (error) {
    // Whoever publishes makes it again.
    if (error instanceof StateLost) return undefined;
    throw error;
  }
}

/** Returns what uploaded articles leave behind. Those in the bucket alone count as gone. */
export function lostByPush(
  before: BeforePush | undefined,
  { differences }: PushPlan,
  uploaded: readonly ArticleStatus[],
): readonly LostAddress[] {
  if (!before) return [];
  const gone = differences.extra.map((key): ArticleStatus => ({ key, status: 'unknown', feeds: [], problems: [] }));
  return lostAddresses(before.articles, [...uploaded, ...gone], before.feedsUrl);
}
