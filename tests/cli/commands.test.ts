import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { contentAt } from '../../functions/cli/content-at.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { bantin, makeContent, makeOwnContent, OWN_SITE_YAML, SITE_YAML, writeInto } from './run.ts';

const GOOD = '---\ntitle: A\ndate: 2026-11-20\ncategory: Đời sống\nimage: https://a.example/a.jpg\n---\nLời\n';
const BAD = '---\ntitle: A\ndate: hôm qua\n---\n';
const NOW = '2026-11-23T12:00:00Z';
/** The command as it is built. */
const BUILT = join(import.meta.dirname, '../../dist/bantin.js');

afterEach(() => {
  delete process.env.FEEDS_URL;
});

describe('bantin', () => {
  it('tells its commands, and those their options', async () => {
    const help = await bantin('--help');
    expect(help.status).toBe(0);
    for (const command of ['build', 'serve', 'check']) {
      expect(help.stdout).toContain(`${command} [options] [content]`);
      expect((await bantin(command, '--help')).stdout).toContain(`Usage: bantin ${command}`);
    }
  });

  it.each([
    [['frobnicate'], "unknown command 'frobnicate'"],
    [['help', 'chek'], "unknown command 'chek'\n(Did you mean check?)"],
    [['build', 'x'], "required option '-o, --out <dir>' not specified"],
    [['build', 'x', '--out', 'y', '--now', 'yesterday'], 'Expected a moment such as 2026-11-23T08:00:00+07:00'],
    [['build', 'x', '--out', 'y', '--now', '2026-11-23'], 'Expected a moment such as'],
    [['check', 'x', '--base-url', 'feeds'], 'Expected a URL such as https://feeds.bao.example/'],
    [['check', 'x', '--base-url', 'https://feeds.example/?a=b'], 'without a password, ? and #'],
    [['serve', 'x', '--port', '70000'], 'Expected a number from 0 to 65535'],
    [['check', '/nowhere'], '/nowhere: no such directory; give the one that holds site.yaml and articles/'],
    [[], 'Usage: bantin'],
  ])('can not run %j', async (args, message) => {
    const { status, stdout, stderr } = await bantin(...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
  });

  it('helps with a command that is named, and with itself', async () => {
    for (const args of [['help'], ['help', 'help']])
      expect(await bantin(...args)).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: bantin [') });
    const { status, stdout } = await bantin('help', 'check');
    expect(status).toBe(0);
    expect(stdout).toContain('Usage: bantin check');
    const { stdout: ofImport } = await bantin('help', 'import');
    expect(ofImport.replace(/\s+/g, ' ')).toContain(
      'and folders of sites (Jekyll, Hugo, Hexo, Eleventy, Astro and others)',
    );
  });

  it('warns of addresses that are placeholders, and of no others', async () => {
    const lines = (url: string, feedsUrl: string) =>
      `title: Báo Mới\nsince: 2026\nurl: ${url}\nfeedsUrl: ${feedsUrl}\n`;
    const warnings = async (url: string, feedsUrl: string) => {
      const { stderr } = await bantin('check', makeContent({ 'site.yaml': lines(url, feedsUrl) }));
      return [
        ...stderr.matchAll(/site\.yaml:\d+:1: warning: (\w+): (\S+) is a placeholder, such as bantin init writes/g),
      ].map(([, name, at]) => [name, at]);
    };
    expect(await warnings('https://bao-moi.example/', 'https://feeds.bao-moi.example/')).toEqual([
      ['url', 'https://bao-moi.example/'],
      ['feedsUrl', 'https://feeds.bao-moi.example/'],
    ]);
    expect(await warnings('https://newsroom.example/', 'https://tin.bao.test/')).toHaveLength(1);
    expect(await warnings('https://baomoi.test/', 'https://feeds.baomoi.test/')).toEqual([]);
  });

  it('warns of addresses from examples, and of those of the machine', async () => {
    const site = (url: string, feedsUrl: string) => `title: Báo\nsince: 2026\nurl: ${url}\nfeedsUrl: ${feedsUrl}\n`;
    const { stderr } = await bantin(
      'check',
      makeContent({ 'site.yaml': site('https://www.example.com/', 'http://localhost:8080/') }),
    );
    expect(stderr).toContain('url: https://www.example.com/ is an address from examples, which nobody has; write that');
    expect(stderr).toContain('feedsUrl: http://localhost:8080/ is the address of the machine itself; write where');
    // A name below .example is nobody's, whoever wrote it.
    const example = makeContent({ 'site.yaml': site('https://tin.example/', 'https://feeds.tin.example/') });
    expect(
      (await bantin('check', example)).stderr.match(/site\.yaml:[34]:1: .* is an address from examples/g),
    ).toHaveLength(2);
    const others = makeContent({ 'site.yaml': site('https://myexample.com/', 'http://[::1]/') });
    const { stderr: told } = await bantin('check', others);
    expect(told).not.toContain('myexample');
    expect(told).toContain('feedsUrl: http://[::1]/ is the address of the machine itself');
  });

  it('tells its version', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
    expect(await bantin('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    expect((await bantin('-V')).stdout).toBe(`${version}\n`);
  });

  it('prints a document with --json also where it can not run', async () => {
    const invalid = makeContent({ 'site.yaml': 'title: A\n' });
    for (const args of [
      ['check', '/nowhere', '--json'],
      ['build', invalid, '--out', join(invalid, 'out'), '--json'],
      ['check', invalid, '--json', '--nonsense'],
      ['status', '--json'],
    ]) {
      const { status, stdout, stderr } = await bantin(...args);
      const { error } = JSON.parse(stdout);
      expect([status, stderr]).toEqual([2, expect.stringContaining(error)]);
      expect(error).not.toBe('');
    }
  });

  it('takes the directory that it stands in, or content/ in it, where none is named', () => {
    const content = makeOwnContent({ 'articles/a.md': GOOD });
    const project = temporaryDirectory();
    symlinkSync(content, join(project, 'content'));
    expect(contentAt(undefined, content)).toBe(content);
    expect(contentAt(undefined, project)).toBe(join(project, 'content'));
    expect(contentAt('elsewhere', project)).toBe('elsewhere');
    expect(contentAt(project)).toBe(join(project, 'content'));
    expect(contentAt(content, project)).toBe(content);
    expect(() => contentAt(undefined, join(content, 'articles'))).toThrow(
      'there is no site.yaml here, nor in content/; name the directory that has one, or make a newsroom ' +
        'with bantin init',
    );
    const options = { encoding: 'utf8', cwd: project } as const;
    const { stdout, stderr } = spawnSync(process.execPath, [BUILT, 'check', '--now', NOW], options);
    expect([stdout, stderr]).toEqual(['1 source checked: 0 errors, 0 warnings\n', '']);
  });

  it('says how to mend a site.yml', async () => {
    const content = makeContent({ 'articles/a.md': BAD });
    renameSync(join(content, 'site.yaml'), join(content, 'site.yml'));
    expect(contentAt(undefined, content)).toBe(content);
    const { status, stderr } = await bantin('check', content);
    expect(status).toBe(2);
    expect(stderr).toContain(`${content}/site.yaml: there is no site.yaml; found site.yml; rename it to site.yaml`);
  });

  it('ends as it would have where nobody reads on', async () => {
    const content = makeContent({ 'articles/a.md': BAD });
    const child = spawn(process.execPath, [BUILT, 'check', content, '--json']);
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(stderr).toBe('');
  });

  it('can not run on an invalid site.yaml, or none', async () => {
    const invalid = makeContent({ 'site.yaml': 'title: A\nurl: ftp://a.example\n' });
    for (const args of [
      ['check', invalid],
      ['build', invalid, '--out', join(invalid, 'out')],
      ['serve', invalid, '--port', '0'],
    ]) {
      const { status, stderr } = await bantin(...args);
      expect(status).toBe(2);
      expect(stderr).toContain(
        `${invalid}/site.yaml:2:6: url: expected a URL such as https://bao.example/, found "ftp://a.example"`,
      );
    }
    expect(existsSync(join(invalid, 'out'))).toBe(false);
    expect((await bantin('check', temporaryDirectory())).stderr).toContain('there is no site.yaml');
  });
});

describe('bantin build', () => {
  it('writes what is published and tells so', async () => {
    const content = makeContent({
      'articles/a.md': GOOD,
      'articles/b.md': BAD,
      'articles/c.md': '---\ntitle: C\ndate: 2030-01-01\n---\n',
      'articles/d.md': '---\ntitle: D\ndate: 2026-11-20\nwithdrawn: true\n---\n',
    });
    const out = join(content, 'out');
    const { status, stdout, stderr } = await bantin('build', content, '--out', out, '--now', NOW);
    expect(status).toBe(0);
    const [first, second, ...others] = stdout.split('\n');
    expect(first).toBe('1 article in 2 feeds (not published: 1 withdrawn, 1 waiting for its date, 1 rejected)');
    expect(second).toMatch(/^.*: \d+ files written, 0 unchanged, 0 removed$/);
    expect(others).toEqual(['']);
    expect(stderr.split('\n')).toEqual([
      `${content}/articles/b.md:3:7: date: "hôm qua" is not a date; write it as 2026-12-07 08:30 or ` +
        '2026-12-07T08:30:00+07:00',
      `${content}/articles/c.md: warning: the article waits until 2030-01-01T00:00:00+07:00, more than a year ` +
        'ahead; check the year',
      '',
    ]);
    expect(readFileSync(join(out, 'doi-song/rss.xml'), 'utf8')).toContain('<title>A</title>');
  });

  it('goes nowhere where content lies, or would be taken away', async () => {
    const root = temporaryDirectory();
    const content = join(root, 'content');
    writeInto(root, 'content/site.yaml', SITE_YAML);
    writeInto(root, 'content/articles/a.md', GOOD);
    // As if it had been made by a build.
    writeInto(root, '.bantin', '');
    symlinkSync(root, join(root, 'content/link'));
    for (const out of [root, content, join(content, 'link')]) {
      expect(await bantin('build', content, '--out', out)).toMatchObject({
        status: 2,
        stderr: `bantin: ${out} holds the content, which would be taken away; give a directory beside it\n`,
      });
    }
    for (const out of [join(content, 'media'), join(content, 'articles/x/y')]) {
      const { status, stderr } = await bantin('build', content, '--out', out);
      expect(status).toBe(2);
      expect(stderr).toMatch(
        / lies in (articles|media)\/, which the next build would read; give a directory beside it/,
      );
    }
    expect(existsSync(join(content, 'media'))).toBe(false);
    expect(readFileSync(join(content, 'articles/a.md'), 'utf8')).toBe(GOOD);
    for (const out of [join(content, 'articles-out'), join(root, 'contents'), join(root, '..a')])
      expect((await bantin('build', content, '--out', out)).status).toBe(0);
  });

  it('leaves alone what did not change, and takes away what is gone', async () => {
    const content = makeContent({ 'articles/a.md': GOOD, 'articles/x/b.md': GOOD });
    const build = () => bantin('build', content, '--out', join(content, 'out'), '--now', NOW, '--json');
    const first = JSON.parse((await build()).stdout);
    expect(JSON.parse((await build()).stdout)).toMatchObject({
      written: [],
      unchanged: first.written.length,
      removed: [],
    });
    rmSync(join(content, 'articles/x/b.md'));
    expect(JSON.parse((await build()).stdout)).toMatchObject({
      published: 1,
      removed: [expect.stringMatching(/^articles\/b-[0-9a-f]{8}\/index\.html$/)],
    });
  });

  it('reports as one JSON document', async () => {
    const content = makeContent({ 'articles/a.md': GOOD, 'articles/b.md': BAD });
    const { stdout, stderr } = await bantin('build', content, '--out', join(content, 'out'), '--now', NOW, '--json');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      read: 2,
      published: 1,
      rejected: 1,
      drafts: 0,
      waiting: 0,
      feeds: 2,
      problems: [{ path: `${content}/articles/b.md`, line: 3, column: 7, severity: 'error' }],
    });
  });

  it('lists what is held back, and why', async () => {
    const content = makeContent({
      'articles/a.md': '---\ntitle: A\ndate: 2026-11-20\nisDraft: true\n---\n',
      'articles/b.md': '---\ntitle: B\ndate: 2026-12-24 08:00\n---\n',
      'articles/c.md': '---\ntitle: C\ndate: 2026-11-20\nexpires: 2026-11-21\n---\n',
      'articles/d.md': GOOD,
    });
    const built = await bantin('build', content, '--out', join(content, 'out'), '--now', NOW, '--json');
    const held = [
      { path: `${content}/articles/a.md`, kind: 'draft', reason: 'isDraft: true' },
      { path: `${content}/articles/b.md`, kind: 'waiting', until: '2026-12-24T01:00:00Z' },
      { path: `${content}/articles/c.md`, kind: 'expired', since: '2026-11-20T17:00:00Z' },
    ];
    expect(JSON.parse(built.stdout)).toMatchObject({ published: 1, drafts: 1, waiting: 1, expired: 1, held });
    expect(JSON.parse((await bantin('check', content, '--now', NOW, '--json')).stdout)).toMatchObject({ held });
    const checked = await bantin('check', content, '--now', NOW);
    expect(checked.stdout.split('\n').slice(0, 3)).toEqual([
      `${content}/articles/a.md  draft (isDraft: true)`,
      `${content}/articles/b.md  waits until 2026-12-24 08:00`,
      `${content}/articles/c.md  expired at 2026-11-21 00:00`,
    ]);
    expect(checked.stderr).toContain('a.md:4:1: warning: isDraft: true holds the article back as a draft; ');
    expect(checked.stderr).toContain(
      'c.md: warning: the article expired at 2026-11-21T00:00:00+07:00, so it is held back; ',
    );
  });

  it('lists what is public until a date, whether it is read now or was read before', async () => {
    const content = makeContent({
      'articles/a.md': '---\ntitle: A\ndate: 2026-11-20\nexpires: 2026-12-20 08:00\n---\n',
      'articles/b.md': '---\ntitle: B\ndate: 2026-12-25\nexpires: 2026-12-26\n---\n',
      'articles/c.md': GOOD,
    });
    const build = () => bantin('build', content, '--out', join(content, 'out'), '--now', NOW, '--json');
    const leaving = [{ path: `${content}/articles/a.md`, on: '2026-12-20T01:00:00Z' }];
    expect(JSON.parse((await build()).stdout)).toMatchObject({ published: 2, waiting: 1, leaving });
    expect(JSON.parse((await build()).stdout)).toMatchObject({ published: 2, waiting: 1, leaving });
    expect(JSON.parse((await bantin('check', content, '--now', NOW, '--json')).stdout)).toMatchObject({ leaving });
    const { stdout } = await bantin('check', content, '--now', NOW);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      `${content}/articles/b.md  waits until 2026-12-25 00:00`,
      `${content}/articles/a.md  public until 2026-12-20 08:00`,
    ]);
  });

  it('says where a category is written that is near another', async () => {
    const of = (category: string): string => `---\ntitle: Tin\ndate: 2026-11-20\ncategory: ${category}\n---\n`;
    const five = [1, 2, 3, 4, 5].map(at => [`articles/${at}.md`, of('Đời sống')] as const);
    const content = makeContent({ ...Object.fromEntries(five), 'articles/6.md': of('Đời sốngg') });
    const line = '6.md:4:11: warning: category: no other article is in "Đời sốngg"';
    expect((await bantin('check', content, '--now', NOW)).stderr).toContain(line);
    const build = () => bantin('build', content, '--out', join(content, 'out'), '--now', NOW);
    for (const { stderr } of [await build(), await build()]) expect(stderr).toContain(line);
  });

  it('fails on problems where it is told to be strict', async () => {
    const content = makeContent({ 'articles/a.md': BAD });
    const build = (...more: string[]) => bantin('build', content, '--out', join(content, 'out'), ...more);
    expect((await build()).status).toBe(0);
    expect((await build('--strict')).status).toBe(1);
    writeInto(content, 'articles/a.md', GOOD);
    expect((await build('--strict')).status).toBe(0);
  });

  it('does the same in any number of threads, and refuses what is no number of them', async () => {
    const content = makeContent({ 'articles/a.md': GOOD, 'articles/b.md': BAD });
    const build = (...more: string[]) =>
      bantin('build', content, '--out', join(temporaryDirectory(), 'out'), '--now', NOW, '--json', ...more);
    const alone = await build('--threads', '1');
    expect(JSON.parse(alone.stdout)).toMatchObject({ published: 1, rejected: 1 });
    for (const options of [['--threads', '2'], []]) expect(await build(...options)).toEqual(alone);
    for (const none of ['0', '100', '1.5', 'x']) {
      const refused = await build('--threads', none);
      expect(refused.status).toBe(2);
      expect(refused.stderr).toContain(`Expected a number from 1 to 99, found "${none}".`);
    }
  });

  it('refuses a directory that holds files of others', async () => {
    const content = makeContent({ 'articles/a.md': GOOD });
    const out = temporaryDirectory();
    writeInto(out, 'thesis.txt', 'x');
    const { status, stderr } = await bantin('build', content, '--out', out);
    expect(status).toBe(2);
    expect(stderr).toContain('holds files that are not of bantin');
    expect(existsSync(join(out, 'rss.xml'))).toBe(false);
  });

  it('refuses a directory that another newsroom was built into, unless by force', async () => {
    const content = makeContent({ 'articles/a.md': GOOD });
    const out = join(temporaryDirectory(), 'out');
    const build = (...more: string[]) => bantin('build', content, '--out', out, ...more);
    expect((await build()).status).toBe(0);
    expect((await build()).stdout).toContain(' 0 files written');
    const site = readFileSync(join(content, 'site.yaml'), 'utf8');
    writeInto(content, 'site.yaml', site.replace('https://bao.example', 'https://other.example'));
    const { status, stderr } = await build();
    expect(status).toBe(2);
    expect(stderr).toContain('was built from the newsroom https://bao.example/, and this is https://other.example/');
    expect((await build('--force')).status).toBe(0);
    expect((await build()).stdout).toContain(' 0 files written');
  });

  it('takes the address from --base-url, else from FEEDS_URL, else from site.yaml', async () => {
    const content = makeContent({ 'articles/a.md': GOOD });
    const self = async (...more: string[]) => {
      await bantin('build', content, '--out', join(content, 'out'), ...more);
      return JSON.parse(readFileSync(join(content, 'out/feed.json'), 'utf8')).feed_url;
    };
    expect(await self()).toBe('https://feeds.bao.example/feed.json');
    process.env.FEEDS_URL = 'https://env.example/feeds';
    expect(await self()).toBe('https://env.example/feeds/feed.json');
    expect(await self('--base-url', 'https://flag.example')).toBe('https://flag.example/feed.json');
    process.env.FEEDS_URL = 'feeds';
    expect((await bantin('check', content)).stderr).toContain('FEEDS_URL: Expected a URL');
  });
});

