// An emulator of AWS on this machine, for the tests that need a whole S3 or a whole deployment: MiniStack, from pinned
// packages in an environment of its own.
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pythonWith } from './python.mjs';

/** Milliseconds. */
const LIMITS = { start: 60_000, stop: 5000 };

/**
 * Starts an emulator that is empty and listens on 127.0.0.1 alone, on a free port. Whoever starts it stops it; it goes
 * with this process too.
 *
 * @param {{ env?: Record<string, string> }} [options] `env`: what the emulator's environment has besides that of this
 * process.
 * @returns {Promise<{ endpoint: string, env: Record<string, string>, log: string, stop: () => Promise<void> }>} `env`:
 * what AWS's own clients need to find it; `log`: the file of what it says.
 */
export async function start({ env = {} } = {}) {
  const python = pythonWith('emulator', 'tests/emulator/requirements.txt');
  const folder = mkdtempSync(join(tmpdir(), 'bantin-emulator-'));
  // Functions run in there, through scripts in CommonJS, for which a package.json of any folder above would count.
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }');
  const log = join(folder, 'log');
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const output = openSync(log, 'a');
  const emulator = spawn(python, ['-m', 'ministack'], {
    // A group of its own, so that what it starts is stopped with it.
    detached: true,
    stdio: ['ignore', output, output],
    env: {
      ...environmentWithoutAws(),
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      TMPDIR: folder,
      S3_PERSIST: '0',
      ...env,
    },
  });
  closeSync(output);
  const end = stopper(emulator, folder);
  try {
    await health(endpoint, emulator);
  } catch (error) {
    const said = readFileSync(log, 'utf8').slice(-2000);
    await end();
    throw new Error(`the emulator did not start: ${error.message}; it said:\n${said}`, { cause: error });
  }
  const credentials = {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  return {
    endpoint,
    env: { ...credentials, AWS_ENDPOINT_URL: endpoint, AWS_ENDPOINT_URL_S3: endpoint },
    log,
    stop: end,
  };
}

/**
 * Returns this process's environment without accounts and addresses of AWS: requests meant for an emulator may reach no
 * other server.
 */
export function environmentWithoutAws() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
}

/** Asked of the system; another process could take it before the emulator does, which then does not start. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

async function health(endpoint, emulator) {
  for (const limit = Date.now() + LIMITS.start; Date.now() < limit; await wait(100)) {
    if (emulator.exitCode !== null || emulator.signalCode !== null) throw new Error('it ended');
    const response = await fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(5000) }).catch(
      () => {},
    );
    await response?.body?.cancel();
    if (response?.ok) return;
  }
  throw new Error(`no answer in ${LIMITS.start / 1000} s`);
}

function stopper(emulator, folder) {
  const ended = new Promise(resolve => emulator.once('exit', resolve).once('error', resolve));
  const signal = name => {
    try {
      if (emulator.pid !== undefined) process.kill(-emulator.pid, name);
    } catch {
      // It has ended.
    }
  };
  const clear = () => rmSync(folder, { recursive: true, force: true });
  const atExit = () => {
    signal('SIGKILL');
    clear();
  };
  const interrupt = () => process.exit(130);
  process.once('exit', atExit).once('SIGINT', interrupt).once('SIGTERM', interrupt);
  return async () => {
    signal('SIGTERM');
    await Promise.race([ended, wait(LIMITS.stop, undefined, { ref: false })]);
    signal('SIGKILL');
    process.off('exit', atExit).off('SIGINT', interrupt).off('SIGTERM', interrupt);
    clear();
  };
}
