// Runs the tests that need a whole S3 API, against an emulator that is started for them and stopped after.
import { spawn } from 'node:child_process';
import { start } from './emulator.mjs';

/** Milliseconds. */
const LIMIT = 300_000;

const emulator = await start();
try {
  const args = ['vitest', 'run', '--config', 'vitest.emulator.config.ts', ...process.argv.slice(2)];
  const env = { ...process.env, ...emulator.env };
  const tests = spawn('npx', args, { stdio: 'inherit', env, timeout: LIMIT });
  process.exitCode = await new Promise((resolve, reject) => {
    tests.once('error', reject).once('exit', (code, signal) => {
      if (signal) console.error(`the tests were ended by ${signal} after at most ${LIMIT / 1000} s`);
      resolve(code ?? 1);
    });
  });
} finally {
  await emulator.stop();
}
