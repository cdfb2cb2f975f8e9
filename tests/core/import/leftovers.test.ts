import { describe, expect, it } from 'vitest';
import { AmpersandRepair } from '../../../functions/core/import/formats/repair.ts';
import { withoutCodes } from '../../../functions/core/import/formats/wordpress/wordpress-codes.ts';
import { fc } from '../../property.ts';
import { importInto, readBytes, rss, whyUnreadable } from './imported.ts';

const ITEM = '<item><title>A</title><guid>1</guid><pubDate>Fri, 20 Nov 2026 01:30:00 GMT</pubDate></item>';

describe('what a feed says of itself', () => {
  const kinds = async (document: string): Promise<readonly string[]> =>
    [...(await readBytes(document)).left].map(([kind, { count, example }]) => `${count} ${kind}: ${example}`);

  it('is reported where it has no place, in RSS', async () => {
    const channel = `<itunes:author xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">Na</itunes:author>
<itunes:category xmlns:itunes="http://www.itunes.com/DTDs/Podcast-1.0.dtd" text="News"/>
<managingEditor>na@x.example</managingEditor>
<category>Tin</category><ttl>60</ttl><lastBuildDate>x</lastBuildDate><atom:link rel="self" href="x"/>
<dc:creator>Bo</dc:creator><author/>
<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">hourly</sy:updatePeriod>`;
    expect(await kinds(rss(ITEM, channel))).toEqual([
      '1 managingEditor of the feed: na@x.example',
      '1 category of the feed: Tin',
      '1 dc:creator of the feed: Bo',
    ]);
  });

  it('is named by the usual prefix of its vocabulary', async () => {
    const own = '<x:topicClosed xmlns:x="http://www.discourse.org/">No</x:topicClosed>';
    const volume = '<y:volume xmlns:y="http://prismstandard.org/namespaces/1.2/basic/">3</y:volume>';
    expect(await kinds(rss(ITEM.replace('</item>', `${own}${volume}</item>`)))).toEqual([
      '1 discourse:topicClosed: No',
      '1 prism:volume: 3',
    ]);
  });

  it('is reported in Atom', async () => {
    const entry = '<entry><id>1</id><title>A</title><updated>2026-11-20T00:00:00Z</updated></entry>';
    const head =
      '<title>T</title><link href="https://x.example/"/><contributor><name>Bo</name></contributor><updated>x</updated>';
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom">${head}<category term="tin"/>${entry}</feed>`;
    expect(await kinds(atom)).toEqual([
      '1 atom:contributor of the feed: Bo',
      '1 atom:category of the feed: term="tin"',
    ]);
  });

  it('is reported of Dublin Core in Atom, which is not read there', async () => {
    const head =
      '<dc:title>T</dc:title><dc:description>Mô tả</dc:description><dc:rights>R</dc:rights><dc:date>x</dc:date>';
    const feed = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">';
    expect(await kinds(`${feed}${head}<entry><id>1</id><title>A</title></entry></feed>`)).toEqual([
      '1 dc:title of the feed: T',
      '1 dc:description of the feed: Mô tả',
      '1 dc:rights of the feed: R',
    ]);
  });

  it.each(['title', 'description', 'dc:title', 'dc:description', 'content:encoded'])(
    'is reported of a second %s, and not of the same again',
    async name => {
      const [one, other] = ['Một', 'Hai'].map(text => `<${name}>${text}</${name}>`);
      const told = `<${name}/>${one}${one}${other}`;
      expect(await kinds(rss(`<item><guid>1</guid>${told}</item>`))).toEqual([`1 ${name}: Hai`]);
      const feed = `<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>${told}</channel></rss>`;
      if (name !== 'content:encoded') expect(await kinds(feed)).toEqual([`1 ${name} of the feed: Hai`]);
    },
  );

  it('is reported in JSON Feed', async () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'T',
      user_comment: 'Chào',
      hubs: [],
      _x: { a: 1 },
      _y: null,
      items: [{ id: '1', _z: 2, attachments: [{ url: 'a' }, { url: 'b' }], image: 'c', banner_image: 'd' }],
    };
    expect(await kinds(JSON.stringify(feed))).toEqual([
      '1 user_comment of the feed: Chào',
      '1 _x of the feed: {"a":1}',
      '1 _z: 2',
      '1 banner_image: d',
      '1 attachments, another file: b',
    ]);
  });

  it('is reported in an export of WordPress, but for what is read', async () => {
    const own = `<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>x</wp:base_blog_url>
<wp:author><wp:author_login>na</wp:author_login></wp:author>
<wp:term><wp:term_id>1</wp:term_id></wp:term><wp:tag><wp:tag_slug>t</wp:tag_slug></wp:tag>
<wp:category><wp:cat_name>A</wp:cat_name></wp:category>`;
    const document = rss(`${own}${ITEM}`).replace('<rss ', '<rss xmlns:wp="http://wordpress.org/export/1.2/" ');
    expect(await kinds(document)).toEqual(['1 wp:term of the feed: 1', '1 wp:tag of the feed: t']);
  });
});

