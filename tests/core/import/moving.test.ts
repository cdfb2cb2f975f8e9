import { describe, expect, it } from 'vitest';
import { FormerAddresses, relativeReference } from '../../../functions/core/import/moving/former-addresses.ts';
import { fileAddress, mediaKey } from '../../../functions/core/import/moving/media-files.ts';
import { redirectFiles } from '../../../functions/core/import/moving/redirects.ts';
import { importInto, rss } from './imported.ts';

const item = (id: string, link: string, html: string, more = '') =>
  `<item><title>Bài ${id}</title><guid isPermaLink="false">https://cu.example/?p=${id}</guid><link>` +
  `${link}</link><pubDate>Fri, 20 Nov 2026 01:30:00 GMT</pubDate><content:encoded><![CDATA[${html}]]>` +
  `</content:encoded>${more}</item>`;
const at = (day: string) => `https://cu.example/2026/${day}/`;
const text = (content: Readonly<Record<string, string>>, name: string): string =>
  content[`articles/2026/11/${name}.html`] ?? '';

describe('a site that moves here', () => {
  it('leads from article to article by file, whatever their old addresses are written like', async () => {
    const links = [
      '<a href="https://www.cu.example/2026/hai#muc">a</a>',
      "<a href='http://cu.example/2026/hai/?utm_source=x&amp;fbclid=1'>b</a>",
      '<a href=/2026/hai/index.html>c</a>',
      '<a href="https://cu.example/?p=2">d</a>',
      '<a href="/2026/hai/amp/">e</a>',
      '<a href="#muc">f</a><a href="https://cu.example/2026/mot/#muc">g</a>',
      '<a href="https://cu.example/lien-he/">h</a><a href="https://khac.example/2026/hai/">i</a>',
      '<a href="mailto:a@b.example">j</a><img src="https://cu.example/2026/hai/">',
    ];
    const document = rss(item('1', at('mot'), links.join('\n')) + item('2', at('hai'), 'Hai'));
    const { content, plan, problems } = await importInto(document, { hostHere: true });
    expect(problems).toEqual([]);
    const body = text(content, 'mot').split('\n---\n')[1];
    expect(body).toBe(
      `<a href="hai.html#muc">a</a>
<a href='hai.html'>b</a>
<a href=hai.html>c</a>
<a href="hai.html">d</a>
<a href="hai.html">e</a>
<a href="#muc">f</a><a href="#muc">g</a>
<a href="https://cu.example/lien-he/">h</a><a href="https://khac.example/2026/hai/">i</a>
<a href="mailto:a@b.example">j</a><img src="https://cu.example/2026/hai/">
`,
    );
    expect([...plan.left.kinds]).toEqual([
      ['link to a page of the old site that is no article here', { count: 1, example: 'https://cu.example/lien-he/' }],
    ]);
  });

  it('keeps former addresses, of which each article has those that were its own', async () => {
    const elsewhere = item('3', 'https://khac.example/bai', 'Ba');
    const home = item('4', 'https://cu.example/', 'Trang chủ');
    const draft = item('5', at('nam'), 'Năm', '<draft>yes</draft>');
    const document = rss(item('1', `${at('mot')}?a=b`, 'Một') + item('2', at('hai'), 'Hai') + elsewhere + home + draft);
    const { content, plan, site } = await importInto(document, { hostHere: true });
    // No page can lead on from an address with a query: the rules for servers do.
    expect(text(content, 'mot')).not.toMatch(/^(?:aliases|link):/m);
    expect(text(content, 'hai')).toMatch(
      /\nid: "https:\/\/cu\.example\/\?p=2"\naliases: \["\/2026\/hai\/"\]\ncategories/,
    );
    expect(text(content, 'bai')).toContain('\nlink: "https://khac.example/bai"\n');
    // Whoever writes a feed could take the home page of a newsroom with it.
    expect(text(content, 'bai-4')).not.toMatch(/^(?:aliases|link):/m);
    expect(text(content, 'nam')).toContain('\naliases: ["/2026/nam/"]\n');
    const from = plan.redirects.map(redirect => redirect.from);
    expect(from).toEqual([
      'https://cu.example/2026/mot/?a=b',
      'https://cu.example/?p=1',
      'https://cu.example/2026/hai/',
      'https://cu.example/?p=2',
      'https://cu.example/?p=3',
      'https://cu.example/?p=4',
    ]);
    expect(plan.redirects[2]?.to).toMatch(new RegExp(`^${site.feedsUrl}articles/hai-[0-9a-f]{8}/$`));
  });

  it('has no former address where the permalink gives the same', async () => {
    const permalink =
      'title: Báo\nurl: https://cu.example/\nsince: 2018\nfeedsUrl: https://feeds.cu.example/\npermalink: ' +
      '/{yyyy}/{slug}/\n';
    const document = rss(item('1', at('mot'), 'Một') + item('2', 'https://cu.example/khac/hai/', 'Hai'));
    const { content, plan } = await importInto(document, { hostHere: true, site: permalink });
    expect(text(content, 'mot')).not.toMatch(/^(?:aliases|link):/m);
    expect(text(content, 'hai')).toContain('\naliases: ["/khac/hai/"]\n');
    expect(plan.redirects).toContainEqual({ from: 'https://cu.example/khac/hai/', to: 'https://cu.example/2026/hai/' });
    expect(plan.redirects.map(({ from }) => from)).not.toContain('https://cu.example/2026/mot/');
  });

  it('leads to articles that are there already', async () => {
    const document = rss(item('1', at('mot'), `<a href="${at('hai')}">x</a>`) + item('2', at('hai'), 'Hai'));
    const { content, plan } = await importInto(document, { hostHere: true, ids: ['https://cu.example/?p=2'] });
    expect(plan.known).toBe(1);
    expect(text(content, 'mot')).toContain('<a href="../../0.html">x</a>');
    expect(plan.redirects).toContainEqual({ from: at('hai'), to: 'https://x.example/0' });
  });
});

