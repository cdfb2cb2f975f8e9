// Shows that the simulation finds bugs: breaks a copy of the sources in one place after another, and lets the
// simulation run until it notices. Exits with 1 where it does not, or where it finds something in the copy as it is.
// That takes a minute or more, so it is no part of the tests.
//
//   node scripts/plant-bugs.mjs [--steps 6000] [--only WORD] [--seed 1]
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BUGS } from './planted-bugs.mjs';

const ROOT = resolve(import.meta.dirname, '..');

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '6000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true, default: [''] },
  },
});

const start = Date.now();
const copy = mkdtempSync(join(tmpdir(), 'bantin-bugs-'));
try {
  for (const name of ['functions', 'tests', 'package.json', 'tsconfig.json'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const found = simulate();
  if (found !== undefined) fail(`the sources as they are: ${found}`);
  else say('nothing', 'the sources as they are');
  for (const bug of BUGS.filter(({ name }) => values.only.some(word => name.includes(word)))) plant(bug);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${((Date.now() - start) / 1000).toFixed(0)} s`);

function plant({ name, file, from, to }) {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  if (text.split(from).length !== 2) return fail(`${file} does not say once: ${from}`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
  try {
    const found = simulate();
    if (found === undefined) fail(`not found in ${values.steps} steps: ${name}`);
    else say(found, name);
  } finally {
    writeFileSync(path, text);
  }
}

/** Runs the simulation and returns the finding that it prints: the seed, the step, and the difference. */
function simulate() {
  const args = ['--import', 'tsx', 'tests/simulation/main.ts', '--seed', values.seed, '--steps', values.steps];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
  if (status === 0) return undefined;
  const found = /seed \d+, step \d+: [^\n]*/.exec(stderr)?.[0];
  if (found === undefined) throw new Error(`the simulation did not run: ${stderr}`);
  return found.slice(0, 160);
}

function say(found, name) {
  console.log(`${name}\n    ${found}`);
}

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
