import { describe, expect, it } from 'vitest';
import { postHtml } from '../../../../functions/core/import/formats/wordpress/wordpress-html.ts';
import { textHeld } from '../../../../functions/core/import/imported-feed.ts';
import { buildContent } from '../../../publish/newsroom.ts';
import { NOW } from '../../samples.ts';
import { importInto, readBytes } from '../imported.ts';

interface Post {
  readonly id: number;
  readonly type?: string;
  readonly status?: string;
  readonly content?: string;
  readonly more?: string;
  readonly date?: string;
}

const post = ({
  id,
  type = 'post',
  status = 'publish',
  content = '',
  more = '',
  date = '2018-12-07 01:30:00',
}: Post) => `<item>
<title><![CDATA[Bài &amp; ${id}]]></title>
<link>https://cu.example/2018/12/bai-${id}/</link>
<pubDate>${date.startsWith('0000') ? 'Mon, 30 Nov -0001 00:00:00 +0000' : 'Fri, 07 Dec 2018 01:30:00 +0000'}</pubDate>
<dc:creator><![CDATA[lena]]></dc:creator>
<guid isPermaLink="false">https://cu.example/?p=${id}</guid>
<description></description>
<content:encoded><![CDATA[${content}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>${id}</wp:post_id>
<wp:post_date>2018-12-07 08:30:00</wp:post_date>
<wp:post_date_gmt>${date}</wp:post_date_gmt>
<wp:post_name>b%c3%a0i-${id}</wp:post_name>
<wp:status>${status}</wp:status>
<wp:post_type>${type}</wp:post_type>
${more.includes('post_password') ? '' : '<wp:post_password></wp:post_password>'}
${more}</item>`;

const wxr = (...posts: readonly Post[]) => `<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" \
xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Báo Cũ</title><link>https://cu.example</link><description>Tin</description><language>vi</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>lena</wp:author_login><wp:author_email>na@cu.example</wp:author_email>\
<wp:author_display_name><![CDATA[Lê Na]]></wp:author_display_name></wp:author>
<wp:category><wp:cat_name><![CDATA[Chưa dùng]]></wp:cat_name><wp:category_nicename>chua-dung</wp:category_nicename>\
</wp:category>
<wp:category><wp:cat_name><![CDATA[Đời sống]]></wp:cat_name><wp:category_nicename>doi</wp:category_nicename>\
<wp:category_description>Người ta</wp:category_description></wp:category>
${posts.map(post).join('\n')}</channel></rss>`;

