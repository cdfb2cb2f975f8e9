import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { bantin, type Ran, writeInto } from './run.ts';

const CONFIG = `url: https://bao.vn
title: Báo Làng
author: Na
lang: vi
timezone: Asia/Ho_Chi_Minh
permalink: /:year/:month/:day/:title/
`;
const SITE = `title: Bản tin
url: https://ban-tin.example/
feedsUrl: https://feeds.ban-tin.example/
language: en
timeZone: UTC
since: 2026
`;

describe('a folder that comes to where a site.yaml is', () => {
  async function importInto(
    site: string,
    files: Readonly<Record<string, string>>,
    ...flags: readonly string[]
  ): Promise<Ran & { readonly text: (name: string) => string }> {
    const directory = temporaryDirectory();
    const [source, out] = [join(directory, 'jekyll'), join(directory, 'content')];
    writeInto(out, 'site.yaml', site);
    for (const [name, text] of Object.entries({ '_config.yml': CONFIG, ...files })) writeInto(source, name, text);
    const ran = await bantin('import', source, '--out', out, ...flags);
    return { ...ran, text: name => readFileSync(join(out, name), 'utf8') };
  }

  const dated = (date: string): string => `---\ntitle: A\n${date}\n---\nA\n`;

  it('leaves that, and says what the configuration of the folder says', async () => {
    const { stderr, status, text } = await importInto(SITE, { '_posts/2020-01-02-a.md': dated('tags: [a]') });
    expect(stderr).toContain(
      'site.yaml: warning: is kept as it is, and the configuration of the folder says otherwise: title: Báo Làng, ' +
        'url: https://bao.vn/, language: vi, timeZone: Asia/Ho_Chi_Minh, ' +
        'permalink: https://bao.vn/{yyyy}/{mm}/{dd}/{name}/, authors: Na; write these into it, if articles are to be ' +
        'read as they were there\n',
    );
    expect([text('site.yaml'), status]).toEqual([SITE, 0]);
  });

  it('says nothing of a site.yaml that says the same', async () => {
    const files = { '_posts/2020-01-02-a.md': dated('date: 2020-01-02 03:00') };
    const directory = temporaryDirectory();
    for (const [name, text] of Object.entries({ '_config.yml': CONFIG, ...files }))
      writeInto(directory, `jekyll/${name}`, text);
    const run = () => bantin('import', join(directory, 'jekyll'), '--out', join(directory, 'content'), '--update');
    expect((await run()).stderr).not.toContain('is kept');
    expect((await run()).stderr).not.toContain('is kept');
  });

  it.each([
    ['date: 2020-01-02 03:00', 'date: 2020-01-02T03:00:00+07:00'],
    ['date: "2020-01-02 03:00" # giờ', 'date: "2020-01-02T03:00:00+07:00" # giờ'],
    ['date: 03/01/2020 8h30', 'date: 2020-01-03T08:30:00+07:00'],
    ['date: 2020-01-02', 'date: 2020-01-02T00:00:00+07:00'],
    ['date: 2020-01-02T03:00:00+09:00', 'date: 2020-01-02T03:00:00+09:00'],
    [
      'date: 2020-01-02\nlast_modified_at: 2020-01-04 10:00\nembargo_until: 2020-01-03 06:00',
      'date: 2020-01-02T00:00:00+07:00\nlast_modified_at: 2020-01-04T10:00:00+07:00\n' +
        'embargo_until: 2020-01-03T06:00:00+07:00',
    ],
    ['tags: [a]', 'date: "2020-01-02T00:00:00+07:00"'],
  ])('keeps the instant of %j', async (line, written) => {
    const { text } = await importInto(SITE, { '_posts/2020-01-02-a.md': dated(line) });
    expect(text('articles/2020-01-02-a.md')).toContain(`${written}\n`);
  });

  it('keeps the instant in TOML and JSON', async () => {
    const { text } = await importInto(SITE, {
      '_posts/2020-01-02-a.md': '+++\ntitle = "A"\ndate = 2020-01-02T03:00:00\n+++\nA\n',
      '_posts/2020-01-02-b.md': '{"title": "B", "date": "2020-01-02 03:00"}\n\nB\n',
    });
    expect(text('articles/2020-01-02-a.md')).toContain('date = 2020-01-02T03:00:00+07:00\n');
    expect(text('articles/2020-01-02-b.md')).toContain('"date": "2020-01-02T03:00:00+07:00"}');
  });

  it('has redirects from the addresses of the folder, in its time zone', async () => {
    const files = { '_posts/2020-01-02-a.md': dated('date: 2020-01-02T03:00:00+07:00') };
    const { text } = await importInto(SITE, files, '--host-here');
    expect(text('redirects/redirects.csv')).toContain('https://bao.vn/2020/01/02/a/');
  });
});

