import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { GuardLimits } from '../../functions/guard/limits.ts';
import type { Invocation } from './function-process.ts';

/** As the infrastructure bundles the function; returns the address of the bundle. */
export async function bundle(entry: string, outfile: string): Promise<string> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    logLevel: 'warning',
    define: { 'process.env.BANTIN_REVISION': '"0123456789abcdef"' },
    banner: {
      js:
        "import { createRequire as __createRequire } from 'node:module';const require = " +
        '__createRequire(import.meta.url);',
    },
  });
  return pathToFileURL(outfile).href;
}

/** Outcome of one call. */
export interface Called {
  /** The process came to its end by itself. */
  readonly isAlive: boolean;
  /** Log of the call, and its answer. */
  readonly output: string;
}

/** Milliseconds between two calls: the queue, and the schedule, wait before they try again. */
const RETRY = 2 * 60_000;

/**
 * A newsroom in directories, which the bundle of the function publishes with a heap of 900 MB, each time in a new
 * process.
 */
export class BundledFunction {
  limits: Partial<GuardLimits> = {};
  #now = Date.UTC(2026, 10, 23, 12);
  readonly #directory: string;
  readonly #bundle: string;
  readonly #parser: string | undefined;

  private constructor(directory: string, bundle: string, parser: string | undefined) {
    this.#directory = directory;
    this.#bundle = bundle;
    this.#parser = parser;
    mkdirSync(join(directory, 'feeds'));
  }

  /** `isHostile`: with a parser that does what sources tell it to. */
  static async open(isHostile: boolean): Promise<BundledFunction> {
    const directory = mkdtempSync(join(tmpdir(), 'bantin-'));
    const parser = isHostile ? await bundle('tests/guard/hostile-parser.ts', join(directory, 'parser.mjs')) : undefined;
    return new BundledFunction(
      directory,
      await bundle('tests/guard/function-process.ts', join(directory, 'index.mjs')),
      parser,
    );
  }

  write(key: string, text: string): void {
    mkdirSync(dirname(join(this.#directory, 'content', key)), { recursive: true });
    writeFileSync(join(this.#directory, 'content', key), text);
  }

  remove(key: string): void {
    rmSync(join(this.#directory, 'content', key));
  }

  close(): void {
    rmSync(this.#directory, { recursive: true });
  }

  /** A file under `public/`. */
  published(path: string): string {
    return readFileSync(join(this.#directory, 'feeds', 'public', path), 'utf8');
  }

  call(event: unknown): Called {
    const [content, feeds] = ['content', 'feeds'].map(name => join(this.#directory, name)) as [string, string];
    const parser = this.#parser;
    const { limits } = this;
    const now = this.#now;
    this.#now += RETRY;
    const invocation: Invocation = { content, feeds, event, now, limits, ...(parser !== undefined && { parser }) };
    const bundle = JSON.stringify(this.#bundle);
    const script = `const { invokeOnce } = await import(${bundle}); await invokeOnce(process.argv[1]);`;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--max-old-space-size=900', '--input-type=module', '-e', script, JSON.stringify(invocation)],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    return { isAlive: status === 0, output: stdout + stderr };
  }

  /**
   * Calls the function as the queue does: again and again, until it comes to its end. Gives how often it took, and what
   * the last call said.
   */
  callUntilAlive(events: Iterable<unknown>): Called & { readonly calls: number } {
    let calls = 0;
    for (const event of events) {
      calls += 1;
      const called = this.call(event);
      if (called.isAlive) return { ...called, calls };
    }
    throw new Error(`the function died ${calls} times`);
  }
}