describe('a WordPress export', () => {
  it('tells what PowerPress says of an episode, and reports what has no place here', async () => {
    const settings =
      'a:7:{s:8:"duration";s:8:"00:12:30";s:7:"summary";s:21:"Chợ "phiên" họp;";s:6:"season";s:1:"2";' +
      's:10:"episode_no";i:7;s:12:"episode_type";s:5:"bonus";s:8:"explicit";s:1:"0";s:5:"embed";N;}';
    const more = `<wp:postmeta><wp:meta_key>enclosure</wp:meta_key><wp:meta_value><![CDATA[https://cu.example/a.mp3
1234
audio/mpeg
${settings}]]></wp:meta_value></wp:postmeta>`;
    const document = wxr({ id: 1, content: 'A', more });
    const { content: files } = await importInto(document);
    const text = Object.values(files).find(file => file.includes('enclosure:'));
    expect(/enclosure:\n(?: .*\n)+/.exec(text ?? '')?.[0]).toBe(
      'enclosure:\n  url: "https://cu.example/a.mp3"\n  type: audio/mpeg\n  length: 1234\n  duration: 12:30\n' +
        '  season: 2\n  episode: 7\n  episodeType: bonus\n',
    );
    const { left } = await readBytes(document);
    const summary = expect.objectContaining({ example: 'Chợ "phiên" họp;' });
    expect([...left]).toEqual([['field enclosure, summary', summary]]);
  });

  it.each(['', 'a:1:{', 'a:2:{s:8:"duration";s:9:"00:12:30";}', 'a:1:{s:8:"duration";a:1:{i:0;i:1;}}', 's:1:"x";'])(
    'takes the enclosure without what can not be read below it: %s',
    async settings => {
      const more = `<wp:postmeta><wp:meta_key>enclosure</wp:meta_key><wp:meta_value><![CDATA[https://cu.example/a.mp3
1
audio/mpeg
${settings}]]></wp:meta_value></wp:postmeta>`;
      const { content: files } = await importInto(wxr({ id: 1, content: 'A', more }));
      const text = Object.values(files).find(file => file.includes('enclosure:'));
      expect(/enclosure:\n(?: .*\n)+/.exec(text ?? '')?.[0]).toBe(
        'enclosure:\n  url: "https://cu.example/a.mp3"\n  type: audio/mpeg\n  length: 1\n',
      );
    },
  );

  it('becomes articles with all that its posts tell', async () => {
    const more = `<category domain="category" nicename="doi"><![CDATA[Đời sống]]></category>
<category domain="post_tag" nicename="cho"><![CDATA[chợ]]></category><category domain="post_format" nicename="x">\
<![CDATA[Aside]]></category>
<wp:post_modified_gmt>2018-12-08 00:00:00</wp:post_modified_gmt>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>
<wp:postmeta><wp:meta_key>enclosure</wp:meta_key><wp:meta_value><![CDATA[https://cu.example/a.mp3
1234
audio/mpeg
]]></wp:meta_value></wp:postmeta>`;
    const attachment = '<wp:attachment_url>https://cu.example/wp-content/a.jpg</wp:attachment_url>';
    const content = 'Một <b>hai</b>\nba\n\n<img src="/wp-content/b.jpg" alt="B"> bốn';
    const {
      content: files,
      plan,
      problems,
      site,
    } = await importInto(
      wxr({ id: 1, content, more }, { id: 9, type: 'attachment', status: 'inherit', more: attachment }),
    );
    expect(problems).toEqual([]);
    expect(plan.articles.map(({ key }) => key)).toEqual(['articles/2018/12/bai-1.html']);
    expect(files['articles/2018/12/bai-1.html']).toBe(`---
title: "Bài & 1"
date: 2018-12-07T08:30:00+07:00
updated: 2018-12-08T07:00:00+07:00
id: "https://cu.example/?p=1"
link: "https://cu.example/2018/12/bai-1/"
author: Lê Na
categories: [Đời sống]
tags: [chợ]
image: "https://cu.example/wp-content/a.jpg"
enclosure:
  url: "https://cu.example/a.mp3"
  type: audio/mpeg
  length: 1234
---
<p>Một <b>hai</b><br>
ba</p>
<p><img src="https://cu.example/wp-content/b.jpg" alt="B"> bốn</p>
`);
    expect(site.categories).toEqual([
      { id: 'doi', title: 'Đời sống', slug: 'doi', description: 'Người ta', aliases: [] },
    ]);
    expect(JSON.stringify(files)).not.toContain('na@cu.example');
  });

  it('lets nothing out that was not out', async () => {
    const password = '<wp:post_password>secret</wp:post_password>';
    const { content, plan, site } = await importInto(
      wxr(
        { id: 1, content: 'out-1' },
        { id: 2, status: 'draft', content: 'KIN-2', date: '0000-00-00 00:00:00' },
        { id: 3, status: 'private', content: 'KIN-3' },
        { id: 4, status: 'pending', content: 'KIN-4' },
        { id: 5, more: password, content: 'KIN-5' },
        { id: 6, status: 'acf-disabled', content: 'KIN-6' },
        { id: 7, type: 'page', content: 'KIN-7' },
        { id: 8, type: 'event', content: 'KIN-8' },
        { id: 9, status: 'future', content: 'KIN-9', date: '2030-01-01 00:00:00' },
        { id: 10, status: 'trash', content: 'KIN-10' },
        { id: 11, status: 'auto-draft', content: 'KIN-11' },
        { id: 12, type: 'nav_menu_item', content: 'KIN-12' },
        { id: 13, type: 'wp_block', content: 'KIN-13' },
      ),
    );
    expect(plan.articles.map(({ held }) => held)).toEqual([
      undefined,
      'a draft',
      'private',
      'pending review',
      'behind a password',
      'of status acf-disabled',
      'a page, which no feed showed',
      'of type event, which the main feed did not show',
      undefined,
    ]);
    const built = await buildContent(content, site, NOW);
    expect(built.counts).toMatchObject({ published: 1, drafts: 7, waiting: 1, rejected: 0 });
    // The article of 2030 is a warning, in case its year is a mistake.
    expect(built.problems).toEqual([expect.stringContaining('more than a year ahead')]);
    for (const body of built.files.values()) expect(body).not.toContain('KIN-');
    expect([...built.files.values()].some(body => body.includes('out-1'))).toBe(true);
  });

  it('keeps back what WordPress had scheduled and not published when its time had come', async () => {
    const reason = 'scheduled, and not published when its time came';
    const future = (id: number, date: string, more = ''): Post => ({
      id,
      status: 'future',
      date,
      more,
      content: `M-${id}`,
    });
    const export1 = wxr(
      future(1, '2019-01-01 00:00:00'),
      future(2, '2019-01-01 00:00:01'),
      future(3, '2018-01-01 00:00:00', '<wp:post_password>x</wp:post_password>'),
    );
    const told = export1.replace('<language>', '<pubDate>Tue, 01 Jan 2019 00:00:00 +0000</pubDate><language>');
    const { plan, content, site } = await importInto(told);
    expect(plan.articles.map(({ held }) => held)).toEqual([reason, undefined, 'behind a password']);
    expect((await buildContent(content, site, NOW)).counts).toMatchObject({ published: 1, drafts: 2 });
    // Where an export does not say when it was made, the last post that was out does.
    const silent = wxr(
      { id: 4, date: '2019-01-01 00:00:00' },
      future(1, '2019-01-01 00:00:00'),
      future(2, '2019-01-01 00:00:01'),
    );
    expect((await importInto(silent)).plan.articles.map(({ held }) => held)).toEqual([undefined, reason, undefined]);
    // Nothing is known of a time at which it was not out.
    expect((await importInto(export1)).plan.articles.map(({ held }) => held)).toEqual([
      undefined,
      undefined,
      'behind a password',
    ]);
  });

  it('is read where nearly everything is missing', async () => {
    const bare = wxr({ id: 9, type: 'attachment', status: 'inherit' }).replace(
      '</channel>',
      `<item><wp:post_name>%zz</wp:post_name><category domain="category">Chợ</category>\
<category domain="category" nicename="x"/></item>
<item><wp:post_type>attachment</wp:post_type><wp:attachment_url>https://cu.example/b.jpg</wp:attachment_url></item>
<item><guid>2</guid><wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>404</wp:meta_value>\
</wp:postmeta><dc:creator>ai-do</dc:creator></item>
<wp:author/><wp:author><wp:author_login>x</wp:author_login></wp:author><wp:category/></channel>`,
    );
    const feed = await readBytes(bare);
    expect(feed.media).toEqual([{ url: 'https://cu.example/b.jpg' }]);
    expect(feed.items).toMatchObject([
      { title: '', html: '', slug: '%zz', topics: [{ name: 'Chợ' }], authors: [] },
      { id: '2', authors: [{ name: 'ai-do' }] },
    ]);
    expect(feed.items[1]).not.toHaveProperty('image');
    expect((await importInto(bare)).plan.articles.map(({ key }) => key)).toEqual([
      'articles/undated/zz.html',
      'articles/undated/untitled.html',
    ]);
  });

  it('tells of the blocks that WordPress fills when it shows a post', async () => {
    const blocks =
      '<!-- wp:latest-posts {"postsToShow":3} /--><!-- wp:acf/hero {"data":{"a":"b"}} /--><!-- wp:more /-->';
    const { left } = await readBytes(wxr({ id: 1, content: `<!-- wp:paragraph --><p>A</p>${blocks}` }));
    expect([...left.keys()]).toEqual(['block latest-posts', 'block acf/hero']);
  });

  it.each([
    ['with the prefix that WordPress leaves away', '<!-- wp:core/latest-posts /-->', ['block latest-posts']],
    ['with long attributes', `<!-- wp:acf/hero {"a":"${'x'.repeat(9000)}"} /-->`, ['block acf/hero']],
    ['with marks in attributes', '<!-- wp:acf/hero {"a":"<b>x</b>"} /-->', ['block acf/hero']],
    ['but not those with a text before one', '<!-- wp:quote {"a":1} -->Q<!-- /wp:quote --><!-- wp:more /-->', []],
  ])('tells of such blocks %s', async (_, blocks, expected) => {
    const { left } = await readBytes(wxr({ id: 1, content: `<!-- wp:paragraph --><p>A</p>${blocks}` }));
    expect([...left.keys()]).toEqual(expected);
  });

  it('tells its media, what was left out, and the shortcodes that only WordPress can fill', async () => {
    const document = wxr(
      { id: 1, content: '[gallery ids="1,2"] [youtube https://youtube.example/v] [1] [powerpress]' },
      {
        id: 2,
        type: 'attachment',
        status: 'inherit',
        more: '<wp:attachment_url>https://cu.example/a.jpg</wp:attachment_url>',
      },
      { id: 3, status: 'trash' },
      { id: 4, type: 'nav_menu_item' },
      { id: 5, type: 'nav_menu_item' },
    );
    const feed = await readBytes(document);
    expect(feed.media).toEqual([{ id: '2', url: 'https://cu.example/a.jpg', title: 'Bài & 2' }]);
    expect(Object.fromEntries(feed.left)).toMatchObject({ trash: { count: 1 }, nav_menu_item: { count: 2, line: 62 } });
    expect((await importInto(document)).problems).toEqual([
      'feed.xml:11: warning: "Bài & 1" has shortcodes that only WordPress can fill: [gallery], [youtube], ' +
        '[powerpress]; put in articles/2018/12/bai-1.html what they stood for',
    ]);
  });
});

