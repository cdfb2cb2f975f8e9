import { workerData } from 'node:worker_threads';

// Ends the process as soon as its task has used more CPU than it may: whatever the task does, native code included,
// this thread goes on.

/** The user and system time at which the task is over, in milliseconds; 0 while there is none. */
const end = new Float64Array(workerData as SharedArrayBuffer);
const bell = new Int32Array(new SharedArrayBuffer(4));

for (;;) {
  Atomics.wait(bell, 0, 0, 25);
  const { user, system } = process.cpuUsage();
  const limit = end[0] ?? 0;
  if (limit > 0 && (user + system) / 1000 > limit) process.kill(process.pid, 'SIGKILL');
}
