import { describe, expect, it } from 'vitest';
import { readingSlug } from '../../../functions/core/article/key.ts';
import { LiveNewsroom, siteYaml } from '../../publish/live-newsroom.ts';
import { begin, ingest, story } from '../begun.ts';

const [A, B] = ['articles/a.md', 'articles/b.md'] as const;
const CONTENT = { [A]: story('A', 2), [B]: story('B', 3) };
const OTHER_SITE = siteYaml().replace('Báo Mẫu', 'Báo Mới');

/** Returns the articles of which a page, or a part of one, lies under `public/`. */
async function readable({ feeds }: LiveNewsroom): Promise<readonly string[]> {
  const found = new Set<string>();
  for await (const { key } of feeds.list('public/articles/'))
    for (const article of [A, B]) if (key.startsWith(`public/articles/${readingSlug(article)}/`)) found.add(article);
  return [...found].sort();
}

const TAKEN_BACK: readonly (readonly [string, (newsroom: LiveNewsroom) => Promise<unknown>])[] = [
  ['deleted', newsroom => newsroom.remove(A)],
  ['a draft', newsroom => newsroom.write(A, story('A', 2, 'draft: true'))],
  ['put off', newsroom => newsroom.write(A, story('A', -24))],
  ['withdrawn', newsroom => newsroom.write(A, story('A', 2, 'withdrawn: 2026-11-23T11:00:00Z'))],
  ['broken', newsroom => newsroom.write(A, '---\ntitle: [\n---\n')],
];

describe('an article that another run takes back after a rebuild read it, and before that wrote its page', () => {
  it.each(TAKEN_BACK)('has no page, though that is written later: %s', async (_, takeBack) => {
    const newsroom = await LiveNewsroom.open(CONTENT, { site: siteYaml('markdown: true') });
    await newsroom.write('site.yaml', `${OTHER_SITE}markdown: true\n`);
    const begun = await begin(newsroom);
    const read = await ingest(begun, A, B);
    await takeBack(newsroom);
    await newsroom.changes(A);
    await begun.ownFiles.write(read);
    expect(await readable(newsroom)).toEqual([B]);
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('has none where that change was compacted since, either', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT, { limits: { delta: 2 } });
    await newsroom.write('site.yaml', OTHER_SITE);
    const begun = await begin(newsroom);
    const read = await ingest(begun, A, B);
    await newsroom.changes(await newsroom.remove(A));
    for (const key of ['c', 'd', 'e', 'f'])
      await newsroom.changes(await newsroom.write(`articles/${key}.md`, story(key, 5)));
    expect(A in (await newsroom.state()).delta).toBe(false);
    await begun.ownFiles.write(read);
    expect(await readable(newsroom)).toEqual([B]);
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});

describe('an article that no other run knows', () => {
  it('keeps its page, whatever others commit and compact meanwhile', async () => {
    const newsroom = await LiveNewsroom.open({ [B]: story('B', 3) }, { limits: { delta: 2 } });
    await newsroom.write('site.yaml', OTHER_SITE);
    await newsroom.write(A, story('A', 2));
    const begun = await begin(newsroom);
    const read = await ingest(begun, A, B);
    for (const key of ['c', 'd', 'e', 'f'])
      await newsroom.changes(await newsroom.write(`articles/${key}.md`, story(key, 5)));
    await begun.ownFiles.write(read);
    expect(await readable(newsroom)).toEqual([A, B]);
  });

  it('keeps it where they know it as it was before, which was a draft', async () => {
    const newsroom = await LiveNewsroom.open(
      { ...CONTENT, [A]: story('A', 2, 'draft: true') },
      { limits: { delta: 2 } },
    );
    await newsroom.write('site.yaml', OTHER_SITE);
    await newsroom.write(A, story('A', 2));
    const begun = await begin(newsroom);
    const read = await ingest(begun, A, B);
    for (const key of ['c', 'd', 'e', 'f'])
      await newsroom.changes(await newsroom.write(`articles/${key}.md`, story(key, 5)));
    await begun.ownFiles.write(read);
    expect(await readable(newsroom)).toEqual([A, B]);
  });
});

describe('an article that was taken back before a rebuild read it', () => {
  it('keeps the page of what it is by then', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    await newsroom.changes(await newsroom.remove(A));
    await newsroom.write('site.yaml', OTHER_SITE);
    const begun = await begin(newsroom);
    await newsroom.write(A, story('A', 2));
    await begun.ownFiles.write(await ingest(begun, A, B));
    expect(await readable(newsroom)).toEqual([A, B]);
  });

  it('costs one request for each hundred pages that are written, and none where none is', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    const requests = async (): Promise<number> => {
      const begun = await begin(newsroom);
      const read = await ingest(begun, A, B);
      await begun.ownFiles.begin();
      begun.requests.length = 0;
      await begun.ownFiles.write(read);
      return begun.requests.filter(request => request === 'GET state/state.br').length;
    };
    expect(await requests()).toBe(0);
    await newsroom.write('site.yaml', OTHER_SITE);
    expect(await requests()).toBe(1);
  });
});
