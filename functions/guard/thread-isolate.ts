import type { Worker } from 'node:worker_threads';
import type { SourceObject } from '../content/read-source.ts';
import type { Article, Source } from '../core/article/article.ts';
import type { Attempt } from '../core/attempt.ts';
import type { RenderContext } from '../core/entry/render-context.ts';
import type { FoundSource } from '../core/index/found.ts';
import type { Site } from '../core/site/site.ts';
import { type Isolate, IsolateDied, type IsolateOptions, isFatal } from './isolate.ts';
import type { Rendered } from './parser.ts';
import { type Answer, type Job, startThread } from './thread.ts';
import { Overtime } from './time-limit.ts';

/** A worker thread, which is started when it is first needed, and anew after each death. */
export class ThreadIsolate implements Isolate {
  readonly #options: IsolateOptions;
  #thread: Worker | undefined;
  /** Site and context that the thread has received already. */
  #told: { readonly site?: Site; readonly context?: RenderContext } = {};
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: IsolateOptions) {
    this.#options = options;
  }

  read(source: SourceObject, site: Site): Promise<Attempt<FoundSource>> {
    return this.#after(async () => {
      const thread = await this.#start();
      if (this.#told.site !== site) tell(thread, { kind: 'site', site });
      this.#told = { ...this.#told, site };
      return this.#ask<FoundSource>(thread, { kind: 'read', source });
    });
  }

  render(source: Source, article: Article, context: RenderContext): Promise<Attempt<Rendered | undefined>> {
    return this.#after(async () => {
      const thread = await this.#start();
      if (this.#told.context !== context) tell(thread, { kind: 'context', context });
      this.#told = { ...this.#told, context };
      return this.#ask<Rendered | undefined>(thread, { kind: 'render', source, article });
    });
  }

  async close(): Promise<void> {
    const thread = this.#forget();
    await thread?.terminate();
  }

  /** One source at a time, or it could not be told which of them a thread died of. */
  #after<Result>(work: () => Promise<Result>): Promise<Result> {
    const next = this.#last.then(work, work);
    this.#last = next;
    return next;
  }

  #forget(): Worker | undefined {
    const thread = this.#thread;
    this.#thread = undefined;
    this.#told = {};
    return thread;
  }

  /** @throws Error where no thread can be started, which is no source's fault. */
  async #start(): Promise<Worker> {
    if (this.#thread) return this.#thread;
    const thread = startThread(this.#options);
    await ready(thread);
    // An error between two sources is the fault of none.
    thread.on('error', () => {});
    thread.on('exit', () => {
      if (this.#thread === thread) this.#forget();
    });
    // It keeps no process from its end.
    thread.unref();
    this.#thread = thread;
    return thread;
  }

  async #ask<Result>(thread: Worker, job: Job): Promise<Attempt<Result>> {
    thread.ref();
    const attempt = await answered<Result>(thread, job, this.#options);
    thread.unref();
    const isAlive = 'result' in attempt || !isFatal(attempt.error);
    // It is not waited for: a native call goes on to its end.
    if (!isAlive) void this.close();
    return attempt;
  }
}

/** @throws Error where the thread ends before it can be told anything. */
function ready(thread: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown): void =>
      reject(new Error('the thread that reads sources apart could not be started', { cause }));
    thread.once('error', fail).once('exit', fail);
    thread.once('message', () => {
      thread.off('error', fail).off('exit', fail);
      resolve();
    });
  });
}

function tell(thread: Worker, job: Job): void {
  thread.postMessage(job);
}

/** The answer to a job, or how the thread came to its end instead. */
function answered<Result>(thread: Worker, job: Job, { milliseconds, heap }: IsolateOptions): Promise<Attempt<Result>> {
  return new Promise(resolve => {
    const end = (attempt: Attempt<Result>): void => {
      clearTimeout(timer);
      thread.off('message', onAnswer).off('error', onError).off('exit', onExit);
      resolve(attempt);
    };
    const onAnswer = (answer: Answer): void => {
      if (answer.kind === 'done') end({ result: answer.result as Result });
      else if (answer.kind === 'failed') end({ error: errorOf(answer) });
    };
    const onError = (error: Error & { readonly code?: string }): void =>
      end({ error: new IsolateDied(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? heap : undefined) });
    const onExit = (): void => end({ error: new IsolateDied() });
    const timer = setTimeout(() => end({ error: new Overtime(milliseconds) }), milliseconds);
    thread.on('message', onAnswer).on('error', onError).on('exit', onExit);
    tell(thread, job);
  });
}

function errorOf({ name, message }: Extract<Answer, { kind: 'failed' }>): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
