import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FileBody } from '../../../functions/core/files/published-file.ts';
import { fileFactsOf } from '../../../functions/stores/directory/file-facts.ts';
import { createDirectoryStore } from '../../../functions/stores/directory-store.ts';
import type { ObjectStore, StoredObject } from '../../../functions/stores/object-store.ts';
import { syncFiles } from '../../../functions/stores/sync-files.ts';
import { FileThread } from '../../../functions/stores/threads/file-thread.ts';
import { ThreadFailed } from '../../../functions/stores/threads/thread-failed.ts';
import { temporaryDirectory } from '../temporary-directory.ts';

/** Largest file that is read, in bytes. */
const MOST = 600_000;

/** A directory with so many files: some empty, some large, one too large. */
function directoryOf(count: number): { readonly directory: string; readonly keys: readonly string[] } {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'articles'));
  const sizes = new Map([
    [3, 0],
    [40, 300_000],
    [41, MOST],
    [42, MOST + 1],
  ]);
  const keys = Array.from({ length: count }, (_, at) => `articles/bài ${String(at).padStart(4, '0')}.md`);
  for (const [at, key] of keys.entries())
    writeFileSync(
      join(directory, key),
      `${at} `
        .repeat(200)
        .slice(0, sizes.get(at))
        .padEnd(sizes.get(at) ?? 0),
    );
  return { directory, keys };
}

function open(directory: string): FileThread {
  const thread = new FileThread(directory, 1);
  onTestFinished(() => thread.close());
  return thread;
}

/** A directory's store that notes the keys that it is asked for. */
function noting(directory: string): ObjectStore & { readonly asked: string[] } {
  const store = createDirectoryStore(directory);
  const asked: string[] = [];
  return {
    asked,
    list: (prefix, options) => store.list(prefix, options),
    get: (key, options) => {
      asked.push(key);
      return store.get(key, options);
    },
    put: (key, bytes, options) => store.put(key, bytes, options),
    delete: key => store.delete(key),
  };
}

/** Objects with digests in place of their bytes. */
async function readAll(store: ObjectStore, keys: readonly string[]) {
  const objects: ((Omit<StoredObject, 'bytes'> & { readonly bytes: string }) | undefined)[] = [];
  for (const key of keys) {
    const object = await store.get(key, { most: MOST });
    objects.push(object && { ...object, bytes: createHash('sha256').update(object.bytes).digest('hex') });
    // Gives the thread the time to begin before all is read here.
    if (objects.length % 64 === 1) await new Promise(resolve => setTimeout(resolve, 5));
  }
  return objects;
}

describe('files that are read ahead', () => {
  it('are what they are when they are read one after another, whoever reads them', async () => {
    const { directory, keys } = directoryOf(1000);
    rmSync(join(directory, keys[70] ?? ''));
    symlinkSync(join(directory, keys[71] ?? ''), join(directory, keys[70] ?? ''));
    const wanted = ['articles/không có.md', ...keys];
    const plain = createDirectoryStore(directory);
    const under = noting(directory);
    const store = open(directory).over(under);
    const expected = await readAll(plain, wanted);
    // A thread takes its time to start; until then all is read here.
    do {
      under.asked.length = 0;
      store.expect?.(wanted, MOST);
      expect(await readAll(store, wanted)).toEqual(expected);
    } while (under.asked.length > wanted.length / 2);
  });

  it('are asked for in another order, with other options, twice, or not at all', async () => {
    const { directory, keys } = directoryOf(400);
    const plain = createDirectoryStore(directory);
    const store = open(directory).over(createDirectoryStore(directory));
    const backwards = keys.toReversed();
    store.expect?.(keys, MOST);
    expect(await readAll(store, backwards)).toEqual(await readAll(plain, backwards));
    store.expect?.(keys, MOST);
    const every = keys.filter((_, at) => at % 7 === 0);
    expect(await readAll(store, every)).toEqual(await readAll(plain, every));
    expect(await readAll(store, every)).toEqual(await readAll(plain, every));
    store.expect?.(keys, MOST);
    expect(await store.get(keys[0] ?? '', { most: MOST, first: 2 })).toMatchObject({ size: 400 });
    expect((await store.get(keys[0] ?? '', { most: MOST, first: 2 }))?.bytes).toHaveLength(2);
    expect((await store.get(keys[0] ?? '', { most: 0 }))?.bytes).toHaveLength(0);
    store.expect?.(backwards, MOST);
    expect(await readAll(store, backwards)).toEqual(await readAll(plain, backwards));
  });

  it('are as large as is asked for, though all of one was read ahead', async () => {
    const { directory, keys } = directoryOf(2);
    const under = noting(directory);
    const store = open(directory).over(under);
    const [first = '', second = ''] = keys;
    do {
      under.asked.length = 0;
      store.expect?.(keys, MOST);
      await new Promise(resolve => setTimeout(resolve, 5));
      await store.get(first, { most: MOST });
    } while (under.asked.length > 0);
    expect((await store.get(second, { most: 0 }))?.bytes).toHaveLength(0);
    store.expect?.(keys, MOST);
    await new Promise(resolve => setTimeout(resolve, 50));
    expect((await store.get(first, { most: 0 }))?.bytes).toHaveLength(0);
  });

  it('are read here where the thread has come to its end', async () => {
    const { directory, keys } = directoryOf(300);
    const thread = open(directory);
    const store = thread.over(createDirectoryStore(directory));
    store.expect?.(keys, MOST);
    const first = await readAll(store, keys.slice(0, 100));
    await thread.close();
    const rest = await readAll(store, keys.slice(100));
    expect([...first, ...rest]).toEqual(await readAll(createDirectoryStore(directory), keys));
  });

  it('need no thread where there are few of them', async () => {
    const { directory, keys } = directoryOf(50);
    const under = noting(directory);
    const thread = new FileThread(directory);
    const store = thread.over(under);
    store.expect?.(keys, MOST);
    await readAll(store, keys);
    expect(under.asked).toEqual(keys);
    expect(thread.behind()).toBeUndefined();
  });
});

