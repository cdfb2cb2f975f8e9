import { workerData } from 'node:worker_threads';

// Ends the process as soon as its task has used more CPU than it may: whatever the task does, native code included,
// this thread goes on.

/** The user and system time at which the task is over, in milliseconds, and whether there is one: see `child.ts`. */
const { end, state } = workerData as { readonly end: Float64Array; readonly state: Int32Array };
const [RUNNING, ENDED] = [1, 2];
const bell = new Int32Array(new SharedArrayBuffer(4));

for (;;) {
  Atomics.wait(bell, 0, 0, 25);
  const { user, system } = process.cpuUsage();
  const isOver = Atomics.load(state, 0) === RUNNING && (user + system) / 1000 > (end[0] ?? 0);
  // A task that came to its end in this very moment is not ended.
  if (isOver && Atomics.compareExchange(state, 0, RUNNING, ENDED) === RUNNING) process.kill(process.pid, 'SIGKILL');
}
