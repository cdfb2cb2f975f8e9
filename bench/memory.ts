import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { bundleClient } from './bundle-client.ts';
import type { RunAnswer } from './memory-client.ts';

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '100000' },
    /** Sources that one run reads. */
    run: { type: 'string', default: 'all' },
    /** Limit of the heap, in MB. */
    heap: { type: 'string', default: '400' },
    pages: { type: 'boolean', default: false },
    /** Feeds of authors and tags, of which each article has two and eight. */
    names: { type: 'string', default: '0' },
  },
});
const articles = Number(values.articles);
const perRun = values.run === 'all' ? articles : Number(values.run);
/** Memory that a rebuild may take, in MB, of the 1,024 that the function has. */
const MOST = 700;

const root = mkdtempSync(join(tmpdir(), 'bantin-bench-'));
try {
  const client = join(root, 'client.mjs');
  await bundleClient('memory-client.ts', client);
  const options = [`--max-old-space-size=${values.heap}`, client, `${articles}`, `${perRun}`];
  options.push(values.pages ? 'pages' : 'permalinks', values.names);
  const { stdout } = await promisify(execFile)(process.execPath, options, { maxBuffer: 2 ** 24 });
  const runs = JSON.parse(stdout) as readonly RunAnswer[];
  process.stdout.write(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}\n`);
  for (const [at, { read, requests, cpu, peak }] of runs.entries()) {
    const { GET, PUT, LIST, DELETE } = requests;
    process.stdout.write(
      `run ${at + 1}: ${read} sources, ${GET} GET, ${PUT} PUT, ${LIST} LIST, ${DELETE} DELETE, ` +
        `${cpu.toFixed(0)} s of CPU, peak ${peak} MB\n`,
    );
  }
  const peak = Math.max(...runs.map(run => run.peak));
  process.stdout.write(`${peak <= MOST ? ' ' : '✗'} at most ${MOST} MB: ${peak} MB\n`);
  process.exitCode = peak <= MOST ? 0 : 1;
} finally {
  rmSync(root, { recursive: true, force: true });
}
