import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { bantin, makeContent, SITE_YAML } from './run.ts';

const ARTICLE = '---\ntitle: Chợ quê\ndate: 2026-01-02\n---\nNội dung.\n';
const NEWSROOM = { 'articles/a.md': ARTICLE, 'articles/b.md': ARTICLE.replace('Chợ quê', 'Lũ rút') };
const NOW = ['--now', '2026-11-23T12:00:00Z'] as const;

/** Returns the problems that `build` and `check` report for a directory, and the number of published articles. */
async function told(
  directory: string,
): Promise<{ readonly stderr: string; readonly check: string; readonly articles: number }> {
  const out = join(temporaryDirectory(), 'out');
  const built = await bantin('build', directory, '--out', out, '--json', ...NOW);
  const checked = await bantin('check', directory, ...NOW);
  const { published, problems } = JSON.parse(built.stdout) as { published: number; problems: { path: string }[] };
  return { stderr: JSON.stringify(problems), check: checked.stderr, articles: published };
}

describe('what stands among the articles and is none', () => {
  const outside = (): string => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'ngoai.md'), ARTICLE);
    return directory;
  };
  it.each<readonly [string, string, (articles: string) => void]>([
    [
      'a link that leads outside',
      'is a link that leads out of the folder',
      articles => symlinkSync(join(outside(), 'ngoai.md'), join(articles, 'link.md')),
    ],
    [
      'a link to a folder outside',
      'is a link that leads out of the folder',
      articles => symlinkSync(outside(), join(articles, 'link')),
    ],
    [
      'a dangling link',
      'is a link that leads to nothing',
      articles => symlinkSync('nowhere.md', join(articles, 'link.md')),
    ],
    [
      'a link to itself',
      'is a link that leads to nothing',
      articles => symlinkSync('link.md', join(articles, 'link.md')),
    ],
    [
      'a link to its own folder',
      'is a link to a folder that it lies in',
      articles => symlinkSync('.', join(articles, 'link')),
    ],
    ['a pipe', 'is no file', articles => execFileSync('mkfifo', [join(articles, 'link.md')])],
    [
      'a name that is not UTF-8',
      'is not UTF-8',
      articles =>
        writeFileSync(Buffer.concat([Buffer.from(`${articles}/l`), Buffer.from([0xe9]), Buffer.from('.md')]), ARTICLE),
    ],
    [
      'a folder with a name that is not UTF-8',
      'is not UTF-8',
      articles => mkdirSync(Buffer.concat([Buffer.from(`${articles}/l`), Buffer.from([0xe9])])),
    ],
    ['a name with a backslash', 'it holds a backslash', articles => writeFileSync(join(articles, 'l\\a.md'), ARTICLE)],
    ['an empty folder that is named as an article is', 'it is a folder', articles => mkdirSync(join(articles, 'l.md'))],
    [
      'a folder that is named as an article is',
      'it is a folder',
      articles => {
        mkdirSync(join(articles, 'link.md'));
        writeFileSync(join(articles, 'link.md/c.txt'), 'x');
        rmSync(join(articles, 'link.md/c.txt'));
        writeFileSync(join(articles, 'link.md/c.md'), ARTICLE.replace('Chợ quê', 'Trong thư mục'));
      },
    ],
  ])('%s is reported, and the rest is published', async (_, message, spoil) => {
    const directory = makeContent(NEWSROOM);
    spoil(join(directory, 'articles'));
    const { stderr, check, articles } = await told(directory);
    expect(stderr).toContain(message);
    expect(check).toContain(message);
    expect(check).toMatch(/articles\/l/);
    expect(articles).toBeGreaterThanOrEqual(2);
  });

  it.each<readonly [string, (path: string) => void]>([
    ['a pipe', path => execFileSync('mkfifo', [path])],
    ['a file', path => writeFileSync(path, 'x')],
    ['a link that leads outside', path => symlinkSync(temporaryDirectory(), path)],
  ])('%s in the place of media/ is reported, and counted among the rejected', async (_, place) => {
    const directory = makeContent(NEWSROOM);
    place(join(directory, 'media'));
    const built = await bantin('build', directory, '--out', join(temporaryDirectory(), 'out'), ...NOW);
    expect(built.stderr).toContain(`${join(directory, 'media')}: it is`);
    expect(built.stdout).toContain('2 articles in 1 feed (not published: 1 rejected)');
    expect((await bantin('check', directory, ...NOW)).status).toBe(1);
  });

  it('is counted among the rejected', async () => {
    const directory = makeContent(NEWSROOM);
    execFileSync('mkfifo', [join(directory, 'articles/pipe.md')]);
    symlinkSync('nowhere.md', join(directory, 'articles/link.md'));
    const built = await bantin('build', directory, '--out', join(temporaryDirectory(), 'out'), '--json', ...NOW);
    expect(JSON.parse(built.stdout)).toMatchObject({ read: 2, published: 2, rejected: 2 });
  });

  it.each<readonly [string, string, (path: string) => void]>([
    ['a pipe', 'it is no file', path => execFileSync('mkfifo', [path])],
    ['a folder', 'it is a folder without a file', path => mkdirSync(path)],
    ['a folder with files', 'it is a folder;', path => mkdirSync(join(path, 'a'), { recursive: true })],
    ['a dangling link', 'it is a link that leads to nothing', path => symlinkSync('none.yaml', path)],
    ['not there', 'there is no site.yaml', () => undefined],
  ])('names what is in the place of site.yaml: %s', async (_, message, place) => {
    const directory = makeContent(NEWSROOM);
    rmSync(join(directory, 'site.yaml'));
    place(join(directory, 'site.yaml'));
    if (existsSync(join(directory, 'site.yaml/a'))) writeFileSync(join(directory, 'site.yaml/a/b'), 'x');
    const { status, stderr } = await bantin('build', directory, '--out', join(temporaryDirectory(), 'out'));
    expect(status).toBe(2);
    expect(stderr).toContain(`${join(directory, 'site.yaml')}: ${message}`);
  });

  it('says nothing of what editors and systems leave behind', async () => {
    const directory = makeContent(NEWSROOM);
    symlinkSync('nowhere', join(directory, 'articles/.#a.md'));
    const { check, articles } = await told(directory);
    expect(check).not.toContain('.#a.md');
    expect(articles).toBe(2);
  });
});

