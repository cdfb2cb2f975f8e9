import { addTo } from '../core/groups.ts';
import type { Instant } from '../core/instant.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { formatPings, type PingMessage } from '../websub/ping-message.ts';
import { MAX_DELAY, type Queue } from '../websub/queue.ts';
import { dueAt, type Topic } from '../websub/topic.ts';
import type { WebOptions } from '../websub/web-request.ts';
import { type Pinged, ping } from '../websub/websub.ts';
import { ENVIRONMENT_NAMES } from './environment-names.ts';
import type { Telemetry } from './telemetry.ts';

export interface PingsOptions extends WebOptions {
  /** The feeds bucket. */
  readonly feeds: ObjectStore;
  /** The function's own. */
  readonly queue: Queue | undefined;
  readonly telemetry: Telemetry;
  readonly now: () => Instant;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** A message that asks for pings. */
export interface PingRequest {
  readonly id: string;
  readonly ping: PingMessage;
}

/** A topic that one message or several ask for. */
interface Wanted {
  readonly topic: Topic;
  readonly tries: number;
  readonly messages: readonly string[];
}

/** Maximum time that an invocation waits for hubs, in milliseconds. Longer work waits in the queue. */
const PATIENCE = 5000;
/**
 * Time in which this process does not ask a failed hub again, for any message, in milliseconds. Invocations that wait
 * for a dead hub would be missed elsewhere.
 */
const REST = 60_000;
/** Time that a ping may take beyond its patience, with requests that run to their ends, in milliseconds. */
const ENOUGH_TIME = 60_000;
/**
 * Number of times that a message is put off, by a minute at first and by ten at last: an hour in all. After that the
 * queue delivers it a few times more, and then gives it up.
 */
const MAX_TRIES = 8;
const FIRST_DELAY = 60;
const LAST_DELAY = 600;
/**
 * Time within which a later write of a topic makes this ping superfluous, as a part of the time that it waited: the
 * ping of that write covers both. It is less than half, so the ping of that write is not left out in its turn, and no
 * stream of changes keeps a hub waiting.
 */
const SOON = 0.48;

/**
 * Pings hubs: never within a run that publishes, but in an invocation of its own, triggered by a message that waits in
 * the function's queue meanwhile.
 */
export class Pings {
  readonly #options: PingsOptions;
  /** Hubs that failed, and the time until which they are not asked. */
  readonly #resting = new Map<string, Instant>();

  constructor(options: PingsOptions) {
    this.#options = options;
  }

  /**
   * Schedules pings of hubs for the time when readers get the new content. Never throws: a failed ping does not fail
   * the publish.
   */
  async postpone(topics: readonly Topic[]): Promise<void> {
    const wait = Math.max(...topics.map(dueAt)) - this.#options.now();
    try {
      await this.#send({ tries: 0, topics }, Math.ceil(wait / 1000));
    } catch (error) {
      this.#options.telemetry.untold(topics.length, error);
    }
  }

  /** Handles messages within `timeLeft`, in milliseconds. Returns the ids of those that stay in the queue. */
  async take(messages: readonly PingRequest[], timeLeft: number): Promise<readonly string[]> {
    const wanted = await this.#withoutSuperseded(together(messages));
    const topics = wanted.map(({ topic }) => topic);
    const pinged =
      timeLeft < ENOUGH_TIME ? topics.map(topic => later(topic, 'no time was left')) : await this.#ping(topics);
    this.#options.telemetry.pinged(pinged);
    const undone = new Map(pinged.flatMap(item => (item.result === 'later' ? [[item.topic, item]] : [])));
    const kept: string[] = [];
    for (const [tries, group] of byTries(wanted.filter(({ topic }) => undone.has(topic)))) {
      const retryAfter = Math.max(...group.map(({ topic }) => undone.get(topic)?.retryAfter ?? 0));
      if (!(await this.#putOff(group, tries, retryAfter))) kept.push(...group.flatMap(({ messages }) => messages));
    }
    return [...new Set(kept)];
  }

  async #ping(topics: readonly Topic[]): Promise<readonly Pinged[]> {
    const { now, sleep = pause, fetch, timeout } = this.#options;
    const isResting = ({ hub }: Topic): boolean => (this.#resting.get(hub) ?? 0) > now();
    const put = topics.filter(isResting).map(topic => later(topic, 'the hub failed a moment ago'));
    const pinged = await ping(
      topics.filter(topic => !isResting(topic)),
      { now, sleep, patience: PATIENCE, ...(fetch && { fetch }), ...(timeout && { timeout }) },
    );
    for (const { topic, asked, result } of pinged) {
      if (asked === 'hub' && result === 'later') this.#resting.set(topic.hub, now() + REST);
    }
    return [...put, ...pinged];
  }

  /** Returns `false` where the message has to stay in the queue. */
  async #putOff(group: readonly Wanted[], tries: number, retryAfter: number): Promise<boolean> {
    if (tries >= MAX_TRIES) return false;
    const delay = Math.max(Math.min(FIRST_DELAY * 2 ** tries, LAST_DELAY), Math.ceil(retryAfter / 1000));
    try {
      await this.#send({ tries: tries + 1, topics: group.map(({ topic }) => topic) }, delay);
      return true;
    } catch {
      return false;
    }
  }

  async #send(message: PingMessage, delay: number): Promise<void> {
    const { queue } = this.#options;
    if (!queue)
      throw new Error(`${ENVIRONMENT_NAMES.queueUrl} is not set; set it to the address of the function's queue`);
    for (const body of formatPings(message)) await queue.send(body, Math.min(Math.max(delay, 0), MAX_DELAY));
  }

  async #withoutSuperseded(wanted: readonly Wanted[]): Promise<readonly Wanted[]> {
    const superseded = await inParallel(wanted, CONCURRENCY, item => this.#isSuperseded(item));
    return wanted.filter((_, at) => !superseded[at]);
  }

  /** Returns true if a later ping covers this one, or there is nothing left to report. */
  async #isSuperseded({ topic, tries }: Wanted): Promise<boolean> {
    try {
      const current = await this.#options.feeds.get(`public/${topic.path}`, { most: 0 });
      if (!current) return true;
      // After a failed attempt no time matters: of all pings that pile up while a hub is down, the newest is enough.
      return (
        current.etag !== topic.etag &&
        (tries > 0 || current.lastModified - topic.written < SOON * (dueAt(topic) - topic.written))
      );
    } catch {
      // An additional ping does no harm.
      return false;
    }
  }
}

/** Returns each topic once, as it was written last. */
function together(messages: readonly PingRequest[]): readonly Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const {
    id,
    ping: { tries, topics },
  } of messages) {
    for (const topic of topics) {
      const name = JSON.stringify([topic.hub, topic.url]);
      const known = wanted.get(name);
      const ids = [...(known?.messages ?? []), id];
      const isNewest = !known || topic.written > known.topic.written;
      wanted.set(name, isNewest ? { topic, tries, messages: ids } : { ...known, messages: ids });
    }
  }
  return [...wanted.values()];
}

function byTries(wanted: readonly Wanted[]): ReadonlyMap<number, readonly Wanted[]> {
  const groups = new Map<number, Wanted[]>();
  for (const item of wanted) addTo(groups, item.tries, item);
  return groups;
}

function later(topic: Topic, reason: string): Pinged {
  return { topic, asked: 'hub', result: 'later', reason };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