describe('files that are written behind', () => {
  const bodies = (count: number): { readonly path: string; readonly body: FileBody }[] =>
    Array.from({ length: count }, (_, at) => {
      const text = `Bản tin ${at} `.repeat(at * 50);
      return {
        path: `${at % 5}/${at}.xml`,
        body:
          at % 2 === 0
            ? text
            : [text, at % 3 === 0 ? '𝄞 \ud800' : 'đuôi', at % 5 === 0 ? Buffer.from('đã mã hoá') : ''],
      };
    });

  function started(): FileThread {
    const { directory, keys } = directoryOf(1);
    const thread = open(directory);
    thread.over(createDirectoryStore(directory)).expect?.(keys, MOST);
    return thread;
  }

  it('are those that are written one after another', async () => {
    const [one, other] = [temporaryDirectory(), temporaryDirectory()];
    const large = new Uint8Array(3_000_000).fill(7);
    const files = [
      ...bodies(300),
      { path: 'a.bin', body: new Uint8Array([1, 2, 3]) },
      { path: 'trang/tin/index.html', body: Buffer.from('trang') },
      // Too large to be copied, in a folder that the thread may not have come to make.
      { path: 'trang/tin/clip.mp4', body: large },
      { path: 'trang/clip.mp4', body: large },
    ];
    const behind = started().behind();
    expect(behind).toBeDefined();
    const made = await syncFiles(one, files, { behind });
    const plain = await syncFiles(other, files);
    expect(made).toMatchObject({ written: plain.written, unchanged: 0, removed: [] });
    for (const { path } of files) {
      expect(readFileSync(join(one, path)).equals(readFileSync(join(other, path)))).toBe(true);
      expect(made.files.get(path)).toBe(fileFactsOf(statSync(join(one, path))));
    }
    const again = await syncFiles(one, [...files.slice(0, 299), { path: '4/299.xml', body: 'mới' }], { behind });
    const removed = ['a.bin', 'trang/clip.mp4', 'trang/tin/clip.mp4', 'trang/tin/index.html'];
    expect(again).toMatchObject({ written: ['4/299.xml'], unchanged: 299, removed });
    expect(existsSync(join(one, 'trang'))).toBe(false);
    expect(readFileSync(join(one, '4/299.xml'), 'utf8')).toBe('mới');
  });

  it('report the error of the system, and leave nothing half written', async () => {
    const out = temporaryDirectory();
    const behind = started().behind();
    // In a folder that was just made nothing is looked for, so it is the thread that comes by the name.
    const files = [...bodies(3), { path: `mới/${'d'.repeat(300)}.xml`, body: 'x' }, { path: 'z.xml', body: 'z' }];
    await expect(syncFiles(out, files, { behind })).rejects.toThrow(
      /d{300}\.xml: .*use a shorter one \(ENAMETOOLONG\)/,
    );
  });

  it('are the last where one can not be written', async () => {
    async function* endless() {
      yield { path: `mới/${'d'.repeat(300)}.xml`, body: 'x' };
      for (let at = 0; ; at++) {
        await new Promise(resolve => setTimeout(resolve, 1));
        yield { path: `${at}.xml`, body: 'x' };
      }
    }
    const behind = started().behind();
    await expect(syncFiles(temporaryDirectory(), endless(), { behind })).rejects.toThrow('ENAMETOOLONG');
  }, 60_000);

  it('are to be written without a thread where none can be started', async () => {
    const address = process.env.BANTIN_FILE_WORKER;
    onTestFinished(() => {
      process.env.BANTIN_FILE_WORKER = address;
    });
    process.env.BANTIN_FILE_WORKER = 'file:///none/file-worker.mjs';
    const { directory, keys } = directoryOf(1);
    const thread = open(directory);
    const store = thread.over(createDirectoryStore(directory));
    const out = temporaryDirectory();
    const attempt = async () => {
      store.expect?.(keys, MOST);
      await syncFiles(out, bodies(8), { behind: thread.behind() });
    };
    await expect(attempt()).rejects.toThrow(ThreadFailed);
    await attempt();
    expect(readFileSync(join(out, '2/7.xml'), 'utf8')).toContain('đuôi');
  });

  it('are to be written again where the thread comes to its end', async () => {
    const thread = started();
    const behind = thread.behind();
    async function* cutShort() {
      yield* bodies(3);
      await thread.close();
      yield* bodies(8).slice(3);
    }
    await expect(syncFiles(temporaryDirectory(), cutShort(), { behind })).rejects.toThrow(ThreadFailed);
    expect(thread.behind()).toBeUndefined();
  });
});
