import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { RequestKind } from '../functions/stores/counting-store.ts';
import { createMemoryStore } from '../functions/stores/memory-store.ts';
import { categoryName, corpusFiles } from './corpus.ts';
import { median } from './measure.ts';
import { type Cost, Newsroom } from './newsroom.ts';
import type { ClientReport } from './publish-client.ts';

/** How large the archives are. */
export interface PublishingOptions {
  /** Of the newsrooms in memory, whose requests and bytes are counted. */
  readonly articles: readonly number[];
  /** Of the newsroom behind S3, whose CPU and memory are measured. */
  readonly rebuild: number;
}

const WARM_UP = 3;
const PUBLISHES = 10;

/** Measures what the function does, against the targets that it is held to. Gives whether all are met. */
export async function measurePublishing({ articles, rebuild }: PublishingOptions): Promise<boolean> {
  const table = new Table();
  for (const permalink of [true, false]) {
    const costs: Cost[] = [];
    for (const size of articles) costs.push(await measureInMemory(size, permalink, table));
    const bytes = costs.map(cost => cost.bytes);
    const spread = Math.max(...bytes) / Math.min(...bytes) - 1;
    table.heading(`One new article, ${permalink ? 'permalinks' : 'reading pages'}, whatever the archive`);
    table.row('bytes, the most over the least', '<= 5 %', `${(100 * spread).toFixed(1)} %`, spread <= 0.05);
    const counts = new Set(costs.map(({ requests }) => total(requests)));
    table.row('requests', 'the same', [...counts].join(' and '), counts.size === 1);
  }
  await measureOverS3(rebuild, table);
  return table.isGood;
}

/** Gives what one new article costs. */
async function measureInMemory(articles: number, permalink: boolean, table: Table): Promise<Cost> {
  const content = createMemoryStore();
  let oldest = '';
  for (const [key, text] of corpusFiles({ articles, permalink })) {
    await content.put(key, Buffer.from(text));
    oldest = key;
  }
  const newsroom = new Newsroom(content, createMemoryStore());
  const full = await newsroom.run({ kind: 'full' });
  table.heading(
    `${articles.toLocaleString('en-US')} articles, ${permalink ? 'permalinks' : 'reading pages'}, in memory`,
  );
  const lists = Math.ceil((articles + 1) / 1000);
  rebuildRow(table, full, articles, permalink);

  const costs: Cost[] = [];
  for (let at = 0; at < WARM_UP + PUBLISHES; at++) {
    const key = await newsroom.write();
    costs.push(await newsroom.run({ kind: 'changes', keys: [key] }));
  }
  const cost = costs.at(-1) as Cost;
  publishRows(table, costs.slice(WARM_UP));

  await newsroom.run({ kind: 'sweep' });
  const sweep = await newsroom.run({ kind: 'sweep' });
  const isIdle =
    sweep.requests.LIST === lists && sweep.requests.GET <= 4 && total(sweep.requests) === lists + sweep.requests.GET;
  table.row('a sweep that finds nothing', `${lists} LIST, <= 4 GET`, kinds(sweep.requests), isIdle);
  const same = await newsroom.run({ kind: 'changes', keys: [oldest] });
  table.row('an event, nothing changed', 'no PUT', kinds(same.requests), same.requests.PUT === 0);
  if (permalink) {
    const date = /\d{4}\/\d\d/.exec(oldest)?.[0].replace('/', '-') ?? '';
    await newsroom.rewrite(oldest, `${date}-15`, categoryName(0));
    await newsroom.run({ kind: 'changes', keys: [oldest] });
    await newsroom.rewrite(oldest, `${date}-15 00:00:00`, categoryName(0));
    const old = await newsroom.run({ kind: 'changes', keys: [oldest] });
    table.row(
      'an old article, rewritten',
      'no PUT in public/',
      `${old.publicWrites}, of ${kinds(old.requests)}`,
      old.publicWrites === 0,
    );
  }
  return cost;
}

