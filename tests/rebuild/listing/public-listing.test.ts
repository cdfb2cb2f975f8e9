import { describe, expect, it } from 'vitest';
import { PublicListing } from '../../../functions/rebuild/listing/public-listing.ts';
import { createMemoryStore } from '../../../functions/stores/memory-store.ts';
import type { ObjectStore } from '../../../functions/stores/object-store.ts';

const COUNT = 2345;

/** A store whose ETags are those of S3: of every tenth object, one that was put in parts. */
async function filled(): Promise<ObjectStore> {
  const store = createMemoryStore();
  for (let at = 0; at < COUNT; at++) await store.put(`articles/${at}/index.html`, Buffer.from(`${at}`));
  return {
    ...store,
    async *list() {
      let at = 0;
      for await (const summary of store.list())
        yield at++ % 10 === 0 ? { ...summary, etag: summary.etag.replace(/"$/, '-2"') } : summary;
    },
  };
}

describe('the files that a listing tells of', () => {
  it('have the ETags that it gave, whatever they look like, and come in its order', async () => {
    const store = await filled();
    const files = await PublicListing.list(store);
    const listed: (readonly [string, string])[] = [];
    for await (const { key, etag } of store.list()) listed.push([key, etag]);
    expect([...files.paths()]).toEqual(listed.map(([path]) => path));
    expect(listed.map(([path]) => [path, files.get(path)])).toEqual(listed);
    expect(listed.some(([, etag]) => etag.endsWith('-2"'))).toBe(true);
    expect([files.has('articles/7/index.html'), files.has('articles/7')]).toEqual([true, false]);
    expect(files.get('articles/7')).toBeUndefined();
  });
});
