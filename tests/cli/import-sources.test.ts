import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rss } from '../core/import/imported.ts';
import { temporaryDirectory } from '../stores/temporary-directory.ts';
import { bantin, SITE_YAML, writeInto } from './run.ts';
import { zipOf } from './zip.ts';

interface Report {
  readonly problems: readonly object[];
  readonly format: string;
  readonly written: readonly string[];
  readonly drafts: readonly { readonly path: string; readonly why: string }[];
  readonly left: readonly { readonly kind: string; readonly count: number; readonly example?: string }[];
}

const item = (id: string) =>
  `<item><title>Bài ${id}</title><guid>${id}</guid><pubDate>Fri, 20 Nov 2026 01:30:00 ` +
  `GMT</pubDate><description>Lời ${id}</description></item>`;

/** Imports files, or a zip of them, and gives the report and what was written. */
async function importing(
  names: readonly string[],
  files: Readonly<Record<string, string | Buffer>>,
  ...flags: readonly string[]
) {
  const directory = temporaryDirectory();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(directory, name, '..'), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  const out = join(directory, 'content');
  const sources = names.map(name => join(directory, name));
  const { status, stdout, stderr } = await bantin('import', ...sources, '--out', out, '--json', ...flags);
  const report = (stdout === '' ? {} : JSON.parse(stdout)) as Report;
  const text = (key: string): string => readFileSync(join(out, key), 'utf8');
  return { status, stderr, report, out, text };
}

describe('the folder of a project', () => {
  it.each([
    ['site.yaml', ''],
    ['content/site.yaml', 'content'],
  ])('with %s is imported into %j', async (site, folder) => {
    const directory = temporaryDirectory();
    writeInto(directory, site, SITE_YAML);
    writeInto(directory, 'content/articles/old.md', 'Old');
    const source = join(temporaryDirectory(), 'feed.xml');
    writeFileSync(source, rss(item('1')));
    const { status, stdout } = await bantin('import', source, '--out', directory, '--json');
    expect(status).toBe(0);
    const { written } = JSON.parse(stdout) as Report;
    expect(written).toHaveLength(1);
    expect(existsSync(join(directory, folder, written[0] ?? ''))).toBe(true);
    expect(existsSync(join(directory, 'site.yaml'))).toBe(folder === '');
  });
});

