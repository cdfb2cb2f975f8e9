import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../functions/core/problem.ts';
import { checkFiles } from '../conformance/check-file.ts';
import { NOW, SITE } from '../core/samples.ts';
import { LiveNewsroom, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const EDITIONS = siteYaml(
  'editions:',
  '  - { language: en, slug: en, title: English }',
  '  - { language: fr, slug: fr, title: Français }',
  'categories: [{ title: World, language: en }, Thời sự]',
);

const story = (title: string, ...more: readonly string[]) =>
  article([`title: ${title}`, 'date: 2026-11-20', ...more].join('\n'));

const CONTENT = {
  'articles/a.md': story('A', 'category: Thời sự'),
  'articles/b.md': story('B', 'category: World'),
  'articles/c.md': story('C', 'category: Thời sự', 'language: en-GB'),
};

describe('an edition', () => {
  it('has every article in its language, at the root', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT, { site: EDITIONS });
    expect(await newsroom.titles('en')).toEqual(['B', 'C']);
    expect(await newsroom.titles('fr')).toEqual([]);
    const files = new Map(
      [...(await newsroom.files())].map(([path, text]) => [path, Buffer.from(text, 'latin1').toString()] as const),
    );
    expect(files.get('en/rss.xml')).toContain('<language>en</language>');
    expect(files.get('opml.xml')).toContain('https://feeds.bao.example/en/rss.xml');
    expect(checkFiles(files, { site: SITE, now: NOW })).toEqual([]);
    await newsroom.changes(await newsroom.write('articles/c.md', story('C', 'language: fr')));
    expect([await newsroom.titles('en'), await newsroom.titles('fr')]).toEqual([['B'], ['C']]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('leads to the others, and they to it', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT, { site: EDITIONS });
    const files = await newsroom.files();
    const alternates = (path: string) =>
      [...(files.get(path) ?? '').matchAll(/hreflang="(.*?)" href="https:\/\/feeds\.bao\.example\/(.*?)"/g)].map(
        ([, language, to]) => `${language} ${to}`,
      );
    const all = ['en en/', 'fr fr/', 'vi ', 'x-default '];
    expect(['index.html', 'en/index.html', 'fr/index.html'].map(alternates)).toEqual([all, all, all]);
    expect(alternates('world/index.html')).toEqual([]);
  });

  it('may be in the language of the site, which then has a page of its own', async () => {
    const site = siteYaml('editions: [{ language: vi, slug: vi, title: Tiếng Việt }]');
    const newsroom = await LiveNewsroom.open(CONTENT, { site });
    expect((await newsroom.files()).get('index.html')).toContain('hreflang="vi" href="https://feeds.bao.example/vi/"');
    expect(await newsroom.titles('vi')).toEqual(['A', 'B']);
  });

  it('without an article that is out in its language is told', async () => {
    const french = story('D', 'category: Thời sự', 'language: fr-CA');
    const newsroom = await LiveNewsroom.open({ ...CONTENT, 'articles/d.md': french }, { site: EDITIONS });
    const told = async () => (await newsroom.sweep()).problems.map(formatProblem);
    expect(await told()).toEqual([]);
    await newsroom.write('articles/d.md', french.replace('language', 'draft: true\nlanguage'));
    const empty =
      'site.yaml: warning: editions: no article that is out is in the language fr of "Français", so fr/ is empty; ' +
      'correct the language, or take the edition out';
    expect(await told()).toEqual([empty]);
    expect((await newsroom.publish({ kind: 'full' })).problems.map(formatProblem)).toEqual([empty]);
    await newsroom.write('articles/d.md', french);
    expect(await told()).toEqual([]);
  });

  it('answers at the address that it had, which a category that articles name leaves to it', async () => {
    const site = EDITIONS.replace('title: English', 'title: English, aliases: [english]');
    const content = { ...CONTENT, 'articles/d.md': story('D', 'category: English', 'language: fr') };
    const newsroom = await LiveNewsroom.open(content, { site: EDITIONS });
    expect(await newsroom.titles('english')).toEqual(['D']);
    await newsroom.write('site.yaml', site);
    const ran = await newsroom.changes('site.yaml');
    expect(ran.problems.map(formatProblem)).toEqual([
      expect.stringContaining(
        '"English" has the slug english, which the edition "English" had, so its feed is at english-',
      ),
    ]);
    const at = await newsroom.feeds.get('public/english/rss.xml');
    expect(at?.metadata).toEqual({ redirect: '/en/rss.xml' });
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('keeps its folder from a category that articles name', async () => {
    const newsroom = await LiveNewsroom.open(
      { ...CONTENT, 'articles/d.md': story('D', 'category: En', 'language: fr') },
      { site: EDITIONS },
    );
    expect(await newsroom.titles('en')).toEqual(['B', 'C']);
    const folders = [...(await newsroom.files()).keys()].filter(path => /^en-[\da-f]{8}\/feed\.json$/.test(path));
    expect(folders).toHaveLength(1);
    const ran = await newsroom.changes(await newsroom.write('articles/e.md', story('E', 'category: En')));
    expect(ran.problems.map(formatProblem)).toEqual([
      expect.stringContaining('"En" has the slug en, which the edition "English" has, so its feed is at en-'),
    ]);
  });
});
