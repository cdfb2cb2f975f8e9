import { publish, type Work } from '../functions/publish/publish.ts';
import type { Outcome } from '../functions/run/outcome.ts';
import { createCountingStore, type RequestKind } from '../functions/stores/counting-store.ts';
import type { ObjectStore } from '../functions/stores/object-store.ts';
import { CORPUS_NOW, categoryName } from './corpus.ts';

/** Requests and CPU time of a run. */
export interface Cost {
  readonly requests: Readonly<Record<RequestKind, number>>;
  /** Read and written. */
  readonly bytes: number;
  /** Milliseconds, of all threads. */
  readonly cpu: number;
  /** Writes under `public/`. */
  readonly publicWrites: number;
  /** Bytes of these, compressed forms included. */
  readonly publicBytes: number;
  readonly outcome: Outcome;
}

const MINUTE = 60_000;

/** A newsroom over a corpus that lies in `content` already; a minute goes by with each run. */
export class Newsroom {
  readonly #content: ObjectStore;
  readonly #feeds: ObjectStore;
  #now = CORPUS_NOW;
  #runs = 0;
  #articles = 0;

  constructor(content: ObjectStore, feeds: ObjectStore) {
    this.#content = content;
    this.#feeds = feeds;
  }

  async run(work: Work): Promise<Cost> {
    const requests = { GET: 0, PUT: 0, LIST: 0, DELETE: 0, COPY: 0 };
    let bytes = 0;
    let [publicWrites, publicBytes] = [0, 0];
    const counted = (store: ObjectStore) =>
      createCountingStore(store, (kind, moved) => {
        requests[kind] += 1;
        bytes += moved;
      });
    const feeds: ObjectStore = {
      ...wrapped(this.#feeds),
      put: (key, body, options) => {
        if (key.startsWith('public/')) {
          publicWrites += 1;
          publicBytes += body.length;
        }
        return this.#feeds.put(key, body, options);
      },
    };
    this.#now += MINUTE;
    this.#runs += 1;
    const before = process.cpuUsage();
    const outcome = await publish(
      {
        content: counted(wrapped(this.#content)),
        feeds: counted(feeds),
        now: () => this.#now,
        runId: `bench-${this.#runs}`,
        revision: 'bench',
      },
      work,
    );
    const { user, system } = process.cpuUsage(before);
    if (!outcome.complete) throw new Error(`${work.kind}: the run was not complete`);
    return { requests, bytes, cpu: (user + system) / 1000, publicWrites, publicBytes, outcome };
  }

  /** Puts an article of now into the bucket, in one category; gives its key. */
  async write(): Promise<string> {
    this.#articles += 1;
    const date = new Date(this.#now).toISOString();
    return this.rewrite(`articles/2026/11/moi-${this.#articles}.md`, date, categoryName(6));
  }

  /** Puts an article of a date into the bucket, whatever was there. */
  async rewrite(key: string, date: string, category: string): Promise<string> {
    const paragraph =
      'Sáng nay người dân xã bên sông mang lúa gạo ra chợ quê, thuyền ghe đậu kín bến, hàng quán đông khách. ';
    const body = Array.from({ length: 11 }, (_, at) => `${paragraph.repeat(3)}${key} ${at}`).join('\n\n');
    const text = `---\ntitle: "Bài ${key}"\ndate: ${date}\ncategory: ${category}\nauthor: Lan Anh\n---\n\n${body}\n`;
    await this.#content.put(key, Buffer.from(text));
    return key;
  }
}

/** A store's methods as properties, whether it is an object or of a class. */
function wrapped(store: ObjectStore): ObjectStore {
  const { locate, copyFrom } = store;
  return {
    list: (prefix, options) => store.list(prefix, options),
    get: (key, options) => store.get(key, options),
    put: (key, bytes, options) => store.put(key, bytes, options),
    delete: key => store.delete(key),
    ...(locate && { locate: key => locate.call(store, key) }),
    ...(copyFrom && { copyFrom: (source, key, options) => copyFrom.call(store, source, key, options) }),
  };
}
