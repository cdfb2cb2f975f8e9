import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { NoticeBatch } from '../../functions/core/notices/notice.ts';
import type { Work } from '../../functions/publish/publish.ts';
import type { Editors } from '../../functions/run/publish-options.ts';
import type { ObjectStore } from '../../functions/stores/object-store.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { type LiveNewsroom, LiveNewsroom as Newsroom, noted, type Ran, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const MINUTE = 60_000;
const GOOD = article(`title: Chợ phiên họp lại\ndate: ${new Date(NOW - HOUR).toISOString()}`);
const iso = (at: number): string => new Date(at).toISOString();
const BAD = article('title: Tin hỏng\ndate: 30/02/2026');
const BY = { metadata: { 'uploaded-by': 'Lê Na <na@bao.example>' } };

/** Editors who take what is sent, unless told that they can't be reached. */
class Readers implements Editors {
  readonly lateAfter = 15 * MINUTE;
  readonly batches: NoticeBatch[] = [];
  isThere = true;
  readonly send = async (batch: NoticeBatch): Promise<boolean> => {
    if (this.isThere) this.batches.push(batch);
    return this.isThere;
  };

  /** Returns the notices since the last call: `rejected articles/a.md`. */
  take(): readonly string[] {
    return this.batches.splice(0).flatMap(({ notices }) => notices.map(({ kind, path }) => `${kind} ${path}`));
  }
}

interface Told {
  readonly newsroom: LiveNewsroom;
  readonly readers: Readers;
  readonly run: (work: Work, feeds?: ObjectStore) => Promise<Ran>;
  readonly changes: (...keys: readonly string[]) => Promise<Ran>;
}

async function open(content: Readonly<Record<string, string>> = { 'articles/a.md': GOOD }): Promise<Told> {
  const newsroom = await Newsroom.open(content);
  const readers = new Readers();
  const run: Told['run'] = (work, feeds = newsroom.feeds) => newsroom.publish(work, { editors: readers, feeds });
  return { newsroom, readers, run, changes: (...keys) => run({ kind: 'changes', keys }) };
}

/** The feeds bucket where the nth writing of the state fails. */
function failing(store: ObjectStore, nth: number): ObjectStore {
  let seen = 0;
  return noted(store, [], async request => {
    if (request === 'PUT state/state.br' && ++seen === nth) throw new Error('killed');
  });
}

