import { QUIET } from './machine.ts';
import { median, type Run } from './measure.ts';

/** One thing that was measured, at one size. */
export interface Measured {
  readonly name: string;
  readonly runs: readonly Run[];
  /** Runs that it is compared with. */
  readonly base: readonly Run[];
}

/** Everything that was measured at one size. */
export interface Size {
  readonly title: string;
  /** Number of articles, as it is written in a chart; none where there is nothing to draw. */
  readonly articles?: string;
  readonly measured: readonly Measured[];
}

/** Circumstances of a benchmark. */
export interface Circumstances {
  /** Processor and cores, and the versions of what ran. */
  readonly machine: readonly string[];
  /** Commit of the sources, with `+` where they have changes. */
  readonly commit: string;
  readonly rounds: number;
  /** Name of what everything is compared with. */
  readonly base: string;
}

/** Medians of some runs, and the highest memory of any. */
export interface Figures {
  readonly seconds: number;
  readonly cpu: number;
  readonly megabytes: number;
  /** Share of all cores, from 0 to 1, that others took. */
  readonly others: number;
  /** Seconds, in those of what it is compared with. */
  readonly ratio: number;
}

/** Returns the figures of runs. */
export function figuresOf({ runs, base }: Measured): Figures {
  const middle = (of: readonly Run[], field: keyof Run): number => median(of.map(run => run[field]));
  const seconds = middle(runs, 'seconds');
  return {
    seconds,
    cpu: middle(runs, 'cpu'),
    megabytes: Math.max(...runs.map(run => run.megabytes)),
    others: middle(runs, 'others'),
    ratio: seconds / middle(base, 'seconds'),
  };
}

/** Seconds of a run below which ticks of the clock say nothing of what others took. */
const SHORTEST = 0.5;

/** Returns a warning where others took much of the machine meanwhile: then figures say more of it than of a program. */
export function describeOthers(sizes: readonly Size[]): string | undefined {
  const figures = sizes.flatMap(({ measured }) => measured.map(figuresOf));
  const worst = Math.max(0, ...figures.map(({ seconds, others }) => (seconds < SHORTEST ? 0 : others)));
  if (worst < QUIET) return undefined;
  return (
    `The machine was busy: others took up to ${Math.round(worst * 100)} % of all cores while something was measured. ` +
    'Measure again when nothing else runs.'
  );
}

const COLUMNS = ['ratio', 'seconds', 'CPU s', 'peak MB', 'others %'];

function cellsOf(measured: Measured): readonly string[] {
  const { ratio, seconds, cpu, megabytes, others } = figuresOf(measured);
  return [ratio.toFixed(2), seconds.toFixed(2), cpu.toFixed(2), megabytes.toFixed(0), (others * 100).toFixed(0)];
}

/** Renders the figures of one size for a terminal. */
export function renderText({ title, measured }: Size): string {
  const line = (name: string, cells: readonly string[]): string =>
    name.padEnd(34) + cells.map(cell => cell.padStart(10)).join('');
  return [`\n${title}`, line('', COLUMNS), ...measured.map(one => line(one.name, cellsOf(one)))].join('\n');
}

/** Renders all figures as the file BENCHMARKS.md: ratios first, then everything, by size. */
export function renderMarkdown(sizes: readonly Size[], { machine, commit, rounds, base }: Circumstances): string {
  const busy = describeOthers(sizes);
  const seconds = `Ratios are seconds in those of ${base}: less is faster.`;
  return [
    '# Benchmarks',
    `Written by \`npm run bench -- --write\` ([how](bench/README.md)), of commit \`${commit}\`.`,
    machine.map(line => `- ${line}`).join('\n'),
    `Whole processes from a cold start, in turn, ${rounds} rounds; medians, and the highest memory.\n${seconds}`,
    busy === undefined ? 'Nothing else ran meanwhile.' : `**${busy}**`,
    '## Ratios',
    renderChart(sizes, base),
    `${sizes.map(renderTable).join('\n\n')}\n`,
  ].join('\n\n');
}

/** Renders bars that GitHub draws with Mermaid: the first thing that is measured at each size, in that of the base. */
function renderChart(sizes: readonly Size[], base: string): string {
  const ratios = sizes.flatMap(({ articles, measured: [first] }) =>
    first && articles !== undefined ? [{ label: articles, ratio: figuresOf(first).ratio }] : [],
  );
  return [
    '```mermaid',
    'xychart-beta',
    `  title "bantin build, feeds alone: seconds in those of ${base}"`,
    `  x-axis "articles" [${ratios.map(({ label }) => `"${label}"`).join(', ')}]`,
    `  y-axis "ratio" 0 --> ${Math.max(1, ...ratios.map(({ ratio }) => Math.ceil(ratio * 5) / 5))}`,
    `  bar [${ratios.map(({ ratio }) => ratio.toFixed(2)).join(', ')}]`,
    `  line [${ratios.map(() => '1').join(', ')}]`,
    '```',
  ].join('\n');
}

function renderTable({ title, measured }: Size): string {
  return [
    `### ${title}`,
    '',
    `| | ${COLUMNS.join(' | ')} |`,
    `| --- |${COLUMNS.map(() => ' ---: |').join('')}`,
    ...measured.map(one => `| ${one.name} | ${cellsOf(one).join(' | ')} |`),
  ].join('\n');
}
