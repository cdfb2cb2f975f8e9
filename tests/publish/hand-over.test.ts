import { describe, expect, it } from 'vitest';
import { LEASE_TIME } from '../../functions/core/handover/handover.ts';
import { LIFETIME } from '../../functions/run/clock.ts';
import { StateStore } from '../../functions/state/state-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom, noted, type Ran, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const story = (title: string, hoursAgo: number) =>
  article(`title: ${title}\ndate: ${new Date(NOW - hoursAgo * HOUR).toISOString()}\ncategory: Đời sống`);
const CONTENT = { 'articles/a.md': story('A', 9), 'articles/b.md': story('B', 8) };
const STATE = 'PUT state/state.br';
const INBOX = 'state/inbox/';

async function open(): Promise<LiveNewsroom> {
  return LiveNewsroom.open(CONTENT);
}

async function handoverOf({ feeds }: LiveNewsroom) {
  const store = new StateStore(createPrefixedStore(feeds, 'state/'));
  await store.load();
  return { ...store.manifest.handover, left: (await store.inbox.read(1000)).names.length };
}

/** Publishes articles c, and does something once, just before a request of that run. */
async function whileAtWork(
  newsroom: LiveNewsroom,
  wanted: string,
  nth: number,
  happens: () => Promise<unknown>,
): Promise<readonly string[]> {
  await newsroom.write('articles/c.md', story('C', 2));
  let seen = 0;
  const feeds = noted(newsroom.feeds, [], async request => {
    if (request === wanted && ++seen === nth) await happens();
  });
  return (await newsroom.publish({ kind: 'changes', keys: ['articles/c.md'] }, { feeds })).requests;
}

const killed = async (): Promise<never> => {
  throw new Error('killed');
};

/** A run that is killed does nothing more: not even what it would do about its failure. */
async function dies(newsroom: LiveNewsroom, wanted: string, nth: number, before?: () => Promise<unknown>) {
  let seen = 0;
  let isDead = false;
  const feeds = noted(newsroom.feeds, [], async request => {
    if (request === wanted && ++seen === nth) {
      await before?.();
      isDead = true;
    }
    if (isDead) await killed();
  });
  await newsroom.write('articles/c.md', story('C', 2));
  const run = newsroom.publish({ kind: 'changes', keys: ['articles/c.md'] }, { feeds });
  await expect(run).rejects.toThrow('killed');
}

async function expectAllOut(newsroom: LiveNewsroom, ...titles: readonly string[]): Promise<void> {
  expect(await newsroom.titles()).toEqual(titles);
  expect(await newsroom.files()).toEqual(await newsroom.scratch());
  expect(await handoverOf(newsroom)).toEqual({ left: 0 });
}

