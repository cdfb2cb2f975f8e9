import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CORPUS_NOW, writeCorpus } from './corpus.ts';
import { writeHugoSite } from './hugo-site.ts';
import { type Command, interleave, median, type Run } from './measure.ts';
import { verifySameFeeds } from './verify.ts';

const BANTIN = resolve(import.meta.dirname, '../dist/bantin.js');
const FLOOR = resolve(import.meta.dirname, 'floor.mjs');
const NOW = new Date(CORPUS_NOW).toISOString();

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '5' },
    hugo: { type: 'string', default: 'hugo' },
  },
});
const rounds = Number(values.rounds);
const hugoVersion = versionOf(values.hugo);

print(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}, ` +
    `${hugoVersion ?? 'no hugo: compared with the floor alone'}`,
);
print(`Cold builds, whole processes, ${rounds} interleaved rounds; medians.`);
await measureStart();
for (const size of values.articles.split(',').map(Number)) await measureBuild(size);

async function measureStart(): Promise<void> {
  const runs = await interleave(
    {
      node: () => [process.execPath, '-e', '0'],
      help: () => [process.execPath, BANTIN, '--help'],
    },
    4 * rounds,
  );
  heading('start-up');
  row('node -e 0', runs.node, runs.node);
  row('bantin --help', runs.help, runs.node);
}

async function measureBuild(articles: number): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'bantin-bench-'));
  try {
    const content = join(root, 'content');
    const pages = join(root, 'pages');
    const hugo = join(root, 'hugo');
    // A directory for each run, since ext4 is slow to make files where others have just been deleted.
    const out = (name: string, round: number): string => join(root, `out-${name}-${round}`);
    writeCorpus({ directory: content, articles, permalink: true });
    writeCorpus({ directory: pages, articles, permalink: false });
    writeHugoSite(hugo, join(content, 'articles'));
    const runs = await interleave(
      {
        floor: () => [process.execPath, FLOOR, join(content, 'articles')],
        bantin: round => buildCommand(content, out('bantin', round)),
        ...(hugoVersion !== undefined && {
          hugo: round => [values.hugo, '--source', hugo, '--destination', out('hugo', round), '--quiet'],
        }),
      } as Record<'floor' | 'bantin' | 'hugo', (round: number) => Command>,
      rounds,
    );
    // Mostly what the file system takes to make as many folders, so one round has to do.
    const withPages = await interleave({ pages: round => buildCommand(pages, out('pages', round)) }, 1);
    report(
      articles,
      { ...runs, ...withPages },
      hugoVersion === undefined ? undefined : verifySameFeeds(out('bantin', 0), out('hugo', 0)),
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function report(
  articles: number,
  runs: Readonly<Partial<Record<'floor' | 'bantin' | 'hugo' | 'pages', readonly Run[]>>>,
  feeds: number | undefined,
): void {
  const { floor = [], bantin = [], hugo, pages = [] } = runs;
  heading(
    `${articles.toLocaleString('en-US')} ` +
      `articles${feeds === undefined ? '' : `, ${feeds} feeds, the same entries in both`}`,
  );
  if (hugo) row('hugo, feeds alone', hugo, hugo);
  row('bantin, feeds alone', bantin, hugo ?? floor);
  row('reading every file', floor, hugo ?? floor);
  row('bantin, with reading pages', pages, hugo ?? floor);
}

function heading(title: string): void {
  print(`\n${title}`);
  print(`${''.padEnd(28)}${['seconds', 'ratio', 'peak MB'].map(name => name.padStart(10)).join('')}`);
}

function row(name: string, runs: readonly Run[], base: readonly Run[]): void {
  const seconds = median(runs.map(run => run.seconds));
  const ratio = seconds / median(base.map(run => run.seconds));
  const megabytes = Math.max(...runs.map(run => run.megabytes));
  const figures = [seconds.toFixed(2), ratio.toFixed(2), megabytes.toFixed(0)];
  print(`${name.padEnd(28)}${figures.map(figure => figure.padStart(10)).join('')}`);
}

function buildCommand(content: string, out: string): Command {
  return [process.execPath, BANTIN, 'build', content, '--out', out, '--now', NOW];
}

function versionOf(hugo: string): string | undefined {
  const { status, stdout } = spawnSync(hugo, ['version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim().split(' ').slice(0, 2).join(' ') : undefined;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