describe('a file of an article', () => {
  const at = (url: string, element: string, attribute: string): string | undefined =>
    fileAddress({ url, element, attribute });

  it('is what is shown, and what links lead to by its ending', () => {
    expect(at('https://x.example/a#b', 'img', 'src')).toBe('https://x.example/a');
    expect(at('https://x.example/a.PDF?b#c', 'a', 'href')).toBe('https://x.example/a.PDF?b');
    expect(at('https://x.example/a.html', 'a', 'href')).toBeUndefined();
    expect(at('https://x.example/a.png', 'iframe', 'src')).toBeUndefined();
    expect(at('data:image/png;base64,AA', 'img', 'src')).toBeUndefined();
    expect(at('nothing', 'img', 'src')).toBeUndefined();
  });

  it.each([
    ['https://x.example/2018/12/%E1%BA%A2nh.JPEG', 'image/jpeg; q=1', /^media\/2018\/12\/anh-[0-9a-f]{12}\.jpg$/],
    ['https://x.example/%E0.png', 'image/png', /^media\/imported\/e0-[0-9a-f]{12}\.png$/],
    ['https://x.example/?id=1', 'image/webp', /^media\/imported\/[0-9a-f]{12}\.webp$/],
    ['https://x.example/a.m4a', 'application/octet-stream', /^media\/imported\/a-[0-9a-f]{12}\.m4a$/],
    ['https://x.example/a.jpeg', '', /^media\/imported\/a-[0-9a-f]{12}\.jpg$/],
    ['https://x.example/../..%2f..%2fa.png', 'image/png', /^media\/imported\/a-[0-9a-f]{12}\.png$/],
    ['https://x.example/a.js', 'application/octet-stream', undefined],
    ['https://x.example/a.png', 'text/html', undefined],
    ['nothing', 'image/png', undefined],
  ])('%s of type "%s" lies at %s', (url, type, expected) => {
    const key = mediaKey(url, type);
    if (expected) expect(key).toMatch(expected);
    else expect(key).toBeUndefined();
  });
});

