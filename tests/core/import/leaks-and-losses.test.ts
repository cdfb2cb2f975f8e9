import { describe, expect, it } from 'vitest';
import { buildContent } from '../../publish/newsroom.ts';
import { NOW } from '../samples.ts';
import { importInto, onlyItem, readBytes, rss } from './imported.ts';

const DATE = '<pubDate>Fri, 20 Nov 2026 01:30:00 GMT</pubDate>';
const SECRET = 'KIN-7f3a';
const atom = (entries: string, namespaces = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom" ${namespaces}><title>A</title><id>tag:a.example,2020:f</id>` +
  `<updated>2026-11-20T00:00:00Z</updated><link href="https://a.example/"/>${entries}</feed>`;
const entry = (more: string, id = '1') =>
  `<entry><id>tag:a.example,2020:${id}</id><title>T${id}</title><updated>2026-11-20T00:00:00Z</updated>` +
  `<content>${SECRET}</content>${more}</entry>`;
const APP = 'http://www.w3.org/2007/app';
const KIND = 'http://schemas.google.com/g/2005#kind';
const kind = (name: string) =>
  `<category scheme="${KIND}" term="http://schemas.google.com/blogger/2008/kind#${name}"/>`;
const BLOGGER = 'xmlns:blogger="http://schemas.google.com/blogger/2018"';
const takeout = (type: string, status: string) =>
  `<blogger:type>${type}</blogger:type><blogger:status>${status}</blogger:status>`;

const jsonItem = (more: object): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    items: [{ id: '1', title: 'A', content_text: SECRET, date_published: '2026-11-20T01:30:00Z', ...more }],
  });
const GHOST_POST = { id: '1', title: 'A', slug: 'a', html: SECRET, published_at: '2026-11-20T01:30:00Z' };
const wordpressPost = (status: string): string =>
  '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" ' +
  'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>A</title><link>https://a.example</link>' +
  `<wp:wxr_version>1.2</wp:wxr_version><item><title>A</title><guid>1</guid>${DATE}<content:encoded>${SECRET}` +
  `</content:encoded>${status}<wp:post_type>post</wp:post_type></item></channel></rss>`;

