import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { StateStore } from '../../functions/state/state-store.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { LiveNewsroom, noted, PERMALINK, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

/** Has a run that died leave the event of an object. */
async function leave({ feeds }: LiveNewsroom, key: string): Promise<void> {
  const left = { run: 'dead', since: 0, paths: [], keys: [key] };
  const store = new StateStore(createPrefixedStore(feeds, 'state/'));
  await store.update(state => state && { ...state, pending: [...state.pending, left] });
}

const CONTENT = {
  'articles/posts/a.md': article('title: A\ndate: 2026-11-20'),
  'articles/posts/b/c.md': article('title: C\ndate: 2026-11-19'),
  'articles/other/d.md': article('title: D\ndate: 2026-11-18'),
};

/** So few that an archive of a dozen articles is read in steps. */
const STEPS = { perCommit: 2, perRead: 2 };

/** Titles in the feed of all, newest first, and whether the files are those of a build from scratch. */
async function shown(newsroom: LiveNewsroom): Promise<readonly string[]> {
  const files = await newsroom.files();
  expect(files).toEqual(await newsroom.scratch());
  const feed = JSON.parse(Buffer.from(files.get('feed.json') ?? '', 'latin1').toString());
  return feed.items.map((item: { title: string }) => item.title);
}

describe('a file that speaks of all articles below it', () => {
  it.each([
    ['articles/posts/posts.json', '{"draft": true}'],
    ['articles/posts/posts.11tydata.json', '{"eleventyExcludeFromCollections": true}'],
    ['articles/posts/posts.11tydata.js', 'module.exports = { permalink: false };'],
    ['articles/posts/_index.md', '---\ncascade:\n  build:\n    list: never\n---\n'],
    ['articles/posts/_index.md', '+++\n[cascade]\ndraft = true\n+++\n'],
    ['articles/posts/_index.md', '+++\ndraft = true\n+++\n'],
    ['articles/posts/_index.vi.md', '---\ntitle: Bài\ndate: 2020-01-01\ncascade:\n  draft: true\n---\n'],
  ])('holds them back in every run, and lets them out once it is gone: %s %j', async (key, text) => {
    const newsroom = await LiveNewsroom.open({ ...CONTENT, [key]: text });
    expect(await shown(newsroom)).toEqual(['D']);
    await newsroom.changes(await newsroom.write('articles/posts/e.md', article('title: E\ndate: 2026-11-21')));
    expect(await shown(newsroom)).toEqual(['D']);
    await newsroom.changes(await newsroom.remove(key));
    expect(await shown(newsroom)).toEqual(['E', 'A', 'C', 'D']);
    await newsroom.changes(await newsroom.write(key, text));
    expect(await shown(newsroom)).toEqual(['D']);
  });

  it('lets them out once site.yaml says that it, or its field, holds back nothing', async () => {
    const [data, name] = ['articles/posts/posts.11tydata.js', 'articles/other/d.md'];
    const newsroom = await LiveNewsroom.open({
      ...CONTENT,
      [data]: 'module.exports = later();',
      [name]: article('title: D\ndate: 2026-11-18\ngo_live: false'),
    });
    expect(await shown(newsroom)).toEqual([]);
    for (const [line, titles] of [
      [`holdsNothing: { files: [${data}] }`, ['A', 'C']],
      [`holdsNothing: { files: [${data}], fields: [goLive] }`, ['A', 'C', 'D']],
      ['holdsNothing: { fields: [go-live] }', ['D']],
      ['browse: true', []],
    ] as const) {
      await newsroom.changes(await newsroom.write('site.yaml', siteYaml(line)));
      expect(await shown(newsroom)).toEqual(titles);
    }
  });

  it('has the articles below read again, and no other', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    const ran = await newsroom.changes(await newsroom.write('articles/posts/posts.json', '{"draft": true}'));
    expect(ran.read).toBe(2);
    expect(await shown(newsroom)).toEqual(['D']);
    expect((await newsroom.changes(await newsroom.remove('articles/posts/posts.json'))).read).toBe(2);
    expect(await shown(newsroom)).toEqual(['A', 'C', 'D']);
    const quiet = await newsroom.changes(await newsroom.write('articles/posts/posts.json', '{"layout": "a"}'));
    expect(quiet.read).toBe(0);
    expect(
      (await newsroom.changes(await newsroom.write('articles/posts/_index.md', '---\ntitle: Bài\n---\n'))).read,
    ).toBe(0);
  });

  it('holds back an article whose event comes first, in a newsroom that has such files', async () => {
    const newsroom = await LiveNewsroom.open({ ...CONTENT, 'articles/other/other.json': '{"draft": false}' });
    await newsroom.write('articles/kin/x/kin.md', article('title: Kín\ndate: 2026-11-22'));
    for (const key of ['articles/kin/kin.json', 'articles/kin/x/_index.md', 'articles/_index.md']) {
      const text = key.endsWith('.md') ? '---\ncascade: { draft: true }\n---\n' : '{"draft": true}';
      await newsroom.write(key, text);
      await newsroom.changes('articles/kin/x/kin.md');
      expect((await newsroom.titles())?.includes('Kín')).toBe(false);
      await newsroom.changes(key);
      expect(await shown(newsroom)).toEqual(key === 'articles/_index.md' ? [] : ['A', 'C', 'D']);
      // What is gone is noticed by the same question.
      await newsroom.remove(key);
      await newsroom.changes('articles/kin/x/kin.md');
      expect(await shown(newsroom)).toEqual(['Kín', 'A', 'C', 'D']);
      await newsroom.changes(key);
    }
  });

  it('is what articles go by that come while the archive is read again in steps', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [`articles/posts/${at}.md`, article(`title: B${at}\ndate: 2026-11-20`)]),
    );
    const newsroom = await LiveNewsroom.open({ ...CONTENT, ...many }, { limits: STEPS });
    let left = 4;
    const timeLeft = (): number => (left-- > 0 ? 1_000_000 : 0);
    const key = await newsroom.write('articles/posts/posts.json', '{"draft": true}');
    expect((await newsroom.publish({ kind: 'changes', keys: [key] }, { timeLeft })).complete).toBe(false);
    await newsroom.changes(await newsroom.write('articles/posts/moi.md', article('title: Mới\ndate: 2026-11-22')));
    expect((await newsroom.titles())?.includes('Mới')).toBe(false);
    await newsroom.sweep();
    expect(await shown(newsroom)).toEqual(['D']);
  });

  it('holds back what feeds are to show next while the archive is read again in steps', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [`articles/posts/${at}.md`, article(`title: B${at}\ndate: 2026-11-1${at}`)]),
    );
    const newest = { 'articles/other/e.md': article('title: E\ndate: 2026-11-21') };
    const site = siteYaml('entries: 2', 'minimumHours: 0', PERMALINK);
    const newsroom = await LiveNewsroom.open({ ...CONTENT, ...many, ...newest }, { site, limits: STEPS });
    let left = 4;
    const timeLeft = (): number => (left-- > 0 ? 1_000_000 : 0);
    const key = await newsroom.write('articles/posts/posts.json', '{"draft": true}');
    expect((await newsroom.publish({ kind: 'changes', keys: [key] }, { timeLeft })).complete).toBe(false);
    // The entry of what comes into the feed instead is in no cache, so it is read.
    await newsroom.changes(await newsroom.remove('articles/other/e.md'));
    expect(await newsroom.titles()).toEqual(['A', 'D']);
    await newsroom.sweep();
    expect(await shown(newsroom)).toEqual(['D']);
  });

  it('that changes once more while the archive is read again is what counts in the end', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [`articles/posts/${at}.md`, article(`title: B${at}\ndate: 2026-11-20`)]),
    );
    const newsroom = await LiveNewsroom.open({ ...CONTENT, ...many }, { limits: STEPS });
    const key = await newsroom.write('articles/posts/posts.json', '{"draft": true}');
    let left = 4;
    const timeLeft = (): number => (left-- > 0 ? 1_000_000 : 0);
    await newsroom.publish({ kind: 'changes', keys: [key] }, { timeLeft });
    await newsroom.write(key, '{"draft": false}');
    await newsroom.changes(key);
    await newsroom.sweep();
    expect((await shown(newsroom)).length).toBe(12);
  });

  it('that no event told of is found by a sweep, and so is one that changes or goes', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    await newsroom.write('articles/posts/posts.json', '{"draft": true}');
    await newsroom.sweep();
    expect(await shown(newsroom)).toEqual(['D']);
    expect((await newsroom.sweep()).changed).toEqual([]);
    await newsroom.write('articles/posts/posts.json', '{"draft": false, "layout": "post"}');
    await newsroom.sweep();
    expect(await shown(newsroom)).toEqual(['A', 'C', 'D']);
    await newsroom.write('articles/posts/b/b.11tydata.json', '{"permalink": false}');
    await newsroom.sweep();
    expect(await shown(newsroom)).toEqual(['A', 'D']);
    await newsroom.remove('articles/posts/b/b.11tydata.json');
    await newsroom.sweep();
    expect(await shown(newsroom)).toEqual(['A', 'C', 'D']);
    await newsroom.publish({ kind: 'full' });
    expect(await shown(newsroom)).toEqual(['A', 'C', 'D']);
  });
});

