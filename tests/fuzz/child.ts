import { isMainThread, Worker } from 'node:worker_threads';
import { inspectOutput } from './invariants.ts';
import { profile } from './profile.ts';
import { type Shape, textOf } from './shape.ts';
import { runTarget, type TargetName } from './target.ts';

/** Task of the child for one input. */
export interface Task {
  readonly kind: 'measure' | 'inspect' | 'profile';
  readonly target: TargetName;
  readonly shape: Shape;
  readonly n: number;
  /** The least of so many measurements counts. */
  readonly repetitions: number;
  /** In milliseconds of CPU for each repetition; beyond them the child is ended. */
  readonly limit: number;
}

/** Answer of the child to a task that ended. */
export interface Answer {
  /** User and system time of the whole process, in milliseconds. */
  readonly cpu: number;
  /** Bytes of the input. */
  readonly bytes: number;
  /** Size of what was made of it, in UTF-16 code units. */
  readonly size: number;
  /** Articles that were made of it. */
  readonly articles: number;
  /** Faults of the output, or places where the time is spent. */
  readonly found: readonly string[];
}

const end = new Float64Array(new SharedArrayBuffer(8));
/** Shared flag: a task is running, or the watchdog has ended it. */
const state = new Int32Array(new SharedArrayBuffer(4));
const [IDLE, RUNNING] = [0, 1];
// A large source is read in a thread, which runs this file, too.
if (isMainThread)
  new Worker(new URL('./watchdog.mjs', import.meta.url), { workerData: { end, state }, execArgv: [] }).unref();

function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function perform({ kind, target, shape, n, repetitions, limit }: Task): Promise<Answer> {
  const text = textOf(shape, n);
  const bytes = Buffer.byteLength(text);
  let cpu = Number.POSITIVE_INFINITY;
  let [size, articles] = [0, 1];
  let found: readonly string[] = [];
  for (let done = 0; done < repetitions; done++) {
    const start = cpuNow();
    end[0] = start + limit;
    Atomics.compareExchange(state, 0, IDLE, RUNNING);
    if (kind === 'inspect') found = await inspectOutput(target, text);
    const run = async (): Promise<void> => {
      ({ size, articles = 1 } = await runTarget(target, text));
    };
    if (kind === 'measure') await run();
    if (kind === 'profile') found = await profile(run);
    cpu = Math.min(cpu, cpuNow() - start);
  }
  return { cpu, bytes, size, articles, found };
}

/** Sends the answer, unless the watchdog has ended the task. */
function answer(result: object): void {
  if (Atomics.compareExchange(state, 0, RUNNING, IDLE) === RUNNING) process.send?.(result);
}

process.on('message', (task: Task) => {
  perform(task).then(answer, (error: unknown) => {
    // An error ends a task, but not the child.
    answer({ died: `an error: ${String(error).slice(0, 200)}` });
  });
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
