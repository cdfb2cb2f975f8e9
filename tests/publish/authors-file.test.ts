import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { LiveNewsroom } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const CONTENT = {
  'articles/a.md': article('title: A\ndate: 2026-11-20\nauthor: lena'),
  'articles/b.md': article('title: B\ndate: 2026-11-20\nauthors: [vu]'),
};

/** Names of the authors of each entry, newest first. */
async function authors(newsroom: LiveNewsroom): Promise<readonly string[]> {
  const feed = JSON.parse(Buffer.from((await newsroom.files()).get('feed.json') ?? '', 'latin1').toString());
  return feed.items.map((item: { authors: { name: string }[] }) => item.authors.map(({ name }) => name).join());
}

describe('an authors file', () => {
  it.each(['authors.yml', '_data/authors.yml', 'articles/authors.yml'])(
    'as %s names authors in every run',
    async key => {
      const newsroom = await LiveNewsroom.open({ ...CONTENT, [key]: 'lena: { name: Lê Na }\n' });
      expect(await authors(newsroom)).toEqual(['Lê Na', 'vu']);
      expect((await newsroom.state()).counts).toMatchObject({ published: 2, rejected: 0 });

      await newsroom.changes(await newsroom.write(key, 'lena: { name: Lê Thị Na }\nvu: Trần Vũ\n'));
      expect(await authors(newsroom)).toEqual(['Lê Thị Na', 'Trần Vũ']);
      expect(await newsroom.files()).toEqual(await newsroom.scratch());

      await newsroom.changes(await newsroom.write('articles/c.md', article('title: C\ndate: 2026-11-21\nby: vu')));
      expect(await authors(newsroom)).toEqual(['Trần Vũ', 'Lê Thị Na', 'Trần Vũ']);
      expect(await newsroom.files()).toEqual(await newsroom.scratch());
    },
  );

  it('that no event told of is found by a sweep, and so is one that goes', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    await newsroom.write('_data/authors.yml', 'lena: Lê Na\n');
    await newsroom.sweep();
    expect(await authors(newsroom)).toEqual(['Lê Na', 'vu']);
    expect((await newsroom.sweep()).changed).toEqual([]);
    await newsroom.write('authors.yml', 'lena: Na\n');
    await newsroom.sweep();
    expect(await authors(newsroom)).toEqual(['Na', 'vu']);
    await newsroom.remove('authors.yml');
    await newsroom.remove('_data/authors.yml');
    await newsroom.sweep();
    expect(await authors(newsroom)).toEqual(['lena', 'vu']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});
