import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CORPUS_NOW, writeCorpus } from './corpus.ts';
import { writeHugoSite } from './hugo-site.ts';
import { QUIET, waitForQuiet } from './machine.ts';
import { type Command, interleave, type Run } from './measure.ts';
import { describeOthers, type Measured, renderMarkdown, renderText, type Size } from './report.ts';
import { verifySameFeeds } from './verify.ts';

const ROOT = resolve(import.meta.dirname, '..');
const BANTIN = join(ROOT, 'dist/bantin.js');
const FLOOR = resolve(import.meta.dirname, 'floor.mjs');
const NOW = new Date(CORPUS_NOW).toISOString();

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '5' },
    hugo: { type: 'string', default: 'hugo' },
    /** Seconds to wait at most until nothing else runs. */
    wait: { type: 'string', default: '60' },
    write: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const hugoVersion = versionOf(values.hugo);
const base = hugoVersion === undefined ? 'reading every file' : 'Hugo';
const machine = [
  `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`,
  hugoVersion ?? 'no hugo: compared with reading every file alone',
];

for (const line of machine) print(line);
print(`Whole processes from a cold start, ${rounds} interleaved rounds; medians. Ratios: seconds in those of ${base}.`);
const share = await waitForQuiet(Number(values.wait));
if (share >= QUIET) print(`Others take ${Math.round(share * 100)} % of all cores. Stop them, or wait longer (--wait).`);

const start = await measureStart();
print(renderText(start));
const sizes: Size[] = [];
for (const articles of values.articles.split(',').map(Number)) {
  const size = await measureBuilds(articles);
  print(renderText(size));
  sizes.push(size);
}
const busy = describeOthers(sizes);
if (busy !== undefined) print(`\n${busy}`);
if (values.write) {
  const markdown = renderMarkdown([...sizes, start], { machine, commit: commitOf(), rounds, base });
  writeFileSync(join(ROOT, 'BENCHMARKS.md'), markdown);
}

async function measureStart(): Promise<Size> {
  const { node, help } = await interleave(
    {
      node: (): Command => [process.execPath, '-e', '0'],
      help: (): Command => [process.execPath, BANTIN, '--help'],
    },
    4 * rounds,
  );
  return {
    title: 'Start-up, beside Node itself',
    measured: [
      { name: 'bantin --help', runs: help, base: node },
      { name: 'node -e 0', runs: node, base: node },
    ],
  };
}

async function measureBuilds(articles: number): Promise<Size> {
  const root = mkdtempSync(join(tmpdir(), 'bantin-bench-'));
  try {
    const { feeds, ...cold } = await measureCold(root, articles);
    const pages = await measurePages(root, articles);
    const again = await measureAgain(root);
    const other = cold.hugo ?? cold.floor;
    const rows: readonly (Measured | undefined)[] = [
      { name: 'bantin, feeds alone', runs: cold.bantin, base: other },
      cold.hugo && { name: 'Hugo, feeds alone', runs: cold.hugo, base: other },
      { name: 'reading every file', runs: cold.floor, base: other },
      { name: 'bantin, with pages', runs: pages.bantin, base: pages.hugo ?? other },
      pages.hugo && { name: 'Hugo, with pages', runs: pages.hugo, base: pages.hugo },
      { name: 'bantin again, one article changed', runs: again.bantin, base: again.hugo ?? other },
      again.hugo && { name: 'Hugo again, one article changed', runs: again.hugo, base: again.hugo },
    ];
    const count = articles.toLocaleString('en-US');
    const title = `${count} articles`;
    return {
      articles: count,
      title: feeds === undefined ? title : `${title}, ${feeds} feeds with the same entries in both`,
      measured: rows.filter(row => row !== undefined),
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

type Runs<Name extends string> = Readonly<Record<Name, readonly Run[]>> & { readonly hugo?: readonly Run[] };

/** Builds from scratch, each into a directory of its own: ext4 is slow to make files where others were just deleted. */
async function measureCold(root: string, articles: number): Promise<Runs<'bantin' | 'floor'> & { feeds?: number }> {
  const content = join(root, 'content');
  writeCorpus({ directory: content, articles, permalink: true });
  writeHugoSite(join(root, 'hugo'), join(content, 'articles'));
  const runs = await interleave(
    {
      floor: (): Command => [process.execPath, FLOOR, join(content, 'articles')],
      bantin: round => buildCommand(content, join(root, `bantin-${round}`)),
      ...hugoCommand(join(root, 'hugo'), round => join(root, `hugo-${round}`)),
    },
    rounds,
  );
  if (hugoVersion === undefined) return runs;
  return { ...runs, feeds: verifySameFeeds(join(root, 'bantin-0'), join(root, 'hugo-0')) };
}

/** Most of it is what the file system takes to make as many folders, so a third of the rounds has to do. */
async function measurePages(root: string, articles: number): Promise<Runs<'bantin'>> {
  const content = join(root, 'content-pages');
  writeCorpus({ directory: content, articles, permalink: false });
  writeHugoSite(join(root, 'hugo-pages'), join(content, 'articles'), { pages: true });
  return interleave(
    {
      bantin: round => buildCommand(content, join(root, `bantin-pages-${round}`)),
      ...hugoCommand(join(root, 'hugo-pages'), round => join(root, `hugo-pages-${round}`)),
    },
    Math.ceil(rounds / 3),
  );
}

/** Builds into the directory of an earlier one, each after one article was changed. */
async function measureAgain(root: string): Promise<Runs<'bantin'>> {
  const content = join(root, 'content');
  const article = join(content, 'articles/2026/11/bai-0.md');
  const text = readFileSync(article, 'utf8');
  const edited = <Result>(round: number, command: Result): Result => {
    writeFileSync(article, text.replace(/^title: .*/m, `title: "Sửa lần ${round}"`));
    return command;
  };
  const commands = {
    bantin: (round: number) => edited(round, buildCommand(content, join(root, 'bantin-0'))),
    ...hugoCommand(join(root, 'hugo'), () => join(root, 'hugo-0')),
  };
  return interleave(commands, rounds);
}

function buildCommand(content: string, out: string): Command {
  return [process.execPath, BANTIN, 'build', content, '--out', out, '--now', NOW];
}

function hugoCommand(source: string, out: (round: number) => string): { hugo?: (round: number) => Command } {
  if (hugoVersion === undefined) return {};
  return { hugo: round => [values.hugo, '--source', source, '--destination', out(round), '--quiet'] };
}

function versionOf(hugo: string): string | undefined {
  const { status, stdout } = spawnSync(hugo, ['version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim().split(' ').slice(0, 2).join(' ') : undefined;
}

/** Returns the commit of the sources, with `+` where they have changes. */
function commitOf(): string {
  const git = (...args: string[]): string => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' }).stdout.trim();
  return `${git('rev-parse', '--short=12', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') && '+'}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
