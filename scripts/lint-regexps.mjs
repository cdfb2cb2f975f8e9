// Regular expressions over text from outside must take time that grows no faster than the text. Each of the sources is
// looked at: `regexps.mjs` says how. `node scripts/lint-regexps.mjs [FOLDER…]`; exit status 1 where one is found that
// can take longer.
import { readdirSync, readFileSync } from 'node:fs';
import { flaw, regexpsIn } from './regexps.mjs';

const folders = process.argv.length > 2 ? process.argv.slice(2) : ['functions', 'lib'];

/** Patterns that are asked of short or trusted text alone, each with its file and the reason. */
const ALLOWED = new Map(Object.entries(JSON.parse(readFileSync(new URL('regexps.json', import.meta.url), 'utf8'))));

function* filesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesIn(path);
    else if (/\.(?:ts|js)$/.test(entry.name) && !entry.name.endsWith('.d.ts')) yield path;
  }
}

const used = new Set();
let looked = 0;
let found = 0;

function report(path, text, written, message) {
  const line = text.slice(0, Math.max(text.indexOf(written), 0)).split('\n').length;
  process.stderr.write(`${path}:${line}: ${message}\n`);
  found += 1;
}

for (const path of folders.flatMap(folder => [...filesIn(folder)])) {
  const text = readFileSync(path, 'utf8');
  for (const { source, flags, written = source } of regexpsIn(text, { typescript: path.endsWith('.ts') })) {
    looked += 1;
    // What holds of the text in one file says nothing of another.
    if (ALLOWED.get(source ?? written)?.file === path) {
      used.add(source ?? written);
      continue;
    }
    if (source === undefined)
      report(
        path,
        text,
        written,
        `${written} is put together as the program runs, so nothing can be told of it; write it as a literal`,
      );
    const how = source === undefined ? undefined : flaw({ source, flags });
    if (how) report(path, text, written, `/${source}/${flags} ${how}; write it so that it can't, or walk the text`);
  }
}
const isWhole = process.argv.length === 2;
for (const source of isWhole ? ALLOWED.keys() : []) {
  if (used.has(source)) continue;
  process.stderr.write(
    `scripts/regexps.json: ${ALLOWED.get(source).file} does not have ${source} any more; take it out\n`,
  );
  found += 1;
}
process.stdout.write(`${looked} regular expressions, ${found} problems\n`);
process.exitCode = found > 0 ? 1 : 0;
