import { describe, expect, it } from 'vitest';
import { check } from '../../functions/build/check.ts';
import { DeadLinks } from '../../functions/build/dead-links.ts';
import { formatProblem } from '../../functions/core/problem.ts';
import type { Site } from '../../functions/core/site/site.ts';
import { SourceReader } from '../../functions/guard/source-reader.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { NOW, SITE } from '../core/samples.ts';
import { article, buildContent } from '../publish/newsroom.ts';

const story = (title: string, more = ''): string => article(`title: ${title}\ndate: 2026-11-20\n${more}`);
const A = 'articles/a.md';
const OTHERS = {
  'articles/ra.md': story('Ra'),
  'articles/nhap.md': story('Nháp', 'draft: true'),
  'articles/giu.md': story('Giữ', 'status: private'),
  'articles/toi.md': article('title: Tới\ndate: 2027-01-02T00:00:00Z'),
  'articles/qua.md': story('Qua', 'expires: 2026-11-21'),
  'articles/loi.md': '---\ntitle: L\n',
  'articles/rut.md': story('Rút', 'withdrawn: true'),
};

async function linksIn(files: Readonly<Record<string, string>>, site: Site = SITE): Promise<readonly string[]> {
  const isOfLinks = (line: string): boolean => line.includes('leads to') || line.includes('may link');
  const built = (await buildContent(files, site)).problems.filter(isOfLinks);
  const checked = await check({ content: createMemoryStore(files), site, now: NOW });
  // As many as are named, each as a check names it.
  if (!built.some(line => line.includes('may link')))
    expect(checked.problems.map(formatProblem).filter(isOfLinks)).toEqual(built);
  return built;
}