describe('a reusable block of WordPress', () => {
  const place = (ref: number): string => `<!-- wp:block {"ref":${ref}} /-->`;
  const block = (id: number, content: string, more = ''): Post => ({ id, type: 'wp_block', content, more });
  const read = async (...posts: readonly Post[]) => {
    const { items, left } = await readBytes(wxr(...posts));
    return { items: items.map(({ held, html }) => ({ held, html: textHeld(html) })), left: Object.fromEntries(left) };
  };

  it('stands where posts show it, wherever it stands in the export', async () => {
    const inner = `<!-- wp:paragraph --><p>Hộp</p>${place(8)}<!-- /wp:paragraph -->`;
    const { items, left } = await read(
      { id: 1, content: `<p>A</p>${place(7)}` },
      block(7, inner),
      block(8, '<p>C</p>'),
    );
    expect(items).toEqual([{ held: undefined, html: '<p>A</p><p>Hộp</p><p>C</p>' }]);
    expect(left).toEqual({});
  });

  it('is told of where the export does not have it, and where no post shows it', async () => {
    const { items, left } = await read({ id: 1, content: `<p>A</p>${place(7)}` }, block(8, 'B'));
    expect(items).toEqual([{ held: undefined, html: '<p>A</p>' }]);
    expect(left).toEqual({
      'reusable block 7, which the export does not have': { count: 1, example: 'Bài & 1', line: expect.any(Number) },
      wp_block: { count: 1, example: 'Bài &amp; 8', line: expect.any(Number) },
    });
  });

  it('holds a post back that shows it, where it is for members alone', async () => {
    const closed = block(7, '[members_only]Kín[/members_only]');
    const { items } = await read({ id: 1, content: place(8) }, block(8, place(7)), closed);
    expect(items).toEqual([expect.objectContaining({ held: 'in part for members alone ([members_only])' })]);
  });

  it('ends where it shows itself, and where it grows', async () => {
    const grown = block(7, `<p>${'x'.repeat(1000)}</p>${place(7).repeat(9)}`);
    const { items } = await read({ id: 1, content: place(7) }, grown);
    expect(items[0]?.html.length).toBeLessThan(2_000_001);
  });
});

