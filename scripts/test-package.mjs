// Installs the package in an empty folder, as a stranger would, and uses it there: init, check, build, serve, new, the
// types, and a synthesis. Nothing is taken from this checkout but the tarball, and nothing from the network but what
// the registry has. `--node 24` runs it once more on that Node, which comes from the registry, too.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Bytes. */
const MOST = { packed: 2_050_000, installed: 10_000_000 };
/** Milliseconds until a command is ended. */
const LIMIT = 300_000;

const { values } = parseArgs({ options: { node: { type: 'string', multiple: true, default: [] } } });
const folder = mkdtempSync(join(tmpdir(), 'bantin-package-'));
const project = join(folder, 'newsroom');
const installed = join(project, 'node_modules/bantin');
const command = join(installed, 'dist/bantin.js');

try {
  const tarball = pack();
  init(tarball);
  install();
  for (const node of [process.execPath, ...values.node.map(findNode)]) await use(node);
  deployable();
  for (const node of [process.execPath, ...values.node.map(findNode)]) synthesize(node);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs a command, and gives what it prints to standard output. What it says otherwise is shown where it fails. */
function run(program, args, { cwd = project, env = {} } = {}) {
  const options = { cwd, encoding: 'utf8', timeout: LIMIT, maxBuffer: 64 * 1024 * 1024 };
  const all = { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true', ...env };
  try {
    return execFileSync(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], env: all });
  } catch (error) {
    console.error(`${program} ${args.join(' ')}\n${error.stdout ?? ''}${error.stderr ?? ''}`);
    throw error;
  }
}

function told(what, since) {
  console.log(`${what}: ${((performance.now() - since) / 1000).toFixed(1)} s`);
}

function pack() {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [{ filename, size, unpackedSize }] = JSON.parse(run('npm', args, { cwd: ROOT }));
  console.log(`${filename}: ${size} bytes, ${unpackedSize} unpacked`);
  assert.ok(size <= MOST.packed, `the package has ${size} bytes, more than ${MOST.packed}`);
  return join(folder, filename);
}

/** By npx from the tarball, with a cache of its own: what was unpacked for another package is not taken. */
function init(tarball) {
  const since = performance.now();
  const answers = [
    '--title',
    'Báo Sông Mây',
    '--url',
    'https://songmay.example/',
    '--language',
    'vi',
    '--time-zone',
    'Asia/Ho_Chi_Minh',
  ];
  const env = { npm_config_cache: join(folder, 'cache') };
  run('npx', ['--yes', '--package', tarball, 'bantin', 'init', 'newsroom', ...answers], { cwd: folder, env });
  told('init by npx from the tarball, which it unpacks', since);
}

function install() {
  const since = performance.now();
  run('npm', ['install', '--omit=dev', '--omit=optional', '--no-audit', '--no-fund']);
  told('npm install, without the CDK', since);
  const names = readdirSync(join(project, 'node_modules')).filter(name => !name.startsWith('.'));
  assert.deepEqual(names, ['bantin'], 'the package brings others along');
  const bytes = sizeOf(join(project, 'node_modules'));
  assert.ok(bytes <= MOST.installed, `${bytes} bytes are installed, more than ${MOST.installed}`);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  assert.equal(run('npx', ['--no-install', 'bantin', '--version']).trim(), version);
  const again = performance.now();
  run(process.execPath, [command, 'init', join(folder, 'second')]);
  told('bantin init', again);
  const [first, second] = [project, join(folder, 'second')].map(of => readFileSync(join(of, `bantin-${version}.tgz`)));
  assert.ok(first.equals(second), 'packing what was installed gives another package');
}