describe('a build', () => {
  it('warns of links to articles that are not public, at their places and with the reason', async () => {
    const body = [
      '[ra](ra.md) và [nháp](nhap.md)',
      'với [giữ](giu.md "Giữ"), [tới](./toi.md#doan).',
      '',
      '<a href="qua.md">qua</a> [lỗi](loi.md) [rút](rut.md) [không](khong.md)',
    ].join('\n');
    expect(await linksIn({ ...OTHERS, [A]: article('title: A\ndate: 2026-11-20', body) })).toEqual([
      `${A}:5:23: warning: "nhap.md" leads to articles/nhap.md, which is not published while it is a draft ` +
        '(draft: true): publish it, too, or take the link out',
      `${A}:6:11: warning: "giu.md" leads to articles/giu.md, which is not published while it is a draft ` +
        '(status: private): publish it, too, or take the link out',
      `${A}:6:32: warning: "./toi.md#doan" leads to articles/toi.md, which is not published until ` +
        '2027-01-02T07:00:00+07:00: before that, the link leads to a page that is not there, ' +
        'and tells its address; take the link out until then',
      `${A}:8:1: warning: "qua.md" leads to articles/qua.md, which is not published any more, since it expired at ` +
        '2026-11-21T00:00:00+07:00; take the link out',
      `${A}:8:32: warning: "loi.md" leads to articles/loi.md, which is not published, since it has an error; mend that`,
      `${A}:8:62: warning: "khong.md" leads to articles/khong.md, which is not there; correct the path`,
    ]);
  });

  it('says what to write where a path was meant from the folder of the articles, or the one above it', async () => {
    const body =
      '[ra](tin/ra.md) [ra](articles/tin/ra.md) [nháp](tin/nhap.md#b) [không](tin/khong.md) [lên](../tin/ra.md)';
    const files = {
      'articles/tin/ra.md': story('Ra'),
      'articles/tin/nhap.md': story('Nháp', 'draft: true'),
      'articles/mien-trung/a.md': article('title: A\ndate: 2026-11-20', body),
    };
    const folder = 'articles/mien-trung';
    expect(await linksIn(files)).toEqual([
      `${folder}/a.md:5:6: warning: "tin/ra.md" leads to ${folder}/tin/ra.md, which is not there; ` +
        'if articles/tin/ra.md is meant, write /articles/tin/ra.md',
      `${folder}/a.md:5:22: warning: "articles/tin/ra.md" leads to ${folder}/articles/tin/ra.md, which is not there; ` +
        'if articles/tin/ra.md is meant, write /articles/tin/ra.md',
      `${folder}/a.md:5:49: warning: "tin/nhap.md#b" leads to ${folder}/tin/nhap.md, which is not there; ` +
        'if articles/tin/nhap.md is meant, write /articles/tin/nhap.md',
      `${folder}/a.md:5:72: warning: "tin/khong.md" leads to ${folder}/tin/khong.md, which is not there; ` +
        'correct the path',
    ]);
    const mended = body.replace('(tin/ra', '(/articles/tin/ra').replace('(articles', '(/articles');
    const again = await linksIn({ ...files, [`${folder}/a.md`]: article('title: A\ndate: 2026-11-20', mended) });
    expect(again.filter(line => line.includes('ra.md'))).toEqual([]);
  });

  it('takes for no link what a text only mentions, and an address on the web', async () => {
    const body = 'Tệp `README.md` và [x](https://bao.example/nhap.md), <b>nhap.md</b>, (nhap.md).\n\n    [x](nhap.md)';
    expect(await linksIn({ ...OTHERS, [A]: article('title: A\ndate: 2026-11-20', body) })).toEqual([]);
  });

  it('warns of none in an article that is not public itself', async () => {
    const fields = 'title: A\ndate: 2026-11-20\ndraft: true';
    expect(await linksIn({ ...OTHERS, [A]: article(fields, '[x](khong.md)') })).toEqual([]);
  });

  it('warns of none in an article that was withdrawn, whose text nobody reads', async () => {
    const fields = 'title: A\ndate: 2026-11-20\nwithdrawn: true';
    expect(await linksIn({ ...OTHERS, [A]: article(fields, '[x](khong.md)') })).toEqual([]);
    const links = new DeadLinks();
    const store = createMemoryStore({ [A]: article(fields, '[x](khong.md)') });
    links.note(A, (await store.get(A))?.bytes);
    const reader = new SourceReader({ content: store, site: SITE });
    const fateOf = (key: string) => (key === A ? 'public' : undefined);
    expect(await links.problems({ site: SITE, now: NOW, reader, fateOf })).toEqual([]);
  });

  it('goes by the first that is there of what a link may mean; with a permalink, by whichever is public', async () => {
    const body = '[x](./tin)';
    const files = { 'articles/tin.md': story('T', 'draft: true'), 'articles/tin/index.md': story('Tin') };
    const content = { ...files, [A]: article('title: A\ndate: 2026-11-20', body) };
    expect(await linksIn(content)).toEqual([
      `${A}:5:5: warning: "./tin" leads to articles/tin.md, which is not published; articles/tin/index.md is, so ` +
        'write its name',
    ]);
    expect(await linksIn(content, { ...SITE, permalink: 'https://bao.example/{slug}' })).toEqual([]);
  });

  it('names the first that is there where none of several is public, with a permalink as without', async () => {
    const content = {
      'articles/d.md': story('D', 'draft: true'),
      'articles/sub/k.md': article('title: K\ndate: 2026-11-20', '[tám](../d.html)'),
    };
    const told = [
      'articles/sub/k.md:5:7: warning: "../d.html" leads to articles/d.md, which is not published while it is a ' +
        'draft (draft: true): publish it, too, or take the link out',
    ];
    expect(await linksIn(content)).toEqual(told);
    expect(await linksIn(content, { ...SITE, permalink: 'https://bao.example/{slug}' })).toEqual(told);
  });

  it('tells of links and missing pictures of all articles no more than a person reads, each alone', async () => {
    const of = (each: (at: number) => string) => Array.from({ length: 20 }, (_, at) => each(at)).join('\n\n');
    const body = `${of(at => `[x](khong${at}.md)`)}\n\n${of(at => `![Chợ](mat${at}.jpg)`)}`;
    const many = Array.from({ length: 60 }, (_, at) => [
      `articles/${String(at).padStart(3, '0')}.md`,
      article('title: A\ndate: 2026-11-20', body),
    ]);
    const { problems } = await buildContent(Object.fromEntries(many));
    const [links, pictures] = ['leads to', 'that it names are not there|is not there, and'].map(words =>
      problems.filter(line => new RegExp(words).test(line)),
    );
    expect([links?.length, pictures?.length]).toEqual([200, 198]);
    expect(problems).toEqual(
      expect.arrayContaining([
        'articles/010.md: warning: 50 more articles may link to files that are not published; bantin check names each',
        'articles/033.md: warning: 27 more articles name files that are not there; bantin check names each',
      ]),
    );
    expect(problems).toHaveLength(400);
  });

  it('names those of a hundred articles, and says how many more may have some', async () => {
    const many = Array.from({ length: 103 }, (_, at) => [
      `articles/${String(at).padStart(3, '0')}.md`,
      article('title: A\ndate: 2026-11-20', '[x](khong.md)'),
    ]);
    const told = await linksIn(Object.fromEntries(many));
    expect(told).toHaveLength(101);
    expect(told.at(-1)).toBe(
      'articles/100.md: warning: 3 more articles may link to files that are not published; bantin check names each',
    );
  });
});