describe('the text of a post', () => {
  it.each([
    ['', ''],
    ['A\nB\r\n\r\nC', '<p>A<br>\nB</p>\n<p>C</p>'],
    ['<h2>A</h2>\n\n<ul>\n<li>B</li>\n</ul>\n\nC', '<h2>A</h2>\n<ul>\n<li>B</li>\n</ul>\n<p>C</p>'],
    ['A\n\n<pre>x\n\ny</pre>\n\nB', '<p>A</p>\n<pre>x\n\ny</pre>\n<p>B</p>'],
    [
      '<!-- wp:paragraph {"a":1} -->\n<p>A</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:image -->\n' +
        '<figure>B</figure>\n<!-- /wp:image -->',
      '<p>A</p>\n\n<figure>B</figure>',
    ],
    ['A<!--more-->B', '<p>A</p>\n<p>B</p>'],
    [
      '[caption id="x" width="5"]<a href="b"><img src="a.jpg"></a> Chợ <i>quê</i>[/caption]',
      '<figure><a href="b"><img src="a.jpg"></a><figcaption>Chợ <i>quê</i></figcaption></figure>',
    ],
    [
      '[caption caption="Cũ"]<img src="a.jpg">[/caption]',
      '<figure><img src="a.jpg"><figcaption>Cũ</figcaption></figure>',
    ],
    ['[caption]never closed', '<p>[caption]never closed</p>'],
    ['https://video.example/x?a&b', '<p><a href="https://video.example/x?a&b">https://video.example/x?a&b</a></p>'],
    ['[embed]https://video.example/x[/embed]', '<p><a href="https://video.example/x">https://video.example/x</a></p>'],
    [
      '[embed]https://www.youtube.com/watch?v=abcdefghij1&amp;t=1m5s[/embed]',
      '<p><iframe src="https://www.youtube.com/embed/abcdefghij1?start=65"></iframe></p>',
    ],
    [
      '<!-- wp:embed {"url":"https://vimeo.com/76979871"} -->\n<figure class="wp-block-embed"><div>\n' +
        'https://vimeo.com/76979871\n</div><figcaption>Chợ</figcaption></figure>\n<!-- /wp:embed -->',
      '<figure class="wp-block-embed"><div>\n<iframe src="https://player.vimeo.com/video/76979871"></iframe>\n</div>' +
        '<figcaption>Chợ</figcaption></figure>',
    ],
    ['<p>https://youtu.be/abcdefghij1</p>', '<p><iframe src="https://www.youtube.com/embed/abcdefghij1"></iframe></p>'],
    ['<p>https://v.example/a</p>', '<p>https://v.example/a</p>'],
    ['https://youtu.be/abcdefghij1 là phim.', '<p>https://youtu.be/abcdefghij1 là phim.</p>'],
    ['<pre>\nhttps://youtu.be/abcdefghij1\n</pre>', '<pre>\nhttps://youtu.be/abcdefghij1\n</pre>'],
    ['[code]\nhttps://youtu.be/abcdefghij1\n[/code]', '<pre><code>\nhttps://youtu.be/abcdefghij1\n</code></pre>'],
    [
      'Thẻ [code] mở:\n\nhttps://youtu.be/abcdefghij1',
      '<p>Thẻ [code] mở:</p>\n<p><iframe src="https://www.youtube.com/embed/abcdefghij1"></iframe></p>',
    ],
    ['[embed width="9"]//v.example/x[/embed]', '<p><a href="https://v.example/x">https://v.example/x</a></p>'],
    ['[embed src="https://v.example/x"][/embed]', '<p><a href="https://v.example/x">https://v.example/x</a></p>'],
    ['[audio mp3="https://a.example/1.mp3"][/audio]', '<p><audio controls src="https://a.example/1.mp3"></audio></p>'],
    [
      '[audio src="/1.mp3"] [video width="6" mp4="/2.mp4"]Words[/video] [/audio]',
      '<p><audio controls src="/1.mp3"></audio> <video controls src="/2.mp4"></video>Words</p>',
    ],
    ['[vimeo 12345678][/vimeo]', '<p><iframe src="https://player.vimeo.com/video/12345678"></iframe></p>'],
    ['[playlist ids="1,2"][/playlist] [gallery][/gallery]', '<p>[playlist ids="1,2"] [gallery]</p>'],
  ])('%j is what WordPress shows', (stored, html) => {
    expect(postHtml(stored)).toBe(html);
  });
});
