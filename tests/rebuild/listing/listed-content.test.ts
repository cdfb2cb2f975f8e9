import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../functions/core/problem.ts';
import { listContent, newestFirst } from '../../../functions/rebuild/listing/listed-content.ts';
import { createMemoryStore } from '../../../functions/stores/memory-store.ts';

describe('the content as it is listed', () => {
  it('comes with the newest key first, and what stands for one name as it is chosen from', () => {
    const [nfd, nfc] = ['articles/2026/é.md'.normalize('NFD'), 'articles/2026/é.md'.normalize('NFC')];
    const keys = ['articles/2018/a.md', 'media/a.jpg', nfc, 'articles/2026/zz.md', nfd, 'articles/2019/z.md'];
    const sorted = ['media/a.jpg', nfd, nfc, 'articles/2026/zz.md', 'articles/2019/z.md', 'articles/2018/a.md'];
    expect(nfd < nfc).toBe(true);
    expect([...keys].sort(newestFirst)).toEqual(sorted);
    expect([...keys].reverse().sort(newestFirst)).toEqual(sorted);
    expect(newestFirst(nfc, nfc)).toBe(0);
  });

  it('tells apart what is not worth the reading', async () => {
    const store = createMemoryStore({
      'site.yaml': 'title: x',
      'articles/a.md': 'A',
      'articles/b.exe': 'B',
      'articles/c.md': new Uint8Array(6_000_000),
      'articles/.DS_Store': 'x',
      'media/a.mp3': 'sound',
      'other/d.md': 'D',
    });
    const { keys, unread } = await listContent(store);
    expect([...keys.sorted()]).toEqual(['media/a.mp3', 'articles/c.md', 'articles/b.exe', 'articles/a.md']);
    expect([...unread.keys()].sort()).toEqual(['articles/b.exe', 'articles/c.md', 'media/a.mp3']);
    expect(unread.get('media/a.mp3')).toMatchObject({ size: 5 });
  });

  it('reports texts that are no articles by their names', async () => {
    const store = createMemoryStore({
      'articles/x/x.json': '{}',
      'articles/x.meta': 'x',
      'articles/robots.txt': 'x',
      'articles/a.txt': 'A',
      'media/robots.txt': 'x',
    });
    const { keys, problems } = await listContent(store);
    expect([...keys.sorted()]).toEqual(['media/robots.txt', 'articles/a.txt']);
    expect(problems.map(formatProblem)).toEqual([
      'articles/robots.txt: warning: is no article by its name, so it is ignored; if it is meant to be one, rename it',
      expect.stringMatching(/^articles\/x\/x\.json: note: is data, and no article/),
    ]);
  });
});
