// Compiles commands ahead, for the Node that runs this: compiled/ is for this machine, and no part of the package.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleScripts } from './bundle.mjs';

/** Milliseconds for which other builds stay: what runs of them may still start a thread. */
const KEPT = 24 * 3_600_000;

/** Bundles commands as scripts; returns them by the name of their file, and the name of the build. */
export async function bundleAhead(names) {
  const files = await bundleScripts(names);
  const hash = createHash('sha256');
  for (const [name, text] of files) hash.update(`${name}\0${text}\0`);
  return { files, build: hash.digest('hex').slice(0, 16) };
}

/** Compiles what was bundled, unless that was done before. A build is whole without it, and only slower to start. */
export async function compileAhead(root, { files, build }) {
  const folder = join(root, 'compiled', `${build}-${process.version}-${process.arch}`);
  if (existsSync(folder)) return;
  const next = `${folder}.${process.pid}`;
  mkdirSync(next, { recursive: true });
  try {
    for (const [name, text] of files) writeFileSync(join(next, name), text);
    await Promise.all([warmUp(root, next, 'commands'), warmUp(root, next, 'threads', { BANTIN_COMPILING: 'true' })]);
    if (!existsSync(folder)) renameSync(next, folder);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
  removeOld(join(root, 'compiled'), folder);
}

async function warmUp(root, folder, target, env = {}) {
  const args = ['--import', 'tsx', 'scripts/warm-up.ts', folder, target];
  await promisify(execFile)(process.execPath, args, { cwd: root, env: { ...process.env, ...env } });
}

function removeOld(folder, current) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (path !== current && Date.now() - statSync(path).mtimeMs > KEPT) rmSync(path, { recursive: true, force: true });
  }
}
