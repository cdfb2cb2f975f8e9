// Builds dist/, which is what the package has: the command, the constructs with their types, and the functions that
// they deploy.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildCommand, buildConstructs, buildFunctions } from './bundle.mjs';
import { bundleAhead, compileAhead } from './compile-ahead.mjs';
import { revisionOf } from './revision.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...names) => join(root, ...names);

// Where `.ci/run` built these sources before, that is neither done again nor replaced under what runs meanwhile.
if (process.env.BANTIN_BUILT === 'true' && existsSync(at('dist'))) process.exit();

const revision = revisionOf(root);
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));

// A new folder, since chunks are named after their content, and those of builds before would stay. It takes the old
// one's place at the end, so that what runs meanwhile finds one.
const next = at(`dist-${process.pid}`);
try {
  const ahead = await bundleAhead({ revision, version });
  await Promise.all([
    // What is built works without, and only starts slower.
    compileAhead(root, ahead).catch(error => console.error(`compiled/ is left out: ${error.message}`)),
    buildCommand(next, { revision, version, compiled: ahead.build }),
    buildConstructs(join(next, 'cdk.js')),
    buildFunctions(join(next, 'functions'), revision),
    buildTypes(join(next, 'types')),
  ]);
  rmSync(at('dist'), { recursive: true, force: true });
  renameSync(next, at('dist'));
} finally {
  rmSync(next, { recursive: true, force: true });
}

/** Declarations of what `bantin/cdk` exports, without those of what it is made of. */
async function buildTypes(folder) {
  const options = ['--ignoreConfig', '--noCheck', '--skipLibCheck', '--declaration', '--emitDeclarationOnly'];
  const dialect = ['--target', 'es2023', '--module', 'nodenext', '--allowImportingTsExtensions', '--types', 'node'];
  const tsc = [at('node_modules/typescript/bin/tsc'), ...options, ...dialect, '--rootDir', root];
  const made = `${folder}-all`;
  await promisify(execFile)(process.execPath, [...tsc, '--outDir', made, at('lib/newsroom.ts')], { cwd: root });
  renameSync(join(made, 'lib'), folder);
  rmSync(made, { recursive: true });
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (!/^newsroom(?:-props)?\.d\.ts$/.test(name)) rmSync(file, { recursive: true });
    else writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/(from '\.\/[\w-]+)\.ts'/g, "$1.js'"));
  }
}
