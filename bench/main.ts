import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CORPUS_NOW, writeCorpus } from './corpus.ts';
import { QUIET, waitForQuiet } from './machine.ts';
import { type Command, interleave, type Run } from './measure.ts';
import { findPeers, type Peer, type PeerSite } from './peers.ts';
import { describeOthers, type Measured, renderMarkdown, renderText, type Size } from './report.ts';
import { verifySameFeeds } from './verify.ts';

const ROOT = resolve(import.meta.dirname, '..');
const BANTIN = join(ROOT, 'dist/bantin.js');
const FLOOR = resolve(import.meta.dirname, 'floor.mjs');
const FLOOR_NAME = 'reading every file';
const NOW = new Date(CORPUS_NOW).toISOString();

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '5' },
    hugo: { type: 'string', default: 'hugo' },
    zola: { type: 'string', default: 'zola' },
    /** Seconds to wait at most until nothing else runs. */
    wait: { type: 'string', default: '60' },
    write: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const peers = findPeers(values);
const base = peers[0]?.name ?? FLOOR_NAME;
const machine = [
  `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`,
  peers.map(({ version }) => version).join(', ') || 'neither hugo nor zola: compared with reading every file alone',
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
    const { feeds, runs: cold } = await measureCold(root, articles);
    const pages = await measurePages(root, articles);
    const again = await measureAgain(root);
    const count = articles.toLocaleString('en-US');
    const title = `${count} articles`;
    return {
      articles: count,
      title: feeds === undefined ? title : `${title}, ${feeds} feeds with the same entries in each`,
      measured: [
        ...rowsOf(cold, 'feeds alone'),
        ...rowsOf(pages, 'with pages', cold),
        ...rowsOf(again, 'again, one article changed', cold),
      ],
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Runs by the name of what ran. */
type Runs = Readonly<Record<string, readonly Run[]>>;

/** Rows of a report; compared with the first peer, or, where that did not run, with one that others have. */
function rowsOf(runs: Runs, what: string, others: Runs = runs): readonly Measured[] {
  const baseRuns = runs[base] ?? others[base] ?? [];
  return Object.entries(runs).map(([name, own]) => ({
    name: name === FLOOR_NAME ? name : `${name}, ${what}`,
    runs: own,
    base: baseRuns,
  }));
}

/** Builds from scratch, each into a directory of its own: ext4 is slow to make files where others were just deleted. */
async function measureCold(root: string, articles: number): Promise<{ runs: Runs; feeds?: number }> {
  const content = join(root, 'content');
  writeCorpus({ directory: content, articles, permalink: true });
  const sites = writeSites(root, { content, articles, pages: false });
  const runs = await interleave(
    {
      bantin: round => buildCommand(content, join(root, `bantin-${round}`)),
      ...commandsOf(sites),
      [FLOOR_NAME]: (): Command => [process.execPath, FLOOR, join(content, 'articles')],
    },
    rounds,
  );
  const counts = sites.map(({ source }) => verifySameFeeds(join(root, 'bantin-0'), `${source}-0`));
  return { runs, ...(counts[0] !== undefined && { feeds: counts[0] }) };
}

/** Most of it is what the file system takes to make as many folders, so a third of the rounds has to do. */
async function measurePages(root: string, articles: number): Promise<Runs> {
  const content = join(root, 'content-pages');
  writeCorpus({ directory: content, articles, permalink: false });
  const sites = writeSites(`${root}/pages`, { content, articles, pages: true });
  const bantin = (round: number): Command => buildCommand(content, join(root, `bantin-pages-${round}`));
  return interleave({ bantin, ...commandsOf(sites) }, Math.ceil(rounds / 3));
}

/** Builds into the directory of an earlier one, each after one article was changed. */
async function measureAgain(root: string): Promise<Runs> {
  const content = join(root, 'content');
  const article = join(content, 'articles/2026/11/bai-0.md');
  const text = readFileSync(article, 'utf8');
  const edited = <Result>(round: number, command: Result): Result => {
    writeFileSync(article, text.replace(/^title: .*/m, `title: "Sửa lần ${round}"`));
    return command;
  };
  const sites = peers.filter(peer => peer.sharesArticles).map(peer => ({ peer, source: join(root, peer.name) }));
  const bantin = (round: number): Command => edited(round, buildCommand(content, join(root, 'bantin-0')));
  return interleave({ bantin, ...commandsOf(sites, () => 0) }, rounds);
}

interface Site {
  readonly peer: Peer;
  readonly source: string;
}

/** Writes the site of each peer into a folder of its own. */
function writeSites(directory: string, site: PeerSite): readonly Site[] {
  return peers.map(peer => {
    const source = join(directory, peer.name);
    peer.write(source, site);
    return { peer, source };
  });
}

/** Returns the build of each site, into a directory beside it for each round. */
function commandsOf(
  sites: readonly Site[],
  roundOf: (round: number) => number = round => round,
): Readonly<Record<string, (round: number) => Command>> {
  return Object.fromEntries(
    sites.map(({ peer, source }) => [peer.name, round => peer.build(source, `${source}-${roundOf(round)}`)]),
  );
}

function buildCommand(content: string, out: string): Command {
  return [process.execPath, BANTIN, 'build', content, '--out', out, '--now', NOW];
}

/** Returns the commit of the sources, with `+` where they have changes. */
function commitOf(): string {
  const git = (...args: string[]): string => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' }).stdout.trim();
  return `${git('rev-parse', '--short=12', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') && '+'}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
