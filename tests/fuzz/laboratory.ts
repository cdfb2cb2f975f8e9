import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { SHARED } from '../../scripts/bundle.mjs';
import type { Answer, Task } from './child.ts';

/** An answer, or what the child died of: more CPU than it may use, or more memory than there is. */
export type Result = Answer | { readonly died: string };

/** Runs tasks in a child process, so that one that hangs, or fills memory, can be ended and named. */
export interface Laboratory {
  perform(task: Task): Promise<Result>;
  close(): Promise<void>;
}

/** Heap of a child, in megabytes: what a run with the worst source may have. */
const HEAP = 600;

/**
 * Starts a child as soon as there is a task, and another after each death. The child is bundled first, so that it
 * starts at once, and as the command is, so that what is measured is what runs.
 */
export async function createLaboratory(): Promise<Laboratory> {
  const directory = await mkdtemp(join(tmpdir(), 'bantin-fuzz-'));
  await bundle(directory);
  let child: ChildProcess | undefined;
  return {
    async perform(task) {
      if (!child?.connected) child = await start(join(directory, 'child.mjs'));
      return await ask(child, task);
    },
    async close() {
      child?.kill('SIGKILL');
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function bundle(outdir: string): Promise<void> {
  await build({
    ...SHARED,
    entryPoints: ['child', 'watchdog'].map(name => join(import.meta.dirname, `${name}.ts`)),
    outdir,
    outExtension: { '.js': '.mjs' },
    target: 'node20',
  });
}

async function start(file: string): Promise<ChildProcess> {
  const args = [`--max-old-space-size=${HEAP}`, file];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let errors = '';
  child.stderr?.on('data', (data: Buffer) => {
    errors = (errors + data.toString()).slice(-2000);
  });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', () => reject(new Error(`the fuzzer's child did not start: ${errors}`)));
  });
  child.removeAllListeners('exit');
  return child;
}

function ask(child: ChildProcess, task: Task): Promise<Result> {
  return new Promise(resolve => {
    const settle = (result: Result): void => {
      child.removeAllListeners('message');
      child.removeAllListeners('exit');
      resolve(result);
    };
    child.once('message', answer => settle(answer as Result));
    // The watchdog kills; V8 aborts where the heap is full.
    child.once('exit', (_, signal) =>
      settle({ died: signal === 'SIGKILL' ? `more than ${task.limit} ms of CPU` : `more than ${HEAP} MB of heap` }),
    );
    child.send(task);
  });
}
