import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { CONCURRENCY, inParallel } from '../../stores/in-parallel.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import type { ImportRecord } from './record.ts';

/** An article to write. */
export interface ArticleToWrite {
  readonly key: string;
  readonly text: string | Uint8Array;
  /** Id in the import. Default: the key. */
  readonly id?: string;
  /** Reason for a draft, if it is one. */
  readonly held?: string;
  /** True if it exists already, perhaps as an earlier import wrote it. */
  readonly isThere?: boolean;
}

export interface WriteOptions {
  readonly store: ObjectStore;
  readonly record: ImportRecord;
  /** Writes nothing, and gives what would be written. */
  readonly dryRun?: boolean;
}

/** Articles that were written, by key. */
export class WrittenArticles {
  readonly written: string[] = [];
  /** Articles from an earlier import that were not edited since, and that changed. */
  readonly updated: string[] = [];
  /** Those that would be others now, and were edited here, so that they are left alone. */
  readonly edited: string[] = [];
  readonly drafts: { path: string; why: string }[] = [];
  readonly #options: WriteOptions;

  constructor(options: WriteOptions) {
    this.#options = options;
  }

  /** Writes articles, and records their contents. */
  async write(round: readonly ArticleToWrite[]): Promise<void> {
    const { record, dryRun } = this.#options;
    const isWritten = await inParallel(round, CONCURRENCY, article => this.#write(article));
    const written = round.filter((_, at) => isWritten[at]);
    if (!dryRun) record.addArticles(written.map(({ key, id = '', text }) => ({ key, id, digest: digestOf(text) })));
  }

  /** Writes an article. Returns true if the file now has the given text. */
  async #write({ key, text, held, isThere }: ArticleToWrite): Promise<boolean> {
    const { store, dryRun } = this.#options;
    if (isThere) return this.#update(key, text);
    this.written.push(key);
    if (held !== undefined) this.drafts.push({ path: key, why: held });
    if (!dryRun) await store.put(key, Buffer.from(text), { ifNoneMatch: '*' });
    return true;
  }

  async #update(key: string, text: string | Uint8Array): Promise<boolean> {
    const { store, record, dryRun } = this.#options;
    const [before, now] = [record.articles.get(key), digestOf(text)];
    if (before === now) return false;
    const there = await store.get(key);
    const own = there && digestOf(there.bytes);
    if (own === now) return true;
    if (!there || own !== before) {
      this.edited.push(key);
      return false;
    }
    this.updated.push(key);
    if (!dryRun) await store.put(key, Buffer.from(text), { ifMatch: there.etag });
    return true;
  }
}

function digestOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}
