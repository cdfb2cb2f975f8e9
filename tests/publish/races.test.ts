import { describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom, noted } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const story = (title: string, hoursAgo: number, category = 'Đời sống') =>
  article(`title: ${title}\ndate: ${new Date(NOW - hoursAgo * HOUR).toISOString()}\ncategory: ${category}`);
const CONTENT = { 'articles/a.md': story('A', 9), 'articles/b.md': story('B', 8, 'Tư pháp') };
const STATE = 'PUT state/state.br';

/** The feeds bucket as one run sees it: before its nth request of a kind something happens. */
function interrupted(store: ObjectStore, wanted: string, nth: number, happens: () => Promise<unknown>): ObjectStore {
  let seen = 0;
  return noted(store, [], async request => {
    if (request === wanted && ++seen === nth) await happens();
  });
}

const crash = async (): Promise<never> => {
  throw new Error('killed');
};

describe('two runs at once', () => {
  it.each([
    ['before the first commits', STATE, 1],
    ['after the first committed, before it wrote', 'PUT public/rss.xml', 1],
    ['before the first says that it is done', STATE, 2],
  ])('lose nothing when the other runs %s', async (_, request, nth) => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    await newsroom.write('articles/c.md', story('C', 2));
    const feeds = interrupted(newsroom.feeds, request, nth, async () => {
      await newsroom.write('articles/d.md', story('D', 1, 'Tư pháp'));
      await newsroom.changes('articles/d.md');
    });
    await newsroom.publish({ kind: 'changes', keys: ['articles/c.md'] }, { feeds });
    expect(await newsroom.titles()).toEqual(['D', 'C', 'B', 'A']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect((await newsroom.state()).pending).toEqual([]);
    expect((await newsroom.sweep()).changed).toEqual([]);
  });

  it('end with what is in the bucket, where both saw one article in another version', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    await newsroom.write('articles/c.md', story('Cũ', 2));
    const feeds = interrupted(newsroom.feeds, STATE, 1, async () => {
      await newsroom.write('articles/c.md', story('Mới', 2, 'Tư pháp'));
      await newsroom.changes('articles/c.md');
    });
    await newsroom.publish({ kind: 'changes', keys: ['articles/c.md'] }, { feeds });
    expect(await newsroom.titles('doi-song')).toEqual(['A']);
    expect(await newsroom.titles('tu-phap')).toEqual(['Mới', 'B']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('are done soon, where each makes everything anew', async () => {
    const newsroom = new LiveNewsroom(CONTENT);
    const requests: string[] = [];
    // Each waits at every request, so that they take turns.
    const feeds = noted(newsroom.feeds, requests, () => new Promise(resolve => setImmediate(resolve)));
    const runs = [1, 2, 3].map(() => newsroom.publish({ kind: 'full' }, { feeds }));
    for (const { published } of await Promise.all(runs)) expect(published).toBe(2);
    // Each once, and one again where it saw the other's.
    expect(requests.filter(request => request === 'PUT public/rss.xml').length).toBeLessThanOrEqual(2 * runs.length);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect((await newsroom.state()).pending).toEqual([]);
  });

  it('take turns as long as they lose, and say so when it never ends', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    await newsroom.write('articles/c.md', story('C', 2));
    let others = 0;
    const feeds = noted(newsroom.feeds, [], async request => {
      if (request !== STATE) return;
      others += 1;
      await newsroom.changes(await newsroom.write('articles/x.md', story(`X${others}`, 1)));
    });
    const run = newsroom.publish({ kind: 'changes', keys: ['articles/c.md'] }, { feeds });
    await expect(run).rejects.toThrow(/state\/state\.br: other runs committed 40 times/);
    expect(others).toBe(40);
  });
});

describe('a run that is killed', () => {
  it.each([
    ['before it commits', STATE, 1],
    ['before it writes', 'PUT public/doi-song/rss.xml', 1],
    ['before it says that it is done', STATE, 2],
  ])('%s leaves what the next sweep mends', async (_, request, nth) => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    await newsroom.write('articles/c.md', story('C', 2));
    await newsroom.remove('articles/b.md');
    const keys = ['articles/b.md', 'articles/c.md'];
    const feeds = interrupted(newsroom.feeds, request, nth, crash);
    await expect(newsroom.publish({ kind: 'changes', keys }, { feeds })).rejects.toThrow('killed');
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    newsroom.now += HOUR;
    await newsroom.sweep();
    expect((await newsroom.state()).pending).toEqual([]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect((await newsroom.sweep()).requests).toEqual(['GET state/state.br']);
  });

  it('has written nothing that its state does not name', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    await newsroom.write('articles/c.md', story('C', 2));
    const requests: string[] = [];
    const feeds = noted(newsroom.feeds, requests);
    await newsroom.publish({ kind: 'changes', keys: ['articles/c.md'] }, { feeds });
    const isWrite = (request: string) => /^(?:PUT|DELETE) public\//.test(request);
    expect(requests.findIndex(isWrite)).toBeGreaterThan(requests.indexOf(STATE));
    expect(requests.findLastIndex(isWrite)).toBeLessThan(requests.lastIndexOf(STATE));
  });

  it('is mended by an event, too, once it can live no longer', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    await newsroom.write('articles/c.md', story('C', 2));
    const feeds = interrupted(newsroom.feeds, 'PUT public/rss.xml', 1, crash);
    await expect(newsroom.publish({ kind: 'changes', keys: ['articles/c.md'] }, { feeds })).rejects.toThrow('killed');
    await newsroom.changes('articles/a.md');
    expect((await newsroom.state()).pending).toHaveLength(1);
    newsroom.now += HOUR;
    await newsroom.changes('articles/a.md');
    expect((await newsroom.state()).pending).toEqual([]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});
