import { Buffer } from 'node:buffer';
import { buildAndUse } from '../../functions/build/build.ts';
import { readSite } from '../../functions/content/read-site.ts';
import { encodeBody } from '../../functions/core/files/encode-body.ts';
import { LIMITS, type Limits } from '../../functions/core/index/limits.ts';
import type { State } from '../../functions/core/index/state.ts';
import type { Instant } from '../../functions/core/instant.ts';
import { Guard } from '../../functions/guard/guard.ts';
import type { GuardSettings } from '../../functions/guard/settings.ts';
import { publish, type Work } from '../../functions/publish/publish.ts';
import type { Outcome } from '../../functions/run/outcome.ts';
import type { PublishOptions } from '../../functions/run/publish-options.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore, StoredObject } from '../../functions/stores/object-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { NOW } from '../core/samples.ts';
import { type Content, REMEMBERED } from './newsroom.ts';

const SITE_LINES = [
  'title: Báo Mẫu',
  'url: https://bao.example/',
  'since: 2018',
  'feedsUrl: https://feeds.bao.example/',
] as const;

/** The text of a `site.yaml`, with some lines of its own. */
export function siteYaml(...lines: readonly string[]): string {
  return `${[...SITE_LINES, ...lines].join('\n')}\n`;
}

export const PERMALINK = 'permalink: /{slug}.html';

/** An outcome, and what the run asked of the feeds bucket, in order: `PUT public/rss.xml`, `DELETE …`. */
export interface Ran extends Outcome {
  readonly requests: readonly string[];
  /** Paths under `public/` that were written or taken away, compressed forms left out, in order of their names. */
  readonly changed: readonly string[];
}

export interface LiveOptions {
  readonly site?: string;
  readonly limits?: Partial<Limits>;
  /** Nothing watches sources unless told. */
  readonly guard?: GuardSettings;
  /** Default: that of tests. */
  readonly revision?: string;
}

/** The newsrooms that were opened last, by what they were opened with: all that lay in their feeds buckets. */
const KEPT = 4;
const OPENED: { readonly name: string; readonly objects: readonly StoredObject[] }[] = [];

/** A newsroom in memory that is published by the real publisher, run after run. */
export class LiveNewsroom {
  readonly content: ObjectStore;
  readonly feeds: ObjectStore;
  now: Instant = NOW;
  guard: GuardSettings;
  readonly #limits: Limits;
  readonly #revision: string;
  #runs = 0;

  constructor(
    content: Content,
    { site = siteYaml(), limits = {}, guard = REMEMBERED, revision = 'tested' }: LiveOptions = {},
  ) {
    const now = (): Instant => this.now;
    this.content = createMemoryStore({ 'site.yaml': site, ...content }, { now });
    this.feeds = createMemoryStore({}, { now });
    this.#limits = { ...LIMITS, ...limits };
    this.guard = guard;
    this.#revision = revision;
  }

  /**
   * A newsroom of which everything is published: a copy, where one of the last was opened with the same, since many
   * tests begin alike, and all that such a publish leaves is in the feeds bucket.
   */
  static async open(content: Content, options: LiveOptions = {}): Promise<LiveNewsroom> {
    const newsroom = new LiveNewsroom(content, options);
    const name = nameOf(content, options);
    const same = OPENED.find(one => one.name === name);
    if (same) {
      for (const { key, bytes, ...object } of same.objects) await newsroom.feeds.put(key, bytes, object);
      newsroom.#runs = 1;
      return newsroom;
    }
    await newsroom.publish({ kind: 'full' });
    if (name !== undefined) OPENED.unshift({ name, objects: await objectsIn(newsroom.feeds) });
    OPENED.splice(KEPT);
    return newsroom;
  }

  async write(key: string, text: string | Uint8Array): Promise<string> {
    await this.content.put(key, Buffer.from(text));
    return key;
  }

  async remove(key: string): Promise<string> {
    await this.content.delete(key);
    return key;
  }