describe('a run that finds another at work', () => {
  it('leaves its keys to that one, which publishes them before it ends', async () => {
    const newsroom = await open();
    let left: unknown;
    await whileAtWork(newsroom, 'PUT public/rss.xml', 1, async () => {
      await newsroom.write('articles/d.md', story('D', 1));
      left = await newsroom.changes('articles/d.md');
    });
    expect(left).toMatchObject({ complete: true, handedOver: 1, read: 0, written: 0 });
    await expectAllOut(newsroom, 'D', 'C', 'B', 'A');
    expect((await newsroom.state()).pending).toEqual([]);
  });

  it('costs that one no plan: it takes over the note that the inbox is open', async () => {
    const newsroom = await open();
    const requests = await whileAtWork(newsroom, 'PUT public/rss.xml', 1, async () => {
      await newsroom.changes(await newsroom.write('articles/d.md', story('D', 1)));
    });
    // Two commits for each article, one that met the note, two by which the inbox is closed.
    expect(requests.filter(request => request === STATE)).toHaveLength(7);
    expect(requests.filter(request => request === 'PUT public/rss.xml')).toHaveLength(2);
  });

  it('has its keys taken in with those of all others, in one commit', async () => {
    const newsroom = await open();
    const keys = Array.from({ length: 20 }, (_, at) => `articles/d${at}.md`);
    const requests = await whileAtWork(newsroom, 'PUT public/rss.xml', 1, async () => {
      for (const key of keys) await newsroom.changes(await newsroom.write(key, story(key, 3)));
    });
    expect(requests.filter(request => request === 'PUT public/rss.xml')).toHaveLength(2);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect(await handoverOf(newsroom)).toEqual({ left: 0 });
  });

  it.each([
    ['the inbox is closed', 6],
    ['its mark is taken away', 7],
  ])('loses nothing where it comes just before %s', async (_, nth) => {
    const newsroom = await open();
    let commits = 0;
    await newsroom.write('articles/c.md', story('C', 2));
    const feeds = noted(newsroom.feeds, [], async request => {
      if (request === 'PUT public/rss.xml' && commits === 1)
        await newsroom.changes(await newsroom.write('articles/d.md', story('D', 1)));
      if (request !== STATE) return;
      commits += 1;
      if (commits === nth) await newsroom.changes(await newsroom.write('articles/e.md', story('E', 0.5)));
    });
    await newsroom.publish({ kind: 'changes', keys: ['articles/c.md'] }, { feeds });
    await expectAllOut(newsroom, 'E', 'D', 'C', 'B', 'A');
  });

  it.each([
    ['which nobody had left keys to', false],
    ['whose inbox was open', true],
  ])('works by itself where that one ends before it could leave them: one %s', async (_, isOpen) => {
    const newsroom = await open();
    const [leaving, ended] = [signal(), signal()];
    let late: Promise<Ran> | undefined;
    await whileAtWork(newsroom, 'PUT public/rss.xml', 1, async () => {
      if (isOpen) await newsroom.changes(await newsroom.write('articles/e.md', story('E', 0.5)));
      await newsroom.write('articles/d.md', story('D', 1));
      const feeds = noted(newsroom.feeds, [], async request => {
        if (!request.startsWith(`PUT ${INBOX}`)) return;
        leaving.give();
        await ended.given;
      });
      late = newsroom.publish({ kind: 'changes', keys: ['articles/d.md'] }, { feeds });
      await leaving.given;
    });
    ended.give();
    expect(await late).toMatchObject({ published: 1 });
    await expectAllOut(newsroom, ...(isOpen ? ['E'] : []), 'D', 'C', 'B', 'A');
  });

  it('has what it was told of twice handled with care by that one', async () => {
    const newsroom = await open();
    const requests = await whileAtWork(newsroom, 'PUT public/rss.xml', 1, async () => {
      const key = await newsroom.write('articles/d.md', story('D', 1));
      await newsroom.publish({ kind: 'changes', keys: [key], retried: [key] });
    });
    expect(requests).toContain('PUT state/suspects.br');
    await expectAllOut(newsroom, 'D', 'C', 'B', 'A');
  });
});

describe('a run that works alone', () => {
  it('asks for nothing more, and leaves no lease', async () => {
    const newsroom = await open();
    const { requests } = await newsroom.changes(await newsroom.write('articles/c.md', story('C', 2)));
    expect(requests.filter(request => request === STATE)).toHaveLength(2);
    expect(requests.filter(request => request.startsWith('LIST'))).toEqual([]);
    expect(requests.filter(request => request === 'GET state/state.br')).toHaveLength(1);
    expect(await handoverOf(newsroom)).toEqual({ left: 0 });
  });

  it.each([1, 5, 20])('writes nothing where nothing changed, however many keys it was told of: %d', async count => {
    const newsroom = await open();
    const keys = Array.from({ length: count }, (_, at) => `articles/d${at}.md`);
    for (const key of keys) await newsroom.write(key, story(key, 3));
    await newsroom.changes(...keys);
    const { requests } = await newsroom.changes(...keys);
    expect(requests.filter(request => /^(?:PUT|DELETE|LIST)/.test(request))).toEqual([]);
  });
});