describe('editors', () => {
  it('are told what was rejected, where, why and who uploaded it, and then that it is mended', async () => {
    const { newsroom, readers, changes } = await open();
    await newsroom.content.put('articles/b.md', Buffer.from(BAD), BY);
    await changes('articles/b.md');
    expect(readers.batches).toEqual([
      {
        run: expect.any(String),
        since: NOW,
        more: 0,
        notices: [
          {
            kind: 'rejected',
            path: 'articles/b.md',
            version: expect.any(String),
            uploadedBy: 'Lê Na <na@bao.example>',
            problems: [
              expect.objectContaining({ line: 3, severity: 'error', message: expect.stringContaining('30/02') }),
            ],
          },
        ],
      },
    ]);
    expect((await newsroom.state()).outbox).toBeUndefined();
    readers.take();
    await newsroom.content.put('articles/b.md', Buffer.from(GOOD), BY);
    await changes('articles/b.md');
    expect(readers.batches[0]?.notices).toEqual([
      {
        kind: 'mended',
        path: 'articles/b.md',
        version: expect.any(String),
        uploadedBy: 'Lê Na <na@bao.example>',
        url: expect.stringContaining('https://feeds.bao.example/articles/'),
        problems: [],
      },
    ]);
  });

  it('hear nothing where all is well, and it costs no request', async () => {
    const { newsroom, readers, changes, run } = await open();
    const twin = await Newsroom.open({ 'articles/a.md': GOOD });
    await newsroom.write('articles/c.md', GOOD);
    await twin.write('articles/c.md', GOOD);
    expect((await changes('articles/c.md')).requests).toEqual((await twin.changes('articles/c.md')).requests);
    await newsroom.remove('articles/c.md');
    await changes('articles/c.md');
    await run({ kind: 'sweep' });
    await run({ kind: 'full' });
    expect(readers.batches).toEqual([]);
  });

  it('are told once of each version, whatever comes of it again, and of the next version', async () => {
    const { newsroom, readers, changes, run } = await open();
    await newsroom.write('articles/b.md', BAD);
    await changes('articles/b.md');
    await changes('articles/b.md');
    await run({ kind: 'sweep' });
    await run({ kind: 'full' });
    expect(readers.take()).toEqual(['rejected articles/b.md']);
    await newsroom.write('articles/b.md', `${BAD}Lời nữa.\n`);
    await newsroom.write('articles/c.md', BAD);
    await changes('articles/b.md', 'articles/c.md');
    expect(readers.take()).toEqual(['rejected articles/b.md', 'rejected articles/c.md']);
    await newsroom.remove('articles/b.md');
    await changes('articles/b.md');
    expect(readers.take()).toEqual([]);
  });

  it('are told that an article is out of the feeds since its new version is rejected', async () => {
    const { newsroom, readers, changes } = await open();
    await newsroom.write('articles/a.md', BAD);
    await changes('articles/a.md');
    expect(readers.batches[0]?.notices).toMatchObject([{ kind: 'rejected', wasPublished: true }]);
  });

  it('are told of what another owns, and once the other is gone', async () => {
    const { newsroom, readers, changes } = await open({
      'articles/a.md': article('title: A\nid: urn:x\ndate: 2026-11-20'),
    });
    await newsroom.write('articles/b.md', article('title: B\nid: urn:x\ndate: 2026-11-20'));
    await changes('articles/b.md');
    expect(readers.batches[0]?.notices).toMatchObject([
      { kind: 'rejected', path: 'articles/b.md', problems: [{ message: expect.stringContaining('articles/a.md') }] },
    ]);
    readers.take();
    await newsroom.remove('articles/a.md');
    await changes('articles/a.md');
    expect(readers.take()).toEqual(['mended articles/b.md']);
  });

  it('are told of a site.yaml that is not in force, and that it is again', async () => {
    const { newsroom, readers, changes } = await open();
    await newsroom.write('site.yaml', 'title: [');
    await changes('site.yaml');
    await newsroom.write('site.yaml', siteYaml());
    await changes('site.yaml');
    expect(readers.take()).toEqual(['rejected site.yaml', 'mended site.yaml']);
  });

  it('are told of an article that came out long after it was put there, and of none that was put back', async () => {
    const { newsroom, readers, run } = await open();
    await newsroom.write('articles/b.md', GOOD);
    newsroom.now += 20 * MINUTE;
    await run({ kind: 'sweep' });
    expect(readers.batches[0]?.notices).toMatchObject([
      { kind: 'late', path: 'articles/b.md', due: NOW, out: NOW + 20 * MINUTE },
    ]);
    readers.take();
    await newsroom.write('articles/c.md', GOOD);
    newsroom.now += 10 * MINUTE;
    await run({ kind: 'sweep' });
    await newsroom.write('articles/d.md', GOOD);
    newsroom.now += 25 * HOUR;
    await run({ kind: 'sweep' });
    expect(readers.take()).toEqual([]);
  });

  it('are told that an article came out late by the day of its publication, whatever its date', async () => {
    const { newsroom, readers, run } = await open();
    const dated = (ago: number, from: number): string =>
      article(`title: Chợ\ndate: ${iso(NOW - ago)}\npublishDate: ${iso(NOW + from)}`);
    await newsroom.write('articles/b.md', dated(3 * HOUR, HOUR));
    await newsroom.write('articles/c.md', dated(300 * 24 * HOUR, HOUR - 30 * MINUTE));
    await run({ kind: 'sweep' });
    newsroom.now += HOUR + 1000;
    await run({ kind: 'due' });
    expect(readers.batches.flatMap(({ notices }) => notices)).toMatchObject([
      { kind: 'late', path: 'articles/c.md', due: NOW + 30 * MINUTE, out: NOW + HOUR + 1000 },
    ]);
  });

  it('are told of what Google News would refuse, though it is published', async () => {
    const { newsroom, readers, changes } = await open();
    await newsroom.write('articles/b.md', article('title: "Thẻ <b>đậm</b> là gì"\ndate: 2026-11-22'));
    await changes('articles/b.md');
    expect(readers.batches[0]?.notices).toMatchObject([
      {
        kind: 'refused',
        path: 'articles/b.md',
        problems: [{ message: expect.stringMatching(/^Google News: the title has HTML/) }],
      },
    ]);
  });

  it('get one message of twenty at most for each run, and how many more there are', async () => {
    const { newsroom, readers, run } = await open();
    for (let at = 0; at < 45; at++) await newsroom.write(`articles/bad-${at}.md`, BAD);
    await run({ kind: 'sweep' });
    expect(readers.batches.map(({ notices, more }) => [notices.length, more])).toEqual([[20, 25]]);
  });

  it('are told by a later run where nothing could be sent, and by none while the first may be at it', async () => {
    const { newsroom, readers, changes, run } = await open();
    readers.isThere = false;
    await newsroom.write('articles/b.md', BAD);
    await changes('articles/b.md');
    readers.isThere = true;
    await run({ kind: 'sweep' });
    expect(readers.take()).toEqual([]);
    newsroom.now += 16 * MINUTE;
    await newsroom.write('articles/c.md', BAD);
    await changes('articles/c.md');
    expect(readers.batches.map(({ notices }) => notices.map(({ path }) => path))).toEqual([
      ['articles/b.md', 'articles/c.md'],
    ]);
    expect((await newsroom.state()).outbox).toBeUndefined();
  });

  it('are told at most once more where a run dies at any of its commits', async () => {
    for (const nth of [1, 2, 3]) {
      const { newsroom, readers, run } = await open();
      await newsroom.write('articles/b.md', BAD);
      const work: Work = { kind: 'changes', keys: ['articles/b.md'] };
      await run(work, failing(newsroom.feeds, nth)).catch(() => undefined);
      await run(work);
      newsroom.now += 16 * MINUTE;
      await run({ kind: 'sweep' });
      newsroom.now += 16 * MINUTE;
      await run({ kind: 'sweep' });
      const told = readers.take();
      expect(new Set(told)).toEqual(new Set(['rejected articles/b.md']));
      expect(told.length).toBeLessThanOrEqual(2);
    }
  });

  it('are told by a rebuild of what it rejects, and of what it does not any more', async () => {
    const { newsroom, readers, run } = await open({ 'articles/a.md': GOOD, 'articles/b.md': BAD });
    await newsroom.write('articles/a.md', BAD);
    await newsroom.write('articles/b.md', GOOD);
    await run({ kind: 'full' });
    expect(readers.batches[0]?.notices).toMatchObject([
      { kind: 'rejected', path: 'articles/a.md', wasPublished: true },
      { kind: 'mended', path: 'articles/b.md' },
    ]);
    readers.take();
    await newsroom.feeds.delete('state/state.br');
    await run({ kind: 'full' });
    expect(readers.take()).toEqual(['rejected articles/a.md']);
  });

  it('are left to the function by a run that tells nobody', async () => {
    const { newsroom, readers, changes } = await open();
    readers.isThere = false;
    await newsroom.write('articles/b.md', BAD);
    await changes('articles/b.md');
    newsroom.now += 16 * MINUTE;
    await newsroom.sweep();
    await newsroom.publish({ kind: 'full' });
    expect((await newsroom.state()).outbox).toMatchObject([{ notices: [{ path: 'articles/b.md' }] }]);
  });
});
