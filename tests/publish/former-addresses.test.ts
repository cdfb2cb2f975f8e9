import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readingSlug } from '../../functions/core/article/key.ts';
import { readStatus } from '../../functions/state/read-status.ts';
import { LiveNewsroom, PERMALINK, siteYaml } from './live-newsroom.ts';
import { article, buildContent } from './newsroom.ts';

const LIMITS = { delta: 3, perSegment: 2, slack: 1, perCommit: 2, perRead: 2 };
const story = (title: string, ...fields: readonly string[]) =>
  article([`title: ${title}`, 'date: 2026-11-20', ...fields].join('\n'));

/** Returns the target of a former address; `undefined` if there is none. */
async function targetOf(newsroom: LiveNewsroom, path: string): Promise<string | undefined> {
  const object = await newsroom.feeds.get(`public/${path}`);
  const text = object && Buffer.from(object.bytes).toString();
  return object?.metadata.redirect ?? /; url=([^"]*)"/.exec(text ?? '')?.[1];
}

async function expectAsScratch(newsroom: LiveNewsroom): Promise<void> {
  expect(await newsroom.files()).toEqual(await newsroom.scratch());
}

describe('former addresses of articles', () => {
  it('lead to where these are read, while they are out, and move with them', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': story('A', 'aliases: [/cu/, /cu/a.html]') });
    const page = `/articles/${readingSlug('articles/a.md')}/`;
    for (const path of ['cu/index.html', 'cu/a.html']) expect(await targetOf(newsroom, path)).toBe(page);
    await expectAsScratch(newsroom);
    await newsroom.changes(
      await newsroom.write('articles/a.md', story('A', 'link: https://x.example/a', 'aliases: /cu/')),
    );
    expect(await targetOf(newsroom, 'cu/index.html')).toBe('https://x.example/a');
    expect(await targetOf(newsroom, 'cu/a.html')).toBeUndefined();
    for (const held of ['draft: true', 'withdrawn: true', 'date: 2027-01-01']) {
      await newsroom.changes(await newsroom.write('articles/a.md', article(`title: A\n${held}\naliases: /cu/`)));
      expect(await targetOf(newsroom, 'cu/index.html')).toBeUndefined();
      await expectAsScratch(newsroom);
      await newsroom.changes(await newsroom.write('articles/a.md', story('A', 'aliases: /cu/')));
      expect(await targetOf(newsroom, 'cu/index.html')).toBe(page);
    }
  });

  it('lead to the newsroom’s own site where articles are read there', async () => {
    const content = { 'articles/a.md': story('A', 'aliases: /cu/') };
    const newsroom = await LiveNewsroom.open(content, { site: siteYaml(PERMALINK) });
    expect(await targetOf(newsroom, 'cu/index.html')).toBe('https://bao.example/a.html');
    await expectAsScratch(newsroom);
  });

  it('belong to feeds and pages first, then to the first key, in whatever order they come', async () => {
    const b = `articles/${readingSlug('articles/b.md')}/index.html`;
    const newsroom = await LiveNewsroom.open(
      {
        'articles/c.md': story('C', `aliases: [/kinh-te/, /cu/, /${b}]`),
        'articles/d.md': story('D', 'aliases: /cu/'),
      },
      { limits: LIMITS },
    );
    const page = (name: string) => `/articles/${readingSlug(`articles/${name}.md`)}/`;
    const told = async () => {
      const { published } = await readStatus(newsroom.feeds);
      const problems = (published?.problems ?? []).filter(({ message }) => message.startsWith('its former address'));
      return problems.map(({ path, message }) => `${path} ${message.split(',')[0]}`);
    };
    const expectTargets = async (...targets: readonly (string | undefined)[]) => {
      expect([
        await targetOf(newsroom, 'kinh-te/index.html'),
        await targetOf(newsroom, 'cu/index.html'),
        await targetOf(newsroom, b),
      ]).toEqual(targets);
      await expectAsScratch(newsroom);
      const built = (await told()).sort();
      await newsroom.publish({ kind: 'full' });
      await expectAsScratch(newsroom);
      expect((await told()).sort()).toEqual(built);
      return built;
    };
    expect(await expectTargets(page('c'), page('c'), page('c'))).toEqual([
      'articles/d.md its former address /cu/ is that of articles/c.md',
    ]);
    await newsroom.changes(await newsroom.write('articles/b.md', story('B', 'categories: Kinh tế', 'aliases: /cu/')));
    expect(await expectTargets(undefined, page('b'), undefined)).toEqual([
      `articles/c.md its former address /${b.replace('index.html', '')} is that of articles/b.md`,
      'articles/c.md its former address /cu/ is that of articles/b.md',
      'articles/c.md its former address /kinh-te/ is that of a feed',
      'articles/d.md its former address /cu/ is that of articles/b.md',
    ]);
    await newsroom.changes(await newsroom.remove('articles/b.md'));
    await expectTargets(page('c'), page('c'), page('c'));
    await newsroom.changes(await newsroom.remove('articles/c.md'));
    expect(await expectTargets(undefined, page('d'), undefined)).toEqual([]);
  });

  it('are known by an audit and a rebuild, and written once', async () => {
    const newsroom = await LiveNewsroom.open(
      { 'articles/a.md': story('A', 'aliases: [/cu/, /x/y.html]') },
      { limits: LIMITS },
    );
    expect((await newsroom.publish({ kind: 'full' })).changed).toEqual([]);
    expect((await newsroom.publish({ kind: 'sweep', audit: true })).audit).toMatchObject({
      changed: 0,
      added: 0,
      deleted: 0,
    });
    await newsroom.feeds.put('public/cu/index.html', Buffer.from('xau'));
    await newsroom.feeds.put('public/la/index.html', Buffer.from('xau'));
    await newsroom.feeds.delete('public/x/y.html');
    expect((await newsroom.publish({ kind: 'sweep', audit: true })).audit).toMatchObject({
      changed: 1,
      added: 1,
      deleted: 1,
    });
    await expectAsScratch(newsroom);
  });

  it('are no addresses that a build would give away', async () => {
    const { files, problems } = await buildContent({
      'articles/a.md': story('A', 'category: Kinh tế', 'aliases: [/kinh-te/, /index.html]'),
    });
    expect(files.get('kinh-te/index.html')).not.toContain('http-equiv');
    expect(files.get('index.html')).not.toContain('http-equiv');
    expect(problems.join('\n')).toMatch(/its former address \/kinh-te\/ is that of a feed/);
  });

  it('lead on by their page alone where the address is longer than metadata may be', async () => {
    const link = (length: number) => `https://feeds.bao.example/${'x'.repeat(length - 1)}`;
    const newsroom = await LiveNewsroom.open({
      'articles/a.md': story('A', `link: ${link(1500)}`, 'aliases: /a/'),
      'articles/b.md': story('B', `link: ${link(3000)}`, 'aliases: /b/'),
    });
    const redirects = ['a', 'b'].map(async name => (await newsroom.feeds.get(`public/${name}/index.html`))?.metadata);
    expect(await Promise.all(redirects)).toEqual([{ redirect: link(1500).slice(25) }, {}]);
    expect(await targetOf(newsroom, 'b/index.html')).toBe(link(3000));
    await expectAsScratch(newsroom);
  });
});
