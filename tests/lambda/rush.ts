import { Buffer } from 'node:buffer';
import type { Handler, HandlerOptions } from '../../functions/lambda/handler.ts';
import type { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { createRandom } from '../simulation/random.ts';
import { batchOf, bridged, SITE_YAML } from './invocation.ts';
import { RequestLog, type Work } from './request-log.ts';

/** A rush on a newsroom: many articles at once, each told of by an event. */
export interface RushOptions {
  readonly articles: number;
  /** Articles that one call of the function is told of. */
  readonly perBatch: number;
  /** Calls of the function at once. */
  readonly writers: number;
  /** Time in which all are uploaded, evenly, in milliseconds. */
  readonly during: number;
  readonly seed?: number;
  /** The code that publishes. */
  readonly code: RushCode;
  /** `site.yaml` that is put into the bucket when half of the articles are there. */
  readonly siteChange?: string;
  /** Something else that happens when half of the articles are there. */
  readonly meanwhile?: (world: RushWorld) => Promise<void>;
  /** Called before each request; what it throws is that request's failure. */
  readonly before?: (request: string, writer: string) => void;
}

/** The function, and the store whose errors it knows. */
export interface RushCode {
  readonly createHandler: (options: HandlerOptions) => Handler;
  readonly createMemoryStore: typeof createMemoryStore;
}

/** Stores and clock of a rush. */
export interface RushWorld {
  readonly content: ObjectStore;
  readonly feeds: ObjectStore;
  readonly clock: SimulatedClock;
  /** Returns stores as one writer sees them: each request takes time, and is counted. */
  storesOf(writer: string): { readonly content: ObjectStore; readonly feeds: ObjectStore };
}

export interface RushReport extends Work {
  /** Time from the first upload to the end of the last call, in milliseconds of the simulated clock. */
  readonly time: number;
  /** Time from the last upload to the end of the last call. */
  readonly after: number;
  readonly calls: number;
  /** Calls that failed, or left messages in the queue. */
  readonly failures: number;
}

const START = Date.UTC(2026, 10, 23, 12);
/** Milliseconds that a request of S3 takes, on average. */
const LATENCY = 25;

/**
 * Lets time pass as far as it is waited for: whatever can go on without waiting goes on first, then the clock moves to
 * the next instant at which something is due.
 */
export class SimulatedClock {
  now = START;
  readonly #due: { readonly at: number; readonly go: () => void }[] = [];

  wait(milliseconds: number): Promise<void> {
    return new Promise(go => {
      const at = this.now + milliseconds;
      let place = this.#due.length;
      while (place > 0 && (this.#due[place - 1]?.at ?? 0) > at) place -= 1;
      this.#due.splice(place, 0, { at, go });
    });
  }

  async run(work: Promise<unknown>): Promise<void> {
    let isOver = false;
    void work.finally(() => {
      isOver = true;
    });
    for (;;) {
      await new Promise(resolve => setImmediate(resolve));
      if (isOver) break;
      const next = this.#due.shift();
      if (!next) throw new Error('nothing is waited for, and the work has not ended');
      this.now = Math.max(this.now, next.at);
      next.go();
    }
    await work;
  }
}

/** Publishes in a rush, by the real handler, over stores in memory whose requests take time. */
export async function rush(options: RushOptions): Promise<{ readonly report: RushReport; readonly world: RushWorld }> {
  const { articles, perBatch, writers, during, seed = 1, code, siteChange, meanwhile, before } = options;
  const { createHandler, createMemoryStore } = code;
  const clock = new SimulatedClock();
  const now = (): number => clock.now;
  const random = createRandom(seed);
  const log = new RequestLog();
  const content = createMemoryStore({ 'site.yaml': SITE_YAML }, { now });
  const feeds = createMemoryStore({}, { now });
  const storeOf = (writer: string, store: ObjectStore, isState: boolean): ObjectStore =>
    slow(store, async (request, perform) => {
      await clock.wait(LATENCY * (0.5 + random.integer(1000) / 1000));
      before?.(request, writer);
      return isState ? log.watch(writer, request, perform) : log.count(writer, perform);
    });
  const world: RushWorld = {
    content,
    feeds,
    clock,
    storesOf: writer => ({ content: storeOf(writer, content, false), feeds: storeOf(writer, feeds, true) }),
  };
  const first = createHandler({ content, feeds, now });
  await first({ full: true }, { getRemainingTimeInMillis: () => 300_000 });

  const queue: string[] = [];
  let isUploaded = false;
  let lastUpload = clock.now;
  const start = clock.now;
  const upload = async (): Promise<void> => {
    for (let at = 0; at < articles; at++) {
      if (at === Math.floor(articles / 2)) {
        if (siteChange !== undefined) await content.put('site.yaml', Buffer.from(siteChange));
        if (siteChange !== undefined) queue.push('site.yaml');
        if (meanwhile) others.push(meanwhile(world));
      }
      const key = `articles/${at % 7}/bai-${at}.md`;
      await content.put(key, Buffer.from(articleOf(at)));
      queue.push(key);
      if (during > 0) await clock.wait(during / articles);
    }
    lastUpload = clock.now;
    isUploaded = true;
  };
  let calls = 0;
  let failures = 0;
  const others: Promise<void>[] = [];
  const work = async (writer: number): Promise<void> => {
    for (;;) {
      const isBatch = queue.length >= perBatch || (isUploaded && queue.length > 0);
      if (!isBatch && isUploaded) return;
      if (!isBatch) {
        await clock.wait(100);
        continue;
      }
      const event = batchOf(...queue.splice(0, perBatch).map(key => bridged(key)));
      calls += 1;
      const handler = createHandler({ ...world.storesOf(`${writer} ${calls}`), now });
      const end = clock.now + 300_000;
      try {
        const answer = await handler(event, { getRemainingTimeInMillis: () => end - clock.now });
        if ('batchItemFailures' in answer && answer.batchItemFailures.length > 0) failures += 1;
      } catch {
        failures += 1;
      }
    }
  };
  await clock.run(Promise.all([upload(), ...Array.from({ length: writers }, (_, at) => work(at))]));
  await clock.run(Promise.all(others));
  const time = clock.now - start;
  return { world, report: { ...log.work, time, after: clock.now - lastUpload, calls, failures } };
}

function articleOf(at: number): string {
  const date = new Date(START - at * 60_000).toISOString();
  return `---\ntitle: Bài ${at}\ndate: ${date}\ncategory: Mục ${at % 7}\n---\nLời của bài ${at}.\n`;
}

/** A store of which each request is performed by another function. */
function slow(
  store: ObjectStore,
  perform: <Value>(request: string, run: () => Promise<Value>) => Promise<Value>,
): ObjectStore {
  return {
    async *list(prefix, options) {
      const all = async () => {
        const items = [];
        for await (const item of store.list(prefix, options)) items.push(item);
        return items;
      };
      yield* await perform(`LIST ${prefix ?? ''}`, all);
    },
    get: (key, options) => perform(`GET ${key}`, () => store.get(key, options)),
    put: (key, bytes, options) => perform(`PUT ${key}`, () => store.put(key, bytes, options)),
    delete: key => perform(`DELETE ${key}`, () => store.delete(key)),
  };
}
