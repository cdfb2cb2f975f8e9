import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { categoryName, writeCorpus } from './corpus.ts';
import { median, peakMemory } from './measure.ts';

const BANTIN = resolve(import.meta.dirname, '../dist/bantin.js');
/** Milliseconds between a save that was seen and the next, as long as the sweep takes, or less. */
const PAUSES = [200, 1500, 3000];

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '10000,100000' },
    saves: { type: 'string', default: '12' },
    bantin: { type: 'string', default: BANTIN },
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

print(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`);
print('From the moment that a file is saved to the moment that the feed of its category shows the new title.');
for (const articles of values.articles.split(',').map(Number))
  for (const permalink of [true, false]) await measure(articles, permalink);

async function measure(articles: number, permalink: boolean): Promise<void> {
  const content = mkdtempSync(join(tmpdir(), 'bantin-bench-'));
  writeCorpus({ directory: content, articles, permalink });
  const started = performance.now();
  const server = spawn(process.execPath, [values.bantin, 'serve', content, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await addressOf(server);
    const seconds = (performance.now() - started) / 1000;
    print(`\n${articles.toLocaleString('en-US')} articles, ${permalink ? 'permalinks' : 'reading pages'}`);
    print(`  served after ${seconds.toFixed(1)} s, with at most ${peakMemory(server.pid).toFixed(0)} MB until then`);
    for (const [name, save] of Object.entries(SAVES)) await measureSaves(content, url, name, save);
    print(`  at most ${peakMemory(server.pid).toFixed(0)} MB in all`);
  } finally {
    server.kill();
    rmSync(content, { recursive: true, force: true });
  }
}

async function measureSaves(content: string, url: string, name: string, save: Save): Promise<void> {
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
    while (!(await (await fetch(`${url}chuyen-muc-1/rss.xml`)).text()).includes(`<title>${title}<`)) await pause(5);
    times.push((performance.now() - saved) / 1000);
  }
  const [middle, worst] = [median(times), Math.max(...times)];
  print(`  ${name.padEnd(24)}${middle.toFixed(2)} s (median of ${times.length}), at most ${worst.toFixed(2)} s`);
}

/** Returns the address of a preview, once it serves. */
function addressOf({ stdout }: ChildProcess): Promise<string> {
  let text = '';
  return new Promise(found => {
    stdout?.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      const [, url] = /Open (\S+)/.exec(text) ?? [];
      if (url !== undefined) found(url);
    });
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
