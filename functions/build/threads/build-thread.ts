import { isMainThread, type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { FileBody } from '../../core/files/published-file.ts';
import { chunks } from '../../core/groups.ts';
import { Guard } from '../../guard/guard.ts';
import { GivenUp } from '../../guard/marks.ts';
import { SourceReader } from '../../guard/source-reader.ts';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import { begin, KEYS_AT_ONCE, type Results, type WorkKind } from '../work.ts';
import { PURPOSE, type SharedTask, type Start, type ThreadAnswer, type ThreadFindings } from './messages.ts';
import { Turns } from './turns.ts';

/** Reads and renders beside the main thread. */
class Helper {
  readonly #port: MessagePort;
  readonly #start: Start;
  readonly #givenUp = new GivenUp('');
  readonly #guard: Guard;
  readonly #reader: SourceReader;
  #last: Promise<void> = Promise.resolve();

  constructor(port: MessagePort, start: Start) {
    this.#port = port;
    this.#start = start;
    this.#guard = new Guard({ ...start.guard, givenUp: this.#givenUp });
    const content = createDirectoryStore(start.directory);
    this.#reader = new SourceReader({ content, site: start.setting.site, guard: this.#guard });
  }

  /** Takes a task, after those before it. */
  take(task: SharedTask): void {
    this.#last = this.#last.then(async () => {
      try {
        this.#send({ kind: 'end', ...(await this.#share(task)) });
      } catch (error) {
        this.#send({ kind: 'failed', message: String(error) });
      }
    });
  }

  async #share({ work, turns: memory, ahead, marks }: SharedTask): Promise<ThreadFindings> {
    const turns = new Turns(memory);
    this.#givenUp.recall(marks);
    const before = this.#guard.unrendered;
    const begun = begin(work, this.#reader, this.#start.setting);
    const batches = chunks(work.keys, KEYS_AT_ONCE[work.kind]);
    for (let turn = turns.take(); turn < batches.length; turn = turns.take()) {
      turns.wait(turn, ahead);
      this.#answer(turn, await begun.do(batches[turn] ?? []), work.kind);
    }
    const parts = begun.parts().map(part => JSON.stringify(part));
    return { parts, marks: this.#givenUp.all(), unrendered: this.#guard.unrendered - before };
  }

  #answer(turn: number, result: Results[WorkKind], kind: WorkKind): void {
    if (kind !== 'pages') {
      this.#send({ kind: 'turn', turn, result });
      return;
    }
    const buffers: ArrayBuffer[] = [];
    const pages = (result as Results['pages']).map(([key, files]) => {
      const encoded = files.map(({ body, ...file }) => ({ ...file, body: ownBytes(body) }));
      buffers.push(...encoded.map(file => file.body.buffer));
      return [key, encoded] as const;
    });
    this.#port.postMessage({ kind: 'turn', turn, result: pages } satisfies ThreadAnswer, buffers);
  }

  #send(answer: ThreadAnswer): void {
    this.#port.postMessage(answer);
  }
}

const ENCODER = new TextEncoder();

/** A body as bytes in a buffer of their own, which can be handed over. */
function ownBytes(body: FileBody): Uint8Array<ArrayBuffer> {
  if (body instanceof Uint8Array) return Uint8Array.from(body);
  return ENCODER.encode(typeof body === 'string' ? body : body.join(''));
}

if (!isMainThread && parentPort && workerData?.purpose === PURPOSE) {
  const helper = new Helper(parentPort, workerData);
  parentPort.on('message', (task: SharedTask) => helper.take(task));
}
