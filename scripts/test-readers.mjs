// Runs the tests that need readers of other people: brings feedparser, newsboat and sfeed where they are missing and
// may be installed, and parsers of Python from pinned packages; builds, tests.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pythonWith } from './python.mjs';

/** Milliseconds. */
const LIMITS = { install: 300_000, build: 120_000, test: 420_000 };

/** Debian's packages, and how to see that they are there. */
const PACKAGES = {
  newsboat: () => existsSync('/usr/bin/newsboat'),
  sfeed: () => existsSync('/usr/bin/sfeed_update'),
  curl: () => existsSync('/usr/bin/curl'),
  'python3-feedparser': () => spawnSync('/usr/bin/python3', ['-c', 'import feedparser, sqlite3']).status === 0,
};

const missing = Object.keys(PACKAGES).filter(name => !PACKAGES[name]());
if (missing.length > 0) install(missing);
// Now, and not within the time of a test.
pythonWith('readers', 'tests/readers/requirements.txt');
run('npm', ['run', '--silent', 'build'], LIMITS.build);
run('npx', ['vitest', 'run', '--config', 'vitest.readers.config.ts', ...process.argv.slice(2)], LIMITS.test);

function install(names) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.error(`${names.join(', ')}: not there; install them (on Debian: apt-get install ${names.join(' ')})`);
    process.exit(2);
  }
  console.error(`installing ${names.join(', ')}`);
  run('apt-get', ['update', '-qq'], LIMITS.install);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], LIMITS.install);
}

function run(command, args, timeout) {
  const { status, signal, error } = spawnSync(command, args, {
    stdio: 'inherit',
    timeout,
    killSignal: 'SIGKILL',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status === 0) return;
  console.error(`${command} ${args.join(' ')} ${error?.message ?? `ended with ${status ?? signal}`}`);
  process.exit(status || 1);
}