describe('keys that were left to a run that died', () => {
  /** The run died while it wrote, after another had left article d. */
  async function openDead(): Promise<LiveNewsroom> {
    const newsroom = await open();
    await dies(newsroom, 'PUT public/rss.xml', 1, async () => {
      const { handedOver } = await newsroom.changes(await newsroom.write('articles/d.md', story('D', 1)));
      expect(handedOver).toBe(1);
    });
    expect(await handoverOf(newsroom)).toMatchObject({ inbox: 'open', left: 1 });
    return newsroom;
  }

  it.each<[string, (newsroom: LiveNewsroom) => Promise<Ran>]>([
    ['an event', newsroom => newsroom.changes('articles/a.md')],
    ['what is due', newsroom => newsroom.publish({ kind: 'due' })],
    ['a sweep', newsroom => newsroom.sweep()],
    ['a rebuild', newsroom => newsroom.publish({ kind: 'full' })],
  ])('are taken in by the next run, whatever it is about: %s', async (_, next) => {
    const newsroom = await openDead();
    newsroom.now += LEASE_TIME + 1;
    await next(newsroom);
    expect(await newsroom.titles()).toContain('D');
    expect(await handoverOf(newsroom)).toEqual({ left: 0 });
    // What the dead run itself was about the queue tells again.
    await newsroom.changes('articles/c.md');
    newsroom.now += HOUR;
    await newsroom.sweep();
    await expectAllOut(newsroom, 'D', 'C', 'B', 'A');
  });

  it('wait while the lease may be in force, and others go with them', async () => {
    const newsroom = await openDead();
    expect((await newsroom.publish({ kind: 'due' })).requests).toEqual(['GET state/state.br']);
    expect(await newsroom.changes(await newsroom.write('articles/e.md', story('E', 0.5)))).toMatchObject({
      handedOver: 1,
    });
    newsroom.now += LEASE_TIME + 1;
    await newsroom.changes('articles/c.md');
    await newsroom.sweep();
    expect(await newsroom.titles()).toEqual(['E', 'D', 'C', 'B', 'A']);
    expect(await handoverOf(newsroom)).toEqual({ left: 0 });
  });

  it('are handled with care, since that run may have died of one', async () => {
    const newsroom = await openDead();
    newsroom.now += LEASE_TIME + 1;
    expect((await newsroom.changes('articles/a.md')).requests).toContain('PUT state/suspects.br');
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'are there for the next where one dies that takes them in, at its commit %d',
    async nth => {
      const newsroom = await openDead();
      newsroom.now += LEASE_TIME + 1;
      let commits = 0;
      const feeds = noted(newsroom.feeds, [], async request => {
        if (request === STATE) commits += 1;
        if (commits >= nth) await killed();
      });
      await newsroom.publish({ kind: 'changes', keys: ['articles/c.md'] }, { feeds }).catch(() => undefined);
      newsroom.now += HOUR;
      await newsroom.publish({ kind: 'due' });
      await newsroom.changes('articles/c.md');
      await newsroom.sweep();
      await expectAllOut(newsroom, 'D', 'C', 'B', 'A');
    },
  );
});

describe('a withdrawal that was left to a run', () => {
  it.each(['articles/a-', 'rss.xml'])(
    'is out once the lease has passed, where that run dies writing it: %s',
    async path => {
      const newsroom = await open();
      let [isLeft, isDead] = [false, false];
      const feeds = noted(newsroom.feeds, [], async request => {
        if (request === 'PUT public/rss.xml' && !isLeft) {
          isLeft = true;
          await newsroom.remove('articles/a.md');
          expect(await newsroom.changes('articles/a.md')).toMatchObject({ handedOver: 1 });
        } else if (isLeft) isDead ||= /^(?:PUT|DELETE) public\/(.*)/.exec(request)?.[1]?.startsWith(path) === true;
        if (isDead) await killed();
      });
      await newsroom.write('articles/c.md', story('C', 2));
      const run = newsroom.publish({ kind: 'changes', keys: ['articles/c.md'] }, { feeds });
      await expect(run).rejects.toThrow('killed');
      expect(await newsroom.files()).not.toEqual(await newsroom.scratch());
      newsroom.now += LEASE_TIME + 1;
      await newsroom.publish({ kind: 'due' });
      await expectAllOut(newsroom, 'C', 'B');
      // The run may have been slow, and written more: what it was about is looked at once more when its time is over.
      expect((await newsroom.state()).pending).toHaveLength(1);
      newsroom.now += LIFETIME + 1;
      await newsroom.publish({ kind: 'due' });
      await expectAllOut(newsroom, 'C', 'B');
      expect((await newsroom.state()).pending).toEqual([]);
    },
  );
});

describe('items that a run had taken, and leaves to the next', () => {
  it('tell which runs are over, so that nothing they had begun waits', async () => {
    const newsroom = await open();
    const store = new StateStore(createPrefixedStore(newsroom.feeds, 'state/'));
    const { state, etag } = await store.load();
    if (!state) throw new Error('there is no state');
    const begun = { run: 'run-x', since: newsroom.now, paths: ['rss.xml'], keys: [] };
    await store.inbox.leave('x-1', { keys: ['articles/a.md'], paths: ['rss.xml'], ended: ['run-x'] });
    await store.manifest.commit({ ...state, pending: [begun] }, etag, () => ({ inbox: 'open' }));
    await newsroom.remove('articles/a.md');
    let commits = 0;
    const feeds = noted(newsroom.feeds, [], async request => {
      if (request !== STATE || ++commits !== 2) return;
      const other = await store.load();
      const lease = { run: 'run-y', until: newsroom.now + LEASE_TIME };
      await store.manifest.commit({ ...(other.state ?? state), asOf: newsroom.now + 1 }, other.etag, told => ({
        ...told,
        lease,
      }));
    });
    await newsroom.publish({ kind: 'due' }, { feeds });
    const { items } = await store.inbox.read(10);
    expect(items.map(({ ended }) => ended)).toEqual([['run-x', expect.stringMatching(/^run-/)]]);
    newsroom.now += LEASE_TIME + 1;
    await newsroom.publish({ kind: 'due' });
    await expectAllOut(newsroom, 'B');
    expect((await newsroom.state()).pending).toEqual([]);
  });
});

describe('a run that fails while others have left keys', () => {
  it('releases the lease, so that the next one need not wait', async () => {
    const newsroom = await open();
    let hasFailed = false;
    await newsroom.write('articles/c.md', story('C', 2));
    const feeds = noted(newsroom.feeds, [], async request => {
      if (request !== 'PUT public/rss.xml' || hasFailed) return;
      hasFailed = true;
      await newsroom.changes(await newsroom.write('articles/d.md', story('D', 1)));
      throw new Error('503 Slow Down');
    });
    const run = newsroom.publish({ kind: 'changes', keys: ['articles/c.md'] }, { feeds });
    await expect(run).rejects.toThrow('503');
    expect(await handoverOf(newsroom)).toEqual({ inbox: 'open', left: 1 });
    await newsroom.publish({ kind: 'due' });
    expect(await newsroom.titles()).toContain('D');
    expect(await handoverOf(newsroom)).toEqual({ left: 0 });
  });

  it('takes in nothing once its time is short, and the next does', async () => {
    const newsroom = await open();
    let timeLeft = 60_000;
    await newsroom.write('articles/c.md', story('C', 2));
    const feeds = noted(newsroom.feeds, [], async request => {
      if (request !== 'PUT public/rss.xml' || timeLeft < 60_000) return;
      await newsroom.changes(await newsroom.write('articles/d.md', story('D', 1)));
      timeLeft = 10_000;
    });
    await newsroom.publish({ kind: 'changes', keys: ['articles/c.md'] }, { feeds, timeLeft: () => timeLeft });
    expect(await newsroom.titles()).toEqual(['C', 'B', 'A']);
    expect(await handoverOf(newsroom)).toEqual({ inbox: 'open', left: 1 });
    await newsroom.publish({ kind: 'due' });
    await expectAllOut(newsroom, 'D', 'C', 'B', 'A');
  });

  it('is given none where it has little time from the beginning', async () => {
    const newsroom = await open();
    let other: Ran | undefined;
    await newsroom.write('articles/c.md', story('C', 2));
    const feeds = noted(newsroom.feeds, [], async request => {
      if (request !== 'PUT public/rss.xml' || other) return;
      other = await newsroom.changes(await newsroom.write('articles/d.md', story('D', 1)));
    });
    await newsroom.publish({ kind: 'changes', keys: ['articles/c.md'] }, { feeds, timeLeft: () => 30_000 });
    expect(other).not.toHaveProperty('handedOver');
    await expectAllOut(newsroom, 'D', 'C', 'B', 'A');
  });
});

describe('site.yaml among the keys that were left', () => {
  it('has everything made anew by the run that takes it in, and by no other', async () => {
    const newsroom = await open();
    const requests = await whileAtWork(newsroom, 'PUT public/rss.xml', 1, async () => {
      await newsroom.write('site.yaml', siteYaml().replace('Báo Mẫu', 'Báo Khác'));
      expect(await newsroom.changes('site.yaml')).toMatchObject({ handedOver: 1 });
    });
    expect(requests.filter(request => request === 'DELETE state/rebuild.br')).toHaveLength(1);
    await expectAllOut(newsroom, 'C', 'B', 'A');
    expect((await newsroom.state()).pending).toEqual([]);
  });

  it.each(['PUT state/suspects.br', 'DELETE state/rebuild.br'])(
    'is known to the next run, where that one dies before: %s',
    async wanted => {
      const newsroom = await open();
      await newsroom.write('articles/c.md', story('C', 2));
      let [isLeft, isDead] = [false, false];
      const feeds = noted(newsroom.feeds, [], async request => {
        if (request === 'PUT public/rss.xml' && !isLeft) {
          isLeft = true;
          await newsroom.write('site.yaml', siteYaml().replace('Báo Mẫu', 'Báo Khác'));
          await newsroom.changes('site.yaml');
        }
        isDead ||= request === wanted;
        if (isDead) await killed();
      });
      const run = newsroom.publish({ kind: 'changes', keys: ['articles/c.md'] }, { feeds });
      await expect(run).rejects.toThrow('killed');
      newsroom.now += HOUR;
      expect(await newsroom.publish({ kind: 'due' })).toMatchObject({ complete: true });
      expect(await newsroom.publish({ kind: 'due' })).toMatchObject({ complete: true });
      await expectAllOut(newsroom, 'C', 'B', 'A');
    },
  );
});

describe('a withdrawal that comes with another site.yaml', () => {
  const OTHER = siteYaml().replace('Báo Mẫu', 'Báo Khác');

  /** The run is killed as soon as its rebuild begins. */
  async function diesRebuilding(newsroom: LiveNewsroom, keys: readonly string[], meanwhile: () => Promise<unknown>) {
    let [isLeft, isDead] = [false, false];
    const feeds = noted(newsroom.feeds, [], async request => {
      if (request === 'PUT public/rss.xml' && !isLeft) {
        isLeft = true;
        await meanwhile();
      }
      isDead ||= request === 'PUT state/suspects.br';
      if (isDead) await killed();
    });
    await expect(newsroom.publish({ kind: 'changes', keys }, { feeds })).rejects.toThrow('killed');
  }

  async function expectGone(newsroom: LiveNewsroom, ...titles: readonly string[]): Promise<void> {
    expect(await newsroom.titles()).toEqual(titles);
    expect([...(await newsroom.files()).keys()].filter(path => path.startsWith('articles/a-'))).toEqual([]);
    newsroom.now += HOUR;
    await newsroom.publish({ kind: 'due' });
    await newsroom.publish({ kind: 'due' });
    await expectAllOut(newsroom, ...titles);
    expect((await newsroom.state()).pending).toEqual([]);
  }

  it.each([
    ['in one commit', 1000],
    ['one after the other', 1],
  ])('does not wait until everything is made anew, where both were left: %s', async (_, perCommit) => {
    const newsroom = await LiveNewsroom.open(CONTENT, { limits: { perCommit } });
    await newsroom.write('articles/c.md', story('C', 2));
    await diesRebuilding(newsroom, ['articles/c.md'], async () => {
      await newsroom.write('site.yaml', OTHER);
      await newsroom.changes('site.yaml');
      await newsroom.changes(await newsroom.remove('articles/a.md'));
      expect((await handoverOf(newsroom)).left).toBeGreaterThan(0);
    });
    expect((await newsroom.state()).pending.flatMap(({ keys }) => keys)).toEqual(['site.yaml']);
    await expectGone(newsroom, 'C', 'B');
  });

  it('does not wait for that where one run is told of both', async () => {
    const newsroom = await open();
    await newsroom.write('site.yaml', OTHER);
    await newsroom.remove('articles/a.md');
    await diesRebuilding(newsroom, ['site.yaml', 'articles/a.md'], async () => {});
    expect(await newsroom.titles()).toEqual(['B']);
    await newsroom.publish({ kind: 'full' });
    await expectGone(newsroom, 'B');
  });

  it('waits where a file that holds back a folder changed, too: nothing comes out before that is read', async () => {
    const newsroom = await open();
    await newsroom.write('site.yaml', OTHER);
    await newsroom.write('articles/mat/mat.json', '{"draft": true}');
    await newsroom.write('articles/mat/d.md', story('D', 1));
    await diesRebuilding(newsroom, ['site.yaml', 'articles/mat/d.md', 'articles/mat/mat.json'], async () => {});
    expect(await newsroom.titles()).toEqual(['B', 'A']);
    await newsroom.publish({ kind: 'full' });
    await expectAllOut(newsroom, 'B', 'A');
  });
});

/** A promise, and how to keep it. */
function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = (): void => {};
  const given = new Promise<void>(resolve => {
    give = resolve;
  });
  return { given, give };
}