describe('a feed that comes to where a site.yaml is', () => {
  it('leaves that, and says what the feed tells of its site, where that differs', async () => {
    const directory = temporaryDirectory();
    const feed = (about: string) =>
      `<rss version="2.0"><channel>${about}<item><title>A</title><link>https://bao.vn/a</link>` +
      '<pubDate>Fri, 07 Dec 2018 01:30:00 +0000</pubDate></item></channel></rss>';
    const told = '<title>Báo Làng</title><link>https://bao.vn</link><language>vi</language>';
    const same = '<title>Bản tin</title><link>https://ban-tin.example</link>';
    const run = async (about: string): Promise<Ran> => {
      writeInto(directory, 'rss.xml', feed(about));
      return bantin('import', join(directory, 'rss.xml'), '--out', join(directory, 'content'));
    };
    writeInto(directory, 'content/site.yaml', SITE);
    const { stderr, status } = await run(told);
    expect(stderr).toContain(
      'site.yaml: warning: is kept as it is, and the feed says otherwise: title: Báo Làng, url: https://bao.vn/, ' +
        'language: vi; write these into it, if articles are to be read as they were there\n',
    );
    expect([readFileSync(join(directory, 'content/site.yaml'), 'utf8'), status]).toEqual([SITE, 0]);
    expect((await run(same)).stderr).not.toContain('is kept');
  });
});

describe('an export whose links are paths, and that comes to where the site.yaml of another site is', () => {
  const POST = {
    ...{ id: 'a1', title: 'Mùa gặt', slug: 'mua-gat', status: 'published', type: 'post' },
    ...{ published_at: '2023-01-10T02:00:00.000Z', feature_image: '__GHOST_URL__/content/bia.jpg' },
    html: '<p><a href="__GHOST_URL__/cau-moi/">Cầu</a> <a href="anh/">Ảnh</a></p>',
  };

  const imported = (...flags: readonly string[]): Promise<string> => importedPost(POST, ...flags);

  async function importedPost(post: object, ...flags: readonly string[]): Promise<string> {
    const directory = temporaryDirectory();
    const [source, out] = [join(directory, 'ghost.json'), join(directory, 'content')];
    writeInto(out, 'site.yaml', SITE);
    writeInto(directory, 'ghost.json', JSON.stringify({ db: [{ data: { posts: [post] } }] }));
    await bantin('import', source, '--out', out, ...flags);
    return readFileSync(join(out, 'articles/2023/01/mua-gat.html'), 'utf8');
  }

  it('has the addresses of its own site, if that is given', async () => {
    const text = await imported('--site-url', 'https://ghost.example');
    expect(text).toContain('link: "https://ghost.example/mua-gat/"');
    expect(text).toContain('image: "https://ghost.example/content/bia.jpg"');
    expect(text).toContain('<a href="https://ghost.example/cau-moi/">Cầu</a>');
    expect(text).toContain('<a href="https://ghost.example/mua-gat/anh/">Ảnh</a>');
    expect(text).not.toContain('ban-tin.example');
  });

  it('has its pictures there, if its canonical address is elsewhere', async () => {
    const post = { ...POST, canonical_url: 'https://khac.example/goc/' };
    const text = await importedPost(post, '--site-url', 'https://ghost.example');
    expect(text).toContain('link: "https://khac.example/goc/"');
    expect(text).toContain('image: "https://ghost.example/content/bia.jpg"');
  });

  it('has its former address as alias, and those of what stays where it was, with --host-here', async () => {
    const text = await imported('--site-url', 'https://ghost.example/', '--host-here');
    expect(text).toContain('aliases: ["/mua-gat/"]');
    expect(text).toContain('<a href="https://ghost.example/cau-moi/">Cầu</a>');
  });

  it('has those of the site there, if none is given', async () => {
    expect(await imported()).toContain('link: "https://ban-tin.example/mua-gat/"');
  });
});
