import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDirectoryStore } from '../../functions/stores/directory-store.ts';
import { type ObjectStore, PreconditionFailed } from '../../functions/stores/object-store.ts';
import { UnreadableObject } from '../../functions/stores/unreadable-object.ts';
import { describeObjectStore } from './object-store-contract.ts';
import { asOrdinaryUser } from './ordinary-user.ts';
import { temporaryDirectory } from './temporary-directory.ts';

describeObjectStore('the directory store', {
  create: async () => {
    const root = join(temporaryDirectory(), 'store');
    const plant = async (): Promise<string> => {
      writeFileSync(join(root, 'a', 'y\\z.md'), 'y');
      return 'a/y\\z.md';
    };
    return { store: createDirectoryStore(root), plant };
  },
  keepsMetadata: false,
});

async function keysOf(store: ObjectStore, prefix?: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key);
  return keys;
}

describe('the directory store', () => {
  it('is empty where the directory is not there', async () => {
    const store = createDirectoryStore(join(temporaryDirectory(), 'none'));
    expect(await keysOf(store)).toEqual([]);
    expect(await store.get('a')).toBeUndefined();
    await store.delete('a');
  });

  it('leaves no temporary file behind, and lists none', async () => {
    const root = temporaryDirectory();
    const store = createDirectoryStore(root);
    await store.put('a', Buffer.from('x'));
    await expect(store.put('a', Buffer.from('y'), { ifNoneMatch: '*' })).rejects.toThrow();
    mkdirSync(join(root, 'folder'));
    await expect(store.put('folder', Buffer.from('y'))).rejects.toThrow();
    expect(readdirSync(root)).toEqual(['a', 'folder']);
    writeFileSync(join(root, '.bantin-0123'), 'half');
    expect(await keysOf(store)).toEqual(['a']);
  });

  it('replaces a file, so that whoever has it open reads on in the old one', async () => {
    const root = temporaryDirectory();
    const store = createDirectoryStore(root);
    await store.put('a', Buffer.from('old'));
    symlinkSync(join(root, 'a'), join(root, 'b'));
    const before = await store.get('a');
    await store.put('a', Buffer.from('new'));
    expect(Buffer.from(before?.bytes ?? []).toString()).toBe('old');
    await store.put('b', Buffer.from('other'));
    expect(readFileSync(join(root, 'a'), 'utf8')).toBe('new');
  });

  it('holds the bytes of each file whatever is read after it: small, large and empty ones', async () => {
    const root = temporaryDirectory();
    const sizes = Array.from({ length: 300 }, (_, at) => (at % 7 === 0 ? 0 : at % 11 === 0 ? 40_000 : at * 30));
    const contents = sizes.map((size, at) => Buffer.alloc(size, at));
    for (const [at, bytes] of contents.entries()) writeFileSync(join(root, `${at}`), bytes);
    const store = createDirectoryStore(root);
    const read: (Uint8Array | undefined)[] = [];
    for (const at of contents.keys()) read.push((await store.get(`${at}`))?.bytes);
    for (const [at, bytes] of contents.entries()) expect(bytes.equals(read[at] ?? Buffer.from('none'))).toBe(true);
  });

  it('follows links within the directory', async () => {
    const root = temporaryDirectory();
    mkdirSync(join(root, 'a'));
    writeFileSync(join(root, 'a/x.md'), 'x');
    symlinkSync('a', join(root, 'b'));
    symlinkSync('a/x.md', join(root, 'y.md'));
    const store = createDirectoryStore(root);
    expect(await keysOf(store)).toEqual(['a/x.md', 'b/x.md', 'y.md']);
    expect((await store.get('y.md'))?.size).toBe(1);
    expect((await store.get('b/x.md'))?.size).toBe(1);
  });

  it('reads, lists, writes and deletes nothing where links lead out of it', async () => {
    const [root, outside] = [temporaryDirectory(), temporaryDirectory()];
    writeFileSync(join(outside, 'secret.md'), 'secret');
    symlinkSync(outside, join(root, 'folder'));
    symlinkSync(join(outside, 'secret.md'), join(root, 'file.md'));
    symlinkSync('loop', join(root, 'loop'));
    const store = createDirectoryStore(root);
    expect(await keysOf(store)).toEqual([]);
    expect(await store.get('file.md')).toBeUndefined();
    expect(await store.get('folder/secret.md')).toBeUndefined();
    await expect(store.put('folder/x/new.md', Buffer.from('x'))).rejects.toThrow('leads out of');
    await store.delete('folder/secret.md');
    await store.put('file.md', Buffer.from('own'));
    expect(readdirSync(outside)).toEqual(['secret.md']);
    expect(readFileSync(join(outside, 'secret.md'), 'utf8')).toBe('secret');
  });

  it('lets no link that comes to nothing make a folder outside', async () => {
    const [root, outside] = [temporaryDirectory(), temporaryDirectory()];
    symlinkSync(join(outside, 'none'), join(root, 'folder'));
    const store = createDirectoryStore(root);
    await expect(store.put('folder/new.md', Buffer.from('x'))).rejects.toThrow('leads out of');
    await expect(store.put('folder/x/new.md', Buffer.from('x'))).rejects.toThrow('leads out of');
    expect(readdirSync(outside)).toEqual([]);
  });

  it('sees with each listing where a folder leads now', async () => {
    const [root, outside] = [temporaryDirectory(), temporaryDirectory()];
    const store = createDirectoryStore(root);
    await store.put('folder/a', Buffer.from('own'));
    expect((await store.get('folder/a'))?.size).toBe(3);
    rmSync(join(root, 'folder'), { recursive: true });
    writeFileSync(join(outside, 'a'), 'secret');
    symlinkSync(outside, join(root, 'folder'));
    expect(await keysOf(store)).toEqual([]);
    expect(await store.get('folder/a')).toBeUndefined();
    rmSync(join(root, 'folder'));
    await store.put('folder/a', Buffer.from('again'));
    expect(await keysOf(store)).toEqual(['folder/a']);
    expect((await store.get('folder/a'))?.size).toBe(5);
  });

  it('lists each file once where links lead in circles', async () => {
    const root = temporaryDirectory();
    mkdirSync(join(root, 'a/b'), { recursive: true });
    mkdirSync(join(root, 'c'));
    writeFileSync(join(root, 'a/x.md'), 'x');
    for (const [target, path] of [
      ['.', 'self'],
      ['.', 'self-too'],
      ['../..', 'a/b/up'],
      ['../d', 'c/to-d'],
      ['c', 'd'],
    ] as const) {
      symlinkSync(target, join(root, path));
    }
    const store = createDirectoryStore(root);
    expect(await keysOf(store)).toEqual(['a/x.md']);
    expect(await keysOf(store, 'a/')).toEqual(['a/x.md']);
    expect(await keysOf(store, 'a/b/up/')).toEqual([]);
  });

  it('lists nothing that it could not be asked for: pipes, names with a backslash', async () => {
    const root = temporaryDirectory();
    writeFileSync(join(root, 'a\\b.md'), 'x');
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const store = createDirectoryStore(root);
    expect(await keysOf(store)).toEqual([]);
    expect(await store.get('pipe')).toBeUndefined();
  });

  it('holds a condition to what can be read, not to what is in its place', async () => {
    const [root, outside] = [temporaryDirectory(), temporaryDirectory()];
    writeFileSync(join(outside, 'x'), 'x');
    symlinkSync(join(outside, 'x'), join(root, 'link'));
    const store = createDirectoryStore(root);
    await store.put('folder/a', Buffer.from('x'));
    for (const key of ['link', 'folder']) {
      const attempt = store.put(key, Buffer.from('y'), { ifNoneMatch: '*' });
      await expect(attempt).rejects.toThrow(`${join(root, key)}: something else is in its place`);
    }
    const outsiders = (await createDirectoryStore(outside).get('x'))?.etag ?? '';
    await expect(store.put('link', Buffer.from('y'), { ifMatch: outsiders })).rejects.toThrow(PreconditionFailed);
  });

  it('says which file is in the way, and what to do', async () => {
    const root = temporaryDirectory();
    const store = createDirectoryStore(root);
    await store.put('a/b', Buffer.from('x'));
    const put = (key: string): Promise<unknown> => store.put(key, Buffer.from('y'));
    await expect(put('a')).rejects.toThrow(`${join(root, 'a')}: a folder is in its place; take the folder away`);
    await expect(put('a/b/c')).rejects.toThrow(`a/b/c: ${join(root, 'a/b')} is a file; take it away`);
    await expect(put('a/b/c/d')).rejects.toThrow(`${join(root, 'a/b/c/d')}: a file is where a folder should be`);
    await expect(put('n'.repeat(300))).rejects.toThrow('use a shorter one');
    expect(await keysOf(store)).toEqual(['a/b']);
    expect(readdirSync(root)).toEqual(['a']);
  });

  it('says which file it may not read or write, and what to do', async () => {
    const root = temporaryDirectory();
    const store = createDirectoryStore(root);
    await store.put('closed/a', Buffer.from('x'));
    await store.put('b', Buffer.from('x'));
    chmodSync(join(root, 'b'), 0);
    chmodSync(join(root, 'closed'), 0);
    const advice = 'give the user who runs this the right to read and write it (EACCES)';
    await asOrdinaryUser(root, async () => {
      await expect(store.get('b')).rejects.toThrow(new UnreadableObject(`${join(root, 'b')}: ${advice}`));
      await expect(store.get('b')).rejects.toBeInstanceOf(UnreadableObject);
      await expect(store.put('closed/c', Buffer.from('x'))).rejects.toThrow(`${join(root, 'closed/c')}: ${advice}`);
      await expect(store.delete('closed/a')).rejects.toThrow(`${join(root, 'closed/a')}: ${advice}`);
      await expect(keysOf(store)).rejects.toThrow(`${join(root, 'closed')}: ${advice}`);
    });
    chmodSync(join(root, 'closed'), 0o700);
  });
});
