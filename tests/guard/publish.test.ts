import { describe, expect, inject, it } from 'vitest';
import type { Isolate } from '../../functions/guard/isolate.ts';
import type { GuardSettings } from '../../functions/guard/settings.ts';
import { LiveNewsroom, noted, PERMALINK, siteYaml } from '../publish/live-newsroom.ts';
import { article } from '../publish/newsroom.ts';
import { createLocalIsolate } from './local-isolate.ts';

const HOSTILE = inject('hostileParser');
const GUARD: GuardSettings = { parser: HOSTILE, isolate: createLocalIsolate };
/** Milliseconds until a run is started again after a death. */
const RETRY = 2 * 60_000;
const SUSPECTS = /state\/suspects\.br/;

class Crash extends Error {}

function text(title: string, body = 'Một câu.'): string {
  return article(`title: ${title}\ndate: 2026-11-20\ncategory: Chợ`, body);
}

const large = (title: string): string => text(title, 'Một câu dài. '.repeat(8000));

/** Sources that were handled apart, in order; `dies` may end the run at any of them. */
function watchedIsolate(apart: string[], dies: (key: string) => boolean = () => false): GuardSettings {
  const isolate = (): Isolate => {
    const local = createLocalIsolate({ parser: HOSTILE });
    const note = (key: string): void => {
      apart.push(key);
      if (dies(key)) throw new Crash(key);
    };
    return {
      ...local,
      read: async (source, site) => {
        note(source.key);
        return local.read(source, site);
      },
    };
  };
  return { parser: HOSTILE, isolate };
}

const requestsAbout = (requests: readonly string[], what: RegExp): readonly string[] =>
  requests.filter(request => what.test(request));

/** Takes a run to a crash at the first request that matches. */
async function crashAt(newsroom: LiveNewsroom, what: RegExp, run: (feeds: LiveNewsroom['feeds']) => Promise<unknown>) {
  const feeds = noted(newsroom.feeds, [], request => {
    if (what.test(request)) throw new Crash(request);
  });
  await expect(run(feeds)).rejects.toThrow(Crash);
}

async function hasSuspects({ feeds }: LiveNewsroom): Promise<boolean> {
  return (await feeds.get('state/suspects.br')) !== undefined;
}

describe('a publish', () => {
  it('of small sources neither asks for suspects nor writes them down', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': text('Một') });
    const { requests } = await newsroom.changes(await newsroom.write('articles/b.md', text('Hai')));
    expect(requestsAbout(requests, SUSPECTS)).toEqual([]);
  });

  it('writes down a large source before it is parsed, and takes that back once it is published', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': text('Một') });
    const { requests } = await newsroom.changes(await newsroom.write('articles/b.md', large('Hai')));
    expect(requestsAbout(requests, SUSPECTS)).toEqual([
      'GET state/suspects.br',
      'PUT state/suspects.br',
      'DELETE state/suspects.br',
    ]);
  });

  it('handles apart what the queue hands out again, and nothing else', async () => {
    const apart: string[] = [];
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': text('Một') }, { guard: watchedIsolate(apart) });
    const keys = [
      await newsroom.write('articles/b.md', text('Hai')),
      await newsroom.write('articles/c.md', text('Ba')),
    ];
    await newsroom.publish({ kind: 'changes', keys, retried: ['articles/c.md'] });
    expect(apart).toEqual(['articles/c.md']);
    expect(await newsroom.titles()).toEqual(expect.arrayContaining(['Hai', 'Ba']));
  });

  it('handles apart what an earlier run was at work on when it died', async () => {
    const apart: string[] = [];
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': text('Một') }, { guard: watchedIsolate(apart) });
    await newsroom.write('articles/b.md', text('Hai'));
    await crashAt(newsroom, /PUT state\/state/, feeds => newsroom.publish({ kind: 'sweep' }, { feeds }));
    await newsroom.write('articles/c.md', text('Ba'));
    await newsroom.sweep();
    expect(apart).toEqual(['articles/b.md']);
    expect(await hasSuspects(newsroom)).toBe(false);
  });
});

