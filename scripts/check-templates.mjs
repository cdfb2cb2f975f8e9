// Checks the templates of a deployment, with a fleet and without, by cfn-lint: what CloudFormation would refuse, and
// what it would not. It comes from pinned packages, whose hashes are in scripts/template-checks/. Any finding fails.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonWith } from './python.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Milliseconds. */
const LIMIT = 300_000;
/** The CDK says twice that a resource comes after another: by a reference, and by `DependsOn` (W3005). */
const LEFT_OUT = ['W3005'];
const MAIN = 'from cfnlint.runner import main; raise SystemExit(main())';

const python = pythonWith('template-checks', 'scripts/template-checks/requirements.txt');
const out = mkdtempSync(join(tmpdir(), 'bantin-templates-'));
try {
  const templates = [[], ['-c', 'fleet=true']].flatMap((options, at) => {
    const folder = join(out, String(at));
    run('npx', ['--no-install', 'cdk', 'synth', '--quiet', '-o', folder, ...options]);
    return readdirSync(folder, { recursive: true })
      .filter(name => name.endsWith('.template.json'))
      .map(name => join(folder, name));
  });
  if (templates.length === 0) throw new Error('cdk synth made no template');
  // The environment was moved after it was made, so the script `cfn-lint` in it leads nowhere.
  run(python, ['-c', MAIN, '--ignore-checks', ...LEFT_OUT, '--', ...templates]);
  console.log(`cfn-lint: ${templates.length} templates, nothing to object to`);
} finally {
  rmSync(out, { recursive: true, force: true });
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', timeout: LIMIT });
  if (error) console.error(`${command} ${args.join(' ')}: ${error.message}`);
  if (status !== 0) throw new Error(`${command} found something, or could not run`);
}
