import { isMainThread, type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads';
import type { SourceObject } from '../content/read-source.ts';
import { parseSource } from '../content/read-source.ts';
import type { Article, Source } from '../core/article/article.ts';
import type { ArticleReader } from '../core/article/reading.ts';
import type { RenderContext } from '../core/entry/render-context.ts';
import type { Site } from '../core/site/site.ts';
import { threadAddress } from '../stores/threads/thread-address.ts';
import { loadParser, type Parser } from './parser.ts';

/** Message to a thread. What many jobs have in common is told once, before the first of them. */
export type Job =
  | { readonly kind: 'site'; readonly site: Site }
  | { readonly kind: 'context'; readonly context: RenderContext }
  | { readonly kind: 'read'; readonly source: SourceObject }
  | { readonly kind: 'render'; readonly source: Source; readonly article: Article };

/** Answer of a thread, once it can be told anything and then once for each source. */
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly result: unknown }
  /** The error that the parser threw. */
  | { readonly kind: 'failed'; readonly name: string; readonly message: string };

/**
 * By which a thread of the guard knows itself: this file is a part of every bundle, and a bundle is what the thread
 * runs.
 */
const PURPOSE = 'bantin: read and render sources apart';

/** MB. Less than the main thread has, so that what nests too deeply does so here, too. */
const STACK = 1;

/** Starts a thread that has so much heap, in MB, and no more. */
export function startThread({ heap, parser }: { readonly heap: number; readonly parser?: string }): Worker {
  return new Worker(threadAddress(import.meta.url, process.env.BANTIN_THREAD), {
    workerData: { purpose: PURPOSE, parser },
    resourceLimits: { maxOldGenerationSizeMb: heap, stackSizeMb: STACK },
    execArgv: [],
  });
}

class Bench {
  readonly #parser: Parser;
  #readArticle: ArticleReader | undefined;
  #context: RenderContext | undefined;

  constructor(parser: Parser) {
    this.#parser = parser;
  }

  take(job: Job): Answer | undefined {
    switch (job.kind) {
      case 'site':
        this.#readArticle = this.#parser.createReader(job.site);
        return undefined;
      case 'context':
        this.#context = job.context;
        return undefined;
      case 'read':
        return answer(() => this.#readArticle && parseSource(job.source, this.#readArticle));
      case 'render':
        return answer(() => this.#context && this.#parser.render(job.source, job.article, this.#context));
    }
  }
}

function answer(work: () => unknown): Answer {
  try {
    return { kind: 'done', result: work() };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { kind: 'failed', name, message };
  }
}

async function serve(port: MessagePort, address: string | undefined): Promise<void> {
  const bench = new Bench(await loadParser(address));
  port.on('message', (job: Job) => {
    const answer = bench.take(job);
    if (answer) port.postMessage(answer);
  });
  port.postMessage({ kind: 'ready' } satisfies Answer);
}

if (!isMainThread && parentPort && workerData?.purpose === PURPOSE) void serve(parentPort, workerData.parser);
