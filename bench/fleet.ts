// Rebuilds a corpus by one run and by a fleet, each in a process of its own, and compares what they take of the
// processor: `npm run bench:fleet -- --articles 100000`. The functions of the fleet share one process, so what it takes
// to start them is not counted.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createHandler, type Handler } from '../functions/lambda/handler.ts';
import { createDirectoryStore } from '../functions/stores/directory-store.ts';
import { fleetDefinition } from '../lib/constructs/publisher/fleet-definition.ts';
import { execute } from '../tests/fleet/state-machine.ts';
import { CORPUS_NOW, writeCorpus } from './corpus.ts';

/** Resources that a rebuild took. */
interface Taken {
  /** Seconds of CPU. */
  readonly cpu: number;
  readonly megabytes: number;
  readonly calls: number;
}

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '10000' },
    /** Containers of the function, each of which keeps what it has read of the fleet. */
    functions: { type: 'string', default: '20' },
    pages: { type: 'boolean', default: false },
    /** Does one of the two, in a folder that has the content. */
    only: { type: 'string' },
    folder: { type: 'string' },
  },
});

if (values.only === undefined) compare();
else process.stderr.write(JSON.stringify(await rebuild(values.folder ?? '', values.only === 'fleet')));

function compare(): void {
  const folder = mkdtempSync(join(tmpdir(), 'bantin-fleet-'));
  try {
    const articles = Number(values.articles);
    writeCorpus({ directory: join(folder, 'content'), articles, permalink: !values.pages });
    const [single, fleet] = [take(folder, 'single'), take(folder, 'fleet')];
    for (const [name, { cpu, megabytes, calls }] of Object.entries({ 'one run': single, 'a fleet': fleet }))
      process.stdout.write(`${name.padEnd(9)} ${cpu.toFixed(1)} s CPU, ${megabytes.toFixed(0)} MB, ${calls} calls\n`);
    process.stdout.write(`ratio     ${(fleet.cpu / single.cpu).toFixed(2)}\n`);
    execFileSync('diff', ['-r', join(folder, 'single/public'), join(folder, 'fleet/public')]);
    process.stdout.write('the same bytes\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function take(folder: string, only: string): Taken {
  const own = values.pages ? ['--pages'] : [];
  const more = ['--articles', values.articles, '--functions', values.functions, ...own];
  const args = [...process.execArgv, process.argv[1] ?? '', '--only', only, '--folder', folder, ...more];
  const script = [process.execPath, ...args].map(arg => `'${arg}'`).join(' ');
  // Logs go to standard output; the report, which comes last, does not.
  const said = execFileSync('sh', ['-c', `${script} 2>&1 >/dev/null`], { encoding: 'utf8', maxBuffer: 1e9 });
  return JSON.parse(said.slice(said.lastIndexOf('{"cpu"')));
}

async function rebuild(folder: string, isFleet: boolean): Promise<Taken> {
  const content = createDirectoryStore(join(folder, 'content'));
  const feeds = createDirectoryStore(join(folder, isFleet ? 'fleet' : 'single'));
  const handlers = Array.from({ length: isFleet ? Number(values.functions) : 1 }, () =>
    createHandler({ content, feeds, now: () => CORPUS_NOW }),
  );
  let calls = 0;
  let listing = 0;
  const call = async (event: unknown): Promise<unknown> => {
    const handler: Handler | undefined = handlers[calls++ % handlers.length];
    return JSON.parse(JSON.stringify(await handler?.(event, { getRemainingTimeInMillis: () => 1e9 })));
  };
  const before = process.cpuUsage();
  if (!isFleet) await call({ full: true });
  else
    await execute(
      definition(),
      {},
      {
        name: 'bench',
        invoke: (_, event) => call(event),
        wait: () => undefined,
        // Step Functions lists, so that is no function's time.
        list: async (_, prefix) => {
          const start = process.cpuUsage();
          const items: unknown[] = [];
          for await (const { key, etag, size, lastModified } of content.list(prefix))
            items.push({ Key: key, Etag: etag, Size: size, LastModified: Math.floor(lastModified / 1000) });
          const { user, system } = process.cpuUsage(start);
          listing = user + system;
          return items;
        },
      },
    );
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system - listing) / 1e6, megabytes: process.resourceUsage().maxRSS / 1024, calls };
}

function definition(): Readonly<Record<string, unknown>> {
  const names = { contentBucket: 'content', prefix: 'articles/', worker: 'worker', publisher: 'publisher' };
  const results = { resultBucket: 'feeds', resultPrefix: 'state/fleet/map-runs' };
  return { ...fleetDefinition({ ...names, ...results, concurrency: 4, timeout: 300 }) };
}
