import { describe, expect, it } from 'vitest';
import { EmptyListing } from '../../functions/content/empty-listing.ts';
import { LiveNewsroom } from './live-newsroom.ts';

const article = (title: string): string => `---\ntitle: ${title}\ndate: 2026-01-02\n---\nx\n`;
const KEYS = ['articles/a.md', 'articles/b.md'] as const;
const open = () => LiveNewsroom.open(Object.fromEntries(KEYS.map(key => [key, article(key)])));

describe('a bucket in which no article is left', () => {
  it.each(['sweep', 'full'] as const)('stops a %s, which changes nothing, and says what to do', async kind => {
    const newsroom = await open();
    for (const key of KEYS) await newsroom.remove(key);
    const before = await newsroom.state();
    const run = newsroom.publish({ kind });
    await expect(run).rejects.toThrow(EmptyListing);
    await expect(newsroom.publish({ kind })).rejects.toThrow(
      /^articles\/: there is no article, where there were 2, so nothing is changed; .*\{ "full": true, "allowEmpty": true \}/,
    );
    expect(await newsroom.state()).toEqual(before);
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