  async publish(work: Work, more: Partial<PublishOptions> = {}): Promise<Ran> {
    const requests: string[] = [];
    const feeds = more.feeds ?? this.feeds;
    const outcome = await publish({ ...this.options(), ...more, feeds: noted(feeds, requests) }, work);
    const changed = requests.flatMap(
      request => /^(?:PUT|DELETE) public\/(.*?)(?:\.br|\.gz)?$/.exec(request)?.[1] ?? [],
    );
    return { ...outcome, requests, changed: [...new Set(changed)].sort() };
  }

  changes(...keys: readonly string[]): Promise<Ran> {
    return this.publish({ kind: 'changes', keys });
  }

  sweep(): Promise<Ran> {
    return this.publish({ kind: 'sweep' });
  }

  options(): PublishOptions {
    this.#runs += 1;
    return {
      content: this.content,
      feeds: this.feeds,
      now: () => this.now,
      runId: `run-${this.#runs}`,
      revision: this.#revision,
      limits: this.#limits,
      guard: this.guard,
    };
  }

  /** All that lies under `public/`, compressed forms left out. */
  async files(): Promise<ReadonlyMap<string, string>> {
    const files = new Map<string, string>();
    const store = createPrefixedStore(this.feeds, 'public/');
    for await (const { key } of store.list()) {
      const object = /\.(?:br|gz)$/.test(key) ? undefined : await store.get(key);
      if (object) files.set(key, Buffer.from(object.bytes).toString('latin1'));
    }
    return files;
  }

  /** All that a build from scratch would put there. */
  async scratch(): Promise<ReadonlyMap<string, string>> {
    const { site } = await readSite(this.content);
    if (!site) throw new Error('the site is not valid');
    const options = {
      content: this.content,
      site,
      now: this.now,
      limits: this.#limits,
      guard: new Guard(this.guard),
    };
    const [, files] = await buildAndUse(options, async built => {
      const files = new Map<string, string>();
      for await (const { path, body } of built.files())
        files.set(path, Buffer.from(encodeBody(body)).toString('latin1'));
      return files;
    });
    return new Map([...files].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  }

  /** Titles that a feed shows, newest first; `undefined` where there is no such feed. */
  async titles(slug?: string): Promise<readonly string[] | undefined> {
    const path = slug === undefined ? 'feed.json' : `${slug}/feed.json`;
    const object = await this.feeds.get(`public/${path}`);
    return (
      object && JSON.parse(Buffer.from(object.bytes).toString()).items.map((item: { title: string }) => item.title)
    );
  }

  async state(): Promise<State> {
    const { state } = await new StateStore(createPrefixedStore(this.feeds, 'state/')).load();
    if (!state) throw new Error('there is no state that can be read');
    return state;
  }
}

/** A name for newsrooms that are opened with the same; `undefined` where one is opened as no other. */
function nameOf(content: Content, { guard, ...options }: LiveOptions): string | undefined {
  const isPlain = guard === undefined && Object.values(content).every(source => typeof source === 'string');
  return isPlain ? JSON.stringify([content, options]) : undefined;
}

/** All objects of a store. */
export async function objectsIn(store: ObjectStore): Promise<readonly StoredObject[]> {
  const objects: StoredObject[] = [];
  for await (const { key } of store.list()) {
    const object = await store.get(key);
    if (object) objects.push(object);
  }
  return objects;
}

/** The store, with a note of what is asked of it; `before` may do something, or throw, before a request. */
export function noted(
  store: ObjectStore,
  requests: string[],
  before: (request: string) => void | Promise<void> = () => {},
): ObjectStore {
  const note = async (request: string): Promise<void> => {
    await before(request);
    requests.push(request);
  };
  return {
    list: (prefix, options) => {
      requests.push(`LIST ${prefix ?? ''}`);
      return store.list(prefix, options);
    },
    get: async (key, options) => {
      await note(`GET ${key}`);
      return store.get(key, options);
    },
    put: async (key, bytes, options) => {
      await note(`PUT ${key}`);
      return store.put(key, bytes, options);
    },
    delete: async key => {
      await note(`DELETE ${key}`);
      return store.delete(key);
    },
  };
}
