import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { type Build, build } from '../functions/build/build.ts';
import { check } from '../functions/build/check.ts';
import { readSite } from '../functions/content/read-site.ts';
import { SITE_KEY } from '../functions/core/bucket-layout.ts';
import { PROFILES } from '../functions/core/check/profiles/check-profiles.ts';
import { categoryFeed, folderOf } from '../functions/core/feed/feed-key.ts';
import { encodeBody } from '../functions/core/files/encode-body.ts';
import { formatProblem } from '../functions/core/problem.ts';
import { createDirectoryStore } from '../functions/stores/directory-store.ts';
import { expected, readers } from './core/feed/readers.ts';
import { temporaryDirectory } from './stores/temporary-directory.ts';

const ROOT = join(import.meta.dirname, '..');
const CONTENT = join(import.meta.dirname, 'newsroom');
const NOW = Date.parse('2026-11-23T12:00:00Z');

describe('the newsroom of the tests', () => {
  const content = createDirectoryStore(CONTENT);
  const files = new Map<string, string>();
  let built: Build;

  beforeAll(async () => {
    const { site } = await readSite(content);
    if (!site) throw new Error(`${SITE_KEY} is invalid`);
    built = await build({ content, site, now: NOW });
    for await (const { path, body } of built.files())
      if (!(body instanceof Uint8Array)) files.set(path, Buffer.from(encodeBody(body)).toString());
  });
  const file = (path: string): string => files.get(path) ?? '';

  it('has no problem, and a picture in every article but the two saved pages', async () => {
    const { problems } = await check({ content, site: built.site, now: NOW });
    expect(problems.map(formatProblem)).toEqual([
      expect.stringMatching(/^articles\/tu-phap\/2018\/12\/07\/.*\.txt: warning: there is no image/),
      expect.stringMatching(/^articles\/tu-phap\/2018\/12\/21\/.*\.txt: warning: there is no image/),
    ]);
  });

  it('is refused by no aggregator, and shown worse only where the samples mean it', async () => {
    const profiles = [...PROFILES.values()];
    const { problems } = await check({ content, site: built.site, now: NOW, profiles });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const [title, path] = [/^(?:(?:Google News|Flipboard|SmartNews|MSN|Apple News|Feedly)(?:, |: ))+/, /[^/]*$/];
    const told = problems.filter(({ message }) => title.test(message));
    expect(told.map(problem => `${path.exec(problem.path)} ${problem.message.split(' (')[0]}`).sort()).toEqual([
      // An article that is read elsewhere.
      expect.stringMatching(/^ban-do-co-so-hoa\.md Flipboard: it is read at luutru-songmay\.example, another domain/),
      expect.stringMatching(
        /^ban-do-co-so-hoa\.md Google News: it is read at luutru-songmay\.example, and the sitemap/,
      ),
      // Two pages that were saved without their pictures.
      ...['chu-hui-cho-cu-linh-13-nam-tu.txt', 'loi-di-chung-xom-ben-van.txt'].map(
        name => `${name} Flipboard, SmartNews, Feedly: there is no image; add image:`,
      ),
      // A newsroom that writes in two languages.
      expect.stringMatching(/^site\.yaml MSN: rss\.xml: the feed mixes the languages vi and en/),
      expect.stringMatching(/^site\.yaml MSN: thoi-su\/rss\.xml: the feed mixes the languages vi and en/),
    ]);
  });

  it('is well-formed XML throughout, as xmllint sees it', async () => {
    const xml = [...files].filter(([path]) => path.endsWith('.xml'));
    expect(xml.length).toBeGreaterThan(18);
    const named = xml.map(([path, contents]) => ({ fileName: path.replaceAll('/', '-'), contents }));
    expect((await validateXML({ xml: named, normalization: 'c14n' })).errors).toEqual([]);
  });

  it.each(Object.keys(readers))('is read by %s in every format as it was written', async name => {
    for (const feed of built.feeds) {
      const folder = folderOf(feed.key);
      const [rss, atom, json] = ['rss.xml', 'atom.xml', 'feed.json'].map(path => file(folder + path));
      const read = (await readers[name]?.({ rss: rss ?? '', atom: atom ?? '', json: json ?? '' })) ?? {};
      expect(Object.keys(read).length).toBeGreaterThanOrEqual(2);
      for (const entries of Object.values(read)) {
        expect(entries).toHaveLength(feed.entries.length);
        for (const [index, entry] of expected(feed).entries()) expect(entry).toMatchObject(entries[index] ?? {});
      }
    }
  });

  it('has each id once in a feed, and the same in all', () => {
    const urls = new Map<string, string>();
    for (const { entries } of built.feeds) {
      expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
      for (const { id, url } of entries) expect(urls.get(id) ?? url).toBe(url);
      for (const { id, url } of entries) urls.set(id, url);
    }
    expect(urls.size).toBe(22);
  });

  it('shows nothing that is not out', () => {
    const held = ['quy-hoach-bo-song', 'duong-hoa-xuan'];
    expect(built.counts).toMatchObject({ drafts: 1, waiting: 1, rejected: 0 });
    for (const [path, body] of files) {
      for (const name of held) expect(path.includes(name) || body.includes(name)).toBe(false);
    }
  });

  it('tells at the end of an article what was mended in it, in every format', () => {
    const note = '<p><strong>Đính chính (23 tháng 11, 2026):</strong> Bản đăng lúc 10 giờ 15 ghi nhịp chính dài 240 m.';
    for (const path of ['rss.xml', 'atom.xml', 'thoi-su/rss.xml']) expect(file(path)).toContain(note);
    const items: { content_html: string }[] = JSON.parse(file('feed.json')).items;
    expect(items.filter(item => item.content_html.includes(note))).toHaveLength(1);
  });

  it('tells that an article was withdrawn and why, and shows nothing of it', () => {
    const having = (text: string) => [...files].filter(([, body]) => body.includes(text)).map(([path]) => path);
    expect(built.counts.withdrawn).toBe(1);
    expect(having('thu phí vào cổng')).toEqual([]);
    expect(having('mà ban quản lý chợ xác nhận là giả').sort()).toEqual([
      expect.stringMatching(/^articles\/cho-bai-tram-thu-phi-[\da-f]{8}\/index\.html$/),
      'atom.xml',
      'doi-song/atom.xml',
      'smartnews.xml',
    ]);
  });

  it('has one feed for a category, whatever normalization its name is typed in', () => {
    const nfd = 'Đời sống'.normalize('NFD');
    expect(readFileSync(join(CONTENT, 'articles/2026/11/cho-phien-bai-tram.md'), 'utf8')).toContain(nfd);
    expect(built.feeds.filter(({ key }) => key === categoryFeed('doi-song'))).toHaveLength(1);
    expect(file('doi-song/rss.xml')).toContain('cho-phien-bai-tram');
    for (const body of files.values()) expect(body.normalize('NFC')).toBe(body);
  });

  it('takes the litter out of saved pages, and keeps their datelines', () => {
    const folder = join(CONTENT, 'articles/tu-phap/2018/12');
    const saved = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.txt'));
    expect(saved).toHaveLength(2);
    for (const path of saved) {
      const source = readFileSync(join(folder, path), 'utf8');
      const [title, dateline] = source.split('\n').filter(line => line.trim() !== '');
      expect(source.endsWith('Cùng chuyên mục\nĐọc thêm')).toBe(true);
      const entry = built.feeds[0]?.entries.find(entry => entry.title === title?.trim());
      expect(entry?.summary.slice(0, 20)).toBe(dateline?.slice(0, 20));
      expect(entry?.html.match(/<p>/g)?.length).toBeGreaterThan(12);
      expect(entry?.html).not.toMatch(/Cùng chuyên mục|Đọc thêm/);
      expect(entry?.html.includes(`<p>${title}</p>`)).toBe(false);
    }
  });

  it('has absolute addresses only, in every feed and page', () => {
    for (const { entries } of built.feeds) {
      for (const { html } of entries) {
        for (const [, url = ''] of html.matchAll(/(?:src|href)="([^"]*)"/g))
          expect(url).toMatch(/^(?:https?:\/\/|mailto:|tel:)/);
      }
    }
  });

  it('has pages of less than 30 KB', () => {
    for (const [path, body] of files)
      if (path.endsWith('.html')) expect([path, Buffer.byteLength(body) < 30_000]).toEqual([path, true]);
  });

  it('is the same, byte for byte, in another time zone and with another locale', () => {
    const listings = [
      { TZ: 'Asia/Ho_Chi_Minh', LANG: 'vi_VN.UTF-8', LC_ALL: 'vi_VN.UTF-8' },
      { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    ].map(environment => {
      const out = join(temporaryDirectory(), 'out');
      const args = ['dist/bantin.js', 'build', CONTENT, '--out', out, '--now', '2026-11-23T12:00:00Z'];
      const { status, stderr } = spawnSync(process.execPath, args, {
        cwd: ROOT,
        encoding: 'utf8',
        env: { ...process.env, ...environment },
      });
      expect([status, stderr]).toEqual([0, '']);
      const paths = readdirSync(out, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter(entry =>
        entry.isFile(),
      );
      return paths.map(({ parentPath, name }) => [
        join(parentPath, name).slice(out.length),
        readFileSync(join(parentPath, name), 'latin1'),
      ]);
    });
    expect(listings[0]?.length).toBeGreaterThan(70);
    expect(listings[1]).toEqual(listings[0]);
  });
});
