import { Buffer, transcode } from 'node:buffer';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { writeAtomically } from '../directory/atomic-write.ts';
import { codeOf } from '../directory/file-error.ts';
import { fileFactsOf } from '../directory/file-facts.ts';
import { createDirectoryStore } from '../directory-store.ts';
import type { ObjectStore, StoredObject } from '../object-store.ts';
import {
  FILE_PURPOSE,
  type FileThreadStart,
  FREE,
  NUMBERS,
  READ,
  type ReadAnswer,
  type ReadTask,
  type SystemError,
  TAKEN,
  type WriteAnswer,
  type WriteTask,
} from './messages.ts';

/**
 * Size of a file, and of a batch, in bytes, beyond which files are left to the other side: no more than 18 MB are held
 * ahead.
 */
const [MAX_FILE, MAX_BATCH] = [256 * 1024, 512 * 1024];

/** Reads a batch, unless the other side has begun it. What can't be read here is left to the other side, too. */
async function read(task: ReadTask, store: ObjectStore, { port }: FileThreadStart): Promise<void> {
  const { expectation, batch, keys, most } = task;
  const states = new Int32Array(task.states);
  if (Atomics.compareExchange(states, batch, FREE, TAKEN) !== FREE) return;
  try {
    const objects: (StoredObject | undefined)[] = [];
    let size = 0;
    for (const key of keys) {
      const object = size < MAX_BATCH ? await readSmall(store, key, most) : undefined;
      size += object?.bytes.length ?? 0;
      objects.push(object);
    }
    const answer = { expectation, batch, ...packed(objects, size) } satisfies ReadAnswer;
    port.postMessage(answer, [answer.bytes.buffer, answer.numbers.buffer]);
  } finally {
    Atomics.store(states, batch, READ);
    Atomics.notify(states, batch);
  }
}

async function readSmall(store: ObjectStore, key: string, most: number): Promise<StoredObject | undefined> {
  try {
    const object = await store.get(key, { most: Math.min(most, MAX_FILE) });
    return object && object.size <= MAX_FILE ? object : undefined;
  } catch {
    return undefined;
  }
}

/** Returns objects in few pieces: to send each by itself takes longer than to read it. */
function packed(objects: readonly (StoredObject | undefined)[], size: number) {
  const bytes = new Uint8Array(size);
  const numbers = new Float64Array(objects.length * NUMBERS);
  let end = 0;
  for (const [at, object] of objects.entries()) {
    if (!object) continue;
    bytes.set(object.bytes, end);
    numbers.set([object.size, object.lastModified, end, end + object.bytes.length], at * NUMBERS);
    end += object.bytes.length;
  }
  return { etags: objects.map(object => object?.etag), numbers, bytes };
}

function write({ files, buffer }: WriteTask): WriteAnswer {
  const facts: string[] = [];
  try {
    let start = 0;
    for (const { path, size, encoding, inNewFolder } of files) {
      if (inNewFolder) mkdirSync(dirname(path), { recursive: true });
      const bytes = Buffer.from(buffer, start, size);
      let written = '';
      writeAtomically(path, encoding === 'utf8' ? bytes : inUtf8(bytes), {
        onWritten: stats => {
          written = fileFactsOf(stats);
        },
      });
      facts.push(written);
      start += size;
    }
    return { facts, buffer };
  } catch (error) {
    return { facts, buffer, error: sendable(error) };
  }
}

/** Encodes a text that is in UTF-16, in a third of the time that a string takes. Half a pair becomes U+FFFD. */
function inUtf8(text: Buffer): Uint8Array {
  try {
    return transcode(text, 'utf16le', 'utf8');
  } catch {
    return Buffer.from(text.toString('utf16le'));
  }
}

function sendable(error: unknown): SystemError {
  const code = codeOf(error);
  return { message: error instanceof Error ? error.message : String(error), ...(code !== undefined && { code }) };
}

if (!isMainThread && parentPort && workerData?.purpose === FILE_PURPOSE) {
  const start: FileThreadStart = workerData;
  const port = parentPort;
  const store = createDirectoryStore(start.directory);
  port.on('message', (task: ReadTask | WriteTask) => {
    if (task.kind === 'read') return read(task, store, start);
    const answer = write(task);
    port.postMessage(answer, [answer.buffer]);
  });
}
