import type { SourceObject } from '../content/read-source.ts';
import type { Article, Source } from '../core/article/article.ts';
import type { Attempt } from '../core/attempt.ts';
import type { RenderContext } from '../core/entry/render-context.ts';
import type { FoundSource } from '../core/index/found.ts';
import type { Site } from '../core/site/site.ts';
import type { Rendered } from './parser.ts';
import { Overtime } from './time-limit.ts';

/**
 * Reads and renders one source where it can do no harm: what takes too much time or memory is ended, and nothing else
 * with it.
 */
export interface Isolate {
  read(source: SourceObject, site: Site): Promise<Attempt<FoundSource>>;
  render(source: Source, article: Article, context: RenderContext): Promise<Attempt<Rendered | undefined>>;
  close(): Promise<void>;
}

/** Options of an isolate. */
export interface IsolateOptions {
  /** Address of a module that exports a `parser`; Bantin's own without it. */
  readonly parser?: string;
  /** Milliseconds for one source. */
  readonly milliseconds: number;
  /** MB of heap. */
  readonly heap: number;
}

/** The isolate ended, and the source that it was at work on is why. */
export class IsolateDied extends Error {
  override readonly name = 'IsolateDied';
  /** MB, where it had no more. */
  readonly heap: number | undefined;
  constructor(heap?: number) {
    super(heap === undefined ? 'the thread ended' : `more than ${heap} MB of memory were needed`);
    this.heap = heap;
  }
}

/** Returns whether work on a source was ended from outside: its parser has thrown nothing. */
export function isFatal(error: unknown): boolean {
  return error instanceof Overtime || error instanceof IsolateDied;
}
