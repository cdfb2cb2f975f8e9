import { Buffer } from 'node:buffer';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDirectoryStore } from '../../functions/stores/directory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { describeObjectStore } from './object-store-contract.ts';
import { temporaryDirectory } from './temporary-directory.ts';

describeObjectStore('the directory store', {
  create: async () => ({ store: createDirectoryStore(join(temporaryDirectory(), 'store')) }),
  keepsMetadata: false,
});

async function keysOf(store: ObjectStore): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list()) keys.push(key);
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

  it('lists what it can where names are not UTF-8', async () => {
    const root = temporaryDirectory();
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x61, 0xff])]), 'x');
    writeFileSync(join(root, 'b'), 'x');
    expect(await keysOf(createDirectoryStore(root))).toEqual(['b']);
  });
});
