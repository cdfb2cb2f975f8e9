// Shows that the simulation finds bugs: breaks a copy of the sources in one place after another, and lets the
// simulation run until it notices. Exits with 1 where it does not, or where it finds something in the copy as it is.
// That takes a minute or more, so it is no part of the tests.
//
//   node scripts/plant-bugs.mjs [--steps 6000] [--only WORD] [--seed 1]
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = resolve(import.meta.dirname, '..');

/** One line each: what is broken, where, what stands there, and what stands there then. */
const BUGS = [
  {
    name: 'the horizon of a window is not raised when its oldest article falls out',
    file: 'functions/core/index/window.ts',
    from: 'this.#horizon = last && { published: last.published, key: last.key };',
    to: '',
  },
  {
    name: 'files are written that the state does not name as pending',
    file: 'functions/apply/apply.ts',
    from: '    pending: [...next.pending, own],',
    to: '',
  },
  {
    name: 'files are written before the state is committed',
    file: 'functions/apply/apply.ts',
    from: 'const etag = nothing ? before.etag',
    to: 'await new FileWriter(run, application, written).write(); const etag = nothing ? before.etag',
  },
  {
    name: 'the sitemap ignores embargoes',
    file: 'functions/core/index/next-state.ts',
    from: "return { status: 'waiting', etag, ...problems };",
    to:
      'const early = this.#publish(article, etag); this.windows.remove(key); return { ...early, hasPage: ' +
      'false, ...problems };',
  },
  {
    name: 'an article that is gone comes back when the delta is compacted',
    file: 'functions/state/compact.ts',
    from: 'else delete records[key];',
    to: '',
  },
  {
    name: 'a window that shows too little is not filled again',
    file: 'functions/core/index/window.ts',
    from: 'return this.#horizon !== undefined && !this.#look().isFull;',
    to: 'return this.#horizon !== undefined && this.#articles.length === 0;',
  },
  {
    name: 'the digest that a sweep compares does not follow a changed ETag',
    file: 'functions/core/index/next-state.ts',
    from: 'this.#sum(key, previous.etag, -1);',
    to: '',
  },
  {
    name: 'of what a rebuild reads, what is compressed is forgotten',
    file: 'functions/state/compressed-list.ts',
    from: '[...this.#compressed.flatMap(compressed => decompress<readonly Item[]>(compressed)), ...this.#loose]',
    to: '[...this.#loose]',
  },
  {
    name: 'an article that was taken back still says how its category is spelled',
    file: 'functions/core/index/next-state.ts',
    from: 'this.spellings.count(previous.spelled ?? [], -1);',
    to: '',
  },
  {
    name: 'what came to the spellings of a feed takes the place of its sum',
    file: 'functions/state/compact.ts',
    from: 'if (counts) return addSpellings(asSpellings(known), counts);',
    to: 'if (counts) return counts;',
  },
  {
    name: 'a feed is called as it was, though other spellings came',
    file: 'functions/core/index/spellings.ts',
    from: '(spelled === title ? change >= 0 : change <= 0)',
    to: '(spelled !== title || change >= 0)',
  },
  {
    name: 'an id belongs to whoever claimed it first',
    file: 'functions/core/plan/settle-owners.ts',
    from: '[...claimants].sort(compareClaimants)',
    to: '[...claimants]',
  },
  {
    name: 'who lost an id stays in the sitemaps',
    file: 'functions/core/index/index-view.ts',
    from: "return changed !== null && monthIn(changed) === month && !('line' in changed);",
    to: "return changed !== null && !('line' in changed);",
  },
  {
    name: 'the next claimant of an id is not read once its owner is gone',
    file: 'functions/core/plan/ingest.ts',
    from: '    touched.note(key, previous);',
    to: '',
  },
  {
    name: 'a claim is not forgotten with its source',
    file: 'functions/core/index/next-state.ts',
    from: 'isOver ? null : found.claim',
    to: 'found.claim',
  },
  {
    name: 'what falls due is not looked at',
    file: 'functions/publish/plan-request.ts',
    from: 'return Object.entries(state.timers).flatMap(([key, at]) => (at <= now ? [key] : []));',
    to: 'return now < 0 ? Object.keys(state.timers) : [];',
  },
  {
    name: 'the plan leaves the page of an article that is gone',
    file: 'functions/core/plan/plan-article-files.ts',
    from: 'forcedPaths.has(path) || before.ownerOfPath(path) !== undefined;',
    to: 'forcedPaths.has(path);',
  },
  {
    name: 'the view of feeds does not make landing pages anew for the sections that they name',
    file: 'functions/core/views/feeds.ts',
    from: 'inputs: digest([inputs, view.navigation]),',
    to: 'inputs,',
  },
];

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '6000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});

const start = Date.now();
const copy = mkdtempSync(join(tmpdir(), 'bantin-bugs-'));
try {
  for (const name of ['functions', 'tests', 'package.json', 'tsconfig.json'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const found = simulate();
  if (found !== undefined) fail(`the sources as they are: ${found}`);
  else say('nothing', 'the sources as they are');
  for (const bug of BUGS.filter(({ name }) => name.includes(values.only))) plant(bug);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${((Date.now() - start) / 1000).toFixed(0)} s`);

function plant({ name, file, from, to }) {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  if (text.split(from).length !== 2) return fail(`${file} does not say once: ${from}`);
  writeFileSync(path, text.replace(from, to));
  try {
    const found = simulate();
    if (found === undefined) fail(`not found in ${values.steps} steps: ${name}`);
    else say(found, name);
  } finally {
    writeFileSync(path, text);
  }
}

/** Runs the simulation and returns the finding that it prints: the seed, the step, and the difference. */
function simulate() {
  const args = ['--import', 'tsx', 'tests/simulation/main.ts', '--seed', values.seed, '--steps', values.steps];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
  if (status === 0) return undefined;
  const found = /seed \d+, step \d+: [^\n]*/.exec(stderr)?.[0];
  if (found === undefined) throw new Error(`the simulation did not run: ${stderr}`);
  return found.slice(0, 160);
}

function say(found, name) {
  console.log(`${name}\n    ${found}`);
}

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
