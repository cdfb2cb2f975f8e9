// Runs the browser tests: brings Chromium where it is missing and may be installed, builds, tests. `--screenshots` then
// renews docs/*.jpg.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(chromium)) install();
run('npm', ['run', '--silent', 'build']);
run('npx', ['vitest', 'run', '--config', 'vitest.browser.config.ts']);
if (process.argv.includes('--screenshots')) run('npx', ['tsx', 'tests/browser/screenshots.ts']);

function install() {
  if (process.env.CHROMIUM !== undefined || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.error(
      `there is no Chromium at ${chromium}; install it (on Debian: apt-get install chromium), or set ` +
        'CHROMIUM to where it is',
    );
    process.exit(2);
  }
  run('apt-get', ['update']);
  run('apt-get', ['install', '-y', 'chromium']);
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