/** Does what an editor does: checks, builds, serves, writes. */
async function use(node) {
  const env = { PATH: dirname(node) + delimiter + process.env.PATH };
  run('npm', ['run', 'check'], { env });
  run(node, [command, 'build', '--out', 'public']);
  assert.ok(readFileSync(join(project, 'public/rss.xml'), 'utf8').includes('Chào bạn đọc'));
  const title = `Tin trên Node ${run(node, ['--version']).trim()}`;
  const [path, address] = run(node, [command, 'new', title, '--no-draft']).trimEnd().split('\n');
  assert.ok(existsSync(join(project, path)), `${path} is not there`);
  const served = await serve(node, new URL(address).pathname);
  assert.ok(served.includes(title), 'the preview does not show the new article');
  console.log(`Node ${run(node, ['--version']).trim()}: check, build, new, serve`);
}

/** Starts the preview, asks for a page of it, and stops it. */
async function serve(node, path) {
  const preview = spawn(node, [command, 'serve', '--port', '0'], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(preview, 'exit');
  try {
    let said = '';
    for await (const chunk of preview.stdout.setEncoding('utf8')) {
      said += chunk;
      const [, url] = /^Open (\S+)/m.exec(said) ?? [];
      if (url === undefined) continue;
      const response = await fetch(new URL(path, url));
      assert.equal(response.status, 200, `${path}: ${response.status}`);
      return await response.text();
    }
    throw new Error(`the preview ended: ${said}`);
  } finally {
    preview.kill('SIGTERM');
    await ended;
  }
}

/** Installs the CDK, and shows that the types say what the construct takes. */
function deployable() {
  const since = performance.now();
  run('npm', ['install', '--no-audit', '--no-fund']);
  told('npm install, with the CDK', since);
  assert.ok(!existsSync(join(project, 'node_modules/esbuild')), 'a bundler is installed');
  const typed = props => {
    writeFileSync(
      join(project, 'app.ts'),
      `import { App } from 'aws-cdk-lib';
import { Newsroom, type NewsroomProps } from 'bantin/cdk';
const props: NewsroomProps = ${props};
export const name: string = new Newsroom(new App(), 'x', props).contentBucket.bucketName;
`,
    );
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023'];
    return run(process.execPath, [tsc, ...options, 'app.ts']);
  };
  typed("{ sweepMinutes: 5, content: 'content' }");
  const { stdout } = assertThrows(() => typed("{ sweepMinutes: '5' }"));
  assert.match(stdout, /app\.ts\(3,\d+\): error TS2322/);
  rmSync(join(project, 'app.ts'));
}

function assertThrows(work) {
  const { error } = console;
  console.error = () => undefined;
  try {
    work();
  } catch (thrown) {
    return thrown;
  } finally {
    console.error = error;
  }
  return assert.fail('the types take what the construct refuses');
}

/** The project's own content, and nobody else's, is what its deployment brings. */
function synthesize(node) {
  const since = performance.now();
  const env = { PATH: dirname(node) + delimiter + process.env.PATH };
  const out = join(project, 'cdk.out');
  rmSync(out, { recursive: true, force: true });
  run(node, [join(project, 'node_modules/aws-cdk/bin/cdk'), 'synth', '--quiet'], { env });
  const templates = readdirSync(out).filter(name => name.endsWith('.template.json'));
  assert.deepEqual(
    templates,
    ['delivery', 'edge-us-east-1', 'publisher'].map(name => `bantin-production-${name}.template.json`),
  );
  const assets = readdirSync(out).filter(name => name.startsWith('asset.'));
  const seeds = assets.filter(name => existsSync(join(out, name, 'content')));
  assert.equal(seeds.length, 1, 'one asset has content');
  const files = readdirSync(join(out, seeds[0], 'content'), { recursive: true }).filter(name => /\.\w+$/.test(name));
  const own = readdirSync(join(project, 'content'), { recursive: true }).filter(name => /\.\w+$/.test(name));
  assert.deepEqual(files.sort(), own.sort());
  told(`Node ${run(node, ['--version']).trim()}: cdk synth`, since);
}

/** The path of another Node, which npm installs for it. */
function findNode(version) {
  const args = ['exec', '--yes', '--package', `node@${version}`, '--', 'node', '-p', 'process.execPath'];
  return run('npm', args, { cwd: folder }).trim();
}

function sizeOf(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
