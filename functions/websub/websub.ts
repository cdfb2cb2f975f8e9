import { addTo, chunks } from '../core/groups.ts';
import type { Instant } from '../core/instant.ts';
import { inParallel } from '../stores/in-parallel.ts';
import { mostTopics, postTo } from './hub.ts';
import { lookFor } from './served.ts';
import { dueAt, type Topic } from './topic.ts';
import type { WebAttempt, WebOptions } from './web-request.ts';

export interface PingOptions extends WebOptions {
  readonly now: () => Instant;
  /** Resolves after so many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Milliseconds after which nothing is tried again, counted from when the caches have expired. */
  readonly patience: number;
}

/** Outcome of the ping of one topic. */
export interface Pinged extends WebAttempt {
  readonly topic: Topic;
  /** The server that was asked last: the edge, whether it has the new bytes, and then the hub. */
  readonly asked: 'edge' | 'hub';
}

/** Requests under way at once, to a hub or an edge. */
const CONCURRENCY = 4;
/** Before the second try; doubled after each. Milliseconds. */
const FIRST_PAUSE = 1000;
const MAX_PAUSE = 15_000;

/**
 * Notifies hubs of topics that have new content (WebSub, section 6), once readers get it: waits until the old content
 * has expired in every cache, checks that the edge serves the new one, then posts. Temporary failures are retried
 * within `patience`. Never throws. Returns one item for each topic.
 */
export async function ping(topics: readonly Topic[], options: PingOptions): Promise<readonly Pinged[]> {
  const wait = Math.max(0, ...topics.map(dueAt)) - options.now();
  if (wait > 0) await options.sleep(wait);
  const end = options.now() + options.patience;
  const looked = await inParallel(
    topics,
    CONCURRENCY,
    async (topic): Promise<Pinged> => ({
      topic,
      asked: 'edge',
      ...(await insist(() => lookFor(topic, options), end, options)),
    }),
  );
  const told: Pinged[] = [];
  for (const [hub, ofHub] of byHub(looked)) told.push(...(await tell(hub, ofHub, end, options)));
  return [...looked.filter(({ result }) => result !== 'done'), ...told];
}

/** A hub that is down is not asked again for each topic. */
async function tell(
  hub: string,
  topics: readonly Topic[],
  end: Instant,
  options: PingOptions,
): Promise<readonly Pinged[]> {
  let down: WebAttempt | undefined;
  const told = await inParallel(chunks(topics, mostTopics(hub)), CONCURRENCY, async group => {
    const urls = group.map(({ url }) => url);
    const attempt = down ?? (await insist(() => postTo(hub, urls, options), end, options));
    if (attempt.result === 'later') down = attempt;
    return group.map((topic): Pinged => ({ topic, asked: 'hub', ...attempt }));
  });
  return told.flat();
}

/** Tries until it is done or refused, or the next try would be too late. */
async function insist(
  attempt: () => Promise<WebAttempt>,
  end: Instant,
  { now, sleep }: PingOptions,
): Promise<WebAttempt> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, MAX_PAUSE)) {
    const made = await attempt();
    const wait = Math.max(pause, made.retryAfter ?? 0);
    if (made.result !== 'later' || now() + wait > end) return made;
    await sleep(wait);
  }
}

function byHub(looked: readonly Pinged[]): ReadonlyMap<string, readonly Topic[]> {
  const groups = new Map<string, Topic[]>();
  for (const { topic, result } of looked) {
    if (result === 'done') addTo(groups, topic.hub, topic);
  }
  return groups;
}
