import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build } from '../functions/build/build.ts';
import { createArticleReader } from '../functions/core/article/read-article.ts';
import { encodeBody } from '../functions/core/files/encode-body.ts';
import { createMemoryStore } from '../functions/stores/memory-store.ts';
import { NOW, SITE } from './core/samples.ts';

const ROOT = join(import.meta.dirname, 'references');

/**
 * Golden pairs: a source, the article that is read from it, and each format that is made of it. Where they change on
 * purpose, `npx vitest run tests/references.test.ts -u` writes them anew; then read what changed.
 */
describe.each(readdirSync(ROOT))('the reference %s', name => {
  const file = readdirSync(join(ROOT, name)).find(path => path.startsWith('source.')) ?? '';
  const key = `articles/${name}${file.slice('source'.length)}`;
  const bytes = readFileSync(join(ROOT, name, file));
  const lastModified = Date.UTC(2026, 10, 17);

  it('is read as this article', async () => {
    const { article, problems } = createArticleReader(SITE)({ key, bytes, lastModified });
    const dates = article && { published: new Date(article.published), updated: new Date(article.updated) };
    const written = JSON.stringify({ article: { ...article, ...dates }, problems }, undefined, 2);
    await expect(`${written}\n`).toMatchFileSnapshot(join(ROOT, name, 'article.json'));
  });

  it('makes these feeds', async () => {
    const pictures = ['cho', 'den', 'den-2', 'ca'].map(name => [`media/${name}.jpg`, 'x'] as const);
    const content = createMemoryStore(
      { [key]: bytes, 'media/cho.mp3': new Uint8Array(1234), ...Object.fromEntries(pictures) },
      { now: () => lastModified },
    );
    const { files } = await build({ content, site: { ...SITE, authors: [{ name: 'Ban biên tập' }] }, now: NOW });
    for await (const { path, body } of files()) {
      if (!['rss.xml', 'atom.xml', 'feed.json'].includes(path)) continue;
      await expect(Buffer.from(encodeBody(body)).toString()).toMatchFileSnapshot(join(ROOT, name, path));
    }
  });
});
