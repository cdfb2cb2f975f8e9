import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDirectoryStore } from '../../functions/stores/directory-store.ts';
import { EMPTY_FOLDER, type ObjectStore } from '../../functions/stores/object-store.ts';
import { asOrdinaryUser } from './ordinary-user.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** Returns the listed keys, and the reasons why others are skipped, by path. */
async function listingOf(
  store: ObjectStore,
  prefix?: string,
): Promise<{ readonly keys: readonly string[]; readonly skipped: Readonly<Record<string, string>> }> {
  const keys: string[] = [];
  const skipped: Record<string, string> = {};
  const onSkipped = (path: string, reason: string): void => {
    skipped[path] = reason;
  };
  for await (const { key } of store.list(prefix, { onSkipped })) keys.push(key);
  return { keys, skipped };
}

describe('a listing of a directory', () => {
  it('has what it can where names are not UTF-8, and reports the rest with their bytes', async () => {
    const root = temporaryDirectory();
    const named = (...bytes: readonly number[]) => Buffer.concat([Buffer.from(`${root}/`), Buffer.from(bytes)]);
    // “báo.md” in windows-1252; a letter and a part of another; a folder.
    writeFileSync(named(0x62, 0xe1, 0x6f, 0x2e, 0x6d, 0x64), 'x');
    writeFileSync(named(0xc3, 0xa1, 0xe1, 0xba), 'x');
    mkdirSync(named(0xff));
    writeFileSync(named(0xff, 0x2f, 0x61), 'x');
    writeFileSync(join(root, 'b'), 'x');
    // As text, the first has the same name.
    writeFileSync(join(root, 'b\ufffdo.md'), 'x');
    const reason = 'has a name that is not UTF-8; rename it';
    expect(await listingOf(createDirectoryStore(root))).toEqual({
      keys: ['b', 'b\ufffdo.md'],
      skipped: { 'b\\xe1o.md': reason, 'á\\xe1\\xba': reason, '\\xff': reason },
    });
  });

  it('reports links that lead out, nowhere, or back, and what is no file', async () => {
    const [root, outside] = [temporaryDirectory(), temporaryDirectory()];
    writeFileSync(join(outside, 'secret.md'), 'secret');
    mkdirSync(join(root, 'a/b'), { recursive: true });
    writeFileSync(join(root, 'a/x.md'), 'x');
    execFileSync('mkfifo', [join(root, 'a/pipe')]);
    for (const [target, path] of [
      [outside, 'out'],
      [join(outside, 'secret.md'), 'out.md'],
      ['none.md', 'dangling.md'],
      ['a/x.md/y', 'through.md'],
      ['loop.md', 'loop.md'],
      ['../..', 'a/b/up'],
      ['a/pipe', 'to-pipe'],
      ['a/x.md', 'good.md'],
    ] as const) {
      symlinkSync(target, join(root, path));
    }
    const server = createServer().listen(join(root, 'socket'));
    await once(server, 'listening');
    const { keys, skipped } = await listingOf(createDirectoryStore(root));
    server.close();
    expect(keys).toEqual(['a/x.md', 'good.md']);
    const out = 'is a link that leads out of the folder, and is not followed; copy what it leads to in its place';
    const nowhere = 'is a link that leads to nothing; take it away, or mend it';
    const noFile = 'is no file (a pipe, a socket or a device); take it away';
    expect(skipped).toEqual({
      'a/b/up': 'is a link to a folder that it lies in; take it away',
      'a/pipe': noFile,
      socket: noFile,
      out,
      'out.md': out,
      'dangling.md': nowhere,
      'through.md': nowhere,
      'loop.md': nowhere,
      'to-pipe': 'is a link to what is no file; take it away',
    });
  });

  it('reports what is in the place of the folder that is listed', async () => {
    const [root, outside] = [temporaryDirectory(), temporaryDirectory()];
    const listing = async (place: (path: string) => void): Promise<string | undefined> => {
      place(join(root, 'articles'));
      const { keys, skipped } = await listingOf(createDirectoryStore(root), 'articles/');
      expect(keys).toEqual([]);
      rmSync(join(root, 'articles'), { recursive: true });
      return skipped.articles ?? skipped['articles/'];
    };
    expect(await listing(path => symlinkSync(outside, path))).toContain('leads out of the folder');
    expect(await listing(path => symlinkSync('none', path))).toContain('leads to nothing');
    expect(await listing(path => symlinkSync('articles', path))).toContain('leads to nothing');
    expect(await listing(path => symlinkSync('.', path))).toContain('a link to a folder that it lies in');
    expect(await listing(path => execFileSync('mkfifo', [path]))).toContain('is no file');
    expect(await listing(path => writeFileSync(path, 'x'))).toBe('is a file, where a folder should be; take it away');
    expect(await listing(path => mkdirSync(path))).toBe(EMPTY_FOLDER);
    expect((await listingOf(createDirectoryStore(root), 'articles/')).skipped).toEqual({});
  });

  it('reports folders, files and links that may not be read, and has the rest', async () => {
    const [root, outside] = [temporaryDirectory(), temporaryDirectory()];
    const store = createDirectoryStore(root);
    for (const key of ['closed/a', 'listed-only/a', 'open/a', 'z']) await store.put(key, Buffer.from('x'));
    mkdirSync(join(outside, 'home'));
    symlinkSync(join(outside, 'home/a'), join(root, 'link'));
    chmodSync(join(outside, 'home'), 0);
    chmodSync(join(root, 'closed'), 0);
    chmodSync(join(root, 'listed-only'), 0o444);
    const denied = (path: string): string =>
      `can't be read: ${join(root, path)}: give the user who runs this the right to read and write it (EACCES)`;
    await asOrdinaryUser(root, async () => {
      expect(await listingOf(store)).toEqual({
        keys: ['open/a', 'z'],
        skipped: {
          closed: denied('closed'),
          'listed-only/a': denied('listed-only/a'),
          link: denied('link'),
        },
      });
      expect((await listingOf(store, 'closed/')).skipped.closed).toBe(denied('closed'));
      chmodSync(root, 0o300);
      await expect(listingOf(store)).rejects.toThrow(`${root}: give the user who runs this the right`);
      chmodSync(root, 0o700);
    });
    for (const folder of [join(root, 'closed'), join(root, 'listed-only'), join(outside, 'home')])
      chmodSync(folder, 0o700);
  });

  it('loses no file to an odd name', async () => {
    const root = temporaryDirectory();
    const long = [`${'ặ'.repeat(84)}.`, 'x'.repeat(255)];
    const names = ['a%2Fb.md', 'ả.md', 'ả.md'.normalize('NFD'), ' a .md', 'b.md ', ...long];
    for (const name of names) writeFileSync(join(root, name), name);
    const store = createDirectoryStore(root);
    const { keys, skipped } = await listingOf(store);
    expect([...keys].sort()).toEqual([...names].sort());
    expect(skipped).toEqual({});
    for (const key of keys) expect(Buffer.from((await store.get(key))?.bytes ?? []).toString()).toBe(key);
  });
});
