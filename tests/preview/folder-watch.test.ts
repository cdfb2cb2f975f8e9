import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FolderWatch } from '../../functions/preview/folder-watch.ts';
import { makeContent, writeInto } from '../cli/run.ts';

/** Reports of a watch. */
interface Told {
  readonly keys: Set<string>;
  any: number;
  readonly errors: unknown[];
}

const open: FolderWatch[] = [];
afterEach(() => {
  for (const watch of open.splice(0)) watch.close();
});

function watching(directory: string): Told {
  const told: Told = { keys: new Set(), any: 0, errors: [] };
  const listener = {
    onChange: (key: string) => void told.keys.add(key),
    onAny: () => void told.any++,
    onError: (error: unknown) => void told.errors.push(error),
  };
  open.push(new FolderWatch(directory, listener));
  return told;
}

const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 10_000, interval: 20 });

describe('the watch of a directory', () => {
  it.each([
    ['written over', (path: string) => writeFileSync(path, 'new')],
    ['written in parts', (path: string) => appendFileSync(path, 'more')],
    ['deleted', (path: string) => rmSync(path)],
    ['made', (path: string) => writeFileSync(path.replace('a.md', 'b.md'), 'new'), 'articles/2026/b.md'],
    [
      'renamed into place',
      (path: string) => {
        writeFileSync(`${path}~`, 'new');
        renameSync(`${path}~`, path);
      },
    ],
  ])('tells of a file that is %s', async (_, save, key = 'articles/2026/a.md') => {
    const content = makeContent({ 'articles/2026/a.md': 'old' });
    const told = watching(content);
    save(join(content, 'articles/2026/a.md'));
    await eventually(() => expect(told.keys).toContain(key));
    expect(told).toMatchObject({ any: 0, errors: [] });
  });

  it('tells of files in folders that are made, each time that they change', async () => {
    const content = makeContent({});
    const told = watching(content);
    writeInto(content, 'articles/2026/11/a.md', 'x');
    await eventually(() => expect(told.keys).toContain('articles/2026/11/a.md'));
    writeInto(content, 'media/b.jpg', 'x');
    await eventually(() => expect(told.keys).toContain('media/b.jpg'));
    told.keys.clear();
    writeInto(content, 'articles/2026/11/a.md', 'y');
    await eventually(() => expect(told.keys).toContain('articles/2026/11/a.md'));
  });

  it('tells that anything may have changed where a folder goes, and watches the one that takes its place', async () => {
    const content = makeContent({ 'articles/a/1.md': 'x', 'articles/b/2.md': 'x' });
    const told = watching(content);
    renameSync(join(content, 'articles/a'), join(content, 'articles/c'));
    await eventually(() => expect(told.any).toBeGreaterThan(0));
    await eventually(() => expect(told.keys).toContain('articles/c/1.md'));
    const before = told.any;
    rmSync(join(content, 'articles/b'), { recursive: true });
    await eventually(() => expect(told.any).toBeGreaterThan(before));
    renameSync(join(content, 'articles/c'), join(content, 'articles/b'));
    await eventually(() => expect(told.keys).toContain('articles/b/1.md'));
    told.keys.clear();
    writeInto(content, 'articles/b/3.md', 'x');
    await eventually(() => expect(told.keys).toContain('articles/b/3.md'));
    expect(told.errors).toEqual([]);
  });

  it('tells of site.yaml, and of nothing beside the content', async () => {
    const content = makeContent({ 'public/a.md': 'x' });
    const told = watching(content);
    writeInto(content, 'public/a.md', 'y');
    writeInto(content, 'notes.md', 'y');
    writeInto(content, 'public/new/b.md', 'y');
    writeInto(content, 'site.yaml', 'title: B');
    await eventually(() => expect(told.keys).toContain('site.yaml'));
    expect([...told.keys]).toEqual(['site.yaml']);
    expect(told.any).toBe(0);
  });

  it('follows links within the directory, but no link in a circle and none that leads out', async () => {
    const content = makeContent({ 'articles/a/1.md': 'x' });
    const outside = makeContent({ 'articles/2.md': 'x' });
    symlinkSync('a', join(content, 'articles/b'));
    symlinkSync('..', join(content, 'articles/a/up'));
    symlinkSync(join(outside, 'articles'), join(content, 'articles/out'));
    const told = watching(content);
    writeInto(outside, 'articles/2.md', 'y');
    writeInto(content, 'articles/a/1.md', 'y');
    await eventually(() => expect([...told.keys].sort()).toEqual(['articles/a/1.md', 'articles/b/1.md']));
    mkdirSync(join(content, 'articles/c'));
    symlinkSync('../c', join(content, 'articles/c/again'));
    writeInto(content, 'articles/c/3.md', 'y');
    await eventually(() => expect(told.keys).toContain('articles/c/3.md'));
    expect(told.errors).toEqual([]);
  });
});