describe('a file that has the fields of an article', () => {
  const META = '.. title: Tựa\n.. slug: a\n.. date: 2026-11-22 08:00:00 UTC\n.. tags: chợ\n';

  it('gives them in every run', async () => {
    const newsroom = await LiveNewsroom.open({ ...CONTENT, 'articles/a.md': 'Lời', 'articles/a.meta': META });
    expect(await shown(newsroom)).toEqual(['Tựa', 'A', 'C', 'D']);
    await newsroom.changes(await newsroom.write('articles/a.meta', `${META}.. status: draft\n`));
    expect(await shown(newsroom)).toEqual(['A', 'C', 'D']);
    await newsroom.write('articles/a.meta', META.replace('Tựa', 'Tựa mới'));
    await newsroom.sweep();
    expect(await shown(newsroom)).toEqual(['Tựa mới', 'A', 'C', 'D']);
    await newsroom.changes(await newsroom.write('articles/a.md', 'Lời mới'));
    expect(await shown(newsroom)).toEqual(['Tựa mới', 'A', 'C', 'D']);
  });
});

describe('a file that speaks of one article', () => {
  const FIELDS = '.. title: Kín\n.. date: 2026-11-22 08:00:00 UTC\n.. status: draft\n';
  const FRONT = article('title: Kín\ndate: 2026-11-22');
  /** A newsroom that has another file of that kind, so that it looks for more. */
  const WITH_ONE = { ...CONTENT, 'articles/other/d.json': '{"draft": false}' };

  it.each([
    ['articles/posts/x.meta', FIELDS, 'Lời', CONTENT],
    ['articles/x.meta', FIELDS, 'Lời', CONTENT],
    ['articles/posts/x.meta', FIELDS, FRONT, WITH_ONE],
    ['articles/x.meta', '{"draft": true}', FRONT, WITH_ONE],
    ['articles/posts/x.11tydata.json', '{"draft": true}', FRONT, WITH_ONE],
    ['articles/posts/x.json', '{"permalink": false}', FRONT, WITH_ONE],
    ['articles/posts/x.11tydata.js', 'module.exports = { draft: true }', FRONT, WITH_ONE],
    ['articles/x.11tydata.json', '{"draft": true}', FRONT, WITH_ONE],
  ])('holds it back in any order of events: %s', async (key, data, text, content) => {
    const of = `${key.slice(0, key.indexOf('x.'))}x.md`;
    for (const order of [
      [of, key],
      [key, of],
    ]) {
      const newsroom = await LiveNewsroom.open(content);
      await newsroom.write(of, text);
      await newsroom.write(key, data);
      for (const one of order) {
        await newsroom.changes(one);
        expect(await newsroom.titles()).toEqual(['A', 'C', 'D']);
      }
      expect(await shown(newsroom)).toEqual(['A', 'C', 'D']);
      expect((await newsroom.sweep()).changed).toEqual([]);
      await newsroom.changes(await newsroom.write(key, data.replace(/true|draft/, 'false')));
      await newsroom.changes(await newsroom.remove(key));
      await newsroom.changes(await newsroom.write(of, FRONT));
      expect(await shown(newsroom)).toEqual(['Kín', 'A', 'C', 'D']);
    }
  });

  it('has that article read again, and no other', async () => {
    const newsroom = await LiveNewsroom.open({ ...CONTENT, 'articles/posts/a.meta': '.. title: Khác\n' });
    const ran = await newsroom.changes(await newsroom.write('articles/posts/a.11tydata.json', '{"draft": true}'));
    expect(ran.read).toBe(1);
    expect(await shown(newsroom)).toEqual(['C', 'D']);
    expect((await newsroom.state()).site).not.toHaveProperty('data');
    await newsroom.remove('articles/posts/a.11tydata.json');
    expect((await newsroom.sweep()).read).toBe(1);
    expect(await shown(newsroom)).toEqual(['A', 'C', 'D']);
  });

  it('is found by a sweep, though the newsroom had none, and looked for no more once there is none', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    await newsroom.write('articles/posts/a.11tydata.json', '{"draft": true}');
    expect((await newsroom.sweep()).read).toBe(1);
    expect(await shown(newsroom)).toEqual(['C', 'D']);
    expect((await newsroom.state()).site.hasSidecars).toBe(true);
    await newsroom.remove('articles/posts/a.11tydata.json');
    await newsroom.sweep();
    expect(await shown(newsroom)).toEqual(['A', 'C', 'D']);
    expect((await newsroom.state()).site).not.toHaveProperty('hasSidecars');
    expect((await newsroom.sweep()).requests.filter(request => request.startsWith('PUT'))).toEqual([]);
  });

  it('is not looked for where a sweep takes over such an event', async () => {
    const newsroom = await LiveNewsroom.open({ ...CONTENT, 'articles/a.json': '{"layout": "a"}' });
    for (const key of ['articles/posts/a.11tydata.json', 'articles/a.json']) {
      await leave(newsroom, key);
      await newsroom.sweep();
      expect((await newsroom.state()).site.hasSidecars, key).toBeUndefined();
      expect((await newsroom.sweep()).requests.filter(request => request.startsWith('PUT'))).toEqual([]);
    }
  });

  it('holds its article back though a sweep had listed none, where a run that died left its event', async () => {
    const key = 'articles/posts/a.11tydata.json';
    const newsroom = await LiveNewsroom.open({ ...CONTENT, [key]: '{"draft": true}' });
    expect(await shown(newsroom)).toEqual(['C', 'D']);
    await newsroom.remove(key);
    let isListed = false;
    const content: ObjectStore = {
      ...newsroom.content,
      list: async function* (prefix, options) {
        yield* newsroom.content.list(prefix, options);
        if (isListed) return;
        isListed = true;
        await newsroom.write(key, '{"draft": true}');
        await leave(newsroom, key);
      },
    };
    await newsroom.publish({ kind: 'sweep' }, { content });
    expect(await shown(newsroom)).toEqual(['C', 'D']);
    expect((await newsroom.state()).site.hasSidecars).toBe(true);
  });

  it('in articles/ itself is that of all where its article goes, and of this one again where it comes', async () => {
    const newsroom = await LiveNewsroom.open({
      ...CONTENT,
      'articles/x.json': '{"draft": true}',
      'articles/x.md': FRONT,
    });
    expect(await shown(newsroom)).toEqual(['A', 'C', 'D']);
    await newsroom.changes(await newsroom.remove('articles/x.md'));
    expect(await shown(newsroom)).toEqual([]);
    await newsroom.changes(await newsroom.write('articles/x.md', FRONT));
    expect(await shown(newsroom)).toEqual(['A', 'C', 'D']);
    await newsroom.remove('articles/x.md');
    await newsroom.sweep();
    expect(await shown(newsroom)).toEqual([]);
  });

  it('in articles/ itself, which spoke of all since it was found, is that of the article that comes', async () => {
    const newsroom = await LiveNewsroom.open({ ...CONTENT, 'articles/x.json': '{"draft": true}' });
    expect(await shown(newsroom)).toEqual([]);
    await newsroom.changes(await newsroom.write('articles/x.md', FRONT));
    expect(await shown(newsroom)).toEqual(['A', 'C', 'D']);
  });

  it('is looked for where the event of one that is gone comes before its own', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    await newsroom.write('articles/posts/a.json', '{"draft": true}');
    await newsroom.changes('articles/posts/a.11tydata.json');
    expect(await shown(newsroom)).toEqual(['C', 'D']);
  });

  it('is not looked for where the event of one comes that is gone, or speaks of all', async () => {
    const newsroom = await LiveNewsroom.open({ ...CONTENT, 'articles/a.json': '{"layout": "a"}' });
    for (const key of ['articles/posts/a.11tydata.json', 'articles/a.json'])
      expect((await newsroom.changes(key)).requests, key).toEqual(['GET state/state.br']);
  });

  it('is not looked for where a sweep finds one that speaks of all, and none of a single article', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    await newsroom.write('articles/a.json', '{"layout": "a"}');
    await newsroom.sweep();
    expect((await newsroom.state()).site.hasSidecars).toBeUndefined();
    expect((await newsroom.sweep()).requests).toEqual(['GET state/state.br']);
  });

  it('costs an article with front matter nothing where there are no such files', async () => {
    const asked: string[] = [];
    const newsroom = await LiveNewsroom.open(CONTENT);
    const content = noted(newsroom.content, asked);
    const key = await newsroom.write('articles/posts/e.md', article('title: E\ndate: 2026-11-21'));
    await newsroom.publish({ kind: 'changes', keys: [key] }, { content });
    expect(asked).toEqual([`GET ${key}`]);
  });
});

