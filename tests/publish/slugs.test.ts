import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readingSlug } from '../../functions/core/article/key.ts';
import { readStatus } from '../../functions/state/read-status.ts';
import { LiveNewsroom, noted, siteYaml } from './live-newsroom.ts';
import { article, buildContent } from './newsroom.ts';

const LIMITS = { delta: 3, perSegment: 2, slack: 1, perCommit: 2, perRead: 2 };
const A = 'articles/cho/a.md';
const pageOf = (slug?: string, key = A) => `articles/${readingSlug(key, slug)}/index.html`;
const story = (title: string, ...fields: readonly string[]) =>
  article([`title: ${title}`, 'date: 2026-11-20', ...fields].join('\n'));

/** Returns what lies under `public/articles/`, without pages that lead elsewhere, and these with where they lead. */
async function pagesIn(newsroom: LiveNewsroom): Promise<Readonly<Record<string, string>>> {
  const pages: Record<string, string> = {};
  for await (const { key } of newsroom.feeds.list('public/articles/')) {
    const redirect = (await newsroom.feeds.get(key))?.metadata.redirect;
    pages[key.slice('public/'.length)] = redirect ?? 'page';
  }
  return pages;
}

async function expectPages(newsroom: LiveNewsroom, pages: Readonly<Record<string, string>>): Promise<void> {
  expect(await pagesIn(newsroom)).toEqual(pages);
  expect(await newsroom.files()).toEqual(await newsroom.scratch());
  const { changed } = await newsroom.publish({ kind: 'sweep', audit: true });
  expect(changed).toEqual([]);
}

const addressOf = (path: string) => `/${path.replace('index.html', '')}`;

