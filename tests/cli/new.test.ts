import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { bantin, makeContent, SITE_YAML } from './run.ts';

const NOW = '2026-11-30T20:00:00Z';
const WITH_CATEGORIES = `${SITE_YAML}categories: [{ title: Đời sống, aliases: [xa-hoi] }, Thời sự]\n`;

const HELD =
  'bantin: it is a draft, which only bantin serve --drafts shows; take out the line draft: true to publish it\n';

describe('bantin new', () => {
  it('writes an article that is published as it stands, at the address that it prints', async () => {
    const content = makeContent({ 'site.yaml': WITH_CATEGORIES });
    const title = 'Chợ: phiên "ba" tuần';
    const options = ['--category', 'xa-hoi', '--now', NOW, '--no-draft'];
    const { status, stdout, stderr } = await bantin('new', title, content, ...options);
    const path = join(content, 'articles/2026/12/cho-phien-ba-tuan.md');
    expect([status, stderr]).toEqual([0, '']);
    const [printed, address] = stdout.trimEnd().split('\n');
    expect(printed).toBe(path);
    expect(readFileSync(path, 'utf8')).toContain('date: 2026-12-01 03:00\ncategory: Đời sống\n');
    const out = temporaryDirectory();
    const built = await bantin('build', content, '--out', out, '--now', NOW);
    expect(built).toMatchObject({ status: 0, stderr: expect.stringMatching(/^\S+: warning: this line of [^\n]+\n$/) });
    const feed = JSON.parse(readFileSync(join(out, 'doi-song/feed.json'), 'utf8'));
    expect(feed.items).toMatchObject([{ title, url: address, date_published: '2026-11-30T20:00:00Z' }]);
  });

  it('goes by the articles that there are, and overwrites none', async () => {
    const content = makeContent({ 'articles/a.md': '---\ntitle: A\n---\nLời\n', 'articles/tin.txt': 'Tin\n\nLời\n' });
    const first = await bantin('new', 'Tin', content, '--format', 'html', '--json');
    expect(JSON.parse(first.stdout)).toEqual({
      path: join(content, 'articles/tin-2.html'),
      address: expect.stringMatching(/^https:\/\/feeds\.bao\.example\/articles\/tin-2-[0-9a-f]+\/$/),
      draft: true,
    });
    expect(JSON.parse((await bantin('new', 'Tin', content, '--json')).stdout).path).toMatch(/tin-3\.md$/);
    expect(readFileSync(join(content, 'articles/tin.txt'), 'utf8')).toBe('Tin\n\nLời\n');
  });

  it('writes an article in another language than that of the newsroom', async () => {
    const content = makeContent({ 'site.yaml': WITH_CATEGORIES });
    const options = ['--category', 'xa-hoi', '--language', 'en-gb', '--no-draft', '--now', NOW];
    expect(await bantin('new', 'The market is back', content, ...options)).toMatchObject({ status: 0, stderr: '' });
    const text = readFileSync(join(content, 'articles/2026/12/the-market-is-back.md'), 'utf8');
    expect(text).toContain('category: Đời sống\nlanguage: en-GB\n# author: who wrote it\n');
    const { status, stderr } = await bantin('new', 'Tin', content, '--language', 'vietnamese-language');
    expect([status, stderr]).toEqual([2, expect.stringContaining('bantin: --language: ')]);
  });

  it('says what an article without a category lacks, but not where its folder is one', async () => {
    const content = makeContent({ 'site.yaml': WITH_CATEGORIES });
    const message =
      'bantin: it has no category, so only the feed of all will carry it; write category: into it, or give ' +
      '--category (site.yaml lists Đời sống, Thời sự)\n';
    expect((await bantin('new', 'Tin', content, '--now', NOW)).stderr).toBe(message + HELD);
    const filed = makeContent({ 'articles/doi-song/a.md': '---\ntitle: A\n---\nLời\n' });
    expect((await bantin('new', 'Tin', filed, '--category', 'doi-song')).stderr).toBe(HELD);
    expect((await bantin('new', 'Tin', makeContent({}))).stderr).toContain('(any name makes one)\n');
  });

  it.each([[[]], [['--draft']]])('holds the article back until its author is done, and says so: %j', async options => {
    const content = makeContent({});
    const { stderr } = await bantin('new', 'Nháp', content, ...options, '--now', NOW);
    expect(stderr).toContain(HELD);
    const { stdout } = await bantin('check', content, '--now', NOW);
    expect(stdout).toContain('nhap.md  draft (draft: true)');
  });

  it('says that a category is new where others are listed, and refuses what can be none', async () => {
    const content = makeContent({ 'site.yaml': WITH_CATEGORIES });
    const { status, stderr } = await bantin('new', 'Tin', content, '--category', 'Thời Xự', '--no-draft');
    expect([status, stderr]).toEqual([0, 'bantin: "Thời Xự" is a new category; site.yaml lists Đời sống, Thời sự\n']);
    expect(await bantin('new', 'Tin', content, '--category', 'a/b')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('bantin: --category: "a/b" holds a slash'),
    });
  });

  it.each([
    [['new', '  '], 'the title is empty; give one'],
    [['new', 'Tin', '--format', 'doc'], "option '--format <ending>' argument 'doc' is invalid"],
    [['new'], "missing required argument 'title'"],
  ])('refuses %j', async (args, message) => {
    const content = makeContent({});
    const { status, stderr } = await bantin(...args, ...(args.length === 1 ? [] : [content]));
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('writes nothing through a link that leads out of the newsroom', async () => {
    const content = makeContent({});
    const elsewhere = temporaryDirectory();
    mkdirSync(join(content, 'articles'));
    symlinkSync(elsewhere, join(content, 'articles/2026'));
    expect((await bantin('new', 'Tin', content, '--now', NOW)).status).toBe(2);
    expect(() => readFileSync(join(elsewhere, '12/tin.md'))).toThrow();
  });
});
