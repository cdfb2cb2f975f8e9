import { describe, expect, it } from 'vitest';
import { EmptyListing } from '../../functions/content/empty-listing.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { LiveNewsroom } from './live-newsroom.ts';

const article = (title: string): string => `---\ntitle: ${title}\ndate: 2026-01-02\n---\nx\n`;
const KEYS = ['articles/a.md', 'articles/b.md'] as const;
const open = () => LiveNewsroom.open(Object.fromEntries(KEYS.map(key => [key, article(key)])));

async function keysIn(store: ObjectStore): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list()) keys.push(key);
  return keys;
}

describe('a bucket in which no article is left', () => {
  it.each(['sweep', 'full'] as const)('stops a %s, which changes nothing, and says what to do', async kind => {
    const newsroom = await open();
    for (const key of KEYS) await newsroom.remove(key);
    const before = await newsroom.state();
    const run = newsroom.publish({ kind });
    await expect(run).rejects.toThrow(EmptyListing);
    const problem = '^articles/: there is no article, where there were 2, so nothing is changed;';
    const remedy = String.raw`\{ "full": true, "allowEmpty": true \}`;
    await expect(newsroom.publish({ kind })).rejects.toThrow(new RegExp(`${problem} .*${remedy}`));
    expect(await newsroom.state()).toEqual(before);
  });

  it.each(['sweep', 'full'] as const)('stops a %s that has lost its state, too', async kind => {
    const newsroom = await open();
    for (const key of KEYS) await newsroom.remove(key);
    await newsroom.feeds.delete('state/state.br');
    const before = await newsroom.files();
    await expect(newsroom.publish({ kind })).rejects.toThrow('where there were 2');
    expect(await newsroom.files()).toEqual(before);
  });

  it('leaves no sign of a run that died', async () => {
    const newsroom = await open();
    for (const key of KEYS) await newsroom.remove(key);
    const before = await keysIn(newsroom.feeds);
    await expect(newsroom.publish({ kind: 'full' })).rejects.toThrow(EmptyListing);
    expect(await keysIn(newsroom.feeds)).toEqual(before);
  });

  it('is emptied where that is allowed, and asks no more', async () => {
    const newsroom = await open();
    for (const key of KEYS) await newsroom.remove(key);
    const ran = await newsroom.publish({ kind: 'full', allowEmpty: true });
    expect(ran.changed).toContain('rss.xml');
    expect((await newsroom.state()).counts.published).toBe(0);
    await newsroom.publish({ kind: 'sweep' });
  });

  it('is emptied by events that tell of each article', async () => {
    const newsroom = await open();
    for (const key of KEYS) {
      await newsroom.remove(key);
      await newsroom.publish({ kind: 'changes', keys: [key] });
    }
    expect((await newsroom.state()).counts.published).toBe(0);
    await newsroom.publish({ kind: 'sweep' });
  });
});

describe('what stands in the bucket and can not be asked for', () => {
  it('is reported and counted by every run that lists the bucket', async () => {
    const skipped = new Map([
      ['articles//a.md', "can't be named so"],
      ['/articles/b.md', "can't be named so"],
      ['logs//x', "can't be named so"],
    ]);
    const newsroom = await open();
    const content: ObjectStore = {
      ...newsroom.content,
      list: (prefix, options) => {
        for (const [path, reason] of skipped) options?.onSkipped?.(path, reason);
        return newsroom.content.list(prefix, options);
      },
    };
    for (const kind of ['full', 'sweep'] as const) {
      const ran = await newsroom.publish({ kind }, { content });
      expect(ran.problems.map(({ path }) => path)).toEqual(['articles//a.md', '/articles/b.md']);
      expect([ran.rejected, ran.rejectedSources]).toEqual([2, 2]);
      skipped.delete('logs//x');
    }
    skipped.clear();
    expect(await newsroom.publish({ kind: 'sweep' }, { content })).toMatchObject({ rejectedSources: 0, problems: [] });
  });
});
