import { expect, it } from 'vitest';
import { cacheTagOf } from '../../functions/core/files/cache-tag.ts';
import { linkHeader } from '../../functions/core/files/link-header.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { writeFile } from '../../functions/stores/public-files.ts';
import { createS3Store } from '../../functions/stores/s3-store.ts';
import { openS3 } from './open-s3.ts';

const PAGE = 'articles/a-0123abcd/index.html';

it('in S3 each part of a file has the tag that its path says, beside its other metadata', async () => {
  const { client } = await openS3('feeds');
  const feeds = createS3Store({ bucket: 'feeds', client });
  await writeFile(feeds, { path: 'doi-song/atom.xml', body: '<feed/>', metadata: { link: '<https://a.example/>' } });
  const beside = ['index.md', 'chapters.json'].map(name => ({ path: PAGE.replace('index.html', name), body: 'A' }));
  await writeFile(feeds, { path: PAGE, body: '<p>A</p>', metadata: { status: '410' }, beside });
  const link = '<https://a.example/>';
  for (const [path, metadata] of [
    ['doi-song/atom.xml', { link, 'cache-tag': 'file:doi-song/atom.xml' }],
    ['doi-song/atom.xml.br', { link, 'cache-tag': 'file:doi-song/atom.xml' }],
    ['doi-song/atom.xml.gz', { link, 'cache-tag': 'file:doi-song/atom.xml' }],
    [PAGE, { status: '410', 'cache-tag': 'article:a-0123abcd' }],
    ['articles/a-0123abcd/index.md', { 'cache-tag': 'article:a-0123abcd' }],
    ['articles/a-0123abcd/chapters.json', { 'cache-tag': 'article:a-0123abcd' }],
  ] as const)
    expect([path, (await feeds.get(path))?.metadata]).toEqual([path, metadata]);
});

it('fits into the metadata of S3 with the longest links and addresses', async () => {
  const feeds = createMemoryStore();
  const path = `${'a'.repeat(75)}/rss.xml`;
  const { metadata } = linkHeader(['x'.repeat(1900)]);
  expect(metadata?.link).toHaveLength(1900);
  await writeFile(feeds, { path, body: '<rss/>', metadata: { ...metadata, status: '410' } });
  expect(cacheTagOf('a'.repeat(80)).length).toBe(85);
  // The store refuses what S3 would.
  await expect(
    feeds.put(path, Buffer.from(''), { metadata: { ...metadata, status: '410' }, cacheTag: 'x'.repeat(256) }),
  ).rejects.toThrow(/metadata has \d+ bytes/);
});