describe('what was not public', () => {
  it.each([
    ['app:draft', atom(entry('<app:control><app:draft>yes</app:draft></app:control>'), `xmlns:app="${APP}"`)],
    [
      'its draft namespace',
      atom(entry('<p:control xmlns:p="http://purl.org/atom/app#"><p:draft>yes</p:draft></p:control>')),
    ],
    [
      'another word',
      atom(entry(`<app:control><app:draft> True </app:draft></app:control>`, '1'), `xmlns:app="${APP}/"`),
    ],
    ['no word', atom(entry('<app:control><app:draft/></app:control>'))],
    ['no namespace', atom(entry('<control xmlns=""><draft>yes</draft></control>'))],
    [
      'RSS',
      rss(
        `<item><title>A</title><guid>1</guid>${DATE}<app:control><app:draft>yes</app:draft></app:control>` +
          `<description>${SECRET}</description></item>`,
      ),
    ],
    [
      'media:status',
      rss(
        `<item><title>A</title><guid>1</guid>${DATE}<media:status ` +
          `state="blocked"/><description>${SECRET}</description></item>`,
      ),
    ],
    ['a page of Blogger', atom(entry(kind('page')))],
    ['a comment of Blogger', atom(entry(kind('comment')))],
    ['settings of Blogger', atom(entry(kind('settings')))],
    ['a template of Blogger', atom(entry(kind('template')))],
    ['a draft of Blogger', atom(entry(`${kind('post')}<app:control><app:draft>yes</app:draft></app:control>`))],
    ['a draft of Takeout', atom(entry(takeout('POST', 'DRAFT')), BLOGGER)],
    ['a scheduled post of Takeout', atom(entry(takeout('POST', 'SCHEDULED')), BLOGGER)],
    ['a post of Takeout in the bin', atom(entry(takeout('POST', 'SOFT_TRASHED')), BLOGGER)],
    ['a comment of Takeout', atom(entry(takeout('COMMENT', 'LIVE')), BLOGGER)],
    ['a page of Takeout', atom(entry(takeout('PAGE', 'LIVE')), BLOGGER)],
    ['a status that nobody knows', atom(entry(takeout('POST', 'SOMETHING_NEW')), BLOGGER)],
    ['a post of Takeout whose status is empty', atom(entry(takeout('POST', '')), BLOGGER)],
    ['a draft in JSON', jsonItem({ status: 'draft' })],
    ['a draft in JSON, by a number', jsonItem({ draft: 1 })],
    ['a draft in JSON, by another word', jsonItem({ _draft: 'Yes' })],
    ['a draft in JSON, whatever it says', jsonItem({ is_draft: { until: 'never' } })],
    ['a status in JSON that is no text', jsonItem({ status: { name: 'draft' } })],
    ['a post of WordPress whose status is empty', wordpressPost('<wp:status></wp:status>')],
    [
      'a post of Ghost without a status',
      JSON.stringify({ db: [{ data: { posts: [{ ...GHOST_POST, status: null }] } }] }),
    ],
    [
      'an article without a date',
      rss(`<item><title>A</title><guid>1</guid><description>${SECRET}</description></item>`),
    ],
  ])('stays so: %s', async (_, document) => {
    const { content, site } = await importInto(document);
    const { files } = await buildContent(content, site, NOW);
    for (const text of files.values()) expect(text).not.toContain(SECRET);
  });

  it.each([
    ['app:draft no', atom(entry('<app:control><app:draft>no</app:draft></app:control>'), `xmlns:app="${APP}"`)],
    ['a post of Blogger', atom(entry(kind('post')))],
    ['a live post of Takeout', atom(entry(takeout('POST', 'LIVE')), BLOGGER)],
    ['draft: "No" in JSON', jsonItem({ draft: 'No', _draft: 0, is_draft: null, status: null, _status: '' })],
    ['a post of WordPress that is out', wordpressPost('<wp:status>publish</wp:status>')],
    ['a post of Ghost', JSON.stringify({ db: [{ data: { posts: [{ ...GHOST_POST, status: 'published' }] } }] })],
  ])('is only that: %s is out', async (_, document) => {
    const { content, site } = await importInto(document);
    const { files } = await buildContent(content, site, NOW);
    expect(files.get('feed.json')).toContain(SECRET);
  });

  it('is reported by kind, with an example', async () => {
    const feed = await readBytes(
      atom(`${entry(kind('comment'), '1')}${entry(kind('comment'), '2')}${entry(kind('post'), '3')}`),
    );
    expect(feed.format).toBe('Blogger export');
    expect(Object.fromEntries(feed.left)).toEqual({ 'Blogger comment': { count: 2, example: 'T1', line: 1 } });
    expect(feed.items).toMatchObject([{ id: 'tag:a.example,2020:3', topics: [] }]);
  });

  it('has in Takeout the path that its address had', async () => {
    const more = `${takeout('POST', 'LIVE')}<blogger:filename>/2020/01/cho-que.html</blogger:filename>`;
    expect(await onlyItem(atom(entry(more), BLOGGER))).toMatchObject({
      slug: 'cho-que',
      link: 'https://a.example/2020/01/cho-que.html',
    });
  });
});

