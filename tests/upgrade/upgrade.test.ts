import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { STATE_VERSION } from '../../functions/core/index/state.ts';
import type { NoticeMessage } from '../../functions/core/notices/notice-message.ts';
import { createHandler } from '../../functions/lambda/handler.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore, StoredObject } from '../../functions/stores/object-store.ts';
import { invoke } from '../lambda/invocation.ts';

/** An object as `write-state.ts` writes it: bytes in Base64. */
type WrittenObject = Omit<StoredObject, 'bytes'> & { readonly bytes: string };

interface Deployed {
  readonly now: number;
  readonly content: readonly WrittenObject[];
  readonly feeds: readonly WrittenObject[];
}

const STATES = readdirSync(import.meta.dirname).filter(name => name.endsWith('.json.br'));
const DAY = 86_400_000;

async function openStore(objects: readonly WrittenObject[], clock: { now: number }): Promise<ObjectStore> {
  const store = createMemoryStore({}, { now: () => clock.now });
  const then = clock.now;
  for (const { key, bytes, lastModified, etag: _, size: __, ...options } of objects) {
    clock.now = lastModified;
    await store.put(key, Buffer.from(bytes, 'base64'), options);
  }
  clock.now = then;
  return store;
}

/** The newsroom of a fixture, with the function as it is now. */
async function deploy(name: string) {
  const text = brotliDecompressSync(readFileSync(join(import.meta.dirname, name))).toString();
  const deployed: Deployed = JSON.parse(text);
  const clock = { now: deployed.now + DAY / 24 };
  const [content, feeds] = await Promise.all([openStore(deployed.content, clock), openStore(deployed.feeds, clock)]);
  const sent: NoticeMessage[] = [];
  const pings: string[] = [];
  const handler = createHandler({
    content,
    feeds,
    now: () => clock.now,
    editorsTopic: { publish: async message => void sent.push(message) },
    queue: { send: async message => void pings.push(message) },
  });
  return { clock, content, feeds, handler, sent, pings };
}

async function filesUnder(prefix: string, store: ObjectStore): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for await (const { key } of store.list(prefix))
    files.set(key.slice(prefix.length), Buffer.from((await store.get(key))?.bytes ?? []).toString('latin1'));
  return files;
}

/** Folders of the page of a bundle, in versions that called it as its file is, and since. */
const BUNDLE = ['index-1c64a0a6', 'lu-1c64a0a6'] as const;

/** Returns a text with the address of the bundle as it is since. */
function asNamed(text: string): string {
  return text.replaceAll(`articles/${BUNDLE[0]}/`, `articles/${BUNDLE[1]}/`);
}

const isFeed = (path: string): boolean => /(?:^|\/)(?:rss\.xml|atom\.xml|feed\.json)$/.test(path);

describe.each(STATES)('an upgrade from %s', name => {
  it('is of a state that this version can not read', () => {
    expect(Number(/^state-(\d+)\./.exec(name)?.[1])).toBeLessThan(STATE_VERSION);
  });

  it('keeps feeds as they are to the byte, with all ids, addresses and withdrawals', async () => {
    const { feeds, handler } = await deploy(name);
    const before = await filesUnder('public/', feeds);
    const { answer } = await invoke(handler, { sweep: true });
    expect(answer).toMatchObject({ complete: true });
    const after = await filesUnder('public/', feeds);
    // The media of a bundle move with its page, whose older address leads on.
    const paths = [...before.keys()].map(path => (path.endsWith('.html') ? path : asNamed(path)));
    expect([...after.keys()].sort()).toEqual(expect.arrayContaining(paths.sort()));
    expect(after.get(`articles/${BUNDLE[0]}/index.html`)).toContain(`/articles/${BUNDLE[1]}/`);
    const feedsOf = (files: ReadonlyMap<string, string>) =>
      Object.fromEntries([...files].filter(([path]) => isFeed(path) && before.has(path)));
    expect(Object.keys(feedsOf(before)).length).toBeGreaterThan(9);
    const named = Object.entries(feedsOf(before)).map(([path, text]) => [path, asNamed(text)]);
    expect(feedsOf(after)).toEqual(Object.fromEntries(named));
    expect(after.get('atom.xml')).toContain('<at:deleted-entry ref="tag:bao.example,2018:articles/rut"');
    expect(after.get('bai-cu/index.html')).toBe(before.get('bai-cu/index.html'));
  });

  it('tells editors nothing that they were told, and what they were not', async () => {
    const { clock, handler, sent } = await deploy(name);
    await invoke(handler, { sweep: true });
    clock.now += DAY / 24;
    await invoke(handler, { sweep: true });
    const told = sent.flatMap(({ document }) => document.notices.map(({ kind, path }) => [kind, path]));
    expect(told).toEqual([['rejected', 'articles/chua-bao.md']]);
  });

  it('asks no hub for feeds that are as they were', async () => {
    const { feeds, handler, pings } = await deploy(name);
    const before = [...(await filesUnder('public/', feeds))].filter(([path]) => isFeed(path));
    await invoke(handler, { sweep: true });
    const topics = [...pings.join().matchAll(/"path":"(.*?)"/g)].map(([, path = '']) => path);
    // Those that name the page of a bundle tell its new address.
    const others = before.flatMap(([path, text]) => (asNamed(text) === text || path.includes('archives/') ? [] : path));
    expect(topics.sort()).toEqual(others.sort());
    expect(others.length).toBeLessThan(before.length / 2);
  });

  it('leaves nothing of the older state, and publishes as ever', async () => {
    const { clock, content, feeds, handler } = await deploy(name);
    await invoke(handler, { sweep: true });
    clock.now += DAY;
    await content.put('articles/moi.md', Buffer.from('---\ntitle: Mới\ndate: 2026-11-21\n---\nLời.\n'));
    const { answer } = await invoke(handler, { sweep: true });
    expect(answer).toMatchObject({ complete: true, read: 1 });
    expect((await filesUnder('public/', feeds)).get('rss.xml')).toContain('articles/moi-');
    for (const text of (await filesUnder('state/', feeds)).values())
      expect(text).toMatch(new RegExp(`^bantin \\w+ ${STATE_VERSION} `));
  });
});
