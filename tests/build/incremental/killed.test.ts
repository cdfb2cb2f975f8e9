import { spawnSync } from 'node:child_process';
import fs, { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { runBuild } from '../../../functions/cli/build.ts';
import { captureOutput, SITE_YAML, writeInto } from '../../cli/run.ts';
import { temporaryDirectory } from '../../stores/temporary-directory.ts';
import { IS_THOROUGH } from '../../thorough.ts';
import { NARROW, told, treeOf } from './newsroom-at-random.ts';

const WRITERS = [
  'appendFileSync',
  'linkSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
  'unlinkSync',
  'writeFileSync',
] as const;

/** The process is gone: whatever it would have done is not done. */
class Died extends Error {}

/** Runs something that dies at one of its writes, and returns whether it came to its end before. */
async function dyingAt(write: number, run: () => Promise<unknown>): Promise<boolean> {
  const originals = WRITERS.map(name => [name, fs[name]] as const);
  let writes = 0;
  const isDead = (): boolean => {
    writes += 1;
    return writes > write;
  };
  for (const [name, original] of originals)
    Object.assign(fs, {
      [name]: (...args: readonly unknown[]) => {
        if (isDead()) throw new Died();
        return Reflect.apply(original, fs, args);
      },
    });
  syncBuiltinESMExports();
  try {
    await run().catch(() => undefined);
    return writes <= write;
  } finally {
    Object.assign(fs, Object.fromEntries(originals));
    syncBuiltinESMExports();
  }
}

const article = (title: string, more = ''): string =>
  `---\ntitle: ${title}\ndate: 2026-11-20\n${more}---\n\nXin chào.\n`;

/** A small newsroom that is built as it was, then changed. */
class Changed {
  readonly content = temporaryDirectory();
  readonly folder = temporaryDirectory();
  readonly out = join(this.folder, 'out');
  readonly cache = join(this.folder, '.bantin-out');
  readonly options = { out: this.out, now: Date.UTC(2026, 10, 23), revision: 'r' };

  /** Name of the folder of the state; a build from scratch makes another. */
  get state(): string | undefined {
    return readdirSync(this.cache).find(name => name.startsWith('state-'));
  }

  async begin(): Promise<void> {
    const files = { 'site.yaml': SITE_YAML, 'media/a.txt': 'a', 'articles/a.md': article('A') };
    for (const [path, text] of Object.entries(files)) writeInto(this.content, path, text);
    writeInto(this.content, 'articles/b.md', article('B', 'category: Kinh tế\n'));
    // A build from scratch costs no more where most of a newsroom changed.
    for (let at = 0; at < 8; at++) writeInto(this.content, `articles/${at}.md`, article(`Bài ${at}`));
    await setTimeout(60);
  }

  async change(): Promise<void> {
    await setTimeout(60);
    writeInto(this.content, 'articles/a.md', article('A', 'withdrawn: true\n'));
    writeInto(this.content, 'articles/b.md', article('B khác'));
    writeInto(this.content, 'articles/c.md', article('C', 'aliases: [/cu/]\n'));
    rmSync(join(this.content, 'media/a.txt'));
    await setTimeout(60);
  }

  async buildThrice(): Promise<{ readonly statuses: readonly number[]; readonly stdout: string }> {
    const output = captureOutput();
    try {
      const build = (): Promise<number> => runBuild(this.content, { ...this.options, limits: NARROW, json: true });
      return { statuses: await Promise.all([build(), build(), build()]), stdout: output.stdout };
    } finally {
      vi.restoreAllMocks();
    }
  }

  async expectSame(): Promise<void> {
    // The number of a process that died is no other's; here it is that of the test.
    rmSync(join(this.cache, 'lock'), { force: true });
    const last = await told(this.content, this.options);
    const other = join(temporaryDirectory(), 'out');
    const scratch = await told(this.content, { ...this.options, out: other, cache: false });
    expect(last.status).toBe(0);
    expect(treeOf(this.out)).toEqual(treeOf(other));
    expect(JSON.parse(last.stdout)).toMatchObject({ problems: JSON.parse(scratch.stdout).problems });
  }
}

describe('a build that is ended at any of its writes', () => {
  it.each([
    ['that reads what changed', true],
    ['from scratch', false],
  ])('%s leaves what the next one makes right', async (_, isAgain) => {
    let deaths = 0;
    for (let write = 0, isDone = false; !isDone; write += IS_THOROUGH ? 1 : 23) {
      const newsroom = new Changed();
      await newsroom.begin();
      await told(newsroom.content, newsroom.options);
      expect(existsSync(join(newsroom.cache, 'build.br'))).toBe(true);
      const { state } = newsroom;
      if (!isAgain) rmSync(newsroom.cache, { recursive: true });
      await newsroom.change();
      isDone = await dyingAt(write, () => told(newsroom.content, newsroom.options));
      if (!isDone) deaths += 1;
      else expect(newsroom.state === state).toBe(isAgain);
      await newsroom.expectSame();
    }
    expect(deaths).toBeGreaterThan(IS_THOROUGH ? 30 : 3);
  });
});

describe('builds at once', () => {
  it('into one directory wait for each other', async () => {
    const newsroom = new Changed();
    await newsroom.begin();
    await newsroom.buildThrice();
    await newsroom.change();
    const { statuses, stdout } = await newsroom.buildThrice();
    expect(statuses).toEqual([0, 0, 0]);
    expect(stdout.match(/"written": \[\]/g)).toHaveLength(2);
    await newsroom.expectSame();
  });

  it('do not wait for one that is gone', async () => {
    const newsroom = new Changed();
    await newsroom.begin();
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    mkdirSync(newsroom.cache);
    writeFileSync(join(newsroom.cache, 'lock'), `${pid}`);
    expect(await told(newsroom.content, newsroom.options)).toMatchObject({ status: 0 });
    expect(existsSync(join(newsroom.cache, 'lock'))).toBe(false);
    expect(readFileSync(join(newsroom.cache, '.gitignore'), 'utf8')).toBe('*\n');
  });
});
