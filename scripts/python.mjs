// Python from pinned packages, in environments of their own under node_modules/.cache. It needs Python 3.10 or later
// with venv (Debian: `apt-get install python3-venv`).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache');
/** Milliseconds. */
const LIMIT = 300_000;

/**
 * Installs at the first call, and again when the requirements change.
 *
 * @param {string} name Of the environment's folder.
 * @param {string} requirements Path of a requirements.txt, from the root of the project. It pins everything: nothing
 * else is installed.
 * @returns {string} The Python that has what they require.
 */
export function pythonWith(name, requirements) {
  const file = join(ROOT, requirements);
  const version = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
  const folder = join(CACHE, `${name}-${version}`);
  const python = join(folder, 'bin/python');
  if (existsSync(python)) return python;
  mkdirSync(CACHE, { recursive: true });
  // Made aside and moved when it is whole: an installation that was cut short is not taken for one.
  const unfinished = mkdtempSync(join(CACHE, `${name}-unfinished-`));
  try {
    makeEnvironment(unfinished);
    run(join(unfinished, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--no-input', '--no-deps', '-r', file]);
    if (!existsSync(python)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return python;
}

function makeEnvironment(folder) {
  try {
    run('python3', ['-m', 'venv', folder]);
  } catch (error) {
    const mend = 'install Python 3.10 or later with venv (Debian, Ubuntu: apt-get install python3-venv)';
    if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error(`${error.message}\n${mend}`);
    console.error('python3-venv is missing; installing it');
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'python3-venv']);
    run('python3', ['-m', 'venv', '--clear', folder]);
  }
}

function run(command, args) {
  const { status, error, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: LIMIT });
  if (status === 0) return;
  throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? `${stdout}${stderr}`.trim().slice(-2000)}`);
}
