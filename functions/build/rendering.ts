import type { RenderContext } from '../core/entry/render-context.ts';
import type { Entry } from '../core/feed/feed.ts';
import type { Shown } from '../core/views/view.ts';
import type { SourceReader } from '../guard/source-reader.ts';
import { areMany, type Coming, inThreads } from './in-threads.ts';
import type { Threads } from './threads/threads.ts';

/** Entries of articles that feeds show. Other threads may render them while files are made of those that are there. */
export class Rendering {
  /** By the key of the source; more of them as they come. */
  readonly entries = new Map<string, Entry>();
  readonly #left: Set<string>;
  readonly #shown: ReadonlySet<string>;
  readonly #coming: Coming<'render'>;

  constructor(
    shown: ReadonlySet<string>,
    context: RenderContext,
    { reader, threads }: { readonly reader: SourceReader; readonly threads?: Threads | undefined },
  ) {
    const keys = [...shown];
    this.#shown = shown;
    this.#left = new Set(shown);
    this.#coming = inThreads<'render'>(
      { kind: 'render', keys, context },
      {
        reader,
        threads,
        here: async keys => [...(await reader.readAndRender(keys, context))],
        takes: areMany('render'),
      },
    );
  }

  /** Resolves when the entries of these articles are there. */
  async wait(shown: readonly Pick<Shown, 'key'>[]): Promise<void> {
    while (shown.some(({ key }) => this.#left.has(key))) if (!(await this.#more())) return;
  }

  /** Resolves when all entries are there. */
  async end(): Promise<void> {
    while (await this.#more());
  }

  /** Returns whether an article is among those that feeds show, whether it is there already or not. */
  includes(key: string): boolean {
    return this.#shown.has(key);
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#coming.results.next();
    if (done) return false;
    const [keys, entries] = value;
    for (const key of keys) this.#left.delete(key);
    for (const [key, entry] of entries) this.entries.set(key, entry);
    return true;
  }
}