describe('a source that can not be rendered', () => {
  const sites = {
    'with pages': siteYaml('entries: 3', 'minimumHours: 0'),
    'with permalinks': siteYaml(PERMALINK, 'entries: 3', 'minimumHours: 0'),
    'with archives': siteYaml('archives: true', 'entries: 3', 'minimumHours: 0'),
  };

  it.each(Object.entries(sites))(
    'is rejected in a publish, a sweep, a rebuild and a build alike (%s)',
    async (_, site) => {
      const old = Object.fromEntries(
        [0, 1, 2, 3, 4, 5].map(at => [`articles/old-${at}.md`, article(`title: Cũ ${at}\ndate: 2019-0${at + 1}-01`)]),
      );
      const newsroom = await LiveNewsroom.open(
        { ...old, 'articles/a.md': text('Một'), 'articles/b.md': text('Hai') },
        { site, guard: GUARD },
      );
      const isAsFromScratch = async (rejected: number): Promise<void> => {
        expect(await newsroom.files()).toEqual(await newsroom.scratch());
        expect((await newsroom.state()).counts.rejected).toBe(rejected);
      };
      // It was out, and leaves.
      const bad = await newsroom.write('articles/b.md', text('Hai', '@@THROW-RENDER@@'));
      const { problems } = await newsroom.changes(bad);
      expect(problems.filter(({ path }) => path === bad)).toEqual([
        { path: bad, severity: 'error', message: expect.stringContaining('RangeError: Invalid string length') },
      ]);
      await isAsFromScratch(1);
      await newsroom.write('articles/old-2.md', article('title: Cũ\ndate: 2019-03-01', '@@THROW-RENDER@@'));
      await newsroom.sweep();
      await newsroom.publish({ kind: 'full' });
      await isAsFromScratch(site.includes('permalink') ? (await newsroom.state()).counts.rejected : 2);
      await newsroom.changes(await newsroom.write(bad, text('Hai')));
      await newsroom.changes(await newsroom.write('articles/old-2.md', article('title: Cũ\ndate: 2019-03-01')));
      await isAsFromScratch(0);
      expect((await newsroom.state()).marks).toEqual({});
    },
  );

  it('is found by a first rebuild, too', async () => {
    const texts = { 'articles/a.md': text('Một'), 'articles/b.md': text('Hai', '@@THROW-RENDER@@') };
    for (const site of Object.values(sites)) {
      const newsroom = await LiveNewsroom.open(texts, { site, guard: GUARD });
      expect(await newsroom.titles()).toEqual(['Một']);
      expect(await newsroom.files()).toEqual(await newsroom.scratch());
      expect(Object.keys((await newsroom.state()).marks)).toEqual(['articles/b.md']);
    }
  });
});

describe('a source that was given up', () => {
  const open = async (): Promise<LiveNewsroom> => {
    const newsroom = await LiveNewsroom.open(
      { 'articles/a.md': text('Một'), 'articles/bad.md': text('Xấu', '@@THROW-RENDER@@') },
      { guard: GUARD },
    );
    // From now on nothing is wrong with it, but for the mark.
    newsroom.guard = {};
    return newsroom;
  };

  it('stays out through events and rebuilds', async () => {
    const newsroom = await open();
    await newsroom.changes('articles/bad.md');
    await newsroom.publish({ kind: 'full' });
    expect(await newsroom.titles()).toEqual(['Một']);
  });

  it('is tried again when it changes', async () => {
    const newsroom = await open();
    await newsroom.changes(await newsroom.write('articles/bad.md', text('Sửa')));
    expect(await newsroom.titles()).toEqual(expect.arrayContaining(['Sửa']));
    expect((await newsroom.state()).marks).toEqual({});
  });

  it('is tried again by other code', async () => {
    const newsroom = await open();
    await newsroom.publish({ kind: 'sweep' }, { revision: 'newer' });
    expect(await newsroom.titles()).toHaveLength(2);
    expect((await newsroom.state()).marks).toEqual({});
  });

  it('is forgotten when it is deleted, whichever run finds that', async () => {
    for (const kind of ['sweep', 'full'] as const) {
      const newsroom = await open();
      await newsroom.remove('articles/bad.md');
      await newsroom.publish({ kind });
      expect((await newsroom.state()).marks).toEqual({});
    }
  });
});

