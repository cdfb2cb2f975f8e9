import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { vi } from 'vitest';
import { runBuild } from '../../../functions/cli/build.ts';
import type { BuildOptions } from '../../../functions/cli/building/build-context.ts';
import { CouldNotRun } from '../../../functions/cli/output/exit-status.ts';
import { isDataKey } from '../../../functions/core/bucket-layout.ts';
import { LIMITS, type Limits } from '../../../functions/core/index/limits.ts';
import type { Instant } from '../../../functions/core/instant.ts';
import { createDirectoryStore } from '../../../functions/stores/directory-store.ts';
import type { ObjectStore } from '../../../functions/stores/object-store.ts';
import { captureOutput } from '../../cli/run.ts';
import { FIRST_SITE, Newsroom } from '../../simulation/newsroom.ts';
import { createRandom, type Random } from '../../simulation/random.ts';
import { temporaryDirectory } from '../../stores/temporary-directory.ts';

/** So narrow that a dozen articles meet every bound. */
export const NARROW: Limits = {
  ...LIMITS,
  entries: 4,
  news: 3,
  considered: 6,
  slack: 1,
  delta: 5,
  perSegment: 4,
  perPage: 2,
};
const START = Date.UTC(2026, 10, 23, 12);
const HOUR = 3_600_000;
/** Longer than the clock of a file system takes to tick, in milliseconds. */
const TICK = 60;

/** Output of a build, and its exit status. */
export interface Told {
  readonly status: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a build in this process; one that could not run has its message for a status. */
export async function told(content: string, options: BuildOptions): Promise<Told> {
  const output = captureOutput();
  try {
    const status = await runBuild(content, { limits: NARROW, json: true, ...options }).catch((error: unknown) => {
      if (error instanceof CouldNotRun) return error.message;
      throw error;
    });
    return { status, ...output };
  } finally {
    vi.restoreAllMocks();
  }
}

/** Files of a directory by path, as text. */
export function treeOf(directory: string): Readonly<Record<string, string>> {
  if (!existsSync(directory)) return {};
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const paths = entries.map(entry => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map(path => [path.slice(directory.length + 1), readFileSync(path, 'latin1')]));
}

/** A newsroom in a directory, which is built again and again. */
export class BuiltNewsroom {
  readonly random: Random;
  readonly content = temporaryDirectory();
  readonly #folder = temporaryDirectory();
  readonly out = join(this.#folder, 'out');
  readonly cache = join(this.#folder, '.bantin-out');
  readonly #newsroom: Newsroom;
  now: Instant = START;
  baseUrl: string | undefined;
  revision = 'r1';

  constructor(seed: number) {
    this.random = createRandom(seed);
    this.#newsroom = new Newsroom(this.#plainer(createDirectoryStore(this.content)), this.random);
  }

  async begin(): Promise<void> {
    writeFileSync(join(this.content, 'site.yaml'), plainSite(FIRST_SITE));
    for (let at = 0; at < 12; at++) await this.change();
  }

  /** Most of the time nothing is written of what always has everything read. */
  #plainer(store: ObjectStore): ObjectStore {
    return {
      list: (prefix, options) => store.list(prefix, options),
      get: (key, options) => store.get(key, options),
      put: async (key, bytes, options) => {
        const isPlain = this.random.chance(0.9);
        if (isPlain && isDataKey(key)) return { etag: '' };
        const text = isPlain && key === 'site.yaml' ? Buffer.from(plainSite(Buffer.from(bytes).toString())) : bytes;
        return store.put(key, text, options);
      },
      delete: key => store.delete(key),
    };
  }

  async change(): Promise<void> {
    await this.#newsroom.change(this.now);
  }

  options(): BuildOptions {
    const { now, baseUrl, revision, out, random } = this;
    const [strict, allowEmpty] = [random.chance(0.2), random.chance(0.3)];
    return { out, now, revision, strict, allowEmpty, ...(baseUrl !== undefined && { baseUrl }) };
  }

  /** Name of the folder of the state that is remembered; a build from scratch gives it another. */
  get state(): string | undefined {
    if (!existsSync(join(this.cache, 'build.br'))) return undefined;
    return readdirSync(this.cache).find(name => name.startsWith('state-'));
  }

  /**
   * Builds, and the same from scratch over a copy of the output. Returns what both told and wrote, and whether the
   * first had to read everything.
   */
  async build(): Promise<{
    readonly again: Told;
    readonly scratch: Told;
    readonly isFromScratch: boolean;
    same: boolean;
  }> {
    await setTimeout(TICK);
    const options = this.options();
    const other = join(temporaryDirectory(), 'out');
    if (existsSync(this.out)) cpSync(this.out, other, { recursive: true, preserveTimestamps: true });
    const before = this.state;
    const again = await told(this.content, options);
    const isFromScratch = before === undefined || this.state !== before;
    const scratch = await told(this.content, { ...options, out: other, cache: false });
    const named = (text: string): string => text.replaceAll(other, this.out);
    const same = JSON.stringify(treeOf(this.out)) === JSON.stringify(treeOf(other));
    const plain = { status: typeof scratch.status === 'string' ? named(scratch.status) : scratch.status };
    return {
      again,
      scratch: { ...plain, stdout: named(scratch.stdout), stderr: named(scratch.stderr) },
      isFromScratch,
      same,
    };
  }

  /** Lets time go by: seldom backwards, and seldom for long. */
  tick(): void {
    const { random } = this;
    if (random.chance(0.03)) this.now -= random.integer(48 * HOUR);
    else if (random.chance(0.5)) this.now += random.integer(random.chance(0.1) ? 72 * HOUR : HOUR);
  }

  /** Touches, or dates back, some file of the content, whose bytes stay. */
  touch(): void {
    const path = this.#some(this.content);
    if (path === undefined) return;
    const { mtimeMs } = statSync(path);
    const at = new Date(this.random.chance(0.5) ? mtimeMs : mtimeMs - this.random.integer(HOUR));
    utimesSync(path, at, at);
  }

  /** Changes bytes of some article in place, and leaves its size and its date of change as they were. */
  changeInSecret(): void {
    const path = this.#some(join(this.content, 'articles'));
    if (path === undefined) return;
    const { atime, mtime } = statSync(path);
    const bytes = readFileSync(path);
    const at = bytes.length - 2;
    if (at > 0 && (bytes[at] ?? 0) < 127 && (bytes[at] ?? 0) > 64) bytes[at] = 64 + this.random.integer(60);
    writeFileSync(path, bytes);
    utimesSync(path, atime, mtime);
  }

  /** Somebody does something to the output, or to what is remembered. */
  harm(): void {
    const { random, out, cache } = this;
    const where = random.chance(0.5) ? out : cache;
    const path = this.#some(where);
    if (random.chance(0.1)) rmSync(where, { recursive: true, force: true });
    else if (path === undefined || path.endsWith('/.bantin')) return;
    else if (random.chance(0.4)) rmSync(path);
    else if (random.chance(0.5)) writeFileSync(path, readFileSync(path).subarray(0, random.integer(200)));
    else {
      const bytes = readFileSync(path);
      const at = random.integer(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(path, bytes);
    }
  }

  #some(directory: string): string | undefined {
    if (!existsSync(directory)) return undefined;
    const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
    const paths = files.map(entry => join(entry.parentPath, entry.name)).sort();
    return this.random.pick(paths);
  }
}

function plainSite(text: string): string {
  return text.replace(/^archives: true\n/m, '').replace(/^ {2}(?:authors|tags):.*\n/gm, '');
}
