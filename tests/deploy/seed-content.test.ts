import { describe, expect, it } from 'vitest';
import { seedContent } from '../../functions/deploy/seed-content.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';

const CONTENT = {
  'site.yaml': 'title: Báo Sông Mây',
  'articles/2026/cho-phien.md': 'Chợ phiên',
  'articles/tiệm.md': 'Tiệm',
  'media/logo.png': 'png',
  '_data/authors.yml': 'an: An',
  'README.md': 'not for the bucket',
  '_data/other.yml': 'not for the bucket',
  'articles/.DS_Store': 'not for the bucket',
};
const SEEDED = ['_data/authors.yml', 'articles/2026/cho-phien.md', 'articles/tiệm.md', 'media/logo.png', 'site.yaml'];

describe('seeding', () => {
  it('fills an empty bucket with site.yaml, authors, articles and media, as they are', async () => {
    const bucket = createMemoryStore({});
    expect(await seed(bucket)).toBe(5);
    expect(await contentOf(bucket)).toEqual(
      Object.fromEntries(SEEDED.sort().map(key => [key, CONTENT[key as 'site.yaml']])),
    );
  });

  it('puts site.yaml last, so that nothing is published from half a newsroom', async () => {
    const put: string[] = [];
    await seed(watched(createMemoryStore({}), key => put.push(key)));
    expect(put.at(-1)).toBe('site.yaml');
  });

  it.each([
    ['a site of its own', { 'site.yaml': 'title: Báo khác' }],
    ['an article of its own, and no site yet', { 'articles/mine.md': 'x' }],
    ['a file that Bantin does not read', { 'notes.txt': 'x' }],
    ['all of it, but what an editor deleted', { 'site.yaml': 'x', 'articles/tiệm.md': 'x' }],
  ])('leaves a bucket alone that has %s', async (_, content) => {
    const bucket = createMemoryStore(content);
    expect(await seed(bucket)).toBeUndefined();
    expect(await contentOf(bucket)).toEqual(content);
  });

  it('completes what was broken off, and keeps what is there', async () => {
    const bucket = createMemoryStore({ 'articles/tiệm.md': 'changed meanwhile' });
    expect(await seed(bucket)).toBe(4);
    expect(await contentOf(bucket)).toMatchObject({
      'articles/tiệm.md': 'changed meanwhile',
      'site.yaml': CONTENT['site.yaml'],
    });
  });

  it('does not win a race against an editor', async () => {
    const bucket = createMemoryStore({});
    const raced = watched(bucket, async key => {
      if (key === 'media/logo.png') await bucket.put(key, Buffer.from('newer'));
    });
    expect(await seed(raced)).toBe(4);
    expect(await contentOf(bucket)).toMatchObject({ 'media/logo.png': 'newer', 'site.yaml': CONTENT['site.yaml'] });
  });

  it('fails where an object can’t be put', async () => {
    const denied = watched(createMemoryStore({}), () => {
      throw new Error('Access Denied');
    });
    await expect(seed(denied)).rejects.toThrow('Access Denied');
  });
});

function seed(bucket: ObjectStore) {
  return seedContent(createMemoryStore(CONTENT), bucket);
}

/** A store that tells of each put before it is done. */
function watched(store: ObjectStore, beforePut: (key: string) => unknown): ObjectStore {
  return {
    list: (prefix, options) => store.list(prefix, options),
    get: key => store.get(key),
    delete: key => store.delete(key),
    put: async (key, bytes, options) => {
      await beforePut(key);
      return store.put(key, bytes, options);
    },
  };
}

async function contentOf(store: ObjectStore): Promise<Record<string, string>> {
  const content: Record<string, string> = {};
  for await (const { key } of store.list()) content[key] = Buffer.from((await store.get(key))?.bytes ?? []).toString();
  return content;
}
