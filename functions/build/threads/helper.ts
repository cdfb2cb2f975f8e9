import { Worker } from 'node:worker_threads';
import { threadAddress } from '../../stores/threads/thread-address.ts';
import { ThreadFailed } from '../../stores/threads/thread-failed.ts';
import type { Results, WorkKind } from '../work.ts';
import type { SharedTask, Start, ThreadAnswer, ThreadFindings } from './messages.ts';

type OnTurn = (turn: number, result: Results[WorkKind]) => void;

interface Given {
  readonly onTurn: OnTurn;
  readonly end: (outcome: ThreadFindings) => void;
  readonly fail: (error: Error) => void;
}

/** MB. As much as the guard's threads have: what nests too deeply does so in every thread. */
const STACK = 1;

/** A thread beside this one, which does its tasks one after another. */
export class Helper {
  readonly #worker: Worker;
  readonly #given: Given[] = [];
  #failure: ThreadFailed | undefined;

  /** `heap`: MB that it may take. Default: that of Node. */
  constructor(start: Start, heap?: number) {
    const name = import.meta.url.endsWith('.ts') ? './build-thread.ts' : './build-thread.js';
    const address = threadAddress(new URL(name, import.meta.url).href, process.env.BANTIN_BUILD_THREAD);
    this.#worker = new Worker(address, {
      workerData: start,
      resourceLimits: { ...(heap !== undefined && { maxOldGenerationSizeMb: heap }), stackSizeMb: STACK },
      execArgv: [],
    });
    this.#worker.on('message', (answer: ThreadAnswer) => this.#take(answer));
    this.#worker.on('error', error => this.#fail(String(error)));
    this.#worker.on('exit', () => this.#fail('it ended'));
  }

  /** Gives it a task. `onTurn` is called with what comes of each turn that it takes; resolves when it has ended. */
  give(task: SharedTask, onTurn: OnTurn): Promise<ThreadFindings> {
    return new Promise((end, fail) => {
      if (this.#failure) {
        fail(this.#failure);
        return;
      }
      this.#given.push({ onTurn, end, fail });
      this.#worker.postMessage(task);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #take(answer: ThreadAnswer): void {
    const [given] = this.#given;
    if (answer.kind === 'failed') {
      this.#fail(answer.message);
    } else if (answer.kind === 'turn') {
      given?.onTurn(answer.turn, answer.result);
    } else {
      this.#given.shift();
      given?.end(answer);
    }
  }

  #fail(reason: string): void {
    this.#failure ??= new ThreadFailed(`a thread failed: ${reason}`);
    for (const { fail } of this.#given.splice(0)) fail(this.#failure);
  }
}
