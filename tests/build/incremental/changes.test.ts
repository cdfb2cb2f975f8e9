import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { BuildOptions } from '../../../functions/cli/building/build-context.ts';
import { LIMITS } from '../../../functions/core/index/limits.ts';
import { decode } from '../../../functions/state/encode.ts';
import { bantin, SITE_YAML, writeInto } from '../../cli/run.ts';
import { temporaryDirectory } from '../../stores/temporary-directory.ts';
import { told, treeOf } from './newsroom-at-random.ts';

const NOW = Date.UTC(2026, 10, 23);
const HOUR = 3_600_000;
/** Longer than the clock of a file system takes to tick, in milliseconds. */
const TICK = 60;

const article = (title: string, more = ''): string =>
  `---\ntitle: ${title}\ndate: 2026-11-20\ncategory: Kinh tế\n${more}---\n\nXin chào ${title}.\n`;

const isState = (name: string): boolean => name.startsWith('state-');

/** The header of a GIF, which tells its sides. */
const gif = (width: number, height: number): string => `GIF89a${String.fromCharCode(width, 0, height, 0)}`;

/** A newsroom with some articles, built and remembered. */
async function builtNewsroom(files: Readonly<Record<string, string>> = {}, site = SITE_YAML) {
  const content = temporaryDirectory();
  const folder = temporaryDirectory();
  const out = join(folder, 'out');
  const cache = join(folder, '.bantin-out');
  const write = (path: string, text: string): void => writeInto(content, path, text);
  write('site.yaml', site);
  for (let at = 0; at < 6; at++) write(`articles/${at}.md`, article(`Bài ${at}`));
  for (const [path, text] of Object.entries(files)) write(path, text);
  await setTimeout(TICK);
  const state = (): string | undefined => readdirSync(cache).find(name => name.startsWith('state-'));
  const build = (options: Partial<BuildOptions> = {}) => told(content, { out, now: NOW, revision: 'r', ...options });
  await build();
  return {
    content,
    out,
    cache,
    write,
    build,
    /** Builds, compares all with a build from scratch, and returns whether it was one. */
    async rebuild(options: Partial<BuildOptions> = {}): Promise<'again' | 'from scratch'> {
      await setTimeout(TICK);
      const before = existsSync(join(cache, 'build.br')) ? state() : undefined;
      const again = await build(options);
      const other = join(temporaryDirectory(), 'out');
      const scratch = await build({ ...options, out: other, cache: false });
      expect(treeOf(out)).toEqual(treeOf(other));
      const facts = ({ stdout, status }: typeof again) => {
        const { written: _, removed: __, unchanged: ___, ...others } = JSON.parse(stdout);
        return { status, ...others };
      };
      expect(facts(again)).toEqual(facts(scratch));
      return before !== undefined && existsSync(join(cache, 'build.br')) && before === state()
        ? 'again'
        : 'from scratch';
    },
  };
}

/** All that the entry caches of a cache folder hold. */
function cachedText(cache: string): string {
  const paths = readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter(path => path.includes('/entries/'));
  const objects = paths.filter(path => path.endsWith('.br')).map(path => readFileSync(join(cache, path)));
  return objects.map(bytes => JSON.stringify(decode('entries', bytes))).join('\n');
}

