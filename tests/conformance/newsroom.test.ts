import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { readSite } from '../../functions/content/read-site.ts';
import { createDirectoryStore } from '../../functions/stores/directory-store.ts';
import { checkFile, checkFiles } from './check-file.ts';
import { publishedBy } from './published.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');

describe('what is published of the newsroom of the tests', () => {
  it('breaks no rule of any format, and goes against no recommendation', async () => {
    const content = createDirectoryStore(join(import.meta.dirname, '../newsroom'));
    const { site } = await readSite(content);
    if (!site) throw new Error('site.yaml is invalid');
    const { files } = await publishedBy(await build({ content, site, now: NOW }));
    expect(checkFiles(files, { site, now: NOW })).toEqual([]);
    const checked = [...files].filter(([path, body]) => checkFile(path, body, { site, now: NOW }) !== undefined);
    expect(checked.length).toBeGreaterThan(30);
  });
});
