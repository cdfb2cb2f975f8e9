import { type ArticleReader, createArticleReader } from '../core/article/read-article.ts';
import { MEDIA_PREFIX } from '../core/entry/reference.ts';
import type { RenderContext } from '../core/entry/render-entry.ts';
import type { Entry } from '../core/feed/feed.ts';
import type { ReadObject } from '../core/index/found.ts';
import type { Site } from '../core/site/site.ts';
import type { Guard } from '../guard/guard.ts';
import { guardProblem, type SourceWatch } from '../guard/watch.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { ObjectStore, ObjectSummary, StoredObject } from '../stores/object-store.ts';
import { type Fetched, fetchListed, fetchObject } from './fetch-object.ts';
import { judge, judgeMedia } from './read-source.ts';
import { renderObject } from './render-object.ts';
import { versionOf } from './version.ts';

/** What sources are read with. */
export interface ReaderOptions {
  readonly content: ObjectStore;
  readonly site: Site;
  readonly guard: Guard;
  readonly watch: SourceWatch;
}

/** Entries of articles that are out, and sources whose rendering had to be ended, by key. */
export interface Rendered {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly failed: ReadonlyMap<string, ReadObject>;
}

/** Reads and renders sources under the guard, so that none keeps the others from being read. */
export class SourceReader {
  readonly #options: ReaderOptions;
  readonly #readArticle: ArticleReader;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#readArticle = createArticleReader(options.site);
  }

  /** Reads objects as they are now: sources whole, files under `media/` by their size. One that may not be read is a problem of its own. */
  async read(keys: Iterable<string>): Promise<ReadonlyMap<string, ReadObject>> {
    const fetched = await inParallel(keys, CONCURRENCY, key => fetchObject(this.#options.content, key));
    return this.#judge(fetched);
  }

  /** Reads objects that a listing told of. A large one is not worth the reading: its size alone says that it is no article. */
  async readListed(listed: readonly ObjectSummary[]): Promise<ReadonlyMap<string, ReadObject>> {
    const fetched = await inParallel(listed, CONCURRENCY, async summary =>
      summary.key.startsWith(MEDIA_PREFIX)
        ? { key: summary.key, read: judgeMedia(summary) }
        : fetchListed(this.#options.content, summary),
    );
    return this.#judge(fetched);
  }

  /** Renders what was read. `contextOf` gives what each article's rendering has to know. */
  render(objects: Iterable<readonly [string, ReadObject]>, contextOf: (key: string) => RenderContext): Rendered {
    const items = [...objects];
    const entries = new Map<string, Entry>();
    const failed = new Map<string, ReadObject>();
    const results = this.#options.guard.run(items, ([key, object]) => renderObject(object, contextOf(key)));
    for (const [at, result] of results.entries()) {
      const [key, object] = items[at] ?? [];
      if (key === undefined || !object) continue;
      if (result.kind === 'failed') failed.set(key, this.#fail(key, object, result.reason));
      else if (result.result) entries.set(key, result.result);
    }
    return { entries, failed };
  }

  async #judge(fetched: readonly Fetched[]): Promise<ReadonlyMap<string, ReadObject>> {
    const { guard, watch } = this.#options;
    const sources = fetched.flatMap(({ object }) => (object ? [{ ...object, etag: versionOf(object) }] : []));
    const reasons = await watch.admit(sources);
    const results = guard.run(fetched, ({ key, object, read }) =>
      object && !reasons.has(key) ? judge(object, this.#readArticle) : read,
    );
    return new Map(
      fetched.map(({ key, object, read }, at): [string, ReadObject] => {
        const result = results[at];
        const reason = reasons.get(key) ?? (result?.kind === 'failed' ? result.reason : undefined);
        if (object && reason !== undefined) return [key, this.#reject(object, reason)];
        return [key, (result?.kind === 'done' ? result.result : read) ?? { found: { kind: 'gone' } }];
      }),
    );
  }

  #reject(object: StoredObject, reason: string): ReadObject {
    const { key } = object;
    const etag = versionOf(object);
    this.#options.watch.fail({ key, etag }, reason);
    return { found: { kind: 'rejected', etag, problems: [guardProblem(key, reason)] } };
  }

  #fail(key: string, { found }: ReadObject, reason: string): ReadObject {
    const etag = found.kind === 'gone' ? '' : found.etag;
    this.#options.watch.fail({ key, etag }, reason);
    return { found: { kind: 'rejected', etag, problems: [guardProblem(key, reason)] } };
  }
}
