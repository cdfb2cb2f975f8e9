import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type RushCode, type RushReport, rush } from '../tests/lambda/rush.ts';

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '1000' },
    batch: { type: 'string', default: '10' },
    writers: { type: 'string', default: '1,2,50' },
    /** Seconds in which all articles are uploaded. */
    during: { type: 'string', default: '0' },
    /** Folder of other code, to compare with. */
    against: { type: 'string' },
  },
});

/** Loads the function, and the store whose errors it knows, from a folder with `functions/`. */
async function codeIn(folder: string): Promise<RushCode> {
  const { createHandler } = await import(resolve(folder, 'functions/lambda/handler.ts'));
  const { createMemoryStore } = await import(resolve(folder, 'functions/stores/memory-store.ts'));
  return { createHandler, createMemoryStore };
}

/** The function writes its log to standard output. */
async function silently<Value>(work: () => Promise<Value>): Promise<Value> {
  const { write } = process.stdout;
  const { write: writeError } = process.stderr;
  process.stdout.write = process.stderr.write = () => true;
  try {
    return await work();
  } finally {
    process.stdout.write = write;
    process.stderr.write = writeError;
  }
}

function row(name: string, ...cells: readonly (string | number)[]): void {
  process.stdout.write(`${name.padEnd(20)}${cells.map(cell => String(cell).padStart(11)).join('')}\n`);
}

function cellsOf({ time, requests, races, wasted, commits, failures }: RushReport): readonly (string | number)[] {
  const share = `${((100 * wasted) / requests).toFixed(1)} %`;
  return [(time / 1000).toFixed(1), requests, commits, races, share, failures];
}

const codes = [
  ...(values.against === undefined ? [] : ([['before', values.against]] as const)),
  ['now', resolve(import.meta.dirname, '..')] as const,
];
process.stdout.write(
  `${values.articles} articles in batches of ${values.batch}, uploaded in ${values.during} s; seconds of a simulated ` +
    'clock, 25 ms a request\n\n',
);
row('writers', 'seconds', 'requests', 'commits', 'races', 'for nothing', 'failures');
for (const writers of values.writers.split(',').map(Number))
  for (const [name, folder] of codes) {
    const [articles, perBatch, during] = [values.articles, values.batch, values.during].map(Number);
    const options = { articles: articles ?? 0, perBatch: perBatch ?? 1, during: (during ?? 0) * 1000, writers };
    const code = await codeIn(folder);
    const { report } = await silently(() => rush({ ...options, code }));
    row(`${writers}, ${name}`, ...cellsOf(report));
  }
