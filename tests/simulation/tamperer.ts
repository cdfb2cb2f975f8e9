import { Buffer } from 'node:buffer';
import { mainPathOf } from '../../functions/core/files/variants.ts';
import type { Outcome } from '../../functions/run/outcome.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import type { Random } from './random.ts';

/** Paths at which somebody might put a file: beside feeds, pages, media and archives, and elsewhere. */
const PLACES = [
  'evil.html',
  'the-thao/rss.xml',
  'the-thao/atom.xml.br',
  'articles/evil.html',
  'articles/evil-0123abcd/index.html',
  'articles/a-0123abcd/index.html.gz',
  'media/evil.mp3',
  'media/ả.mp3'.normalize('NFD'),
  'archives/2001-02/rss.xml',
  'doi-song/archives/2026-11-9/atom.xml',
  'sitemaps/2001-02.xml',
] as const;

/** Somebody who may write under `public/`, and does. */
export class Tamperer {
  readonly #public: ObjectStore;
  readonly #random: Random;
  readonly #touched = new Set<string>();

  constructor(feeds: ObjectStore, random: Random) {
    this.#public = createPrefixedStore(feeds, 'public/');
    this.#random = random;
  }

  get hasTampered(): boolean {
    return this.#touched.size > 0;
  }

  /** Changes, truncates, deletes or adds one file. */
  async tamper(): Promise<void> {
    const random = this.#random;
    const paths: string[] = [];
    for await (const { key } of this.#public.list()) paths.push(key);
    const path = random.chance(0.3) ? random.pick(PLACES) : random.pick(paths);
    if (path === undefined) return;
    // What is beside a file is reported as that file.
    this.#touched.add(mainPathOf(path));
    const object = await this.#public.get(path);
    if (object && random.chance(0.3)) return this.#public.delete(path);
    const half = object && random.chance(0.3) ? object.bytes.slice(0, object.size >> 1) : undefined;
    await this.#public.put(path, half ?? Buffer.from(`not ours ${random.integer(1000)}`));
  }

  /** @throws Error where a run takes for tampering what nobody did. */
  check({ problems }: Pick<Outcome, 'problems'>): void {
    for (const { path, message } of problems)
      if (message.includes('somebody else') && !this.#touched.has(path.slice('public/'.length)))
        throw new Error(`${path} ${message}: nobody did`);
  }

  /** All is as it was written. */
  forget(): void {
    this.#touched.clear();
  }
}
