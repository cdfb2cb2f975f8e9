import { describe, expect, it } from 'vitest';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const iso = (instant: number) => new Date(instant).toISOString();
const story = (title: string, hoursAgo: number, ...fields: readonly string[]) =>
  article(
    [`title: ${title}`, `date: ${iso(NOW - hoursAgo * HOUR)}`, 'category: Đời sống', ...fields].join('\n'),
    `Lời của ${title}.`,
  );
const until = (hours: number) => `expiryDate: ${iso(NOW + hours * HOUR)}`;

describe('an article that expires', () => {
  it('leaves every file at its instant, in whatever run comes first, and comes back with the clock', async () => {
    const site = siteYaml('archives: true', 'entries: 2', 'minimumHours: 0');
    const content = { 'articles/a.md': story('A', 3), 'articles/kin.md': story('KIN', 30 * 24, until(2)) };
    const newsroom = await LiveNewsroom.open(content, { site });
    expect(await newsroom.titles()).toEqual(['A', 'KIN']);
    expect((await newsroom.state()).timers).toEqual({ 'articles/kin.md': NOW + 2 * HOUR });

    newsroom.now += 2 * HOUR - 1000;
    await newsroom.publish({ kind: 'sweep' });
    expect(await newsroom.titles()).toEqual(['A', 'KIN']);
    newsroom.now += 1000;
    const ran = await newsroom.changes(await newsroom.write('articles/b.md', story('B', 1)));
    expect(ran.problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^the article expired at 2026-11-23T21:00:00\+07:00, so it is held back; /),
    ]);
    const files = await newsroom.files();
    expect(files).toEqual(await newsroom.scratch());
    for (const [path, body] of files) expect([path, /kin/i.test(path + body)]).toEqual([path, false]);
    expect(await newsroom.state()).toMatchObject({ counts: { published: 2, expired: 1 }, timers: {} });

    newsroom.now -= HOUR;
    await newsroom.publish({ kind: 'sweep' });
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect((await newsroom.state()).counts).toMatchObject({ published: 3, expired: 0 });
  });

  it('makes room for older articles, over and over', async () => {
    const content = Object.fromEntries(
      Array.from({ length: 14 }, (_, at) => [
        `articles/${at}.md`,
        story(`${at}`, at * 60, ...(at < 9 ? [until(at + 1)] : [])),
      ]),
    );
    const site = siteYaml('entries: 3', 'minimumHours: 0');
    const newsroom = await LiveNewsroom.open(content, { site, limits: { slack: 1, delta: 2, perSegment: 3 } });
    for (let hours = 1; hours <= 9; hours++) {
      newsroom.now = NOW + hours * HOUR;
      await newsroom.publish({ kind: 'sweep' });
      expect(await newsroom.titles()).toEqual([hours, hours + 1, hours + 2].map(String));
      expect(await newsroom.files()).toEqual(await newsroom.scratch());
    }
  });

  it('that waits, is corrected or withdrawn before wakes for each of its dates', async () => {
    const fields = [`updated: ${iso(NOW + 2 * HOUR)}`, until(3)];
    const newsroom = await LiveNewsroom.open({
      'articles/a.md': story('A', 3),
      'articles/b.md': story('B', -1, ...fields),
      'articles/c.md': story('C', 1, ...fields, 'withdrawn: { reason: Nhầm, date: 2099-01-01 }'),
    });
    const counts: (number | undefined)[] = [];
    for (const hours of [0, 1, 2, 3]) {
      newsroom.now = NOW + hours * HOUR;
      await newsroom.publish({ kind: 'sweep' });
      expect(await newsroom.files()).toEqual(await newsroom.scratch());
      const state = await newsroom.state();
      counts.push(state.timers['articles/b.md'], state.counts.expired);
    }
    expect(counts).toEqual([NOW + HOUR, 0, NOW + 2 * HOUR, 0, NOW + 3 * HOUR, 0, undefined, 2]);
  });
});

describe('an article with a day of publication after its date', () => {
  it('comes out on that day, with its date, and is nowhere before', async () => {
    const newsroom = await LiveNewsroom.open({
      'articles/a.md': story('A', 3),
      'articles/b.md': story('KIN', 5, `publishDate: ${iso(NOW + HOUR)}`),
    });
    for (const [path, body] of await newsroom.files()) expect([path, /kin/i.test(path + body)]).toEqual([path, false]);
    expect(await newsroom.state()).toMatchObject({ counts: { waiting: 1 }, timers: { 'articles/b.md': NOW + HOUR } });
    newsroom.now += HOUR;
    await newsroom.publish({ kind: 'due' });
    expect(await newsroom.titles()).toEqual(['A', 'KIN']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});