describe('former addresses', () => {
  it('are those of the site alone, and the first article has one', () => {
    const addresses = new FormerAddresses(['https://www.cu.example/', undefined, 'nothing']);
    addresses.add('https://cu.example/b%C3%A0i/', 'a.html');
    addresses.add('https://cu.example/bài', 'b.html');
    addresses.add('nothing', 'c.html');
    expect(addresses.keyAt('http://cu.example/bài?amp=1')).toBe('a.html');
    expect(addresses.keyAt('http://cu.example/%E0/')).toBeUndefined();
    expect(addresses.keyAt('nothing')).toBeUndefined();
    expect([
      addresses.has('https://khac.example/'),
      addresses.has('ftp://cu.example/'),
      addresses.has(undefined),
    ]).toEqual([false, false, false]);
  });

  it.each([
    ['articles/2026/11/a.html', 'articles/2026/11/b c.html', 'b%20c.html'],
    ['articles/2026/11/a.html', 'articles/2025/b.html', '../../2025/b.html'],
    ['articles/a.html', 'articles/2025/b.html', '2025/b.html'],
    ['articles/a/a.html', 'media/b.jpg', '../../media/b.jpg'],
  ])('%s leads to %s by %s', (from, to, expected) => {
    expect(relativeReference(from, to)).toBe(expected);
  });
});