describe('files that say nothing of articles', () => {
  it('hold nothing back, however many there are', async () => {
    const rows = Object.fromEntries(
      Array.from({ length: 5001 }, (_, at) => [`articles/posts/${at}.json`, '{"rows":[1]}']),
    );
    const newsroom = await LiveNewsroom.open({ ...CONTENT, ...rows });
    expect(await shown(newsroom)).toEqual(['A', 'C', 'D']);
  });
});

describe('files that say more than a state holds', () => {
  it('hold back what those beyond it speak of, and nothing else', async () => {
    const articles = Object.fromEntries(
      ['1', '2', '3', '4', '5'].flatMap(name => [
        [`articles/${name}/a.md`, article(`title: "${name}"\ndate: 2026-11-21`)],
        [`articles/${name}/_index.md`, `---\ncascade: { draft: false }\n---\n${'x'.repeat(900_000)}\n`],
      ]),
    );
    const newsroom = await LiveNewsroom.open({ ...CONTENT, ...articles });
    expect(new Set(await shown(newsroom))).toEqual(new Set(['1', '2', '3', '4', 'A', 'C', 'D']));
  });
});

describe('files that speak of one article', () => {
  /** Spellings of the same ending, in upper and lower case: none is another's file. */
  const spelled = (at: number): string =>
    [...'tydata'].map((letter, bit) => ((at >> bit) & 1 ? letter.toUpperCase() : letter)).join('');
  const many = (count: number): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`articles/posts/a.11${spelled(at)}.json`, '{"x": 1}']),
    );

  it('are read if there are no more than sixteen; beyond that they hold it back, and are not read', async () => {
    const newsroom = await LiveNewsroom.open({ ...CONTENT, ...many(16) });
    expect(await shown(newsroom)).toEqual(['A', 'C', 'D']);
    for (const [key, text] of Object.entries(many(64))) await newsroom.write(key, text);
    const asked: string[] = [];
    const content = noted(newsroom.content, asked);
    const keys = ['articles/posts/a.11tydata.json'];
    const ran = await newsroom.publish({ kind: 'changes', keys }, { content });
    expect(asked.filter(request => /^GET .*11ty/i.test(request))).toHaveLength(17);
    expect(await shown(newsroom)).toEqual(['C', 'D']);
    const [problem] = ran.problems.filter(({ path }) => path === 'articles/posts/a.md');
    expect(problem?.message).toContain('beyond the 16 files of 1 MB together of one article, holds the article back');
    expect((await newsroom.sweep()).changed).toEqual([]);
    for (const key of Object.keys(many(64)).slice(16)) await newsroom.remove(key);
    await newsroom.sweep();
    expect(await shown(newsroom)).toEqual(['A', 'C', 'D']);
  });

  it('have 1 MB together, or hold it back', async () => {
    const half = `---\ntitle: A\n---\n${'x'.repeat(600_000)}`;
    const newsroom = await LiveNewsroom.open({ ...CONTENT, 'articles/posts/a.META': half });
    expect(await shown(newsroom)).toEqual(['A', 'C', 'D']);
    const ran = await newsroom.changes(await newsroom.write('articles/posts/a.meta', half));
    expect(ran.problems.map(({ message }) => message).join()).toContain('articles/posts/a.meta, beyond the 16 files');
    expect(await shown(newsroom)).toEqual(['C', 'D']);
  });

  it('are found among thousands of articles whose names begin alike, by few questions', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/2024.0.txt': 'Bài 0\n\nLời' });
    // Others that no run was told of: they are listed, and take no time to be published.
    for (let at = 1; at < 1200; at++) await newsroom.write(`articles/2024.${at}.txt`, `Bài ${at}\n\nLời`);
    const key = await newsroom.write('articles/2024.txt', 'Mới\n\nLời');
    const data = await newsroom.write('articles/2024.Meta', '.. title: Mới\n.. status: draft\n');
    for (const keys of [[key], [data]]) {
      const [asked, listed]: [string[], string[]] = [[], []];
      const content = noted(newsroom.content, asked);
      const list = content.list.bind(content);
      content.list = async function* (prefix, options) {
        for await (const summary of list(prefix, options)) {
          listed.push(summary.key);
          yield summary;
        }
      };
      await newsroom.publish({ kind: 'changes', keys }, { content });
      expect(asked.length).toBeLessThan(40);
      expect(listed.length).toBeLessThan(1000);
      expect((await newsroom.titles())?.includes('Mới')).toBe(false);
    }
  });
});
