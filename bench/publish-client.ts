// A process of its own, whose CPU and memory are the publisher's alone: against S3 on the loopback it fetches all
// sources and does nothing with them, or makes everything anew and then publishes one article after another. Says what
// it took, as JSON.
import { readFileSync } from 'node:fs';
import { CONCURRENCY, inParallel } from '../functions/stores/in-parallel.ts';
import type { ObjectStore } from '../functions/stores/object-store.ts';
import { createS3Store } from '../functions/stores/s3-store.ts';
import { type Cost, Newsroom } from './newsroom.ts';

/** Report of a process's work. */
export interface ClientReport {
  /** CPU time of fetching, or of the rebuild, in milliseconds. */
  readonly cpu: number;
  /** Peak, after that. */
  readonly megabytes: number;
  readonly rebuild?: Cost;
  readonly publishes?: readonly Cost[];
}

const WARM_UP = 5;
const content = createS3Store({ bucket: 'content' });
const report = process.argv[2] === 'fetch' ? await fetchAll(content) : await publishAll(content);
process.stdout.write(JSON.stringify(report));

async function fetchAll(store: ObjectStore): Promise<ClientReport> {
  const before = process.cpuUsage();
  const keys: string[] = [];
  for await (const { key } of store.list()) keys.push(key);
  let bytes = 0;
  await inParallel(keys, CONCURRENCY, async key => {
    bytes += (await store.get(key))?.bytes.length ?? 0;
  });
  const { user, system } = process.cpuUsage(before);
  if (bytes === 0) throw new Error('nothing was fetched');
  return { cpu: (user + system) / 1000, megabytes: peak() };
}

async function publishAll(store: ObjectStore): Promise<ClientReport> {
  const newsroom = new Newsroom(store, createS3Store({ bucket: 'feeds' }));
  const rebuild = await newsroom.run({ kind: 'full' });
  const megabytes = peak();
  const publishes: Cost[] = [];
  for (let at = 0; at < WARM_UP + 10; at++) {
    const key = await newsroom.write();
    publishes.push(await newsroom.run({ kind: 'changes', keys: [key] }));
  }
  return { cpu: rebuild.cpu, megabytes, rebuild, publishes: publishes.slice(WARM_UP) };
}

/** The high-water mark of this process; that of `resourceUsage` begins with the one of the process that started it. */
function peak(): number {
  const status = readFileSync('/proc/self/status', 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}
