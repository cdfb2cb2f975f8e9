import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PublishedFile } from '../../functions/core/files/published-file.ts';
import { NotOurDirectory } from '../../functions/stores/directory/claim.ts';
import { syncFiles } from '../../functions/stores/sync-files.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const files = (contents: Readonly<Record<string, string>>): PublishedFile[] =>
  Object.entries(contents).map(([path, body]) => ({ path, body }));
const listing = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter(path => !statSync(join(directory, path)).isDirectory() && path !== '.bantin')
    .sort();

describe('syncFiles', () => {
  it('makes a directory hold the files and nothing else', async () => {
    const out = join(temporaryDirectory(), 'new/out');
    expect(await syncFiles(out, files({ 'a.xml': '1', 'b/c/d.html': '2' }))).toMatchObject({
      written: ['a.xml', 'b/c/d.html'],
      unchanged: 0,
      removed: [],
    });
    expect(await syncFiles(out, files({ 'a.xml': '1', 'e.xml': '3' }))).toMatchObject({
      written: ['e.xml'],
      unchanged: 1,
      removed: ['b/c/d.html'],
    });
    expect(listing(out)).toEqual(['a.xml', 'e.xml']);
    expect(existsSync(join(out, 'b'))).toBe(false);
  });

  it('leaves a file alone that has the same bytes', async () => {
    const out = temporaryDirectory();
    await syncFiles(out, files({ a: 'same', b: 'old!' }));
    utimesSync(join(out, 'a'), 1, 1);
    utimesSync(join(out, 'b'), 1, 1);
    expect(
      await syncFiles(out, [...files({ b: 'new!' }), { path: 'a', body: new TextEncoder().encode('same') }]),
    ).toMatchObject({
      written: ['b'],
      unchanged: 1,
      removed: [],
    });
    expect(statSync(join(out, 'a')).mtimeMs).toBe(1000);
    expect(statSync(join(out, 'b')).mtimeMs).not.toBe(1000);
  });

  it('refuses a directory with files of others, and touches none of them', async () => {
    const out = temporaryDirectory();
    writeFileSync(join(out, 'thesis.doc'), 'x');
    await expect(syncFiles(out, files({ a: '1' }))).rejects.toThrow(NotOurDirectory);
    await expect(syncFiles(out, [])).rejects.toThrow('give a new or empty directory');
    expect(readdirSync(out)).toEqual(['thesis.doc']);
  });

  it('refuses a file in place of the directory', async () => {
    const out = join(temporaryDirectory(), 'file');
    writeFileSync(out, 'x');
    await expect(syncFiles(out, files({ a: '1' }))).rejects.toThrow(NotOurDirectory);
    expect(readFileSync(out, 'utf8')).toBe('x');
  });

  it('takes up what a run left that was cut short', async () => {
    const out = temporaryDirectory();
    writeFileSync(join(out, '.bantin-0123'), 'half');
    await syncFiles(out, files({ a: '1' }));
    expect(readdirSync(out).sort()).toEqual(['.bantin', 'a']);
  });

  it('writes its mark before anything else', async () => {
    const out = temporaryDirectory();
    async function* looking(): AsyncGenerator<PublishedFile> {
      expect(readdirSync(out)).toEqual(['.bantin']);
      yield { path: 'a', body: '1' };
      throw new Error('no more');
    }
    await expect(syncFiles(out, looking())).rejects.toThrow('no more');
    expect(await syncFiles(out, files({ a: '1' }))).toMatchObject({ unchanged: 1 });
  });

  it('takes nothing away where making the files fails', async () => {
    const out = temporaryDirectory();
    await syncFiles(out, files({ a: '1', b: '2' }));
    async function* failing(): AsyncGenerator<PublishedFile> {
      yield { path: 'a', body: '3' };
      throw new Error('the disk is full');
    }
    await expect(syncFiles(out, failing())).rejects.toThrow('the disk is full');
    expect(listing(out)).toEqual(['a', 'b']);
    expect(readFileSync(join(out, 'a'), 'utf8')).toBe('3');
  });

  it('puts a file where a folder was, and a folder where a file was', async () => {
    const out = temporaryDirectory();
    await syncFiles(out, files({ 'a/b/c': '1', d: '2' }));
    symlinkSync('nowhere', join(out, 'f'));
    expect(await syncFiles(out, files({ a: '3', 'd/e': '4', 'f/g': '5' }), { force: true })).toMatchObject({
      written: ['a', 'd/e', 'f/g'],
      unchanged: 0,
      removed: ['a/b/c', 'd', 'f'],
    });
    expect(listing(out)).toEqual(['a', 'd/e', 'f/g']);
  });

  it.each(['../x', '/etc/x', 'a/../../x', 'a\\b', ''])('writes nothing outside: %j', async path => {
    const parent = temporaryDirectory();
    await expect(syncFiles(join(parent, 'out'), [{ path, body: 'x' }])).rejects.toThrow('is no key');
    expect(readdirSync(parent)).toEqual(['out']);
    expect(listing(join(parent, 'out'))).toEqual([]);
  });

  it('follows no link that somebody put into the directory', async () => {
    const [out, outside] = [temporaryDirectory(), temporaryDirectory()];
    writeFileSync(join(outside, 'x'), 'theirs');
    await syncFiles(out, files({ 'folder/x': '1', file: '2' }));
    await syncFiles(out, []);
    symlinkSync(outside, join(out, 'folder'));
    symlinkSync(join(outside, 'x'), join(out, 'file'));
    symlinkSync('nowhere', join(out, 'gone'));
    await expect(syncFiles(out, files({ 'folder/x': 'ours' }))).rejects.toThrow(
      'holds file, which bantin did not make',
    );
    await syncFiles(out, files({ 'folder/x': 'ours', file: 'ours' }), { force: true });
    expect(readFileSync(join(outside, 'x'), 'utf8')).toBe('theirs');
    expect(readdirSync(out).sort()).toEqual(['.bantin', 'file', 'folder', 'gone']);
    expect(readdirSync(join(out, 'folder'))).toEqual(['x']);
  });

  it('tells what stands in its way, and how to write all the same', async () => {
    const out = temporaryDirectory();
    writeFileSync(join(out, 'notes.txt'), 'mine');
    await expect(syncFiles(out, [])).rejects.toThrow('or --force to write here all the same');
    await expect(syncFiles(join(out, 'notes.txt'), [])).rejects.toThrow('is a file; give a new or empty directory');
    await expect(syncFiles(join(out, 'notes.txt/a/b'), [])).rejects.toThrow(
      `lies below ${join(out, 'notes.txt')}, which is a file; give a new or empty directory`,
    );
  });

  it('refuses a directory that holds a file that it did not make, and by force leaves that alone', async () => {
    const out = temporaryDirectory();
    await syncFiles(out, files({ 'a/b%\n': '1', c: '2' }));
    writeFileSync(join(out, 'a/notes.txt'), 'mine');
    const refusal =
      'holds a/notes.txt, which bantin did not make; move it away, give another directory, or --force to write here ' +
      'all the same';
    await expect(syncFiles(out, files({ c: '3' }))).rejects.toThrow(refusal);
    expect(listing(out)).toEqual(['a/b%\n', 'a/notes.txt', 'c']);
    expect(await syncFiles(out, files({ c: '3' }), { force: true })).toMatchObject({ removed: ['a/b%\n'] });
    expect(listing(out)).toEqual(['a/notes.txt', 'c']);
    expect(readFileSync(join(out, 'a/notes.txt'), 'utf8')).toBe('mine');
    await expect(syncFiles(out, files({ c: '3' }))).rejects.toThrow(NotOurDirectory);
  });

  it('writes by force into a directory of others, over what is in the way alone', async () => {
    const out = temporaryDirectory();
    for (const name of ['a', 'b']) writeFileSync(join(out, name), 'theirs');
    await expect(syncFiles(out, files({ a: 'ours' }))).rejects.toThrow('holds files that are not of bantin (a)');
    await syncFiles(out, files({ a: 'ours' }), { force: true });
    expect(['a', 'b'].map(name => readFileSync(join(out, name), 'utf8'))).toEqual(['ours', 'theirs']);
  });

  it('refuses a directory that was built from another newsroom, unless by force', async () => {
    const out = temporaryDirectory();
    const build = (newsroom: string, force = false) => syncFiles(out, files({ [newsroom]: '1' }), { newsroom, force });
    await build('one');
    await build('one');
    await expect(build('two')).rejects.toThrow(
      'was built from the newsroom one, and this is two; give another directory, or --force',
    );
    expect(listing(out)).toEqual(['one']);
    expect(await build('two', true)).toMatchObject({ written: ['two'], removed: ['one'] });
    await build('two');
  });

  it('knows what a run made that was cut short', async () => {
    const out = temporaryDirectory();
    await syncFiles(out, files({ a: '1' }));
    async function* failing(): AsyncGenerator<PublishedFile> {
      yield { path: 'b/c', body: '2' };
      writeFileSync(join(out, 'b/.bantin-0123'), 'half');
      throw new Error('the disk is full');
    }
    await expect(syncFiles(out, failing())).rejects.toThrow('the disk is full');
    expect(await syncFiles(out, files({ a: '1' }))).toMatchObject({ removed: ['b/.bantin-0123', 'b/c'] });
  });

  it('takes all for made in a directory of an older version, whose mark says no more', async () => {
    const out = temporaryDirectory();
    writeFileSync(join(out, '.bantin'), 'Everything in this directory is made by bantin build\nsources: 3\n');
    mkdirSync(join(out, 'old'));
    writeFileSync(join(out, 'old/a.html'), 'x');
    expect(await syncFiles(out, files({ a: '1' }))).toMatchObject({ removed: ['old/a.html'] });
    expect(listing(out)).toEqual(['a']);
  });

  it('leaves alone what others put there meanwhile', async () => {
    const out = temporaryDirectory();
    await syncFiles(out, files({ a: '1' }));
    async function* meanwhile(): AsyncGenerator<PublishedFile> {
      yield { path: 'b', body: '2' };
      writeFileSync(join(out, 'mine'), 'x');
    }
    expect(await syncFiles(out, meanwhile())).toMatchObject({ removed: ['a'] });
    expect(listing(out)).toEqual(['b', 'mine']);
  });

  it('refuses a build that makes a path twice', async () => {
    const out = temporaryDirectory();
    await expect(syncFiles(out, [...files({ a: '1' }), ...files({ a: '2' })])).rejects.toThrow('a is made twice');
    await expect(syncFiles(out, files({ a: '1', 'a/b': '2' }))).rejects.toThrow('as a file and as a folder');
    await expect(syncFiles(out, files({ 'c/d/e': '1', c: '2' }))).rejects.toThrow('as a file and as a folder');
    expect(readFileSync(join(out, 'c/d/e'), 'utf8')).toBe('1');
    await expect(syncFiles(out, files({ '.bantin': '1' }))).rejects.toThrow('is made twice');
    mkdirSync(join(out, 'empty'));
    await syncFiles(out, []);
    expect(readdirSync(out)).toEqual(['.bantin']);
  });

  it('refuses, by force, too, to take away a folder of others where a file is to be', async () => {
    const out = temporaryDirectory();
    mkdirSync(join(out, 'feed.json/deep'), { recursive: true });
    writeFileSync(join(out, 'feed.json/deep/thesis.txt'), 'mine');
    await expect(syncFiles(out, files({ 'feed.json': '{}' }), { force: true })).rejects.toThrow(
      'holds feed.json/deep/thesis.txt, which bantin did not make, where feed.json is to be a file; move it away',
    );
    expect(readFileSync(join(out, 'feed.json/deep/thesis.txt'), 'utf8')).toBe('mine');
  });

  it('leaves a file to others that has the bytes of its own, and takes it never away', async () => {
    const out = temporaryDirectory();
    writeFileSync(join(out, 'robots.txt'), 'same');
    const first = await syncFiles(out, files({ 'robots.txt': 'same', a: '1' }), { force: true });
    expect(first).toMatchObject({ written: ['a'], unchanged: 1, removed: [] });
    await expect(syncFiles(out, files({ a: '1' }))).rejects.toThrow('holds robots.txt, which bantin did not make');
    expect(await syncFiles(out, files({ a: '1' }), { force: true })).toMatchObject({ removed: [] });
    expect(listing(out)).toEqual(['a', 'robots.txt']);
  });

  it.each(['.DS_Store', 'b/Thumbs.db'])('ignores what systems leave in folders: %s', async path => {
    const out = temporaryDirectory();
    await syncFiles(out, files({ a: '1', 'b/c': '2' }));
    writeFileSync(join(out, path), '');
    expect(await syncFiles(out, files({ a: '1' }))).toMatchObject({ removed: ['b/c'] });
    expect(existsSync(join(out, path))).toBe(true);
    expect(await syncFiles(out, files({ b: '1' }), { force: true })).toMatchObject({ written: ['b'] });
  });

  it('leaves what hosts keep in a directory of an older version, but for what it makes itself', async () => {
    const out = temporaryDirectory();
    writeFileSync(join(out, '.bantin'), 'Everything in this directory is made by bantin build\n');
    for (const path of ['.git/HEAD', 'CNAME', '.well-known/a', 'b/CNAME', 'c']) {
      mkdirSync(join(out, path, '..'), { recursive: true });
      writeFileSync(join(out, path), 'x');
    }
    const ran = await syncFiles(out, files({ '.well-known/a': 'x' }));
    expect(ran).toMatchObject({ written: [], unchanged: 1, removed: ['b/CNAME', 'c'] });
    expect(listing(out)).toEqual(['.git/HEAD', '.well-known/a', 'CNAME']);
    expect(await syncFiles(out, [], { force: true })).toMatchObject({ removed: ['.well-known/a'] });
  });
});