describe('a listing without a single article', () => {
  const build = (directory: string, out: string, ...more: readonly string[]) =>
    bantin('build', directory, '--out', out, ...NOW, ...more);

  it.each([
    [
      'a link',
      (articles: string) => {
        renameSync(articles, `${articles}-2`);
        symlinkSync(temporaryDirectory(), articles);
      },
    ],
    ['gone', (articles: string) => rmSync(articles, { recursive: true })],
    [
      'empty',
      (articles: string) => {
        rmSync(articles, { recursive: true });
        mkdirSync(articles);
      },
    ],
  ])('takes nothing away where the folder is %s, until it is told to', async (_, spoil) => {
    const directory = makeContent(NEWSROOM);
    const out = join(temporaryDirectory(), 'out');
    expect((await build(directory, out)).status).toBe(0);
    spoil(join(directory, 'articles'));
    const refused = await build(directory, out);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(
      /articles, for .*: there is no article, where there were 2, so nothing is changed; .*--allow-empty/,
    );
    expect(existsSync(join(out, 'doi-song/rss.xml')) || existsSync(join(out, 'rss.xml'))).toBe(true);
    expect((await build(directory, out, '--allow-empty')).status).toBe(0);
    expect((await build(directory, out)).status).toBe(0);
  });

  it('takes nothing away that an older version made, which did not say of how many articles', async () => {
    const directory = makeContent({ ...NEWSROOM, 'site.yaml': `${SITE_YAML}permalink: /{slug}.html\n` });
    const out = join(temporaryDirectory(), 'out');
    await build(directory, out);
    writeFileSync(join(out, '.bantin'), 'Everything in this directory is made by bantin build.\n');
    rmSync(join(directory, 'articles'), { recursive: true });
    const refused = await build(directory, out);
    expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('where there were 2')]);
    expect(readFileSync(join(out, 'feed.json'), 'utf8')).toContain('Chợ quê');
  });

  it('is nothing to ask about where there was one article', async () => {
    const directory = makeContent({ 'articles/a.md': ARTICLE });
    const out = join(temporaryDirectory(), 'out');
    await build(directory, out);
    rmSync(join(directory, 'articles'), { recursive: true });
    expect((await build(directory, out)).status).toBe(0);
  });
});