describe('bantin check', () => {
  it('tells every problem and writes nothing', async () => {
    const content = makeOwnContent({
      'articles/a.md': BAD,
      'articles/b.md': '---\ntitle: B\ndate: 2026-11-20\n---\n[x](y.md)\n',
      'articles/c.md': '---\ntitle: C\ndate: 2026-11-20\nwithdrawn: true\n---\n',
    });
    const { status, stdout, stderr } = await bantin('check', content, '--now', NOW);
    expect(status).toBe(1);
    expect(stdout).toBe('3 sources checked: 1 error, 3 warnings, 1 withdrawn\n');
    expect(stderr.split('\n').map(line => line.replace(content, ''))).toEqual([
      expect.stringMatching(/^\/articles\/a\.md:3:7: date: /),
      '/articles/b.md:1:1: warning: there is no image; aggregators show articles without one last, or not at ' +
        'all; add image:',
      '/articles/b.md:1:1: warning: there is no category; only the feed of all will carry the article; add category:',
      '/articles/b.md:5:5: warning: "y.md" leads to articles/y.md, which is not there; correct the path',
      '',
    ]);
  });

  it('tells what the aggregators that are named would refuse', async () => {
    const content = makeOwnContent({ 'articles/a.md': GOOD });
    const { status, stderr } = await bantin(
      'check',
      content,
      '--now',
      NOW,
      '--profile',
      'msn',
      '--profile',
      'apple-news',
    );
    expect(status).toBe(1);
    expect(stderr.replaceAll(content, '')).toBe(
      '/articles/a.md:2:1: MSN: the title has 1 characters, and more than 20 are wanted; write a longer one ' +
        '(MSN feed item metadata requirements, Articles, Title)\n' +
        '/site.yaml:1:1: Apple News: the language "vi" names no country; write language: vi-VN, or whichever it ' +
        'is, in site.yaml (RSS guidelines for Apple News, Required RSS elements, language (with locale))\n',
    );
    expect((await bantin('check', content, '--now', NOW, '--profile', 'all')).stderr).toContain('Feedly: ');
    const unknown = await bantin('check', content, '--profile', 'google');
    expect([unknown.status, unknown.stderr]).toEqual([
      2,
      'bantin: --profile: expected google-news, flipboard, smartnews, msn, apple-news, feedly, podcast, all, found ' +
        '"google"\n',
    ]);
  });

  it('looks at the pictures that it publishes', async () => {
    const gif = Buffer.from('GIF89a\u0002\u0000\u0003\u0000', 'latin1');
    const content = makeContent({
      'articles/a.md': GOOD.replace('https://a.example/a.jpg', '/media/Ảnh.gif'),
      'media/Ảnh.gif': gif,
    });
    const { stderr } = await bantin('check', content, '--now', NOW, '--profile', 'flipboard');
    expect(stderr).toContain('Flipboard: the image has 2 x 3 pixels, and 500 each way are wanted');
  });

  it('passes warnings, unless it is told to be strict', async () => {
    const content = makeOwnContent({ 'articles/a.md': GOOD, 'site.yaml': `${OWN_SITE_YAML}titel: x\n` });
    expect((await bantin('check', content, '--now', NOW)).status).toBe(0);
    const strict = await bantin('check', content, '--now', NOW, '--strict', '--json');
    expect(strict.status).toBe(1);
    expect(JSON.parse(strict.stdout)).toMatchObject({
      read: 1,
      errors: 0,
      warnings: 1,
      problems: [
        {
          path: join(content, 'site.yaml'),
          line: 5,
          column: 1,
          message: expect.stringContaining('did you mean title?'),
        },
      ],
    });
    writeFileSync(join(content, 'site.yaml'), OWN_SITE_YAML);
    expect((await bantin('check', content, '--now', NOW, '--strict')).status).toBe(0);
  });
});