describe('the slug of an article without a permalink', () => {
  it('gives its page an address, to which that of its key leads, whichever slug comes or goes', async () => {
    const site = siteYaml('markdown: true');
    const newsroom = await LiveNewsroom.open({ [A]: story('A') }, { limits: LIMITS, site });
    const twin = (page: string) => page.replace('.html', '.md');
    await expectPages(newsroom, { [pageOf()]: 'page', [twin(pageOf())]: 'page' });
    for (const slug of ['cau-moi', 'cau-cu', 'cau-moi']) {
      const page = pageOf(slug);
      await newsroom.changes(await newsroom.write(A, story('A', `slug: ${slug}`)));
      await expectPages(newsroom, { [page]: 'page', [twin(page)]: 'page', [pageOf()]: addressOf(page) });
      const { files } = await buildContent({ 'site.yaml': site, [A]: story('A', `slug: ${slug}`) });
      expect(files.get('rss.xml')).toContain(`<link>https://feeds.bao.example${addressOf(page)}</link>`);
      // What lies beside a page that leads elsewhere is nobody's.
      await newsroom.feeds.put(`public/${twin(pageOf())}`, Buffer.from('lạc'));
      await newsroom.publish({ kind: 'full' });
      await expectPages(newsroom, { [page]: 'page', [twin(page)]: 'page', [pageOf()]: addressOf(page) });
    }
    await newsroom.changes(await newsroom.write(A, story('A')));
    await expectPages(newsroom, { [pageOf()]: 'page', [twin(pageOf())]: 'page' });
    await newsroom.changes(await newsroom.write(A, story('A', 'slug: cau-moi')));
    await newsroom.changes(await newsroom.remove(A));
    await expectPages(newsroom, {});
  });

  it('leaves no page where it was, if the run dies in which it came, and lost its id to another', async () => {
    const id = 'id: "tag:bao.example,2018:articles/b"';
    const newsroom = await LiveNewsroom.open({ [A]: story('A'), 'articles/b.md': story('B') }, { limits: LIMITS });
    const key = await newsroom.write(A, story('A', 'slug: cau-moi', id));
    const dies = noted(newsroom.feeds, [], request => {
      if (request.startsWith('DELETE public/articles/')) throw new Error('killed');
    });
    await expect(newsroom.publish({ kind: 'changes', keys: [key] }, { feeds: dies })).rejects.toThrow('killed');
    expect(await pagesIn(newsroom)).toHaveProperty([pageOf()]);
    newsroom.now += 20 * 60_000;
    await newsroom.sweep();
    await expectPages(newsroom, { [pageOf(undefined, 'articles/b.md')]: 'page' });
  });

  it('is that of the page of its withdrawal, too', async () => {
    const newsroom = await LiveNewsroom.open({ [A]: story('A', 'slug: cau-moi') }, { limits: LIMITS });
    await newsroom.changes(await newsroom.write(A, story('A', 'slug: cau-moi', 'withdrawn: true')));
    await expectPages(newsroom, { [pageOf('cau-moi')]: 'page' });
    const page = await newsroom.feeds.get(`public/${pageOf('cau-moi')}`);
    expect(page?.metadata.status).toBe('410');
  });

  it('stays with it once windows and segments are folded', async () => {
    const newsroom = await LiveNewsroom.open({ [A]: story('A', 'slug: cau-moi') }, { limits: LIMITS });
    for (const name of ['b', 'c', 'd', 'e', 'f'])
      await newsroom.changes(await newsroom.write(`articles/${name}.md`, story(name)));
    const text = Buffer.from((await newsroom.feeds.get('public/rss.xml'))?.bytes ?? []).toString();
    expect(text).toContain(addressOf(pageOf('cau-moi')));
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('takes the media beside the article along', async () => {
    const newsroom = await LiveNewsroom.open(
      { [A]: story('A', 'image: cho.jpg'), 'articles/cho/cho.jpg': 'anh' },
      { limits: LIMITS },
    );
    const media = (page: string) => page.replace('index.html', 'cho.jpg');
    await expectPages(newsroom, { [pageOf()]: 'page', [media(pageOf())]: 'page' });
    const page = pageOf('cau-moi');
    await newsroom.changes(await newsroom.write(A, story('A', 'image: cho.jpg', 'slug: cau-moi')));
    await expectPages(newsroom, { [page]: 'page', [media(page)]: 'page', [pageOf()]: addressOf(page) });
    await newsroom.changes(await newsroom.write('articles/cho/cho.jpg', 'anh hai'));
    expect(Buffer.from((await newsroom.feeds.get(`public/${media(page)}`))?.bytes ?? []).toString()).toBe('anh hai');
    await newsroom.changes(await newsroom.remove('articles/cho/cho.jpg'));
    await expectPages(newsroom, { [page]: 'page', [pageOf()]: addressOf(page) });
  });

  it('is followed by links to its file', async () => {
    const B = 'articles/b.md';
    const newsroom = await LiveNewsroom.open(
      { [A]: story('A', 'slug: cau-moi'), [B]: `${story('B')}\n[A](cho/a.md)\n` },
      { limits: LIMITS },
    );
    const text = Buffer.from((await newsroom.feeds.get(`public/${pageOf(undefined, B)}`))?.bytes ?? []).toString();
    const [, link = ''] = /href="https:\/\/feeds\.bao\.example\/([^"]*)">A</.exec(text) ?? [];
    expect((await pagesIn(newsroom))[`${link}index.html`]).toBe(addressOf(pageOf('cau-moi')));
  });

  it('is taken from nobody by an alias, and takes nobody’s page', async () => {
    const newsroom = await LiveNewsroom.open({ [A]: story('A', 'slug: cau-moi') }, { limits: LIMITS });
    const first = 'articles/a.md';
    const claims = `aliases: [${addressOf(pageOf())}, ${addressOf(pageOf('cau-moi'))}]`;
    await newsroom.changes(await newsroom.write(first, story('B', claims)));
    await expectPages(newsroom, {
      [pageOf('cau-moi')]: 'page',
      [pageOf()]: addressOf(pageOf('cau-moi')),
      [pageOf(undefined, first)]: 'page',
    });
    const { published } = await readStatus(newsroom.feeds);
    expect((published?.problems ?? []).map(({ path }) => path)).toEqual([first, first]);
  });
});