describe('several sources', () => {
  it('are one import: what one names another may hold', async () => {
    const wp = (posts: string) =>
      '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" ' +
      'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>W</title><link>https://w.example</link>' +
      `<wp:wxr_version>1.2</wp:wxr_version>${posts}</channel></rss>`;
    const post =
      '<item><title>Bài</title><guid>1</guid><pubDate>Fri, 20 Nov 2026 01:30:00 ' +
      'GMT</pubDate><content:encoded>A [gallery ids="9"]</content:encoded><wp:post_id>1</wp:post_id>' +
      '<wp:post_type>news</wp:post_type><wp:status>publish</wp:status><wp:postmeta><wp:meta_key>_thumbnail_id' +
      '</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta><wp:comment><wp:comment_content>KÍN</' +
      'wp:comment_content></wp:comment><category domain="series">Loạt</category>' +
      '<category domain="post_format">Bên lề</category></item>';
    const picture =
      '<item><wp:post_id>9</wp:post_id><wp:post_type>attachment</wp:post_type><wp:attachment_url>https://' +
      'w.example/a.jpg</wp:attachment_url><wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key>' +
      '<wp:meta_value>Chợ</wp:meta_value></wp:postmeta>' +
      '<e:encoded xmlns:e="http://wordpress.org/export/1.2/excerpt/">Chợ &lt;i&gt;sớm&lt;/i&gt;</e:encoded></item>';
    const files = { 'a.xml': wp(post), 'b.xml': wp(picture) };
    const { report, text } = await importing(['a.xml', 'b.xml'], files, '--type', 'news=publish');
    expect(report.drafts).toEqual([]);
    const [key = ''] = report.written;
    expect(text(key)).toContain('image:\n  src: "https://w.example/a.jpg"\n  alt: Chợ\n');
    const caption = '<figcaption>Chợ <i>sớm</i></figcaption>';
    expect(text(key)).toContain(
      `<p>A</p>
<figure><img src="https://w.example/a.jpg" alt="Chợ">${caption}</figure>
`,
    );
    expect(text(key)).not.toContain('KÍN');
    expect(report.left).toMatchObject([
      { kind: 'comment', count: 1, example: 'KÍN' },
      { kind: 'taxonomy series', count: 1, example: 'Loạt' },
      { kind: 'taxonomy post_format', count: 1, example: 'Bên lề' },
    ]);
    // Without being told, a type that the main feed did not show is a draft.
    const untold = await importing(['a.xml', 'b.xml'], files);
    expect(untold.report.drafts).toHaveLength(1);
    const misspelled = await importing(['a.xml', 'b.xml'], files, '--type', 'News=publish');
    const message = '--type News: no source has a post of that type; they have attachment, news';
    expect(misspelled.report.problems).toEqual([expect.objectContaining({ severity: 'warning', message })]);
  });

  it('lie in a folder, or a zip, beside what is none', async () => {
    const files = {
      'x/a.xml': rss(item('1')),
      'x/b/c.xml': rss(item('2')),
      'x/d.rst': 'D',
      'x/e.png': 'E',
      'x/f.xml': '<x',
    };
    const expected = [
      { kind: expect.stringContaining('file .rst: reStructuredText is not supported'), count: 1, example: 'd.rst' },
      { kind: 'file .png', count: 1, example: 'e.png' },
      { kind: expect.stringContaining("file that can't be read (1:"), count: 1, example: 'f.xml' },
    ];
    const folder = await importing(['x'], files);
    expect([folder.status, folder.report.written.length, folder.report.left]).toEqual([0, 3, expected]);
    const zipped = Object.fromEntries(Object.entries(files).map(([name, text]) => [name.slice(2), text]));
    const zip = await importing(['x.zip'], { 'x.zip': zipOf(zipped) });
    expect([zip.status, zip.report.written.length, zip.report.left]).toEqual([0, 3, expected]);
  });

  it.each([
    ['leads out of it', zipOf({ '../../evil.xml': rss(item('1')) }), 'invalid relative path'],
    [
      'says less than it holds',
      zipOf({ 'a.xml': rss(item('1')) }, 10),
      "holds no feed and no export|can't be unpacked",
    ],
    ['holds too much', zipOf({ 'a.xml': rss(item('1')) }, 300 * 1024 * 1024), 'has more than 200 MB'],
    ['is none', Buffer.from('PK\x03\x04 nothing'), 'is no zip that can be read'],
  ])('are not read of a zip that %s', async (_, zip, message) => {
    const { status, stderr, out } = await importing(['x.zip'], { 'x.zip': zip });
    expect([status, stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(existsSync(join(out, 'articles'))).toBe(false);
  });

  it('are mended where a person says so', async () => {
    const files = { 'a.xml': rss(item('1').replace('Bài 1', 'A & B')) };
    expect((await importing(['a.xml'], files)).stderr).toContain('--repair');
    const { status, report } = await importing(['a.xml'], files, '--repair');
    expect([status, report.written[0]]).toEqual([0, 'articles/2026/11/a-b.html']);
  });

  it('are only looked at in a dry run', async () => {
    const { report, out, status } = await importing(['a.xml'], { 'a.xml': rss(item('1')) }, '--dry-run');
    expect([status, report.written]).toEqual([0, ['articles/2026/11/bai-1.html', 'site.yaml']]);
    expect(existsSync(join(out, 'site.yaml')) || existsSync(join(out, 'articles'))).toBe(false);
  });
});

describe('an export', () => {
  it('of Ghost becomes articles; what was not for everyone is a draft', async () => {
    const post = (id: string, more: object) => ({
      id,
      title: `Bài ${id}`,
      slug: `bai-${id}`,
      html: '<p>Lời</p><img src="__GHOST_URL__/a.jpg">',
      status: 'published',
      visibility: 'public',
      published_at: '2026-11-20T01:30:00.000Z',
      type: 'post',
      ...more,
    });
    const data = {
      posts: [
        post('1', { feature_image: 'https://g.example/f.jpg' }),
        post('2', { status: 'draft', published_at: null }),
        post('3', { visibility: 'paid' }),
        post('4', { type: 'page' }),
        post('5', { status: 'scheduled' }),
        post('6', { status: 'sent' }),
        post('7', { html: null, lexical: '{}' }),
      ],
      posts_meta: [{ post_id: '1', feature_image_alt: 'Chợ' }],
      tags: [
        { id: 't', name: 'Đời sống', slug: 'doi' },
        { id: 'i', name: '#hidden' },
      ],
      posts_tags: [
        { post_id: '1', tag_id: 'i', sort_order: 1 },
        { post_id: '1', tag_id: 't', sort_order: 0 },
      ],
      users: [{ id: 'u', name: 'Lê Na', email: 'na@g.example' }],
      posts_authors: [{ post_id: '1', author_id: 'u' }],
      settings: [{ key: 'title', value: 'Báo' }],
      offers: [{ name: 'Rẻ' }],
    };
    const { report, text } = await importing(['g.json'], { 'g.json': JSON.stringify({ db: [{ data }] }) });
    expect(report.format).toBe('Ghost export');
    expect(report.drafts.map(({ why }) => why)).toEqual([
      'a draft',
      'for paid alone',
      'a page, which no feed showed',
      'of status scheduled',
      'sent by mail alone',
      expect.stringContaining("Ghost's own format"),
    ]);
    expect(report.left).toEqual([
      { kind: 'Ghost internal tag', count: 1, example: '#hidden' },
      { kind: 'Ghost offers', count: 1, example: 'Rẻ' },
    ]);
    const first = text('articles/2026/11/bai-1.html');
    expect(first).toContain(
      'id: "1"\nauthor: Lê Na\ncategories: [Đời sống]\nimage:\n  src: "https://g.example/f.jpg"\n  alt: Chợ\n',
    );
    expect(first).not.toContain('hidden');
  });

  it('of Substack is a zip with a list of its posts', async () => {
    const csv =
      'post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url\n' +
      '1.cho,2026-11-20T01:30:00.000Z,true,,newsletter,everyone,"Chợ, quê","Tóm ""tắt""",\n' +
      '2.x,,false,,newsletter,everyone,Nháp,,\n3.y,2026-11-20T01:30:00.000Z,true,,newsletter,only_paid,Trả ' +
      'tiền,,\n4.z,,true,,,,,,\n';
    const zip = zipOf({
      'posts.csv': csv,
      'posts/1.cho.html': '<p>Lời</p>',
      'posts/2.x.html': 'x',
      'posts/3.y.html': 'y',
      'email_list.csv': 'a@b',
    });
    const { report, text } = await importing(['s.zip'], { 's.zip': zip });
    expect(report.drafts.map(({ why }) => why)).toEqual(['a draft', 'for only paid']);
    expect(text('articles/2026/11/cho.html')).toMatch(
      /title: "Chợ, quê"[\s\S]*summary: "Tóm \\"tắt\\""[\s\S]*<p>Lời<\/p>/,
    );
    expect(report.left).toEqual([
      { kind: 'file in the export', count: 1, example: 'email_list.csv' },
      { kind: 'row of posts.csv without a title, a date or a text', count: 1, example: '4.z' },
    ]);
  });

  it('that names no address is told to need one, unless it is given', async () => {
    const csv = 'post_id,post_date,is_published,title\n1.cho,2026-11-20T01:30:00.000Z,true,Chợ\n';
    const files = { 's.zip': zipOf({ 'posts.csv': csv, 'posts/1.cho.html': '<p>Lời</p>' }) };
    const { status, report, stderr, text } = await importing(['s.zip'], files);
    expect([status, stderr]).toEqual([0, '']);
    expect(report.problems).toEqual([
      {
        path: expect.stringMatching(/s\.zip\/posts\.csv$|s\.zip$/),
        severity: 'warning',
        message: expect.stringMatching(
          /^names no address of its site; give that with --site-url, or links .* are new$/,
        ),
      },
    ]);
    expect(text('site.yaml')).toContain(
      '# The source names no address: write that of your site. Links and ids hang on it.\nurl: ',
    );
    const given = await importing(['s.zip'], files, '--site-url', 'https://bao.example/');
    expect(given.report.problems).toEqual([]);
    expect(given.text('site.yaml')).not.toContain('names no address');
    expect(given.text('articles/2026/11/cho.html')).toMatch(
      /^id: "?https:\/\/bao\.example\/p\/cho"?\n[\s\S]*^link: "https:\/\/bao\.example\/p\/cho"$/m,
    );
  });

  it('of Medium is a zip of stories', async () => {
    const story = (time: string) =>
      '<!DOCTYPE html><html><head><title>Chợ</title></head><body><article class="h-entry"><header><h1 ' +
      'class="p-name">Chợ quê</h1></header><section data-field="subtitle" ' +
      'class="p-summary">Tóm</section><section data-field="body" class="e-content"><section><p>Lời ' +
      `<b>một</b></p></section></section><footer>${time}<p><a href="https://medium.com/@na" class="p-author ` +
      'h-card">Lê Na</a></p><p><a href="https://medium.com/p/abcdef123456" ' +
      'class="p-canonical">x</a></p><p class="p-tags">Tagged in <a class="p-tag" href="x">Chợ</a>, ' +
      '<a class="p-tag">Quê</a></p></footer></article></body></html>';
    const time =
      '<p><a href="https://medium.com/p/abcdef123456"><time class="dt-published" ' +
      'datetime="2026-11-20T01:30:00.000Z">x</time></a></p>';
    const zip = zipOf({
      'posts/2026-11-20_Cho-que-abcdef123456.html': story(time),
      'posts/draft_Nhap-123456abcdef.html': story(''),
      'profile/about.html': 'x',
    });
    const { report, text } = await importing(['m.zip'], { 'm.zip': zip });
    expect(report.drafts).toMatchObject([{ why: 'a draft' }]);
    const [first = ''] = report.written;
    const id = String.raw`id: "https://medium\.com/p/abcdef123456"`;
    expect(text(first)).toMatch(new RegExp(`title: Chợ quê\n[\\s\\S]*${id}\n[\\s\\S]*name: Lê Na`));
    expect(
      text(first).endsWith('tags: [Chợ, Quê]\nsummary: Tóm\n---\n<section><p>Lời <b>một</b></p></section>\n'),
    ).toBe(true);
    expect(report.left).toEqual([{ kind: 'file in profile', count: 1, example: 'profile/about.html' }]);
  });

  it('of Movable Type is a text', async () => {
    const entry = (head: string) =>
      `AUTHOR: Na\n${head}DATE: 11/20/2026 08:30:00 AM\nPRIMARY CATEGORY: Chợ\n-----\nBODY:\nMột\nhai\n\n` +
      `ba\n-----\nCOMMENT:\nAUTHOR: Ai\nKÍN\n-----\n--------\n`;
    const { report, text } = await importing(['m.txt'], {
      'm.txt':
        entry(
          'TITLE: Bài: một\nSTATUS: Publish\nUNIQUE URL: https://cu.example/bai-mot\n' +
            'IMAGE: https://cu.example/a.png\n' +
            'ALLOW COMMENTS: 1\nMOOD: Vui\ngì đó\n',
        ) + entry('TITLE: Hai\nSTATUS: Draft\n'),
    });
    expect(report.format).toBe('Movable Type export');
    expect(report.drafts).toMatchObject([{ path: 'articles/2026/11/hai.html', why: 'a draft' }]);
    expect(text('articles/2026/11/bai-mot.html')).toMatch(
      /title: "Bài: một"\ndate: 2026-11-20T08:30:00\+07:00\nlink: .*bai-mot"\n[\s\S]*image: .*a.png"\n/,
    );
    expect(text('articles/2026/11/bai-mot.html')).toContain('<p>Một<br>\nhai</p>\n<p>ba</p>');
    expect(report.left).toMatchObject([
      { kind: 'Movable Type MOOD', count: 1, example: 'Vui' },
      { kind: 'Movable Type line that is no field', count: 1 },
      { kind: 'Movable Type COMMENT', count: 2 },
    ]);
  });
});
