import { describe, expect, it } from 'vitest';
import { emptyState, STATE_VERSION, type State } from '../../functions/core/index/state.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom } from '../publish/live-newsroom.ts';
import { article } from '../publish/newsroom.ts';

const story = (title: string, hoursAgo: number) =>
  article(`title: ${title}\ndate: ${new Date(NOW - hoursAgo * HOUR).toISOString()}\ncategory: Đời sống`);
const content = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`articles/${at}.md`, story(`${at}`, at)]));
const LIMITS = { perSegment: 4, delta: 3 };

async function keysOf(newsroom: LiveNewsroom, prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of newsroom.feeds.list(prefix)) keys.push(key);
  return keys;
}

async function damage(newsroom: LiveNewsroom, key: string, how: string): Promise<void> {
  const object = await newsroom.feeds.get(key);
  if (!object) throw new Error(`${key} is not there`);
  if (how === 'gone') await newsroom.feeds.delete(key);
  else if (how === 'corrupt')
    await newsroom.feeds.put(
      key,
      object.bytes.map((byte, at) => (at === 99 ? byte ^ 1 : byte)),
    );
  else {
    const text = Buffer.from(object.bytes)
      .toString('latin1')
      .replace(new RegExp(`^(bantin \\w+) ${STATE_VERSION} `), `$1 ${STATE_VERSION + 1} `);
    await newsroom.feeds.put(key, Buffer.from(text, 'latin1'));
  }
}

describe.each(['gone', 'corrupt', 'of a newer version'])('a state that is %s', how => {
  it.each([
    ['an event', { kind: 'changes', keys: ['articles/0.md'] }],
    ['a sweep', { kind: 'sweep' }],
  ] as const)('is made again by %s, and nothing is written over what is right', async (_, work) => {
    const newsroom = await LiveNewsroom.open(content, { limits: LIMITS });
    await newsroom.write('articles/new.md', story('Mới', 0));
    await newsroom.remove('articles/3.md');
    await damage(newsroom, 'state/state.br', how);
    const ran = await newsroom.publish(work);
    expect(ran.complete).toBe(true);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect((await newsroom.sweep()).requests).toEqual(['GET state/state.br']);
  });
});

describe.each(['gone', 'corrupt', 'of a newer version'])('a shard that is %s', how => {
  it('is read anew, whoever misses it', async () => {
    const newsroom = await LiveNewsroom.open(content, { limits: LIMITS });
    const shards = await keysOf(newsroom, 'state/segments/');
    expect(shards.length).toBeGreaterThan(2);
    for (const shard of shards) await damage(newsroom, shard, how);
    await newsroom.changes(await newsroom.remove('articles/0.md'));
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    for (const shard of await keysOf(newsroom, 'state/segments/')) await damage(newsroom, shard, how);
    await newsroom.write('articles/lost.md', story('Lạc', 1));
    expect((await newsroom.sweep()).complete).toBe(true);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('or month, or pack of entries, stops nothing', async () => {
    const newsroom = await LiveNewsroom.open(content, { limits: LIMITS });
    for (const key of await keysOf(newsroom, 'state/'))
      if (/entries|months/.test(key)) await damage(newsroom, key, how);
    await newsroom.changes(await newsroom.write('articles/new.md', story('Mới', 1)));
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});

describe('what is recent', () => {
  it('is folded into the archive, of which nothing is lost or left over', async () => {
    const newsroom = await LiveNewsroom.open(content, { limits: LIMITS });
    for (let at = 0; at < 9; at++) {
      await newsroom.changes(await newsroom.write(`articles/n${at}.md`, story(`N${at}`, 24 * 20 * at)));
      if (at % 3 === 0) await newsroom.changes(await newsroom.remove(`articles/${at}.md`));
    }
    const state = await newsroom.state();
    expect(Object.keys(state.delta).length).toBeLessThanOrEqual(3);
    const named = state.segments.flatMap(({ generation }, at) =>
      generation ? [`state/segments/${at}-${generation}.br`] : [],
    );
    const months = Object.entries(state.months).map(
      ([month, { generation }]) => `state/months/${month}-${generation}.br`,
    );
    expect(await keysOf(newsroom, 'state/segments/')).toEqual(named.sort());
    expect(await keysOf(newsroom, 'state/months/')).toEqual(expect.arrayContaining([months[0]]));
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    // A sweep that finds nothing says that every record is as the bucket is.
    expect((await newsroom.sweep()).requests).toEqual(['GET state/state.br']);
    for (let at = 0; at < 12; at++) await newsroom.remove(`articles/${at}.md`);
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});

describe('garbage', () => {
  it('is dropped by a rebuild once it is old enough to be nobody’s', async () => {
    const newsroom = await LiveNewsroom.open(content, { limits: LIMITS });
    const before = await keysOf(newsroom, 'state/');
    await newsroom.feeds.put('state/segments/0-dead.br', Buffer.from('x'));
    await newsroom.feeds.put('state/months/2026-11-dead.br', Buffer.from('x'));
    await newsroom.feeds.put('state/entries/gone.br', Buffer.from('x'));
    await newsroom.feeds.put('public/stray.html', Buffer.from('x'));
    await newsroom.feeds.put('public/kinh-te/rss.xml', Buffer.from('x'));
    newsroom.now += HOUR;
    await newsroom.publish({ kind: 'full' });
    expect(await keysOf(newsroom, 'state/')).toEqual(expect.arrayContaining(['state/segments/0-dead.br']));
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    newsroom.now += 1;
    await newsroom.publish({ kind: 'full' });
    expect(await keysOf(newsroom, 'state/')).toHaveLength(before.length);
    expect(await keysOf(newsroom, 'state/')).not.toEqual(expect.arrayContaining([expect.stringContaining('dead')]));
  });
});

describe('an update of the state', () => {
  const stateBy = (by: string): State =>
    emptyState({ revision: '', site: { etag: '', text: '', problems: [] }, by }, 1);

  async function open(): Promise<{ readonly own: StateStore; readonly other: StateStore; readonly etag: string }> {
    const store = createMemoryStore();
    const own = new StateStore(store);
    const etag = await own.commit(stateBy('first'), undefined);
    if (etag === undefined) throw new Error('there was nothing that could have won the race');
    return { own, other: new StateStore(store), etag };
  }

  it('is made again of what another run committed meanwhile', async () => {
    const { own, other, etag } = await open();
    const loaded = await own.load();
    await other.commit(stateBy('other'), etag);
    const updated = await own.update(state => state && { ...state, by: `${state.by}, then own` }, loaded);
    expect(updated.state?.by).toBe('other, then own');
    expect((await other.load()).etag).toBe(updated.etag);
  });

  it('that changes nothing writes nothing', async () => {
    const { own, etag } = await open();
    expect((await own.update(() => undefined)).etag).toBe(etag);
  });

  it('gives up where others are always faster', async () => {
    const { own, other } = await open();
    let commits = 0;
    const updating = own.update(async state => {
      const { etag } = await other.load();
      await other.commit(stateBy(`other ${commits++}`), etag);
      return state;
    });
    await expect(updating).rejects.toThrow('state/state.br: other runs committed 40 times');
  });
});
