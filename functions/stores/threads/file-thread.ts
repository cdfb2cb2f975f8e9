import { MessageChannel, Worker } from 'node:worker_threads';
import { listKeys, type ObjectStore } from '../object-store.ts';
import { FILE_PURPOSE, type FileThreadStart, type ReadTask, type WriteAnswer, type WriteTask } from './messages.ts';
import { ReadAhead } from './read-ahead.ts';
import { threadAddress } from './thread-address.ts';
import { WriteBehind } from './write-behind.ts';

/** Files below which a thread has not begun before they are read. */
const FEWEST = 1000;

/**
 * A thread that reads and writes files while this one works on others: to open, read and write them one after another
 * takes a fifth of a build. It is started when there is enough to read, and then writes, too.
 */
export class FileThread {
  readonly #directory: string;
  readonly #fewest: number;
  #running: Running | undefined;
  /** It came to its end by itself once: it is not started again. */
  #hasFailed = false;

  /** `fewest`: files from which on it is worth a thread. */
  constructor(directory: string, fewest = FEWEST) {
    this.#directory = directory;
    this.#fewest = fewest;
  }

  /** Returns the directory's store, whose files are read ahead where it is known which ones are asked for next. */
  over(store: ObjectStore): ObjectStore {
    return {
      list: (prefix, options) => store.list(prefix, options),
      keys: (prefix, options) => listKeys(store, prefix, options),
      get: async (key, options = {}) =>
        (options.first === undefined ? this.#running?.ahead.take(key, options.most) : undefined) ??
        store.get(key, options),
      put: (key, bytes, options) => store.put(key, bytes, options),
      delete: key => store.delete(key),
      expect: (keys, most) => this.#expect(keys, most),
    };
  }

  /** Returns what writes files behind: where the thread is running, or so many files are worth one. */
  behind(files = 0): WriteBehind | undefined {
    if (files >= this.#fewest && !this.#hasFailed) this.#running ??= this.#start();
    return this.#running?.behind;
  }

  async close(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.worker.terminate();
  }

  #expect(keys: readonly string[], most: number): void {
    if (keys.length >= this.#fewest && !this.#hasFailed) this.#running ??= this.#start();
    this.#running?.ahead.expect(keys, most);
  }

  #start(): Running {
    const { port1, port2 } = new MessageChannel();
    const name = import.meta.url.endsWith('.ts') ? './file-worker.ts' : './file-worker.js';
    const worker = new Worker(threadAddress(new URL(name, import.meta.url).href, process.env.BANTIN_FILE_WORKER), {
      workerData: { purpose: FILE_PURPOSE, directory: this.#directory, port: port2 } satisfies FileThreadStart,
      transferList: [port2],
      execArgv: [],
    });
    const ahead = new ReadAhead(port1, (task: ReadTask) => worker.postMessage(task));
    const behind = new WriteBehind((task: WriteTask) => worker.postMessage(task, [task.buffer]));
    const end = (): void => {
      behind.end();
      if (this.#running?.worker !== worker) return;
      this.#running = undefined;
      this.#hasFailed = true;
    };
    worker.on('message', (answer: WriteAnswer) => behind.take(answer));
    worker.on('error', end);
    worker.on('exit', end);
    return { worker, ahead, behind };
  }
}

/** The thread, while it runs. */
interface Running {
  readonly worker: Worker;
  readonly ahead: ReadAhead;
  readonly behind: WriteBehind;
}
