import { expect, it } from 'vitest';
import { settleRebuild } from '../../functions/rebuild/settle-rebuild.ts';
import { LiveNewsroom, siteYaml } from '../publish/live-newsroom.ts';
import { begin, ingest, story } from './begun.ts';

const OLD = 'articles/b0.md';

it('what an older article names since it was read first is left out where it is not there', async () => {
  const stories = (letter: string, count: number, hoursAgo: (at: number) => number, ...fields: readonly string[]) =>
    Array.from(
      { length: count },
      (_, at) => [`articles/${letter}${at}.md`, story(`${at}`, hoursAgo(at), ...fields)] as const,
    );
  // All but one of the newest lose their id. What one feed is filled with is read before the months of the other.
  const newest = stories('a', 5, at => at + 1, 'id: mot', 'categories: [Làng, Chợ]');
  const older = stories('b', 8, at => at + 60, 'category: Làng');
  const oldest = stories('c', 4, at => (at + 1) * 24 * 40, 'category: Chợ');
  const site = siteYaml('entries: 3', 'minimumHours: 0');
  const newsroom = new LiveNewsroom(Object.fromEntries([...newest, ...older, ...oldest]), {
    site,
    limits: { slack: 1, news: 1 },
  });
  const begun = await begin(newsroom);
  const { rebuild } = begun;
  await ingest(begun, ...newest.map(([key]) => key));
  // From here on windows are known down to a horizon.
  rebuild.nextState.windows.remembered();
  await ingest(begun, ...[...older, ...oldest].map(([key]) => key));
  await newsroom.write(OLD, story('0', 60, 'category: Làng', 'image: khong-co.jpg'));
  await settleRebuild(rebuild);
  const { delta, windows } = rebuild.nextState;
  expect(delta.get(OLD)).toMatchObject({ missing: expect.any(String) });
  expect(windows.newest().map(({ key, missing }) => [key, missing])).toEqual([
    ['articles/a0.md', undefined],
    [OLD, expect.any(String)],
    ['articles/b1.md', undefined],
  ]);
});
