// Runs tests that need AWS against an emulator, which is started for them and stopped after: node
// scripts/test-emulator.mjs FILE …
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { environmentWithoutAws, start } from './emulator.mjs';

/** Milliseconds. */
const LIMIT = 540_000;
/** Part of the emulator's output that is shown: lines, and characters of each. */
const TAIL = { lines: 60, width: 600 };

const emulator = await start();
try {
  const args = ['vitest', 'run', '--config', 'vitest.emulator.config.ts', ...process.argv.slice(2)];
  const env = { ...environmentWithoutAws(), ...emulator.env };
  const tests = spawn('npx', args, { stdio: 'inherit', env, timeout: LIMIT });
  process.exitCode = await new Promise((resolve, reject) => {
    tests.once('error', reject).once('exit', (code, signal) => {
      if (signal) console.error(`the tests were ended by ${signal} after at most ${LIMIT / 1000} s`);
      resolve(code ?? 1);
    });
  });
  if (process.exitCode !== 0) console.error(`\nthe emulator said last:\n${tailOf(emulator.log)}`);
} finally {
  await emulator.stop();
}

function tailOf(file) {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-TAIL.lines);
  return lines.map(line => line.slice(0, TAIL.width)).join('\n');
}