function rebuildRow(table: Table, { requests }: Cost, articles: number, permalink: boolean): void {
  const gets = requests.GET - articles;
  // Lists of both buckets, the state, and a look at each page of a thousand that a shard tells of.
  const isLinear = gets >= 0 && gets <= 20 + Math.ceil(articles / 1000) + 150;
  table.row('a rebuild', 'each source once', `${kinds(requests)}${permalink ? '' : ' (with pages)'}`, isLinear);
}

function publishRows(table: Table, costs: readonly Cost[]): void {
  const requests = Math.max(...costs.map(cost => total(cost.requests)));
  const megabytes = Math.max(...costs.map(({ bytes }) => bytes)) / 1e6;
  const cpu = median(costs.map(cost => cost.cpu));
  table.row('one article: requests', '<= 32', `${requests}: ${kinds((costs.at(-1) as Cost).requests)}`, requests <= 32);
  table.row('one article: MB', '<= 4', megabytes.toFixed(2), megabytes <= 4);
  table.row('one article: ms of CPU', '<= 150', cpu.toFixed(0), cpu <= 150);
}

/** The client is bundled, as the function is: what a loader of TypeScript takes is not its own. */
async function measureOverS3(articles: number, table: Table): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'bantin-bench-'));
  const server = spawn(
    process.execPath,
    [...process.execArgv, resolve(import.meta.dirname, 'publish-server.ts'), String(articles)],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  try {
    const endpoint = await firstLine(server);
    const client = join(root, 'client.mjs');
    await bundle(client);
    const fetched = await runClient(client, 'fetch', endpoint);
    const published = await runClient(client, 'publish', endpoint);
    const ratio = published.cpu / fetched.cpu;
    table.heading(`${articles.toLocaleString('en-US')} articles, permalinks, S3 on the loopback`);
    table.row('fetching all: s of CPU', '', (fetched.cpu / 1000).toFixed(1));
    table.row(
      'a rebuild: s of CPU',
      `<= ${((2 * fetched.cpu) / 1000).toFixed(1)}`,
      `${(published.cpu / 1000).toFixed(1)} (${ratio.toFixed(2)} times)`,
      ratio <= 2,
    );
    table.row('a rebuild: peak MB', '<= 400', published.megabytes.toFixed(0), published.megabytes <= 400);
    publishRows(table, published.publishes ?? []);
  } finally {
    server.stdin?.end();
    rmSync(root, { recursive: true, force: true });
  }
}

async function bundle(outfile: string): Promise<void> {
  await build({
    entryPoints: [resolve(import.meta.dirname, 'publish-client.ts')],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
  });
}

async function runClient(client: string, task: 'fetch' | 'publish', endpoint: string): Promise<ClientReport> {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_REGION: 'ap-southeast-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
  };
  const { stdout } = await promisify(execFile)(process.execPath, [client, task], { env, maxBuffer: 2 ** 24 });
  return JSON.parse(stdout) as ClientReport;
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('the server has no standard output');
  const [line] = await once(stdout, 'data');
  return String(line).trim();
}

function total(requests: Cost['requests']): number {
  return Object.values(requests).reduce((sum, count) => sum + count, 0);
}

function kinds(requests: Readonly<Record<RequestKind, number>>): string {
  const some = Object.entries(requests).filter(([, count]) => count > 0);
  return some.map(([kind, count]) => `${count} ${kind}`).join(', ');
}

/** What was measured beside what was wanted, printed as it comes. */
class Table {
  isGood = true;

  heading(title: string): void {
    process.stdout.write(`\n${title}\n`);
  }

  row(name: string, target: string, measured: string, isMet = true): void {
    this.isGood &&= isMet;
    process.stdout.write(`${isMet ? ' ' : '✗'} ${name.padEnd(32)}${target.padEnd(20)}${measured}\n`);
  }
}
