import { renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileAhead, loadCompiled } from './compiled.ts';

// The module that a thread starts with where the command was compiled ahead: it runs the bundle of its own name.
const file = fileURLToPath(import.meta.url);
const [folder, name] = [dirname(file), basename(file, '.js')];
const script = join(folder, `${name}.cjs`);

if (process.env.BANTIN_COMPILING === undefined) {
  if (loadCompiled(folder, name) === undefined) compileAhead(script);
} else {
  const { cache } = compileAhead(script);
  // A thread is ended when it is needed no more, and is not told before.
  setInterval(() => {
    writeFileSync(`${script}.next`, cache());
    renameSync(`${script}.next`, `${script}.cache`);
  }, 100).unref();
}
