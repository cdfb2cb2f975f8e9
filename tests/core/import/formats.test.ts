import { describe, expect, it } from 'vitest';
import { onlyItem, readBytes, rss } from './imported.ts';

const atom = (entry: string, more = '') =>
  '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi" xml:base="https://cu.example/tin/"><title ' +
  `type="html">Báo &amp;amp; bạn</title><link href="https://cu.example/"/>${more}<entry><id>x</id><title>A</` +
  `title><updated>2026-11-20T01:30:00Z</updated>${entry}</entry></feed>`;
const json = (item: object, more: object = {}) =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1', title: 'Báo', ...more, items: [{ id: 1, ...item }] });

const DC = 'http://purl.org/dc/elements/1.1/';

describe('RSS', () => {
  it('has its text in content:encoded and its summary in description', async () => {
    const item = (fields: string) => onlyItem(rss(`<item>${fields}</item>`));
    const content = '<content:encoded><![CDATA[<p>Lời &lt; a</p>]]></content:encoded>';
    expect(await item(`<description>Tóm &amp;amp; tắt</description>${content}`)).toMatchObject({
      html: '<p>Lời &lt; a</p>',
      summary: 'Tóm & tắt',
    });
    expect(await item('<description>&lt;p&gt;Lời&lt;/p&gt;</description>')).not.toHaveProperty('summary');
    expect(await item('<description>A &lt; B</description>')).toMatchObject({
      html: '<p>A &lt; B</p>',
      summary: 'A < B',
    });
    // A description that says it all is no summary.
    expect(await item(`<description>&lt;p&gt;Lời &amp;lt; a&lt;/p&gt;</description>${content}`)).not.toHaveProperty(
      'summary',
    );
    expect(await item(`<description>${'dài '.repeat(500)}</description>`)).not.toHaveProperty('summary');
  });

  it('has what Dublin Core says of it, where it says nothing itself', async () => {
    const said = '<dc:title>T</dc:title><dc:description>Lời</dc:description>';
    const channel = '<dc:title>Báo</dc:title><dc:description>Mô tả</dc:description>';
    const feed = await readBytes(
      `<rss version="2.0" xmlns:dc="${DC}"><channel>${channel}<item>${said}</item></channel></rss>`,
    );
    expect(feed).toMatchObject({ title: 'Báo', description: 'Mô tả', items: [{ title: 'T', html: '<p>Lời</p>' }] });
    expect([...feed.left.keys()]).toEqual([]);
    expect(await onlyItem(rss(`<item><description>Mình</description>${said}</item>`))).toMatchObject({
      summary: 'Mình',
    });
  });

  it('has titles of text or of HTML, as publishers think fit', async () => {
    const title = async (text: string, channel = '') =>
      (await onlyItem(rss(`<item><title>${text}</title></item>`, channel))).title;
    expect(await title('A &amp;amp; B &amp;#8217;s')).toBe('A & B ’s');
    expect(await title('<![CDATA[A <b>b</b>c<br/>d &quot;e&quot;]]>')).toBe('A bc d "e"');
    expect(await title('1 &lt; 2 &amp; 3, AT&amp;T')).toBe('1 < 2 & 3, AT&T');
    expect(await title('A &amp;amp; &lt;b&gt;', '<generator>Bantin</generator>')).toBe('A &amp; <b>');
  });

  it('falls back on its link, its permalink, and what modules say', async () => {
    const item = (fields: string) => onlyItem(rss(`<item>${fields}</item>`));
    expect(await item('<link>https://cu.example/a b</link>')).toMatchObject({
      id: 'https://cu.example/a b',
      link: 'https://cu.example/a b',
    });
    expect(await item('<guid>https://cu.example/a</guid>')).toMatchObject({ link: 'https://cu.example/a' });
    expect(await item('<guid isPermaLink="false">https://cu.example/a</guid>')).not.toHaveProperty('link');
    expect(await item('<guid>1</guid>')).not.toHaveProperty('link');
    expect(await item('<atom:link href="https://cu.example/b"/><atom:id>urn:b</atom:id>')).toMatchObject({
      id: 'urn:b',
      link: 'https://cu.example/b',
    });
    expect(
      await item(
        '<link>https://feedproxy.example/x</link><feedburner:origLink>https://cu.example/x</feedburner:origLink>',
      ),
    ).toMatchObject({ link: 'https://cu.example/x' });
    expect(await item('<dc:date>2026-11-20T08:30:00+07:00</dc:date><dc:language>en</dc:language>')).toMatchObject({
      published: Date.UTC(2026, 10, 20, 1, 30),
      language: 'en',
    });
    expect(await item('<author>na@cu.example (Lê Na)</author>')).toMatchObject({ authors: [{ name: 'Lê Na' }] });
    expect(await item('<dc:creator>A</dc:creator><dc:creator>B</dc:creator><author>C</author>')).toMatchObject({
      authors: [{ name: 'A' }, { name: 'B' }],
    });
  });

  it('has its picture in Media RSS or an enclosure', async () => {
    const image = async (fields: string) => (await onlyItem(rss(`<item>${fields}</item>`))).image;
    expect(
      await image(
        '<media:content url="v.mp4" medium="video"/><media:content url="a.jpg" ' +
          'type="image/jpeg"><media:description>Chợ</media:description></media:content>',
      ),
    ).toEqual({ src: 'a.jpg', alt: 'Chợ' });
    expect(await image('<media:group><media:content url="a.jpg" medium="image"/></media:group>')).toEqual({
      src: 'a.jpg',
      alt: '',
    });
    expect(await image('<media:content url="v.mp4"><media:thumbnail url="t.jpg"/></media:content>')).toMatchObject({
      src: 't.jpg',
    });
    expect(await image('<enclosure url="e.jpg" type="image/jpeg" length="5"/>')).toMatchObject({ src: 'e.jpg' });
    expect(await image('<itunes:image href="i.jpg"/>')).toMatchObject({ src: 'i.jpg' });
    expect(await image('<itunes:image href=" " url="i.jpg">k.jpg</itunes:image>')).toMatchObject({ src: 'i.jpg' });
    expect(await image('<itunes:image href="">\n https://a.vn/i.jpg </itunes:image>')).toMatchObject({
      src: 'https://a.vn/i.jpg',
    });
    expect(await image('<itunes:image>Bìa của tập</itunes:image>')).toBeUndefined();
    expect(
      await image('<itunes:image>Bìa</itunes:image><enclosure url="e.jpg" type="image/jpeg" length="5"/>'),
    ).toMatchObject({ src: 'e.jpg' });
    expect(await image('<enclosure url="e.mp3" type="audio/mpeg" length="x"/>')).toBeUndefined();
  });

  it('is read in its older forms', async () => {
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://cu.example/"><title>Báo</title><link>https://cu.example/</link>\
<dc:language>vi</dc:language></channel>
<item rdf:about="https://cu.example/1"><title>A</title><link>https://cu.example/a</link><dc:date>2026-11-20</dc:date>\
<dc:subject>Chợ</dc:subject></item></rdf:RDF>`;
    expect(await readBytes(rdf)).toMatchObject({
      format: 'RSS',
      title: 'Báo',
      language: 'vi',
      items: [{ id: 'https://cu.example/1', link: 'https://cu.example/a', title: 'A', topics: [{ name: 'Chợ' }] }],
    });
    expect(
      (await readBytes('<rss version="0.91"><channel><title>T</title><item><title>A</title></item></channel></rss>'))
        .items,
    ).toHaveLength(1);
  });

  it('has no article in what is marked as deleted', async () => {
    const gone = '<item><title>Bài này đã được gỡ</title><guid>2</guid>';
    const feed = await readBytes(
      rss(`<item><guid>1</guid></item>
${gone}<media:status state="deleted">deleted</media:status></item>${gone}<media:status>deleted</media:status></item>`),
    );
    expect(feed.items.map(({ id }) => id)).toEqual(['1']);
    expect(feed.left.get('deleted')).toMatchObject({ count: 2 });
  });

  it('tells where it goes on', async () => {
    expect(await readBytes(rss('', '<atom:link rel="prev-archive" href="https://cu.example/2"/>'))).toMatchObject({
      next: 'https://cu.example/2',
    });
  });
});

describe('Atom', () => {
  it('has text, HTML and XHTML', async () => {
    const html = async (content: string) => (await onlyItem(atom(content))).html;
    expect(await html('<content type="html">&lt;p&gt;A &amp;amp; B&lt;/p&gt;</content>')).toBe('<p>A &amp; B</p>');
    expect(await html('<content>A &lt; B\n\nC</content>')).toBe('<p>A &lt; B</p>\n<p>C</p>');
    expect(
      await html(
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p title="&quot;a&quot; &amp; b">A ' +
          '&lt; B<br/><img src="a.jpg"></img></p><b/></div></content>',
      ),
    ).toBe('<p title="&quot;a&quot; &amp; b">A &lt; B<br><img src="a.jpg"></p><b></b>');
    expect(await html('<content src="https://cu.example/a.pdf" type="application/pdf"/>')).toBe('');
    expect(await html('<content type="image/png">iVBOR</content>')).toBe('');
    expect(await html('<summary type="html">&lt;i&gt;A&lt;/i&gt;</summary>')).toBe('<i>A</i>');
  });

  it('tells of itself and its entries', async () => {
    const document = atom(
      '<published>2026-11-19T01:30:00Z</published><link rel="enclosure" href="a.mp3" type="audio/mpeg" ' +
        'length="12" title="Nghe"/><link href="a.json" type="application/json"/><link ' +
        'href="https://cu.example/a"/><category term="doi-song" label="Đời sống"/><category ' +
        'term="chợ"/><content xml:base="a/" type="html">x</content>',
      '<author><name>Lê Na</name><email>na@cu.example</email></author><link rel="next" href="https://cu.example/2"/>',
    );
    expect(await readBytes(document)).toMatchObject({
      title: 'Báo & bạn',
      url: 'https://cu.example/',
      language: 'vi',
      next: 'https://cu.example/2',
      authors: [{ name: 'Lê Na', email: 'na@cu.example' }],
    });
    expect(await onlyItem(document)).toMatchObject({
      id: 'x',
      link: 'https://cu.example/a',
      published: Date.UTC(2026, 10, 19, 1, 30),
      updated: Date.UTC(2026, 10, 20, 1, 30),
      topics: [{ name: 'Đời sống', slug: 'doi-song' }, { name: 'chợ' }],
      enclosure: { url: 'a.mp3', type: 'audio/mpeg', length: 12, title: 'Nghe' },
      base: 'https://cu.example/tin/',
      bodyBase: 'https://cu.example/tin/a/',
      authors: [],
    });
    expect(await onlyItem(atom('<source><author><name>B</name></author></source>'))).toMatchObject({
      authors: [{ name: 'B' }],
    });
    expect((await readBytes(atom('', '<author><name>Báo &amp; bạn</name></author>'))).authors).toEqual([]);
  });
});

describe('JSON Feed', () => {
  it('is read in both versions', async () => {
    expect(
      await readBytes(
        json(
          { content_text: 'A < B', author: { name: 'Lê Na' }, tags: ['a', 5, ' '], external_url: 'https://x.example/' },
          { next_url: 'https://cu.example/2', icon: 'i.png' },
        ),
      ),
    ).toMatchObject({
      format: 'JSON Feed',
      title: 'Báo',
      logo: 'i.png',
      next: 'https://cu.example/2',
      items: [
        {
          id: '1',
          html: '<p>A &lt; B</p>',
          summary: 'A < B',
          authors: [{ name: 'Lê Na' }],
          topics: [{ name: 'a' }],
          link: 'https://x.example/',
        },
      ],
    });
    expect(
      await onlyItem(
        json({
          content_html: '<p>A</p>',
          authors: [{ name: 'A', url: 'https://a.example/' }, {}],
          banner_image: 'b.jpg',
          attachments: [{ url: 'a.mp3', mime_type: 'audio/mpeg', size_in_bytes: 1.5 }],
          date_modified: '2026-11-20T08:30:00+07:00',
        }),
      ),
    ).toMatchObject({
      html: '<p>A</p>',
      image: { src: 'b.jpg' },
      authors: [{ name: 'A', url: 'https://a.example/' }],
      enclosure: { url: 'a.mp3', type: 'audio/mpeg' },
      published: Date.UTC(2026, 10, 20, 1, 30),
    });
  });

  it('keeps an id to the last digit, though it is a number that none of JavaScript is', async () => {
    const item = (id: string) =>
      onlyItem(
        '{"version":"https://jsonfeed.org/version/1","items":[{"id" : ' +
          `${id},"content_text":"\\"id\\":12345678901234567890,"}]}`,
      );
    expect((await item('1234567890123456789')).id).toBe('1234567890123456789');
    expect((await item('12')).id).toBe('12');
    expect((await item('"12345678901234567890"')).html).toBe('<p>"id":12345678901234567890,</p>');
  });

  it('is read whatever is in it', async () => {
    for (const items of [null, 5, 'x', [null], [[]], [{ id: {}, tags: {}, authors: 'x', attachments: [1] }]])
      expect((await readBytes(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items }))).format).toBe(
        'JSON Feed',
      );
  });
});