describe('--repair', () => {
  const broken = rss(
    '<item><title>A & B &c; &amp;</title><link>https://x.example/?a=1&b=2&#38;c</link><guid>1</guid>' +
      '<description><![CDATA[a & b &x]]></description></item>',
  );

  it('reads a bare & where a document can not be read without', async () => {
    expect(await whyUnreadable(broken)).toMatch(/an & that begins no character; write &amp;, or say --repair$/);
    for (const step of [1, 7, 1000]) {
      const { items, warnings } = await readBytes(broken, { repair: true }, step);
      expect(items[0]).toMatchObject({ title: 'A & B &c; &', link: 'https://x.example/?a=1&b=2&c', html: 'a & b &x' });
      expect(warnings).toEqual([
        { line: 4, message: expect.stringMatching(/^3 & that began no character were read as &amp;/) },
      ]);
    }
    expect((await readBytes(rss(ITEM), { repair: true })).warnings).toBeUndefined();
  });

  it('changes nothing but such &, however the text is cut', () => {
    const piece = fc.constantFrom(
      '&',
      '&amp;',
      '&#1;',
      '&#x1F;',
      '&nbsp;',
      '&none;',
      '<![CDATA[',
      ']]>',
      '<!',
      'a',
      '\n',
      ';',
      '<',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (pieces, step) => {
        const text = pieces.join('');
        const [whole, cut] = [new AmpersandRepair(), new AmpersandRepair()];
        const once = whole.write(text) + whole.end();
        let parts = '';
        for (let at = 0; at < text.length; at += step) parts += cut.write(text.slice(at, at + step));
        parts += cut.end();
        expect(parts).toBe(once);
        expect([cut.mended, cut.line]).toEqual([whole.mended, whole.line]);
        const outside = text.replace(/<!\[CDATA\[[\s\S]*?(?:\]\]>|$)/g, '');
        expect(whole.mended > 0).toBe(/&(?!amp;|#1;|#x1F;|nbsp;)/.test(outside));
        expect(once.replaceAll('&amp;', '&')).toBe(text.replaceAll('&amp;', '&'));
      }),
    );
  });
});

describe('bytes that read as another encoding than declared', () => {
  const warned = /^its bytes read as UTF-8, though it is declared to be in ISO-8859-1/i;

  it('are a warning', async () => {
    const latin = rss(ITEM).replace('utf-8', 'ISO-8859-1').replace('>A<', '>Chợ<');
    for (const step of [1, 5000]) {
      const { warnings } = await readBytes(latin, {}, step);
      expect(warnings).toEqual([{ message: expect.stringMatching(warned) }]);
    }
    const { problems } = await importInto(latin);
    expect(problems[0]).toMatch(/^feed\.xml: warning: its bytes read as UTF-8/);
  });

  it('are none where nothing beyond ASCII is in them, where they are in it, and where a person says so', async () => {
    const ascii = rss(ITEM).replace('utf-8', 'ISO-8859-1');
    const own = Buffer.from(ascii.replace('>A<', '>Caf\u00e9<'), 'latin1');
    const told = ascii.replace('>A<', '>Chợ<');
    expect((await readBytes(ascii)).warnings).toBeUndefined();
    expect((await readBytes(own)).warnings).toBeUndefined();
    expect((await readBytes(told, { told: 'ISO-8859-1' })).warnings).toBeUndefined();
    expect((await readBytes(told.replace('ISO-8859-1', 'utf-8'))).warnings).toBeUndefined();
  });
});

describe('shortcodes of WordPress', () => {
  it.each([
    ['[xy a="b"]Lời[/xy]', 'Lời', ['xy']],
    ['[box][box]A[/box] B[/box]', 'A B', ['box']],
    ['[a-b]A[c_d]B[/a-b]', 'A[c_d]B', ['a-b']],
    ['[Box]A[/bOX]', 'A', ['box']],
    ['[sic] [1] [/none] [box]A', '[sic] [1] [/none] [box]A', []],
    ['[caption]A[/caption] [gallery]', '[caption]A[/caption] [gallery]', []],
    ['<pre>[box]A[/box]</pre>[box]B[/box]', '<pre>[box]A[/box]</pre>B', ['box']],
    ['</code>[box]B[/box]', '</code>B', ['box']],
    [
      '[audio mp3="https://x.example/a.mp3?x=1&y"][/audio]',
      '<audio controls src="https://x.example/a.mp3?x=1&amp;y"></audio>',
      [],
    ],
    ["[video poster='/a.jpg' mp4=/a.mp4]", '<video controls src="/a.mp4" poster="/a.jpg"></video>', []],
    ['[audio]', '[audio]', []],
    [
      '[youtube=https://www.youtube.com/watch?v=abcdefghij1&w=640]',
      '<iframe src="https://www.youtube.com/embed/abcdefghij1"></iframe>',
      [],
    ],
    ['[youtube id="abcdefghij1"]', '<iframe src="https://www.youtube.com/embed/abcdefghij1"></iframe>', []],
    [
      '[youtube]https://youtu.be/abcdefghij1[/youtube]',
      '<iframe src="https://www.youtube.com/embed/abcdefghij1"></iframe>',
      [],
    ],
    ['[youtube]none[/youtube]', 'none', ['youtube']],
    ['[vimeo 123456]', '<iframe src="https://player.vimeo.com/video/123456"></iframe>', []],
    ['[code]a < b[/code]', '<pre><code>a &lt; b</code></pre>', []],
    ['[php]a &lt; [box]b[/box][/php]', '<pre><code>a &lt; [box]b[/box]</code></pre>', ['box']],
    ['[quote]A[/quote][quote x=1]B[/quote]', '<blockquote>A</blockquote>B', ['quote']],
  ])('%s become %s', (text, expected, unwrapped) => {
    expect(withoutCodes(text)).toEqual({ text: expected, unwrapped });
  });

  it('that only stood around their content are reported', async () => {
    const wxr = (content: string) =>
      rss(
        `<wp:wxr_version>1.2</wp:wxr_version><item><title>A</title><guid>1</guid><pubDate>Fri, 20 Nov 2026 ` +
          `01:30:00 GMT</pubDate><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>` +
          `<content:encoded><![CDATA[${content}]]></content:encoded></item>`,
      ).replace('<rss ', '<rss xmlns:wp="http://wordpress.org/export/1.2/" ');
    const { content, problems } = await importInto(wxr('[box]Lời[/box] [form id="1"] [sic]'));
    expect(content['articles/2026/11/a.html']).toContain('<p>Lời [form id="1"] [sic]</p>');
    expect(problems).toEqual([expect.stringContaining('has shortcodes that only WordPress can fill: [form];')]);
    const { left } = await readBytes(wxr('[box]Lời[/box]'));
    expect(left.get('shortcode [box]')).toEqual({ count: 1, example: 'A', line: 4 });
  });
});

describe('a date of WordPress without its time in UTC', () => {
  const post = (id: string, gmt: string) =>
    `<item><title>Bài ${id}</title><guid>${id}</guid><pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate>` +
    `<wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_date>2026-11-20 ` +
    `23:30:00</wp:post_date><wp:post_date_gmt>${gmt}</wp:post_date_gmt></item>`;
  const dates = async (posts: string): Promise<readonly string[]> => {
    const document = rss(`<language>vi</language><wp:wxr_version>1.2</wp:wxr_version>${posts}`);
    const { content } = await importInto(
      document.replace('<rss ', '<rss xmlns:wp="http://wordpress.org/export/1.2/" '),
    );
    return Object.values(content).flatMap(text => /^date: (.*)$/m.exec(text)?.[1] ?? []);
  };

  it('is that of the blog, as far from UTC as its other posts are', async () => {
    expect(await dates(post('1', '0000-00-00 00:00:00') + post('2', '2026-11-20 21:30:00'))).toEqual([
      '2026-11-21T04:30:00+07:00',
      '2026-11-21T04:30:00+07:00',
    ]);
  });

  it('is in the zone of the site where no post tells it', async () => {
    expect(await dates(post('1', '0000-00-00 00:00:00'))).toEqual(['2026-11-20T23:30:00+07:00']);
  });
});

describe('what other readers find', () => {
  const itemOf = async (inner: string) => (await readBytes(rss(`<item>${inner}</item>`))).items[0];

  it.each([
    ['<author>Lê Na (na@x.example)</author>', ['Lê Na']],
    ['<author>na@x.example (Lê Na)</author>', ['Lê Na']],
    ['<dc:creator>Lê Na &lt;na@x.example&gt;</dc:creator>', ['Lê Na']],
    ['<author>Lê Na (Hà Nội)</author>', ['Lê Na (Hà Nội)']],
    ['<author>(Lê Na)</author>', ['(Lê Na)']],
    ['<author>na@x.example</author>', ['na@x.example']],
    ['<author> </author><atom:author><atom:name>Lê Na</atom:name></atom:author>', ['Lê Na']],
    ['<dc:author>Lê Na</dc:author>', ['Lê Na']],
  ])('is an author in RSS: %s', async (inner, expected) => {
    expect((await itemOf(inner))?.authors).toEqual(expected.map(name => ({ name })));
  });

  it('is a title, a link or a category in RSS, where its own elements say nothing', async () => {
    const found = await itemOf(
      '<dc:title>Chợ</dc:title><link rel="enclosure" href="x"/><link href="https://x.example/"/><category>' +
        'A</category><dc:subject>A</dc:subject><dc:subject>B</dc:subject>',
    );
    expect(found).toMatchObject({ title: 'Chợ', link: 'https://x.example/', topics: [{ name: 'A' }, { name: 'B' }] });
  });

  it('is a title of Media RSS, where an item has no other', async () => {
    const media = '<media:title xmlns:media="http://search.yahoo.com/mrss/">Phim</media:title>';
    expect((await itemOf(media))?.title).toBe('Phim');
    expect((await itemOf(`${media}<title>Chợ</title>`))?.title).toBe('Chợ');
  });

  it('is read of Atom that leaves it to Dublin Core, has base64, or no namespace', async () => {
    const entry =
      '<entry><title mode="base64">Q2jhu6MABw==</title><content mode="base64" type="text/html">' +
      'PGI+TOG7nWk8L2I+</content><dc:creator>Na</dc:creator><dc:subject>Tin</dc:subject><dc:date>' +
      '2026-11-20T00:00:00Z</dc:date></entry>';
    const feed = await readBytes(`<feed xmlns:dc="http://purl.org/dc/elements/1.1/"><title>T</title>${entry}</feed>`);
    expect(feed).toMatchObject({ format: 'Atom', title: 'T' });
    expect(feed.items[0]).toMatchObject({
      title: 'Chợ',
      html: '<b>Lời</b>',
      authors: [{ name: 'Na' }],
      topics: [{ name: 'Tin' }],
      published: Date.UTC(2026, 10, 20),
    });
    expect([...feed.left.keys()]).toEqual([]);
    const own = entry.replace('<entry>', '<entry><author><name>Bo</name></author><category term="X"/>');
    const told = await readBytes(`<feed xmlns:dc="http://purl.org/dc/elements/1.1/">${own}</feed>`);
    expect(told.items[0]).toMatchObject({ authors: [{ name: 'Bo' }], topics: [{ name: 'X' }] });
    expect([...told.left.keys()]).toEqual(['dc:creator', 'dc:subject']);
  });

  it('is a category of WordPress without its domain, in the oldest exports', async () => {
    const wxr = (terms: string) =>
      rss(
        `<wp:wxr_version>1.0</wp:wxr_version><item><title>A</title>${terms}<wp:post_type>post</wp:post_type></item>`,
      ).replace('<rss ', '<rss xmlns:wp="http://wordpress.org/export/1.0/" ');
    const bare = '<category>Tin</category><category>Chợ</category>';
    expect((await readBytes(wxr(bare))).items[0]).toMatchObject({
      topics: [{ name: 'Tin' }, { name: 'Chợ' }],
      tags: [],
    });
    const listed = '<category domain="category" nicename="tin">Tin</category>';
    const both = `${bare}${listed}<category domain="tag">Chợ</category>`;
    const feed = await readBytes(wxr(both));
    expect(feed.items[0]).toMatchObject({ topics: [{ name: 'Tin', slug: 'tin' }], tags: ['Chợ'] });
    expect([...feed.left.keys()]).toEqual([]);
  });
});

describe('an export of Movable Type', () => {
  const read = (body: string, fields = '') =>
    readBytes(`TITLE: A\nDATE: 01/02/2010 08:00:00\n${fields}-----\nBODY:\n${body}\n-----\n--------\n`);

  it('keeps what stands below a line of hyphens in a text', async () => {
    const { items } = await read('Trên\n\n-----\n\nDưới đường kẻ');
    expect(items[0]?.html).toBe('<p>Trên</p>\n<p>-----</p>\n<p>Dưới đường kẻ</p>');
  });

  it('is read in the format that it names, or tells of one that is not known', async () => {
    const htmlOf = async (format: string) => {
      const { items, left } = await read('<b>a</b>\n*b*', `CONVERT BREAKS: ${format}\n`);
      return [items[0]?.html, ...left.keys()];
    };
    for (const format of ['0', 'none', 'richtext', 'wysiwyg']) expect(await htmlOf(format)).toEqual(['<b>a</b>\n*b*']);
    expect(await htmlOf('markdown')).toEqual(['<p><b>a</b>\n<em>b</em></p>\n']);
    expect(await htmlOf('textile_2')).toEqual(['<p><b>a</b><br>\n*b*</p>', 'Movable Type CONVERT BREAKS']);
  });
});