describe('rules for redirects', () => {
  const to = 'https://moi.example/a,b$c/';

  it('have each address as the server has it', () => {
    const { files, without } = redirectFiles([
      { from: 'https://cu.example/b%C3%A0i/', to },
      { from: 'https://cu.example/B%C3%80I', to: 'https://moi.example/other' },
      { from: 'https://cu.example/a"%22*:\\x.html', to },
      { from: 'https://cu.example/?p=1&x=\\"', to },
      { from: 'https://cu.example/%E0', to },
      { from: 'https://cu.example/%0A', to },
      { from: `https://cu.example/${'x'.repeat(600)}`, to },
    ]);
    expect(files['redirects.csv']).toContain('from,to\n');
    expect(files['redirects.csv']).toContain('https://cu.example/b%C3%A0i/,"https://moi.example/a,b$c/"\n');
    const nginx = files['nginx.conf'] ?? '';
    expect(nginx).toContain('    "/BÀI" "https://moi.example/other";\n');
    expect(nginx).toContain('    "/a\\"\\"*:/x.html" "https://moi.example/a,b%24c/";\n');
    expect(nginx).toContain('    "/?p=1&x=\\\\%22" ');
    // nginx has small letters of ASCII alone for capitals.
    expect(nginx.match(/"\/bài\/?" /gi)).toHaveLength(4);
    expect(files._redirects).toContain('/b%C3%A0i/ https://moi.example/a,b$c/ 301!\n');
    expect(files._redirects).toContain('/a%22%22%2A%3A/x.html ');
    expect(files._redirects).toContain('/ p=1 x=\\%22 https://moi');
    const { data } = JSON.parse(files['cloudfront-keyvaluestore.json'] ?? '');
    expect(data).toContainEqual({ key: '/b%C3%A0i', value: to });
    expect(data).toContainEqual({ key: '/?p=1&x=\\%22', value: to });
    expect(without.map(({ file, why }) => `${file}: ${why}`)).toEqual([
      'nginx.conf: its path is no text in UTF-8',
      'nginx.conf: its path is no text in UTF-8',
      'cloudfront-keyvaluestore.json: its addresses are too long for an item',
    ]);
  });

  const rulesOf = (...froms: string[]) =>
    redirectFiles(froms.map((from, at) => ({ from, to: `https://moi.example/${at}/` })));

  it('tell addresses apart that differ in capitals alone', () => {
    const { files, without } = rulesOf(
      'https://cu.example/a/Bai+',
      'https://cu.example/a/bai+',
      'https://cu.example/c',
    );
    expect(files['nginx.conf']).toContain('    "~^/a/Bai\\\\+$" "https://moi.example/0/";\n');
    expect(files['nginx.conf']).toContain('    "~^/a/bai\\\\+/$" "https://moi.example/1/";\n');
    expect(files['nginx.conf']).toContain('    "/c" "https://moi.example/2/";\n');
    expect(without).toEqual([]);
  });

  it('report what a server takes for the address of another', () => {
    const { files, without } = rulesOf(
      'https://cu.example/a%2Fb',
      'https://cu.example/a//b',
      'https://cu.example/a/b/',
    );
    expect(files['nginx.conf']?.match(/"\/a\/b\/?" /g)).toHaveLength(2);
    expect(without.map(({ file }) => file)).toEqual(['nginx.conf']);
    expect(rulesOf('https://cu.example/x', 'https://cu.example/x/').without).toEqual([
      {
        file: 'cloudfront-keyvaluestore.json',
        from: 'https://cu.example/x/',
        why: 'CloudFront takes it for the address of another',
      },
    ]);
  });

  it('have an address that is too long for nginx in no map, so that nginx starts', () => {
    const { files, without } = rulesOf(`https://cu.example/${'x'.repeat(1200)}/`);
    expect(files['nginx.conf']).not.toContain('xxx');
    expect(without.map(({ file }) => file)).toEqual(['nginx.conf', 'cloudfront-keyvaluestore.json']);
  });

  it('never lead to themselves, and never from the home page for an address that can not be read', () => {
    const redirects = [
      { from: 'https://cu.example/a', to: 'https://cu.example/a/' },
      { from: 'cu.example/old', to },
      { from: '/old', to: '/new/' },
    ];
    const { files, without } = redirectFiles(redirects);
    expect(files._redirects).toBe('/old /new/ 301!\n');
    expect(files['redirects.csv']?.split('\n')).toHaveLength(5);
    expect(without.map(({ file, why }) => `${file}: ${why}`)).toEqual([
      'all rules: it is no http(s) address, and no path that begins with /',
      'all rules: it leads to itself',
    ]);
  });

  it('match a query before the path alone', () => {
    const { files, without } = rulesOf(
      'https://cu.example/a/',
      'https://cu.example/a/?p=1',
      'https://cu.example/?/b/c',
    );
    expect(files._redirects).toBe('/a/ p=1 https://moi.example/1/ 301!\n/a/ https://moi.example/0/ 301!\n');
    expect(without).toEqual([
      { file: '_redirects', from: 'https://cu.example/?/b/c', why: 'Netlify has no rules for such a query' },
    ]);
    expect(files['nginx.conf']).toMatch(/\$bantin_moved_query; }\n#.*\$bantin_moved_page; }\n$/);
  });

  it('are found at CloudFront however a browser writes the codes of characters', async () => {
    const { files } = rulesOf('https://cu.example/ti%e1%ba%bfng/', 'https://cu.example/?123');
    const { data } = JSON.parse(files['cloudfront-keyvaluestore.json'] ?? '') as {
      data: { key: string; value: string }[];
    };
    const store = new Map(data.map(({ key, value }) => [key, value]));
    const code = (files['cloudfront-function.js'] ?? '').replace(/^import .*$/m, '');
    const get = async (key: string) => store.get(key) ?? Promise.reject(new Error('no such key'));
    const handler = new Function('cf', `${code}; return handler;`)({ kvs: () => ({ get }) });
    const ask = (uri: string, querystring = {}) => handler({ request: { uri, querystring } });
    for (const uri of ['/ti%e1%ba%bfng/', '/ti%E1%BA%BFng'])
      expect(await ask(uri)).toMatchObject({ headers: { location: { value: 'https://moi.example/0/' } } });
    const asked = await ask('/', { 123: { value: '' } });
    expect(asked).toMatchObject({ headers: { location: { value: 'https://moi.example/1/' } } });
  });

  it('stay within what a KeyValueStore holds', () => {
    const long = 'x'.repeat(400);
    const many = Array.from({ length: 7000 }, (_, at) => ({
      from: `https://cu.example/${at}${long}`,
      to: `${to}${long}`,
    }));
    const { files, without } = redirectFiles(many);
    const { data } = JSON.parse(files['cloudfront-keyvaluestore.json'] ?? '');
    expect(data.length).toBeLessThan(7000);
    expect(without.length).toBe(7000 - data.length);
    expect(without[0]?.why).toBe('the store may have 5 MB');
  });
});
