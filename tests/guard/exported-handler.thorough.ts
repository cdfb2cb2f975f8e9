import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchOf, bridged, SITE_YAML } from '../lambda/invocation.ts';
import { type S3Server, startS3Server, writeObject } from '../stores/s3-server.ts';
import type { S3Object } from '../stores/s3-server-object.ts';
import { bundle, type Called } from './bundled-function.ts';

/** Sources that ended a run, or held it up for minutes, before their work was bounded. */
const WORST: Readonly<Record<string, string>> = {
  'a definition with many references': `[a]: https://a.example/${'x'.repeat(20_000)}\n\n${'[a]'.repeat(40_000)}`,
  'more of them': `[a]: https://a.example/${'x'.repeat(20_000)}\n\n${'[a]'.repeat(80_000)}`,
  'an address of stray signs': `[x](https://a.example/?${'&'.repeat(100_000)}#${'#'.repeat(100_000)})`,
  'a srcset of commas': `<img srcset="a${','.repeat(200_000)}x">`,
  marks: `a${'\u0345\u0338'.repeat(100_000)}`,
  'towers of marks': `a${'\u0301'.repeat(319)}`.repeat(6400),
  'a host of letters that compose': `<https://${'e\u0301'.repeat(100_000)}/>`,
  'addresses that run into each other': '~https://a.example/'.repeat(20_000),
  'open brackets': '['.repeat(4_000_000),
  'comments that never end': '<!--\n\n'.repeat(700_000),
  'columns and rows': `${'a|'.repeat(40_000)}\n${'-|'.repeat(40_000)}\n${'x\n'.repeat(100_000)}`,
};

let s3: S3Server;
let content: Map<string, S3Object>;
let feeds: Map<string, S3Object>;
let directory: string;
let address: string;

beforeAll(async () => {
  s3 = await startS3Server();
  content = s3.createBucket('news-content');
  feeds = s3.createBucket('news-feeds');
  directory = mkdtempSync(join(tmpdir(), 'bantin-'));
  address = await bundle('functions/lambda/handler.ts', join(directory, 'index.mjs'));
});

afterAll(async () => {
  await s3.close();
  rmSync(directory, { recursive: true });
});

function put(key: string, text: string): void {
  content.set(key, { ...writeObject(Buffer.from(text)), lastModified: Date.now() - 60_000 });
}

function article(title: string, text: string): string {
  return `---\ntitle: ${title}\ndate: 2026-11-20\ncategory: Chợ\n---\n${text}\n`;
}

/** Calls the exported handler in a new process, as Lambda starts one. The server of S3 goes on here meanwhile. */
function call(event: unknown): Promise<Called> {
  const context = '{ getRemainingTimeInMillis: () => 300000 }';
  const script = `const { handler } = await import(${JSON.stringify(address)});
    console.log(JSON.stringify(await handler(JSON.parse(process.argv[1]), ${context})));`;
  const args = ['--max-old-space-size=900', '--input-type=module', '-e', script, JSON.stringify(event)];
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      AWS_ENDPOINT_URL_S3: s3.endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      CONTENT_BUCKET: 'news-content',
      FEEDS_BUCKET: 'news-feeds',
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (output += data));
  return new Promise(resolve => {
    child.once('close', status => resolve({ isAlive: status === 0, output }));
  });
}

function titles(): readonly string[] {
  const feed: { items: readonly { title: string }[] } = JSON.parse(
    Buffer.from(feeds.get('public/feed.json')?.bytes ?? []).toString() || '{"items":[]}',
  );
  return feed.items.map(({ title }) => title);
}

describe('the exported handler on S3, with a heap of 900 MB', () => {
  it('publishes all others beside the worst sources known, lets go of what is deleted, and names what it ' +
    'rejects', async () => {
    put('site.yaml', `${SITE_YAML}entries: 50\n`);
    put('articles/out.md', article('Sẽ gỡ', 'Một câu.'));
    for (let at = 0; at < 20; at++) put(`articles/${at}.md`, article(`Bài ${at}`, 'Một câu.'));
    expect(await call({ full: true })).toMatchObject({ isAlive: true });
    expect(titles()).toContain('Sẽ gỡ');

    const keys = Object.keys(WORST).map((_, at) => `articles/worst-${at}.md`);
    for (const [at, text] of Object.values(WORST).entries()) put(keys[at] ?? '', article(`Tệ ${at}`, text));
    put('articles/good.md', article('Mới', 'Một câu.'));
    content.delete('articles/out.md');
    const messages = ['articles/good.md', ...keys].map(key => bridged(key));
    const batch = await call(batchOf(...messages, bridged('articles/out.md', 'Object Deleted')));
    expect(batch).toMatchObject({ isAlive: true });
    expect(batch.output).toContain('"batchItemFailures":[]');
    expect(titles()).toContain('Mới');
    expect(titles()).toContain('Bài 7');
    expect(titles()).not.toContain('Sẽ gỡ');
    // Each is out, or a problem says why not; and what decides is the same in every run.
    const fates = keys.map((key, at) => [key, titles().includes(`Tệ ${at}`)] as const);
    for (const [key, isOut] of fates) if (!isOut) expect(batch.output).toContain(key);
    expect(await call({ full: true })).toMatchObject({ isAlive: true });
    expect(keys.map((key, at) => [key, titles().includes(`Tệ ${at}`)])).toEqual(fates);
    expect(await call({ sweep: true })).toMatchObject({ isAlive: true });
  }, 300_000);
});