describe('a page bundle without a permalink', () => {
  const BUNDLE = 'articles/cho/2026-11-20-Chợ quê/index.md';
  const media = 'articles/cho/2026-11-20-Chợ quê/a.jpg';
  const [byKey, named] = [pageOf(undefined, BUNDLE), pageOf('cho-que', BUNDLE)];

  it('has the name of its folder in its address, to which that of its file leads', async () => {
    expect(byKey).toMatch(/^articles\/index-[\da-f]{8}\//);
    const content = { [BUNDLE]: story('A', 'image: a.jpg'), [media]: 'anh' };
    const newsroom = await LiveNewsroom.open(content, { limits: LIMITS });
    const picture = (page: string) => page.replace('index.html', 'a.jpg');
    await expectPages(newsroom, { [named]: 'page', [picture(named)]: 'page', [byKey]: addressOf(named) });
    const feed = JSON.parse(Buffer.from((await newsroom.feeds.get('public/feed.json'))?.bytes ?? []).toString());
    expect(feed.items[0]).toMatchObject({
      // As it was before: readers know the article by it.
      id: 'tag:bao.example,2018:articles/cho/2026-11-20-Ch%E1%BB%A3%20qu%C3%AA/index',
      url: `https://feeds.bao.example${addressOf(named)}`,
    });
    // A slug of its own comes first.
    await newsroom.changes(await newsroom.write(BUNDLE, story('A', 'image: a.jpg', 'slug: khac')));
    const other = pageOf('khac', BUNDLE);
    const led = { [byKey]: addressOf(other), [named]: addressOf(other) };
    await expectPages(newsroom, { [other]: 'page', [picture(other)]: 'page', ...led });
    await newsroom.changes(await newsroom.write(BUNDLE, story('A', 'link: https://bao.example/a')));
    await expectPages(newsroom, {});
  });

  it('is led to by links to its file, without the address of the file between', async () => {
    const link = 'articles/doc.md';
    const text = story('B').replace(/$/, '\n[a](cho/2026-11-20-Ch%E1%BB%A3%20qu%C3%AA/index.md)\n');
    const newsroom = await LiveNewsroom.open({ [BUNDLE]: story('A'), [link]: text }, { limits: LIMITS });
    const page = (await newsroom.feeds.get(`public/${pageOf(undefined, link)}`))?.bytes ?? [];
    expect(Buffer.from(page).toString()).toContain(`https://feeds.bao.example${addressOf(named)}`);
  });

  it('is one in the folder of a category, and none where ASCII can spell nothing of its name', async () => {
    const [index, emoji] = ['articles/index.md', 'articles/cho/🙂/index.md'];
    const newsroom = await LiveNewsroom.open({ [index]: story('A'), [emoji]: story('B') }, { limits: LIMITS });
    await expectPages(newsroom, { [pageOf(undefined, index)]: 'page', [pageOf(undefined, emoji)]: 'page' });
  });
});

describe('articles whose keys have one hash', () => {
  const [ONE, TWO] = ['articles/100371/a.md', 'articles/19080/a.html'] as const;
  const html = (...fields: readonly string[]) => story('Hai', 'id: x', ...fields);

  it('have a page each if their slugs differ, and else the first key has it', async () => {
    expect(readingSlug(ONE)).toBe(readingSlug(TWO));
    const newsroom = await LiveNewsroom.open({ [ONE]: story('Một'), [TWO]: html() }, { limits: LIMITS });
    const own = pageOf(undefined, ONE);
    await expectPages(newsroom, { [own]: 'page' });
    // The address of the key is that of the other’s page.
    await newsroom.changes(await newsroom.write(TWO, html('slug: hai')));
    await expectPages(newsroom, { [own]: 'page', [pageOf('hai', TWO)]: 'page' });
    await newsroom.changes(await newsroom.write(ONE, story('Một', 'slug: hai')));
    await expectPages(newsroom, { [own]: addressOf(pageOf('hai', TWO)), [pageOf('hai', TWO)]: 'page' });
    await newsroom.changes(await newsroom.write(ONE, story('Một', 'slug: mot')));
    await expectPages(newsroom, {
      [own]: addressOf(pageOf('mot', ONE)),
      [pageOf('mot', ONE)]: 'page',
      [pageOf('hai', TWO)]: 'page',
    });
    await newsroom.publish({ kind: 'full' });
    await newsroom.changes(await newsroom.remove(ONE));
    await expectPages(newsroom, { [own]: addressOf(pageOf('hai', TWO)), [pageOf('hai', TWO)]: 'page' });
  });
});