describe('a build into a directory that was built before', () => {
  it('makes all at once that depends on a picture, though a publish would take some articles at a time', async () => {
    const naming = ['a', 'b', 'c'].map(name => [`articles/${name}.md`, `${article(name)}\n![x](/media/x.png)\n`]);
    const { content, rebuild } = await builtNewsroom({ ...Object.fromEntries(naming), 'media/x.png': 'x' });
    rmSync(join(content, 'media/x.png'));
    expect(await rebuild({ limits: { ...LIMITS, againPerCommit: 2 } })).toBe('from scratch');
  });

  it('reads what changed, and leaves alone what did not', async () => {
    const { build, write, rebuild } = await builtNewsroom();
    expect(JSON.parse((await build()).stdout)).toMatchObject({ written: [], removed: [] });
    expect(await rebuild()).toBe('again');
    write('articles/0.md', article('Bài khác'));
    write('articles/moi.md', article('Bài mới'));
    expect(await rebuild()).toBe('again');
    write('articles/moi.md', article('Bài mới', 'withdrawn: true\n'));
    expect(await rebuild()).toBe('again');
  });

  it('tells the sides of a picture that it did not read again, whichever article comes to name it', async () => {
    const image = 'image: /media/a.gif\n';
    const { write, rebuild } = await builtNewsroom({
      'media/a.gif': gif(12, 7),
      'articles/1.md': article('Ảnh', image),
    });
    write('articles/1.md', article('Ảnh khác', image));
    expect(await rebuild()).toBe('again');
    write('articles/0.md', article('Bài ảnh', image));
    expect(await rebuild()).toBe('again');
  });

  it('tells which address and id another slug, or another name of the file, leaves behind', async () => {
    const { content, write, build } = await builtNewsroom();
    const told = async (): Promise<string> => {
      await setTimeout(TICK);
      return (await build({ json: false })).stderr;
    };
    write('articles/0.md', article('Bài 0', 'slug: cho\n'));
    expect(await told()).toBe('');
    write('articles/0.md', article('Bài 0', 'slug: ben\n'));
    const path = join(content, 'articles/0.md');
    expect(await told()).toMatch(/0\.md: its page was at (\/articles\/cho-\w+\/), .*write aliases: \[\1\] into it/);
    renameSync(path, join(content, 'articles/moi.md'));
    const renamed = await told();
    expect(renamed).toMatch(
      /moi\.md: it has the title of \S+0\.md, which is gone; if it is the same, readers take it for a new article, /,
    );
    expect(renamed).toMatch(/\/articles\/ben-\w+\/.* write id: tag:\S+:articles\/0 and aliases: \[\/articles\/ben-/);
    expect(await told()).toBe('');
    const [, id] = /write (id: \S+)/.exec(renamed) ?? [];
    const [, aliases] = /(aliases: \[[^\]]*])/.exec(renamed) ?? [];
    write('articles/moi.md', article('Bài 0', `slug: ben\n${id}\n${aliases}\n`));
    expect(await told()).toBe('');
    write('articles/moi.md', article('Bài 0', `slug: ga\n${id}\n${aliases}\n`));
    expect(await told()).toMatch(
      /add (\/articles\/ben-\w+\/) to the aliases that it has, as in aliases: \[\/.*, \1\], to keep/,
    );
  });

  it('tells which address and id of a feed another slug of its category leaves behind', async () => {
    const { write, build } = await builtNewsroom();
    const told = async (category: string): Promise<string> => {
      write('site.yaml', `${SITE_YAML}categories: [{ title: Kinh tế, ${category} }]\n`);
      await setTimeout(TICK);
      return (await build({ json: false })).stderr;
    };
    expect(await told('slug: tien')).toMatch(
      /site\.yaml:\d+:14: warning: .*at \/kinh-te\/.*; write id: kinh-te and aliases: \[kinh-te] into it/,
    );
    expect(await told('slug: tien, id: kinh-te, aliases: [kinh-te]')).toBe('');
  });

  it('measures a picture that nobody named before, once an article does', async () => {
    const { out, write, rebuild } = await builtNewsroom({
      'media/a.gif': gif(12, 7),
      'media/b.gif': 'no picture',
      'articles/1.md': article('Nháp', 'image: /media/c.gif\ndraft: true\n'),
      'media/c.gif': gif(30, 40),
    });
    const rss = (): string => readFileSync(join(out, 'rss.xml'), 'utf8');
    write('articles/0.md', article('Bài ảnh', 'image: /media/a.gif\n'));
    expect(await rebuild()).toBe('again');
    expect(rss()).toContain('width="12" height="7"');
    write('articles/2.md', article('Bài ảnh khác', 'image: /media/b.gif\n'));
    expect(await rebuild()).toBe('again');
    write('articles/1.md', article('Không nháp', 'image: /media/c.gif\n'));
    expect(await rebuild()).toBe('again');
    expect(rss()).toContain('width="30" height="40"');
    write('media/a.gif', gif(99, 98));
    expect(await rebuild()).toBe('again');
    expect(rss()).toContain('width="99" height="98"');
    expect(await rebuild()).toBe('again');
  });

  it.each(['withdrawn', 'draft'])('keeps no text of an article that became %s', async field => {
    const { cache, write, rebuild } = await builtNewsroom();
    const path = 'articles/rieng.md';
    const text = article('Riêng').replace('Kinh tế', 'Riêng').replace('Xin chào', 'Lời mật');
    write(path, text);
    expect(await rebuild()).toBe('again');
    expect(cachedText(cache)).toContain('Lời mật');
    write(path, text.replace('---\n\n', `${field}: true\n---\n\n`));
    expect(await rebuild()).toBe('again');
    expect(cachedText(cache)).not.toContain('Lời mật');
    expect(cachedText(cache)).toContain('Xin chào');
  });

  it('keeps no text where nothing is remembered any more', async () => {
    const { cache, write, build, rebuild } = await builtNewsroom();
    write('articles/0.md', article('Bài khác'));
    expect(await rebuild()).toBe('again');
    expect(cachedText(cache)).toContain('Xin chào');
    write('site.yaml', `${SITE_YAML}archives: true\n`);
    await build();
    expect(readdirSync(cache).filter(name => name.startsWith('state-'))).toEqual([]);
  });

  it('finds bytes that were changed in place, and dated back', async () => {
    const { content, rebuild, write } = await builtNewsroom();
    const path = join(content, 'articles/0.md');
    const at = new Date(NOW);
    utimesSync(path, at, at);
    expect(await rebuild()).toBe('again');
    write('articles/0.md', article('Bài 9'));
    utimesSync(path, at, at);
    expect(await rebuild()).toBe('again');
  });

  it('takes nothing for known that changed as it began to read', async () => {
    const { build, write, rebuild, cache } = await builtNewsroom();
    await setTimeout(TICK);
    write('articles/0.md', article('Bài 7'));
    await build();
    expect(existsSync(join(cache, 'build.br'))).toBe(false);
    write('articles/0.md', article('Bài 8'));
    expect(await rebuild()).toBe('from scratch');
  });

  it('makes again what others changed or deleted in the output', async () => {
    const { out, rebuild, build } = await builtNewsroom({
      'media/a.txt': 'a',
      'articles/cu.md': article('C', 'aliases: [/cu/]\n'),
    });
    const page = readdirSync(join(out, 'articles')).find(name => name.startsWith('0-')) ?? '';
    const paths = [`articles/${page}/index.html`, 'rss.xml', 'media/a.txt', 'cu/index.html', 'sitemap.xml', '404.html'];
    for (const path of paths) {
      const text = readFileSync(join(out, path), 'utf8');
      writeFileSync(join(out, path), `X${text.slice(1)}`);
      expect(await rebuild()).toBe('again');
      expect(readFileSync(join(out, path), 'utf8')).toBe(text);
      rmSync(join(out, path));
      expect(JSON.parse((await build()).stdout)).toMatchObject({ written: [path] });
      expect(readFileSync(join(out, path), 'utf8')).toBe(text);
    }
    rmSync(out, { recursive: true });
    await rebuild();
  });

  it('lets out what is due, and takes away what is over, though no file changed', async () => {
    const { write, rebuild } = await builtNewsroom();
    write(
      'articles/cho.md',
      article('Chờ', `expires: 2026-11-24T00:00:00Z\n`).replace('2026-11-20', '2026-11-23T02:00:00Z'),
    );
    expect(await rebuild()).toBe('again');
    for (const hours of [1, 3, 23, 25, 72]) expect(await rebuild({ now: NOW + hours * HOUR })).toBe('again');
    expect(await rebuild({ now: NOW + 2 * HOUR })).toBe('from scratch');
  });

  it('reads everything where something else changed than articles and media', async () => {
    const { write, rebuild } = await builtNewsroom();
    write('site.yaml', `${SITE_YAML}language: en\n`);
    expect(await rebuild()).toBe('from scratch');
    write('articles/articles.json', '{"draft": true}');
    expect(await rebuild()).toBe('from scratch');
    expect(await rebuild({ revision: 'other' })).toBe('from scratch');
    expect(await rebuild({ baseUrl: 'https://other.example/' })).toBe('from scratch');
  });

  it('reports what articles have in common', async () => {
    const site = `${SITE_YAML}permalink: /{slug}.html\n`;
    const { write, rebuild } = await builtNewsroom({}, site);
    write('articles/a/0.md', article('Bài 0', 'link: https://bao.example/x.html\n'));
    expect(await rebuild()).toBe('again');
    write('articles/b.md', article('B', 'link: https://bao.example/x.html\n'));
    expect(await rebuild()).toBe('from scratch');
  });

  it('reports whose names are spelled otherwise once most spell them so', async () => {
    const { write, rebuild } = await builtNewsroom();
    for (const at of [0, 1]) write(`articles/${at}.md`, article(`Bài ${at}`).replace('Kinh tế', 'KINH TẾ'));
    expect(await rebuild()).toBe('again');
    for (const at of [2, 3]) write(`articles/${at}.md`, article(`Bài ${at}`).replace('Kinh tế', 'KINH TẾ'));
    expect(await rebuild()).toBe('from scratch');
  });

  it('tells where pictures are missing as a build from scratch does, however many there are', async () => {
    const lacking = (at: number) => article(`Ảnh ${at}`, `image: ${at}.jpg\n`);
    const names = Array.from({ length: 100 }, (_, at) => `articles/anh/${at}.md`);
    const { content, rebuild, write } = await builtNewsroom(
      Object.fromEntries(names.map((name, at) => [name, lacking(at)])),
    );
    write('articles/anh/x.md', lacking(100));
    write('articles/anh/9.md', lacking(101));
    await rebuild();
    write('articles/anh/99.md', lacking(102));
    expect(await rebuild()).toBe('again');
    for (const at of [1, 2]) rmSync(join(content, `articles/anh/${at}.md`));
    await rebuild();
    write('articles/anh/99.md', lacking(103));
    expect(await rebuild()).toBe('again');
  });

  it('tells of a missing picture and of a spelling of one article in the order of a build from scratch', async () => {
    const odd = article('Ảnh', 'image: m%61t.jpg\n').replace('Kinh tế', 'KINH TẾ');
    const { rebuild, write } = await builtNewsroom({ 'articles/anh/a.md': odd });
    write('articles/0.md', article('Bài khác'));
    expect(await rebuild()).toBe('again');
  });

  it('tells of links to what is not public as a build from scratch does, whatever becomes of it', async () => {
    const later = article('Sau').replace('2026-11-20', '2026-11-23T06:00:00Z');
    const { write, rebuild, content } = await builtNewsroom({
      'articles/a.md': article('A', '').replace('Xin', '[1](1.md) [n](nhap.md) [s](sau.md) Xin'),
      'articles/nhap.md': article('Nháp', 'draft: true\n'),
      'articles/sau.md': later,
    });
    expect(await rebuild()).toBe('again');
    write('articles/nhap.md', article('Nháp'));
    expect(await rebuild()).toBe('again');
    write('articles/nhap.md', article('Nháp', 'date: khi nào\n'));
    expect(await rebuild()).toBe('again');
    write('articles/b.md', article('B').replace('Xin', '[n](nhap.md) [k](khong.md) Xin'));
    expect(await rebuild()).toBe('again');
    rmSync(join(content, 'articles/nhap.md'));
    rmSync(join(content, 'articles/1.md'));
    expect(await rebuild()).toBe('again');
    expect(await rebuild({ now: NOW + 24 * HOUR })).toBe('again');
    write('articles/a.md', article('A'));
    expect(await rebuild({ now: NOW + 24 * HOUR })).toBe('again');
  });

  it.each(['build.br', 'state'])('reads everything where %s is damaged', async part => {
    const { cache, rebuild, write } = await builtNewsroom();
    const paths = readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter(path =>
      part === 'state' ? /^state-.*\.br$/.test(path) : path === part,
    );
    for (const path of paths) writeFileSync(join(cache, path), readFileSync(join(cache, path)).subarray(1));
    write('articles/0.md', article('Bài khác'));
    expect(await rebuild()).toBe('from scratch');
    rmSync(cache, { recursive: true });
    await rebuild();
  });
});

