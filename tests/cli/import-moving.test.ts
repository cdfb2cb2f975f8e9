import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rss } from '../core/import/imported.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { bantin, writeInto } from './run.ts';

const item = (id: string, html: string) =>
  `<item><title>Bài ${id}</title><guid isPermaLink="false">${id}</guid><link>` +
  `https://cu.example/2026/${id}/</link><pubDate>Fri, 20 Nov 2026 01:30:00 GMT</pubDate><content:encoded>` +
  `<![CDATA[${html}]]></content:encoded></item>`;

function saved(document: string): { readonly feed: string; readonly out: string } {
  const directory = temporaryDirectory();
  writeInto(directory, 'feed.xml', document);
  return { feed: join(directory, 'feed.xml'), out: join(directory, 'content') };
}

describe('bantin import --host-here', () => {
  it('makes pages that lead to each other, and redirects to them', async () => {
    const { feed, out } = saved(rss(item('mot', '<a href="/2026/hai/#x">hai</a>') + item('hai', 'Hai')));
    const { status, stdout, stderr } = await bantin('import', feed, '--out', out, '--host-here');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`2 redirects from former addresses are in ${out}/redirects, for nginx, Netlify`);
    const built = join(out, '../public');
    await bantin('build', out, '--out', built, '--now', '2026-11-23T12:00:00Z');
    const [, to = ''] = /2026\/hai\/,(\S+)/.exec(readFileSync(join(out, 'redirects/redirects.csv'), 'utf8')) ?? [];
    expect(readFileSync(join(built, 'rss.xml'), 'utf8')).toContain(`href="${to}#x"`);
    expect(existsSync(join(built, new URL(to).pathname, 'index.html'))).toBe(true);
    expect(readdirSync(join(out, 'redirects')).sort()).toEqual([
      '_redirects',
      'cloudfront-function.js',
      'cloudfront-keyvaluestore.json',
      'nginx.conf',
      'redirects.csv',
    ]);
  });

  it('says how many files stay where they are, each once, and how to fetch them', async () => {
    const shown = '<img src="/a.jpg"><img src="/b.jpg#x"><audio src="/c.mp3"></audio>';
    const { feed, out } = saved(rss(item('mot', shown) + item('hai', '<img src="/b.jpg">')));
    const { stdout } = await bantin('import', feed, '--out', out, '--host-here', '--dry-run');
    expect(stdout).toContain('3 files that articles show stay where they are; --media fetches what articles show\n');
    const one = saved(rss(item('mot', '<img src="/a.jpg">')));
    expect((await bantin('import', one.feed, '--out', one.out, '--host-here')).stdout).toContain(
      '\n1 file that articles show stays where it is;',
    );
  });

  it('writes no alias that nothing can lead on from', async () => {
    const { feed, out } = saved(rss(item('mot', 'Một').replace('/2026/mot/', '/?p=32')));
    await bantin('import', feed, '--out', out, '--host-here');
    expect(readFileSync(join(out, 'redirects/redirects.csv'), 'utf8')).toContain('https://cu.example/?p=32,');
    const { status, stderr } = await bantin('check', out);
    expect([status, stderr]).toEqual([0, expect.not.stringContaining('nothing can lead on')]);
  });

  it('leads from no address to itself with a slash', async () => {
    const { feed, out } = saved(rss(item('mot', 'Một').replace('/2026/mot/', '/bai-mot')));
    const site = 'title: Cũ\nsince: 2020\nurl: https://cu.example/\nfeedsUrl: https://cu.example/\nlanguage: vi\n';
    writeInto(out, 'site.yaml', `${site}timeZone: Asia/Ho_Chi_Minh\ndescription: Tin\npermalink: /{slug}/\n`);
    const { stdout } = await bantin('import', feed, '--out', out, '--host-here');
    expect(stdout).toContain('no article has a former address that would need a redirect');
    expect(stdout).toContain('1 written');
    expect(existsSync(join(out, 'redirects'))).toBe(false);
  });

  it('keeps the redirects that are there, and says of its own what holds now', async () => {
    const { feed, out } = saved(rss(item('mot', 'Một')));
    await bantin('import', feed, '--out', out, '--host-here');
    const list = join(out, 'redirects/redirects.csv');
    const before = readFileSync(list, 'utf8');
    writeInto(out, 'redirects/redirects.csv', `${before}https://cu.example/tay,https://moi.example/x\n`);
    writeInto(
      out,
      'site.yaml',
      readFileSync(join(out, 'site.yaml'), 'utf8').replace('feeds.cu.example', 'moi.example'),
    );
    const { stdout } = await bantin('import', feed, '--out', out, '--host-here', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ written: [], known: 1, redirects: 2 });
    expect(readFileSync(list, 'utf8')).toBe(
      `${before.replace('feeds.cu.example', 'moi.example')}https://cu.example/tay,https://moi.example/x\n`,
    );
    for (const broken of ['from,to\n"x', 'from;to\r\n/a;/b\r\n', 'Cũ,Mới\n/a,/b\n', 'from,to\n/a,\n']) {
      writeInto(out, 'redirects/redirects.csv', broken);
      const { stderr } = await bantin('import', feed, '--out', out, '--host-here');
      expect(stderr).toContain("redirects.csv: can't be read");
      expect(readFileSync(list, 'utf8')).toBe(broken);
    }
  });

  it('writes nothing in a dry run', async () => {
    const { feed, out } = saved(rss(item('mot', 'Một')));
    const { stdout } = await bantin('import', feed, '--out', out, '--host-here', '--dry-run');
    expect(stdout).toContain(`1 redirects from former addresses would be in ${out}/redirects`);
    expect(existsSync(out)).toBe(false);
  });

  it('learns from --site-url where an export was that does not tell', async () => {
    const post = { id: 'a', title: 'Chợ', slug: 'cho', html: '<p>Lời</p>', status: 'published', visibility: 'public' };
    const data = { posts: [{ ...post, type: 'post', published_at: '2026-11-20T01:30:00.000Z' }] };
    const { feed, out } = saved(JSON.stringify({ db: [{ data }] }));
    await bantin('import', feed, '--out', out, '--host-here', '--site-url', 'https://cu.example/');
    expect(readFileSync(join(out, 'articles/2026/11/cho.html'), 'utf8')).toContain('\naliases: ["/cho/"]\n');
    expect(readFileSync(join(out, 'site.yaml'), 'utf8')).toContain('url: "https://cu.example/"\n');
    expect(readFileSync(join(out, 'redirects/redirects.csv'), 'utf8')).toContain('https://cu.example/cho/,');
  });
});
