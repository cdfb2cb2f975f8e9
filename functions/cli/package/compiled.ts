import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, Script } from 'node:vm';

/** Commands that may have been compiled ahead. */
type Commands = Readonly<typeof import('./compiled-commands.ts')>;

/**
 * Returns the commands that were compiled when Bantin was built, for this Node on this machine: a build of one change
 * spends a fourth of its time on compiling what the build before it compiled. `undefined` where there are none, as in a
 * package that was built elsewhere, and in a run from source.
 */
export function compiledCommands(): Commands | undefined {
  const build = process.env.BANTIN_COMPILED;
  return build === undefined ? undefined : (loadCompiled(compiledFolder(build), 'commands') as Commands | undefined);
}

/** Returns the folder of what is compiled of a build for this Node, beside the folder of the bundles. */
function compiledFolder(build: string): string {
  return fileURLToPath(new URL(`../compiled/${build}-${process.version}-${process.arch}`, import.meta.url));
}

/** Suffix of the file that V8 made of a script. */
const CACHE = '.cache';

/**
 * Runs a script that was compiled ahead, and returns what it exports; `undefined` where there is none, or where V8 does
 * not take it, since it is of another version, or runs with other flags.
 */
export function loadCompiled(folder: string, name: string): unknown {
  const file = join(folder, `${name}.cjs`);
  const cachedData = readIfThere(file + CACHE);
  if (cachedData === undefined) return undefined;
  const script = compiled(file, cachedData);
  return script.cachedDataRejected ? undefined : runModule(script, file);
}

/** Runs a script, and returns what it exports, and a function that gives what V8 has compiled of it so far. */
export function compileAhead(file: string): { readonly exports: unknown; readonly cache: () => Uint8Array } {
  const script = compiled(file);
  return { exports: runModule(script, file), cache: () => script.createCachedData() };
}

function compiled(file: string, cachedData?: Uint8Array): Script {
  return new Script(readFileSync(file, 'utf8'), {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData && { cachedData }),
  });
}

/** The value of a script: a function whose scope is that of a CommonJS module. */
type Body = (exports: object, require: NodeJS.Require, module: { exports: object }, file: string, at: string) => void;

function runModule(script: Script, file: string): unknown {
  const module = { exports: {} };
  const body = script.runInThisContext() as Body;
  body(module.exports, createRequire(file), module, file, dirname(file));
  return module.exports;
}

function readIfThere(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
