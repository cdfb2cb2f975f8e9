import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import { run } from '../../functions/cli/program.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';

/** Output of a command, and its exit status. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Output so far. */
export interface Output {
  stdout: string;
  stderr: string;
}

/** Takes what is printed, until the test ends. */
export function captureOutput(): Output {
  const output: Output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation(text => {
      output[name] += String(text);
      return true;
    });
  }
  return output;
}

/** Runs one command line in this process. */
export async function bantin(...args: readonly string[]): Promise<Ran> {
  const output = captureOutput();
  try {
    const status = await run(args);
    return { status, ...output };
  } finally {
    vi.restoreAllMocks();
  }
}

export const SITE_YAML = 'title: Báo Mẫu\nurl: https://bao.example\nsince: 2018\nfeedsUrl: https://feeds.bao.example\n';

/** The same with addresses that somebody may have, of which nothing is told. */
export const OWN_SITE_YAML = SITE_YAML.replaceAll('.example', '.test');

/** A directory of content with these files, and a site.yaml whose addresses are no examples. */
export function makeOwnContent(files: Readonly<Record<string, string | Uint8Array>>): string {
  return makeContent({ 'site.yaml': OWN_SITE_YAML, ...files });
}

/** A directory of content with these files and a site.yaml. */
export function makeContent(files: Readonly<Record<string, string | Uint8Array>>): string {
  const directory = temporaryDirectory();
  for (const [path, body] of Object.entries({ 'site.yaml': SITE_YAML, ...files })) writeInto(directory, path, body);
  return directory;
}

export function writeInto(directory: string, path: string, body: string | Uint8Array): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), body);
}