describe('what a feed tells', () => {
  const image = async (fields: string) => (await onlyItem(rss(`<item>${fields}</item>`))).image;

  it.each([
    [
      'the largest, with neither medium nor type',
      '<media:content width="140" url="a.jpg?w=140"/><media:content width="700" ' +
        'url="a.jpg?w=700"/><media:content width="300" url="a.jpg?w=300"/>',
      { src: 'a.jpg?w=700', width: 700 },
    ],
    [
      'the largest by area',
      '<media:group><media:content width="600" height="100" url="a.jpg"/><media:content width="400" ' +
        'height="400" url="b.jpg"/></media:group>',
      { src: 'b.jpg', width: 400, height: 400 },
    ],
    [
      'with words and credit around it',
      '<media:group><media:description>Chợ</media:description><media:credit role="photographer">Lê ' +
        'Na</media:credit><media:content url="a.jpg" medium="image"/></media:group>',
      { src: 'a.jpg', alt: 'Chợ', credit: 'Lê Na' },
    ],
    [
      'no film',
      '<media:content url="a.mp4"/><media:thumbnail url="s.jpg" width="9"/><media:thumbnail url="t.jpg" width="90"/>',
      { src: 't.jpg' },
    ],
    [
      'a page is no file name',
      '<media:content url="https://i.example/photo.php?id=1"/>',
      { src: 'https://i.example/photo.php?id=1' },
    ],
    ['of an image of its own', '<image><url>https://i.example/a.jpg</url></image>', { src: 'https://i.example/a.jpg' }],
  ])('has the picture that is %s', async (_, fields, expected) => {
    expect(await image(fields)).toEqual({ alt: '', ...expected });
  });

  it.each([
    'http://search.yahoo.com/mrss',
    'https://search.yahoo.com/mrss/',
    'http://Search.Yahoo.com/MRSS/',
    'http://www.rssboard.org/media-rss',
    'http://www.search.yahoo.com/mrss/',
  ])('is told in the namespace %s, too', async uri => {
    const item = '<item><m:content url="a.jpg" medium="image"/></item>';
    const document = `<rss xmlns:m="${uri}"><channel>${item}</channel></rss>`;
    expect((await onlyItem(document)).image).toMatchObject({ src: 'a.jpg' });
  });

  it('keeps credit and size of a picture in the feeds', async () => {
    const media =
      '<media:content url="https://i.example/a.jpg" width="700" height="400"><media:credit>Lê ' +
      'Na</media:credit></media:content>';
    const { content, site, problems } = await importInto(
      rss(`<item><title>A</title><guid>1</guid>${DATE}${media}</item>`),
    );
    const built = await buildContent(content, site, NOW);
    expect([problems, built.problems]).toEqual([[], []]);
    expect(built.files.get('rss.xml')).toContain(
      '<media:content url="https://i.example/a.jpg" medium="image" type="image/jpeg" width="700" ' +
        'height="400"><media:credit role="photographer" scheme="urn:ebu">Lê Na</media:credit></media:content>',
    );
  });

  it('is keyed on the address that the feed showed, not on where FeedBurner says that it leads', async () => {
    const links =
      '<link>https://feedproxy.example/x</link><feedburner:origLink>https://cu.example/x</feedburner:origLink>';
    expect(await onlyItem(rss(`<item>${links}</item>`))).toMatchObject({
      id: 'https://feedproxy.example/x',
      link: 'https://cu.example/x',
    });
  });

  it('is about what lies elsewhere', async () => {
    const item = {
      id: 1,
      url: 'https://a.example/1',
      external_url: 'https://other.example/x?a&b',
      title: 'A',
      date_published: '2026-11-20',
      content_text: 'Lời',
    };
    const document = (more: object) =>
      JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [{ ...item, ...more }] });
    expect((await importInto(document({}))).plan.articles[0]?.text).toContain(
      '<p><a href="https://other.example/x?a&amp;b">https://other.example/x?a&amp;b</a></p>',
    );
    const named = '<a href="https://other.example/x?a&b">x</a>';
    expect((await importInto(document({ content_html: named }))).plan.articles[0]?.text).not.toContain('&amp;b</a>');
  });

  it.each(['javascript:alert(1)', ['https://other.example/'], { a: 1 }, 'data:text/html,a', '/x'])(
    'is about nothing that is no address of the web, and %j is reported',
    async external_url => {
      const document = jsonItem({ url: 'https://a.example/1', external_url });
      expect((await importInto(document)).plan.articles[0]?.text).not.toMatch(/javascript|other|data:/);
      expect([...(await readBytes(document)).left.keys()]).toEqual(['external_url']);
    },
  );

  it('has the entities of HTML, which XML lacks, resolved with a warning', async () => {
    const { content, problems } = await importInto(
      rss(`<item><title>Caf&eacute;&nbsp;&mdash; A</title><guid>1</guid>${DATE}</item>`),
    );
    expect(Object.values(content).join('')).toContain('Café\u00a0— A');
    expect(problems).toEqual([
      expect.stringContaining('feed.xml:4: warning: XML has no &eacute;, &nbsp;, &mdash;: read as HTML reads them'),
    ]);
  });

  it.each([
    ['RSS', rss('<item><title>A \u0093B\u0094 &#150; C\u0085</title></item>')],
    [
      'JSON',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1',
        items: [{ id: 1, title: 'A \u0093B\u0094 \u0096 C\u0085' }],
      }),
    ],
  ])('has what was left of windows-1252 as it was meant, in %s', async (_, document) => {
    expect((await onlyItem(document)).title).toBe('A “B” – C…');
  });

  it('is reported where it has no place here', async () => {
    const fields =
      '<itunes:duration>12:30</itunes:duration><comments>https://cu.example/1#c</comments><enclosure ' +
      'url="a.mp3"/><enclosure url="b.mp3"/><media:content url="a.jpg" width="9"/><media:content ' +
      'url="b.jpg"/><slash:comments></slash:comments>';
    const feed = await readBytes(rss(`<item>${fields}</item><item><itunes:duration>1</itunes:duration></item>`));
    expect(Object.fromEntries(feed.left)).toEqual({
      'itunes:duration': { count: 1, example: '1', line: 4 },
      comments: { count: 1, example: 'https://cu.example/1#c', line: 4 },
      'media:content, another picture': { count: 1, example: 'b.jpg', line: 4 },
    });
  });
});