describe('where a build remembers', () => {
  /** Runs something as a user whom permissions bind, which they do not bind root. */
  async function asUser<Result>(folders: readonly string[], run: () => Promise<Result>): Promise<Result> {
    if (process.getuid?.() !== 0) return run();
    const nobody = 65534;
    for (const folder of folders)
      for (const name of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
        chownSync(join(folder, name), nobody, nobody);
    process.seteuid?.(nobody);
    try {
      return await run();
    } finally {
      process.seteuid?.(0);
    }
  }

  it.each(['the folder', 'a state in it'])('may be forbidden: then all is built, and it is said (%s)', async what => {
    const { content, out, cache, build } = await builtNewsroom();
    writeInto(content, 'articles/0.md', article('Mới'));
    const forbidden = what === 'the folder' ? cache : join(cache, readdirSync(cache).find(isState) ?? '');
    await setTimeout(TICK);
    const { status, stderr } = await asUser([content, dirname(out)], async () => {
      chmodSync(forbidden, 0);
      return build({ json: false });
    });
    chmodSync(forbidden, 0o700);
    expect([status, stderr]).toEqual([0, expect.stringContaining(`may not read or delete what is in ${cache}`)]);
    expect(stderr).toContain('delete it, or give --no-cache');
    const { items } = JSON.parse(readFileSync(join(out, 'feed.json'), 'utf8'));
    expect(items.map(({ title }: { title: string }) => title)).toContain('Mới');
  });

  it('is read by nobody but the user', async () => {
    const { cache, write, build, rebuild } = await builtNewsroom();
    write('articles/0.md', article('Bài khác'));
    expect(await rebuild()).toBe('again');
    chmodSync(cache, 0o755);
    await build();
    const entries = readdirSync(cache, { recursive: true, withFileTypes: true });
    expect(entries.some(entry => entry.isFile() && entry.parentPath.endsWith('entries'))).toBe(true);
    for (const entry of entries)
      expect([entry.name, statSync(join(entry.parentPath, entry.name)).mode & 0o777]).toEqual([
        entry.name,
        entry.isFile() ? 0o600 : 0o700,
      ]);
    expect(statSync(cache).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['site/public/feeds', 'it lies in a folder called public'],
    ['_site/a/feeds', 'it lies in a folder called _site'],
    ['site/feeds', 'there is FOLDER/site/index.html'],
  ])('is not beside %s, which looks published, and says by what: %s', async (path, sign) => {
    const { content } = await builtNewsroom();
    const folder = temporaryDirectory();
    writeInto(folder, 'site/index.html', '<p>');
    const out = join(folder, path);
    mkdirSync(dirname(out), { recursive: true });
    const { status, stderr } = await told(content, { out, now: NOW, revision: 'r' });
    const seen = `(${sign.replace('FOLDER', realpathSync(folder))})`;
    const said = `the build is not remembered: what lies beside ${out} looks published ${seen}; name a folder`;
    expect([status, stderr.split('\n')]).toEqual([0, [expect.stringContaining(said), '']]);
    expect(readdirSync(dirname(out)).filter(name => name.startsWith('.bantin'))).toEqual([]);
    const cache = join(folder, 'cache');
    expect(await told(content, { out, now: NOW, revision: 'r', cache })).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(join(cache, 'build.br'))).toBe(true);
    expect((await told(content, { out, now: NOW, revision: 'r', cache: false })).stderr).toBe('');
  });

  it('lies neither in the output nor with the content, nor among files of others', async () => {
    const { content, out } = await builtNewsroom();
    const refused = async (cache: string) => (await told(content, { out, now: NOW, revision: 'r', cache })).status;
    expect(await refused(join(out, 'cache'))).toContain('which is published; give another directory');
    expect(await refused(join(content, 'cache'))).toContain('lies in the content');
    expect(await refused(content)).toContain('lies in the content');
    expect(await refused(join(out, '..'))).toContain('holds');
    const other = temporaryDirectory();
    writeInto(other, 'letter.txt', 'a');
    expect(await refused(other)).toContain('(letter.txt)');
    expect(await refused(join(other, 'letter.txt'))).toContain('is no directory');
    for (const option of ['--cache', '--no-cache']) expect((await bantin('build', '--help')).stdout).toContain(option);
  });
});
