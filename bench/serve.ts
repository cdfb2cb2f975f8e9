import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { categoryName, writeCorpus } from './corpus.ts';
import { writeHugoSite } from './hugo-site.ts';
import { peakMemory } from './machine.ts';
import { median } from './measure.ts';

const BANTIN = resolve(import.meta.dirname, '../dist/bantin.js');
/** Milliseconds between a save that was seen and the next, as long as the sweep takes, or less. */
const PAUSES = [200, 1500, 3000];

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '10000,100000' },
    saves: { type: 'string', default: '12' },
    bantin: { type: 'string', default: BANTIN },
    hugo: { type: 'string', default: 'hugo' },
  },
});

type Save = (path: string, text: string) => void;

/** Ways in which editors save. */
const SAVES: Readonly<Record<string, Save>> = {
  'written over': writeFileSync,
  'renamed into place': (path, text) => {
    writeFileSync(`${path}.tmp`, text);
    renameSync(`${path}.tmp`, path);
  },
  'written in two parts': (path, text) => {
    writeFileSync(path, text.slice(0, text.length / 2));
    appendFileSync(path, text.slice(text.length / 2));
  },
};

/** A server of one newsroom, and the feed of its first category there. */
interface Preview {
  readonly name: string;
  readonly server: ChildProcess;
  /** Resolves once it serves. */
  readonly feed: Promise<string>;
  /** Pages load again by themselves. */
  readonly reloads?: true;
}

const hasHugo = spawnSync(values.hugo, ['version']).status === 0;
print(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`);
print(
  'From the moment that a file is saved to the moment that the feed of its category (Hugo: of all) shows the title.',
);
for (const articles of values.articles.split(',').map(Number)) {
  for (const permalink of [true, false]) await measure(articles, permalink, serveBantin);
  if (hasHugo) await measure(articles, true, serveHugo);
}

async function measure(articles: number, permalink: boolean, serve: (content: string) => Preview): Promise<void> {
  const content = mkdtempSync(join(tmpdir(), 'bantin-bench-'));
  writeCorpus({ directory: content, articles, permalink });
  const started = performance.now();
  const { name, server, feed, reloads } = serve(content);
  try {
    const url = await feed;
    const seconds = (performance.now() - started) / 1000;
    print(`\n${name}, ${articles.toLocaleString('en-US')} articles, ${permalink ? 'permalinks' : 'reading pages'}`);
    print(`  served after ${seconds.toFixed(1)} s, with at most ${peakMemory(server.pid).toFixed(0)} MB until then`);
    for (const [way, save] of Object.entries(SAVES)) await measureSaves(content, way, save, showingIn(url));
    if (reloads)
      await measureSaves(content, 'open page, loaded again', writeFileSync, await openPage(new URL('.', url)));
    print(`  at most ${peakMemory(server.pid).toFixed(0)} MB in all`);
  } finally {
    server.kill();
    rmSync(content, { recursive: true, force: true });
  }
}

/** Resolves once a title is shown, from the moment of the call on. */
type Shown = (title: string) => Promise<void>;

/** Asks for a feed until it shows the title. */
function showingIn(feed: string): Shown {
  return async title => {
    while (!(await (await fetch(feed)).text()).includes(`<title>${title}<`)) await pause(5);
  };
}

/** Waits as the script in an open page does, and loads the page as a browser does, until that shows the title. */
async function openPage(page: URL): Promise<Shown> {
  const { body } = await fetch(new URL('/.bantin/changes', page));
  const changes = body?.getReader();
  return async title => {
    for (let text = ''; !text.includes(title); text = await load(page)) await changes?.read();
  };
}

/** Returns a page as a browser gets it. */
function load(page: URL): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { agent: false, headers: { 'sec-fetch-dest': 'document' } };
    get(page, options, response => resolve(textOf(response))).on('error', reject);
  });
}

async function measureSaves(content: string, name: string, save: Save, shown: Shown): Promise<void> {
  const times: number[] = [];
  const path = join(content, 'articles/2026/11/bai-0.md');
  const before = readFileSync(path, 'utf8');
  for (let at = 0; at < Number(values.saves); at++) {
    const title = `${name} ${at}`;
    await pause(PAUSES[at % PAUSES.length]);
    const text = before
      .replace(/^title: .*/m, `title: "${title}"`)
      .replace(/^categories: .*/m, `categories: ["${categoryName(0)}"]`);
    const saved = performance.now();
    save(path, text);
    await shown(title);
    times.push((performance.now() - saved) / 1000);
  }
  const [middle, worst] = [median(times), Math.max(...times)];
  print(`  ${name.padEnd(24)}${middle.toFixed(2)} s (median of ${times.length}), at most ${worst.toFixed(2)} s`);
}

function serveBantin(content: string): Preview {
  const server = spawn(process.execPath, [values.bantin, 'serve', content, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const feed = found(server, /Open (\S+)/).then(url => `${url}chuyen-muc-1/rss.xml`);
  return { name: 'bantin serve', server, feed, reloads: true };
}

/** Serves the same feeds by Hugo, and no pages. */
function serveHugo(content: string): Preview {
  const site = join(content, 'hugo');
  writeHugoSite(site, join(content, 'articles'));
  // In its fast mode it renders what was last looked at alone, and no feed.
  const options = ['--bind', '127.0.0.1', '--disableLiveReload', '--disableFastRender'];
  const server = spawn(values.hugo, ['server', '--source', site, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // It renders the feed of a category anew only where the category's own articles were there before.
  const feed = found(server, /available at (\S+)/).then(url => `${url}rss.xml`);
  return { name: 'hugo server', server, feed };
}

/** Returns what an expression finds in what a server says, once it says it. */
function found({ stdout }: ChildProcess, expression: RegExp): Promise<string> {
  let text = '';
  return new Promise(resolve => {
    stdout?.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      const [, match] = expression.exec(text) ?? [];
      if (match !== undefined) resolve(match);
    });
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
