// Shows that the fuzzer finds slow code: puts five faults that were mended into a copy of the sources again, one
// after another, and lets the fuzzer run until it finds each. Exits with 1 where it does not, or where it finds one
// of them in the sources as they are. That takes minutes, so it is no part of the tests.
//
//   node scripts/plant-slow.mjs [--seconds 300] [--only WORD] [--seed 1]
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = resolve(import.meta.dirname, '..');

/** Faults that the fuzzer has to find (a pattern of its finding), and the change that makes each. */
const FAULTS = [
  {
    name: 'a definition of a link is written out for each reference to it',
    place: 'core/body/markdown|core/text/web-address|core/html/canonical-html| to one',
    edits: [
      { file: 'functions/core/body/markdown.ts', from: 'if (size > this.#left) return false;', to: '' },
      { file: 'functions/core/body/body.ts', from: 'ADDRESSES = 8_000_000', to: 'ADDRESSES = Number.MAX_VALUE' },
      { file: 'functions/core/text/web-address.ts', from: 'MAX_ADDRESS = 8192', to: 'MAX_ADDRESS = 1_000_000' },
      { file: 'functions/core/body/text-limits.ts', from: 'MAX_HTML = 8_000_000', to: 'MAX_HTML = Number.MAX_VALUE' },
    ],
  },
  {
    name: 'a second # in an address is looked for behind the first from each of its characters',
    place: 'core/text/web-address',
    edits: [
      {
        file: 'functions/core/text/web-address.ts',
        from: 'const STRAY = /[|^`{}[\\]\\\\"<>]|%(?![\\da-f]{2})/gi;',
        to: 'const STRAY = /[|^`{}[\\]\\\\"<>]|%(?![\\da-f]{2})|(?<=#.*)#/gi;',
      },
      { file: 'functions/core/text/web-address.ts', from: 'MAX_ADDRESS = 8192', to: 'MAX_ADDRESS = 1_000_000' },
    ],
  },
  {
    name: 'commas at the end of an address of a srcset are looked for from each comma',
    place: 'core/html/url-policy',
    edits: [
      {
        file: 'functions/core/html/url-policy.ts',
        from: 'const reference = withoutCommas(run);',
        to: "const reference = run.length < 0 ? withoutCommas(run) : run.replace(/,+$/, '');",
      },
    ],
  },
  {
    name: 'runs of combining marks are sorted as long as they are',
    place: 'core/text/clean',
    edits: [
      {
        file: 'functions/core/text/clean.ts',
        from: 'return text.replace(MANY_MARKS, run =>',
        to: 'return text.replace(/\\b\\B/g, run =>',
      },
    ],
  },
  {
    name: 'the name in a byline of a feed is looked for from each @ and each parenthesis',
    place: 'core/import/formats/rss',
    edits: [
      {
        file: 'functions/core/import/formats/rss.ts',
        from: 'const trimmed = author.trim();',
        to: 'const trimmed = /^\\s*\\S+@\\S+\\s*\\((.+)\\)\\s*$/.exec(author)?.[1] ?? author.trim();',
      },
    ],
  },
];

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});

const start = Date.now();
const copy = mkdtempSync(join(tmpdir(), 'bantin-slow-'));
const faults = FAULTS.filter(({ name }) => name.includes(values.only));
try {
  for (const name of ['functions', 'tests', 'package.json', 'tsconfig.json'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const { found } = fuzz(faults.map(({ place }) => place).join('|'));
  if (found !== undefined) fail(`the sources as they are: ${found}`);
  else console.log('nothing\n    the sources as they are');
  for (const fault of faults) plant(fault);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${((Date.now() - start) / 1000).toFixed(0)} s`);

function plant({ name, place, edits }) {
  const asTheyWere = new Map(edits.map(({ file }) => [file, readFileSync(join(copy, file), 'utf8')]));
  try {
    for (const edit of edits) change(edit);
    const { inputs, found } = fuzz(place);
    if (found === undefined) return fail(`not found in ${values.seconds} s (${inputs} inputs): ${name}`);
    console.log(`${name}\n    ${found.replaceAll('\n', '\n    ')}`);
  } finally {
    for (const [file, text] of asTheyWere) writeFileSync(join(copy, file), text);
  }
}

function change({ file, from, to }) {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file} does not say once: ${from}`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}

/** The first finding that names the place, if any. */
function fuzz(place) {
  const args = ['--import', 'tsx', 'tests/fuzz/main.ts', '--quick', '--seed', values.seed, '--seconds', values.seconds];
  const { stdout, stderr } = spawnSync(process.execPath, [...args, '--until', place], { cwd: copy, encoding: 'utf8' });
  const inputs = /^(\d+) inputs/m.exec(stdout)?.[1];
  if (inputs === undefined) throw new Error(`the fuzzer did not run: ${stderr}`);
  const found = stdout
    .split(/^(?=\d+ s: )/m)
    .find(finding => /^\d+ s: /.test(finding) && new RegExp(place).test(finding));
  return { inputs, found: found?.replace(/\n\d+ inputs[\s\S]*$/, '').slice(0, 700) };
}

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
