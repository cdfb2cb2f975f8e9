import { describe, expect, it } from 'vitest';
import type { State } from '../../functions/core/index/state.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const MINUTE = HOUR / 60;
const DUE = { kind: 'due' } as const;
const iso = (instant: number) => new Date(instant).toISOString();
const story = (title: string, hoursAgo: number, ...fields: readonly string[]) =>
  article(
    [`title: ${title}`, `date: ${iso(NOW - hoursAgo * HOUR)}`, 'category: Đời sống', ...fields].join('\n'),
    `Lời của ${title}.`,
  );

/** Changes the state as another run would have left it. */
async function leave(newsroom: LiveNewsroom, change: (state: State) => State): Promise<void> {
  const store = new StateStore(createPrefixedStore(newsroom.feeds, 'state/'));
  const { state, etag } = await store.load();
  if (!state) throw new Error('there is no state');
  await store.commit(change(state), etag);
}

/** Expects that nothing is due, which one request tells. */
async function expectQuiet(newsroom: LiveNewsroom): Promise<void> {
  const { complete, requests } = await newsroom.publish(DUE);
  expect([complete, requests]).toEqual([true, ['GET state/state.br']]);
}

describe('a run of what is due', () => {
  it.each([
    ['an article', {}, ['articles/x.md', story('X', -3)]],
    ['a correction', {}, ['articles/x.md', story('X', 60, `updated: ${iso(NOW + 3 * HOUR)}`)]],
    ['an expiry', {}, ['articles/x.md', story('X', 60, `expiryDate: ${iso(NOW + 3 * HOUR)}`)]],
    ['two days of the news sitemap', {}, ['articles/x.md', story('X', 45)]],
    ['the hours of a feed', { site: siteYaml('entries: 1', 'minimumHours: 10') }, ['articles/x.md', story('X', 7)], 1],
    [
      'the hours of the feed of a tag',
      { site: siteYaml('entries: 1', 'minimumHours: 10', 'feeds: { tags: { minimum: 1 } }') },
      ['articles/x.md', story('X', 7, 'tags: [Chợ]')],
      1,
    ],
  ] as const)(
    'publishes at its instant and not before: %s',
    async (_, options, [key, text], hoursAgo: number = 100) => {
      const others = { 'articles/a.md': story('A', hoursAgo, 'tags: [Chợ]'), 'articles/b.md': story('B', 101) };
      const newsroom = await LiveNewsroom.open({ ...others, [key]: text }, options);
      newsroom.now = NOW + 3 * HOUR - 1;
      await expectQuiet(newsroom);
      expect(await newsroom.files()).toEqual(await newsroom.scratch());
      newsroom.now += 1;
      const { changed, requests } = await newsroom.publish(DUE);
      expect(changed).not.toEqual([]);
      expect(requests.filter(request => request.startsWith('LIST'))).toEqual([]);
      expect(await newsroom.files()).toEqual(await newsroom.scratch());
      await expectQuiet(newsroom);
    },
  );

  it('knows when the feed of a tag shows less, which no article touched since', async () => {
    const site = siteYaml('entries: 1', 'minimumHours: 10', 'feeds: { tags: { minimum: 1 } }');
    const own = (title: string, hoursAgo: number) =>
      article(`title: ${title}\ndate: ${iso(NOW - hoursAgo * HOUR)}\ntags: [Chợ]\nmain: false`);
    const newsroom = await LiveNewsroom.open({ 'articles/x.md': own('X', 7), 'articles/y.md': own('Y', 1) }, { site });
    await newsroom.changes(await newsroom.write('articles/a.md', story('A', 100)));
    newsroom.now = NOW + 3 * HOUR - 1;
    await expectQuiet(newsroom);
    newsroom.now += 1;
    expect((await newsroom.publish(DUE)).changed).toContain('tags/cho/rss.xml');
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('finds nothing due before anything changes, whatever an article without a date to come does', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': story('A', 100) });
    expect((await newsroom.state()).nextDue).toBeNull();
    newsroom.now += 10_000 * HOUR;
    await expectQuiet(newsroom);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('finishes what a run left that died, once it can’t be at work any more', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': story('A', 100) });
    await newsroom.feeds.delete('public/rss.xml');
    const pending = { run: 'dead', since: NOW, paths: ['rss.xml'], keys: [] };
    await leave(newsroom, state => ({ ...state, pending: [pending] }));
    newsroom.now += 15 * MINUTE;
    await expectQuiet(newsroom);
    newsroom.now += 1;
    expect((await newsroom.publish(DUE)).changed).toContain('rss.xml');
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    await expectQuiet(newsroom);
  });

  it('sends notices that a run left that died', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': story('A', 100) });
    const notice = { kind: 'mended', path: 'articles/a.md', version: 'x', problems: [] } as const;
    const batch = { run: 'dead', since: NOW, notices: [notice], more: 0 };
    await leave(newsroom, state => ({ ...state, outbox: [batch] }));
    const sent: number[] = [];
    const editors = { lateAfter: HOUR, send: async () => sent.push(newsroom.now) > 0 };
    newsroom.now += 15 * MINUTE;
    await newsroom.publish(DUE, { editors });
    newsroom.now += 1;
    await newsroom.publish(DUE);
    expect(sent).toEqual([]);
    await newsroom.publish(DUE, { editors });
    expect([sent, (await newsroom.state()).outbox]).toEqual([[newsroom.now], undefined]);
  });

  it('goes on with a rebuild that stopped, and leaves one that is under way to its run', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': story('A', 100) });
    await leave(newsroom, state => ({ ...state, rebuilding: { other: NOW } }));
    await expectQuiet(newsroom);
    await leave(newsroom, state => ({ ...state, revision: 'older' }));
    expect(await newsroom.publish(DUE)).toMatchObject({ complete: false, requests: ['GET state/state.br'] });
    await leave(newsroom, state => ({ ...state, rebuilding: { other: 0 } }));
    expect(await newsroom.publish(DUE)).toMatchObject({ complete: true, read: 1 });
    expect(await newsroom.state()).toMatchObject({ rebuilding: {}, revision: 'tested', by: 'due' });
    await expectQuiet(newsroom);
  });

  it('begins a rebuild where there is no state, unless another run may have begun one', async () => {
    const newsroom = new LiveNewsroom({ 'articles/a.md': story('A', 100) });
    const store = new StateStore(createPrefixedStore(newsroom.feeds, 'state/'));
    const suspects = { runs: { other: { since: NOW, keys: {} } }, failures: {}, marks: {} };
    await store.suspects.write(suspects, undefined);
    newsroom.now += 15 * MINUTE;
    expect(await newsroom.publish(DUE)).toMatchObject({ complete: false, read: 0 });
    newsroom.now += 1;
    expect(await newsroom.publish(DUE)).toMatchObject({ complete: true, read: 1 });
  });

  it('looks again where the clock went back, or the state does not tell', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': story('A', 47), 'articles/b.md': story('B', 100) });
    newsroom.now = NOW + 2 * HOUR;
    await newsroom.publish(DUE);
    newsroom.now = NOW + MINUTE;
    await newsroom.publish(DUE);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    await leave(newsroom, ({ nextDue: _, ...state }) => state);
    await newsroom.publish(DUE);
    expect((await newsroom.state()).nextDue).toBe(NOW + HOUR);
  });
});
