import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { RequestKind } from '../functions/stores/counting-store.ts';
import { createMemoryStore } from '../functions/stores/memory-store.ts';
import { bundleClient } from './bundle-client.ts';
import { CATEGORIES, categoryName, corpusFiles } from './corpus.ts';
import { median } from './measure.ts';
import { type Cost, Newsroom } from './newsroom.ts';
import type { ClientReport } from './publish-client.ts';

/** Sizes of the archives, in articles. */
export interface PublishingOptions {
  /** Sizes of the newsrooms in memory, whose requests and bytes are counted. */
  readonly articles: readonly number[];
  /** Size of the newsroom behind S3, whose CPU and memory are measured. */
  readonly rebuild: number;
}

/**
 * In ten categories a thousand articles fill every window, in fifty they do not: then windows, and the state, still
 * grow with the archive.
 */
const NEWSROOMS = [
  { categories: 10, permalink: true, fillsWindows: true },
  { categories: CATEGORIES, permalink: true, fillsWindows: false },
  { categories: CATEGORIES, permalink: false, fillsWindows: false },
] as const;
type Kind = (typeof NEWSROOMS)[number];

const WARM_UP = 3;
const PUBLISHES = 10;

/** Measures what the function does, against the targets that it is held to. Gives whether all are met. */
export async function measurePublishing({ articles, rebuild }: PublishingOptions): Promise<boolean> {
  const table = new Table();
  for (const newsroom of NEWSROOMS) {
    const costs: Cost[] = [];
    for (const size of articles) costs.push(await measureInMemory(size, newsroom, table));
    compareSizes(newsroom, costs, table);
  }
  await measureOverS3(rebuild, table);
  return table.isGood;
}

function compareSizes(kind: Kind, costs: readonly Cost[], table: Table): void {
  const bytes = costs.map(cost => cost.bytes);
  const spread = Math.max(...bytes) / Math.min(...bytes) - 1;
  const requests = new Set(costs.map(cost => total(cost.requests)));
  table.heading(`One new article, ${nameOf(kind)}, all sizes`);
  table.row('one article: requests', 'the same', [...requests].join(' and '), requests.size === 1);
  const target = kind.fillsWindows ? '<= 5 % apart' : '';
  table.row('one article: bytes', target, `${(100 * spread).toFixed(1)} %`, !kind.fillsWindows || spread <= 0.05);
}

function nameOf({ categories, permalink }: Kind): string {
  return `${categories} categories, ${permalink ? 'permalinks' : 'reading pages'}`;
}

/** Requests of a rebuild that do not grow with the archive. */
const FEW_READS = 20;
/** Months of the ten years that the articles are spread over, and how often a rebuild in many turns reads each. */
const [MONTHS, READS_A_MONTH] = [121, 10];

/** Gives what one new article costs. */
async function measureInMemory(articles: number, kind: Kind, table: Table): Promise<Cost> {
  const content = createMemoryStore();
  let oldest = '';
  for (const [key, text] of corpusFiles({ articles, ...kind, seed: 1 })) {
    await content.put(key, Buffer.from(text));
    oldest = key;
  }
  const newsroom = new Newsroom(content, createMemoryStore());
  table.heading(`${articles.toLocaleString('en-US')} articles, ${nameOf(kind)}, in memory`);
  const { requests } = await newsroom.run({ kind: 'full' });
  // Beside the sources it reads the state, site.yaml, and how far it came; and where there are pages, months of them.
  const reads = requests.GET - articles;
  const more = FEW_READS + (kind.permalink ? 0 : MONTHS * READS_A_MONTH);
  table.row('a rebuild: GET', `N + ${more}`, `N + ${reads}: ${kinds(requests)}`, reads >= 0 && reads <= more);
  const costs: Cost[] = [];
  for (let at = 0; at < WARM_UP + PUBLISHES; at++) {
    const key = await newsroom.write();
    costs.push(await newsroom.run({ kind: 'changes', keys: [key] }));
  }
  publishRows(table, costs.slice(WARM_UP));
  await measureQuiet(newsroom, articles + costs.length + 1, oldest, table);
  if (kind.permalink) await measureOld(newsroom, oldest, table);
  return costs.at(-1) as Cost;
}

/** Runs that find nothing. */
async function measureQuiet(newsroom: Newsroom, objects: number, unchanged: string, table: Table): Promise<void> {
  const lists = Math.ceil(objects / 1000);
  await newsroom.run({ kind: 'sweep' });
  const { requests } = await newsroom.run({ kind: 'sweep' });
  const isQuiet = requests.LIST === lists && requests.GET <= 4 && total(requests) === lists + requests.GET;
  table.row('a sweep that finds nothing', `${lists} LIST, <= 4 GET`, kinds(requests), isQuiet);
  const event = await newsroom.run({ kind: 'changes', keys: [unchanged] });
  table.row('an event, nothing changed', 'no PUT', kinds(event.requests), event.requests.PUT === 0);
}

/** An article below every horizon, put into the bucket with another text at the same date. */
async function measureOld(newsroom: Newsroom, key: string, table: Table): Promise<void> {
  const [day = ''] = /\d{4}\/\d\d/.exec(key) ?? [];
  const date = `${day.replace('/', '-')}-15`;
  await newsroom.rewrite(key, date, categoryName(0));
  await newsroom.run({ kind: 'changes', keys: [key] });
  await newsroom.rewrite(key, `${date} 00:00`, categoryName(0));
  const { publicWrites, requests } = await newsroom.run({ kind: 'changes', keys: [key] });
  table.row('an old article, rewritten', '0 in public/', `${publicWrites} of ${kinds(requests)}`, publicWrites === 0);
}

function publishRows(table: Table, costs: readonly Cost[]): void {
  const requests = Math.max(...costs.map(cost => total(cost.requests)));
  const megabytes = Math.max(...costs.map(({ bytes }) => bytes)) / 1e6;
  const cpu = median(costs.map(cost => cost.cpu));
  table.row('one article: requests', '<= 32', `${requests}: ${kinds((costs.at(-1) as Cost).requests)}`, requests <= 32);
  table.row('one article: MB', '<= 4', megabytes.toFixed(2), megabytes <= 4);
  table.row('one article: ms of CPU', '<= 150', cpu.toFixed(0), cpu <= 150);
}

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
    await bundleClient('publish-client.ts', client);
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

/** Table of figures and their targets, printed row by row. */
class Table {
  isGood = true;

  heading(title: string): void {
    process.stdout.write(`\n${title}\n`);
  }

  row(name: string, target: string, measured: string, isMet = true): void {
    this.isGood &&= isMet;
    process.stdout.write(`${isMet ? ' ' : '✗'} ${name.padEnd(32)}${target.padEnd(24)}${measured}\n`);
  }
}