describe('a source that ends the process even when it is handled apart', () => {
  const BAD = 'articles/bad.md';

  it('is given up once the process died twice of it alone, and the others never', async () => {
    const apart: string[] = [];
    const newsroom = await LiveNewsroom.open(
      { 'articles/a.md': text('Một') },
      { guard: watchedIsolate(apart, key => key === BAD) },
    );
    const keys = [
      await newsroom.write('articles/b.md', text('Hai')),
      await newsroom.write(BAD, text('Xấu')),
      await newsroom.write('articles/c.md', text('Ba')),
    ];
    const work = { kind: 'changes', keys, retried: keys } as const;
    for (let deaths = 1; deaths <= 3; deaths++) {
      await expect(newsroom.publish(work)).rejects.toThrow(Crash);
      expect(await newsroom.titles()).toEqual(['Một']);
      newsroom.now += RETRY;
    }
    const { problems } = await newsroom.publish(work);
    expect(problems).toEqual([
      { path: BAD, severity: 'error', message: expect.stringContaining('reading it ended the process, twice') },
    ]);
    expect([...((await newsroom.titles()) ?? [])].sort()).toEqual(['Ba', 'Hai', 'Một']);
    expect(await hasSuspects(newsroom)).toBe(false);
  });

  it('is taken back where it is published, though the run that gives it up does not ask for it', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': text('Một'), [BAD]: text('Xấu') });
    newsroom.guard = watchedIsolate([], key => key === BAD);
    for (let deaths = 1; deaths <= 3; deaths++) {
      await expect(newsroom.publish({ kind: 'changes', keys: [BAD], retried: [BAD] })).rejects.toThrow(Crash);
      newsroom.now += RETRY;
    }
    const keys = [await newsroom.write('articles/b.md', text('Hai'))];
    const { problems } = await newsroom.publish({ kind: 'changes', keys, retried: keys });
    expect(problems).toMatchObject([{ path: BAD, severity: 'error' }]);
    expect([...((await newsroom.titles()) ?? [])].sort()).toEqual(['Hai', 'Một']);
    expect((await newsroom.sweep()).requests).toEqual(['GET state/state.br']);
  });

  it('is not what other deaths are: nothing is given up where runs die of something else', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': text('Một') }, { guard: watchedIsolate([]) });
    const keys = [
      await newsroom.write('articles/b.md', text('Hai')),
      await newsroom.write('articles/c.md', large('Ba')),
    ];
    for (let deaths = 1; deaths <= 8; deaths++)
      await crashAt(newsroom, /PUT state\/state/, feeds =>
        newsroom.publish({ kind: 'changes', keys, retried: deaths > 1 ? keys : [] }, { feeds }),
      );
    const { rejectedSources } = await newsroom.publish({ kind: 'changes', keys, retried: keys });
    expect(rejectedSources).toBe(0);
    expect(await newsroom.titles()).toHaveLength(3);
  });

  it('is found by rebuilds, which write nothing down of small sources until one of them died', async () => {
    const apart: string[] = [];
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': text('Một') }, { guard: watchedIsolate(apart) });
    await newsroom.write('articles/b.md', text('Hai'));
    await crashAt(newsroom, /PUT state\/state/, feeds => newsroom.publish({ kind: 'full' }, { feeds }));
    expect(apart).toEqual([]);
    await crashAt(newsroom, /PUT state\/state/, feeds => newsroom.publish({ kind: 'full' }, { feeds }));
    expect(apart).toEqual([]);
    await newsroom.publish({ kind: 'full' });
    expect(apart).toEqual(expect.arrayContaining(['articles/a.md', 'articles/b.md']));
    expect(await hasSuspects(newsroom)).toBe(false);
  });
});

describe('a run whose time is nearly up', () => {
  it('leaves what it would have to try apart to the next, and does not wait for its end', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': text('Một') }, { guard: watchedIsolate([]) });
    const keys = [await newsroom.write('articles/b.md', text('Hai'))];
    const outcome = await newsroom.publish({ kind: 'changes', keys, retried: keys }, { timeLeft: () => 40_000 });
    expect(outcome.complete).toBe(false);
    expect(await newsroom.titles()).toEqual(['Một']);
    expect((await newsroom.sweep()).complete).toBe(true);
    expect(await newsroom.titles()).toHaveLength(2);
  });

  it('leaves to the next run of events what it may have to handle apart, too', async () => {
    const apart: string[] = [];
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': text('Một') }, { guard: watchedIsolate(apart) });
    const keys = [await newsroom.write('articles/b.md', text('Hai'))];
    await newsroom.publish({ kind: 'changes', keys, retried: keys }, { timeLeft: () => 40_000 });
    expect(apart).toEqual([]);
    await newsroom.changes(await newsroom.write('articles/c.md', text('Ba')));
    expect(apart).toEqual(keys);
    expect(await newsroom.titles()).toHaveLength(3);
  });

  it.each([
    ['an article’s data', 'articles/c.json', '{"draft": true}', ['Hai', 'Một']],
    ['the site', 'site.yaml', siteYaml('description: Tin mỗi ngày'), ['Ba', 'Hai', 'Một']],
  ])('leaves what events told of to the next run of what is due, also %s', async (_, other, data, titles) => {
    const content = { 'articles/a.md': text('Một'), 'articles/c.md': text('Ba') };
    const newsroom = await LiveNewsroom.open(content, { guard: watchedIsolate([]) });
    const keys = [await newsroom.write('articles/b.md', text('Hai')), await newsroom.write(other, data)];
    const retried = keys.slice(0, 1);
    const [before, timeLeft] = [await newsroom.files(), () => 40_000];
    expect(await newsroom.publish({ kind: 'changes', keys, retried }, { timeLeft })).toMatchObject({ complete: false });
    expect(await newsroom.files()).toEqual(before);
    expect((await newsroom.state()).pending).toMatchObject([{ since: 0, paths: [], keys }]);
    expect(await newsroom.publish({ kind: 'due' })).toMatchObject({ complete: true });
    expect([...((await newsroom.titles()) ?? [])].sort()).toEqual(titles);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect((await newsroom.publish({ kind: 'due' })).requests).toEqual(['GET state/state.br']);
  });
});
