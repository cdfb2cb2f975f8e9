import { describe, expect, it } from 'vitest';
import { readPage } from '../../../functions/core/body/page-facts.ts';
import { htmlOf, render } from './render.ts';

const PAGE = `<!doctype html><html lang="vi"><head><title>Tựa | Báo</title>
<meta property="og:title" content="Tựa &amp; đề"><meta property="og:image" content="/a.jpg">
<meta property="article:published_time" content="2018-12-07T08:30:00+07:00"><meta name="author" content="Lê Na">
<meta name="description" content="Tóm tắt"><style>p{}</style></head>
<body><nav>Menu</nav><main><article><h1>Tựa &amp; đề</h1><p>Lời</p><script>x()</script></article></main>\
<footer>Chân</footer></body></html>`;

describe('the first picture', () => {
  it('has no description where that is blank', () => {
    expect(render('html', '<img src="a.jpg" alt="\n">').image).toEqual({ src: 'https://bao.example/bai/a.jpg' });
    expect(render('html', '<img src="a.jpg" alt=" Chợ ">').image?.alt).toBe('Chợ');
  });
});

describe('an HTML page', () => {
  it('tells its facts', () => {
    expect(readPage('html', PAGE).facts).toEqual({
      title: 'Tựa & đề',
      published: '2018-12-07T08:30:00+07:00',
      language: 'vi',
      image: '/a.jpg',
      author: 'Lê Na',
      summary: 'Tóm tắt',
    });
  });

  it('has its text in <article>, else in <main>, else in <body>, else all over', () => {
    expect(htmlOf('html', PAGE, { title: 'Tựa & đề' })).toBe('<p>Lời</p>');
    expect(htmlOf('html', '<body><p>x</p><main><p>y</p></main></body>')).toBe('<p>y</p>');
    expect(htmlOf('html', '<head><title>t</title></head><body><p>x</p></body>')).toBe('<p>x</p>');
    // A browser shows what stands before and behind the body as a part of it.
    expect(htmlOf('html', '<title>t</title><p>w</p><body><p>x</p></body></html><p>y</p>')).toBe(
      '<p>w</p><p>x</p><p>y</p>',
    );
    expect(htmlOf('html', '<title>t</title> <meta name="a">lời<body><p>x</p>')).toBe('lời<p>x</p>');
    expect(htmlOf('html', '<p>x</p><p>y')).toBe('<p>x</p><p>y</p>');
    expect(htmlOf('html', '<article><p>x')).toBe('<p>x</p>');
  });

  it('has all of it, wherever another stands within', () => {
    const nested = '<article><p>a</p><article><p>b</p></article><p>c</p></article><p>d</p>';
    expect(htmlOf('html', nested)).toBe('<p>a</p><p>b</p><p>c</p>');
    expect(htmlOf('html', `<body>${nested.replaceAll('article', 'main')}</body>`)).toBe('<p>a</p><p>b</p><p>c</p>');
  });

  it('takes its title from the headline, else from <title>', () => {
    expect(readPage('html', '<title>a</title><h1>b <i>c</i></h1><h1>d</h1>').facts.title).toBe('b c');
    expect(readPage('html', '<title>a</title><h1> </h1>').facts.title).toBe('a');
    expect(readPage('html', '<p>x</p>').facts).toEqual({});
  });

  it('takes its title from the paragraph that Word has for it, unless it has a headline', () => {
    const word =
      '<title>Document1</title><body><div class=WordSection1><p class="x MsoTitle"><b>Chợ</b> quê</p><p>Lời</p>';
    expect(readPage('html', word).facts.title).toBe('Chợ quê');
    expect(readPage('html', `${word}<h1>Phiên chợ</h1>`).facts.title).toBe('Phiên chợ');
    expect(readPage('html', word.replace('MsoTitle', 'MsoTitlePage')).facts.title).toBe('Document1');
    expect(htmlOf('html', word, { title: 'Chợ quê' })).toBe('<div><p>Lời</p></div>');
  });

  it('takes no address for an author', () => {
    expect(readPage('html', '<meta property="article:author" content="https://a.example/">').facts).toEqual({});
  });
});

describe('sanitizing', () => {
  it.each([
    ['scripts', '<p>a<script>alert(1)</script></p>', '<p>a</p>'],
    ['handlers', '<p onclick="a()" onmouseover=b>a</p>', '<p>a</p>'],
    ['styles', '<p style="position:fixed" class="x">a</p><style>p{}</style>', '<p>a</p>'],
    ['frames of anyone', '<iframe src="https://evil.example/"></iframe>a', 'a'],
    ['frames that are written into the page', '<iframe srcdoc="<script>x</script>"></iframe>a', 'a'],
    ['forms', '<form action="/x"><input name="a"><button onclick="b()">b</button></form>a', 'ba'],
    ['objects', '<object data="x.swf"></object><embed src="x">a', 'a'],
    ['SVG', '<svg onload="alert(1)"><script>alert(1)</script></svg>a', 'a'],
    ['MathML tricks', '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style>', '<table></table>'],
    ['comments', 'a<!-- b -->c<!--[if IE]><script>x</script><![endif]-->', 'ac'],
    ['bases', '<base href="https://evil.example/"><a href="a">b</a>', '<a href="https://bao.example/bai/a">b</a>'],
    ['scripts in addresses', '<a href=" java&#10;script:alert(1)">b</a><img src="javascript:x">', '<a>b</a>'],
    ['pictures without an address', '<img alt="a"><img src="data:text/html,x">b', 'ab'],
    ['template', '<template><script>x</script></template>a', 'a'],
  ])('takes out %s', (_, html, clean) => {
    expect(htmlOf('html', html)).toBe(clean);
  });

  it.each([
    [
      'a form, which may be around the whole page',
      '<form><p>a</p><input><select><option>b</select></form>',
      '<p>a</p>',
    ],
    ['an object, for those who can not see it', '<object data="a.swf"><p>a</p></object>', '<p>a</p>'],
    ['a formula, as MathML', '<math><mi>x</mi><annotation>\\x</annotation></math>', '<math><mi>x</mi></math>'],
  ])('keeps the text of %s', (_, html, clean) => {
    expect(htmlOf('html', html)).toBe(clean);
  });

  it.each([
    ['figures', '<figure><img src="https://a.example/b.jpg" alt="c" /><figcaption>d</figcaption></figure>'],
    [
      'tables',
      '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td colspan="2">b</td></tr></tbody></table>',
    ],
    ['code', '<pre><code class="language-js">a &lt; b</code></pre>'],
    ['lists', '<ol start="3"><li value="4">a</li></ol><dl><dt>a</dt><dd>b</dd></dl>'],
    ['ruby', '<ruby>漢<rp>(</rp><rt>hán</rt><rp>)</rp></ruby>'],
    ['audio', '<audio src="https://a.example/b.mp3" controls></audio>'],
    [
      'video',
      '<video poster="https://a.example/p.jpg" controls><source src="https://a.example/b.mp4" ' +
        'type="video/mp4" /></video>',
    ],
    ['mail and telephone', '<a href="mailto:a@b.example">a</a><a href="tel:+84123">b</a>'],
    ['languages and directions', '<p lang="ar" dir="rtl">a</p>'],
  ])('keeps %s', (_, html) => {
    expect(htmlOf('html', html)).toBe(html);
  });

  describe('frames', () => {
    const PLAYER = 'https://www.youtube-nocookie.com/embed/x';
    const RULES =
      'sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox ' +
      'allow-presentation" referrerpolicy="strict-origin-when-cross-origin"';
    const frame = (attributes: string): string => `<iframe ${attributes}></iframe>`;

    it('keep players of named hosts, shut in, and tell them who embeds them', () => {
      const kept = frame(`src="${PLAYER}" width="560" height="315" allowfullscreen ${RULES}`);
      expect(htmlOf('html', frame(`src="${PLAYER}" width="560" height="315" allowfullscreen`))).toBe(kept);
      expect(htmlOf('html', kept)).toBe(kept);
    });

    it('are shut in, whatever their author allows', () => {
      const html = frame(
        `sandbox="allow-top-navigation" allow="camera" name="x" referrerpolicy="unsafe-url" src="${PLAYER}"`,
      );
      const kept = htmlOf('html', html);
      expect(kept).not.toMatch(/allow-top-navigation|camera|unsafe-url|name/);
      for (const rule of RULES.split(/ (?=ref)/)) expect(kept).toContain(rule);
    });

    it.each(['https://www.youtube.com:443/embed/x', ' https://WWW.youtube.com/embed/x'])('keep %j', src => {
      expect(htmlOf('html', frame(`src="${src}"`))).toBe(frame(`src="https://www.youtube.com/embed/x" ${RULES}`));
    });

    it.each([
      'http://www.youtube.com/embed/x',
      'https://www.youtube.com:8443/embed/x',
      'https://www.youtube.com:80/embed/x',
      'https://a@www.youtube.com/embed/x',
      'https://a:b@www.youtube.com/embed/x',
      'https://www.youtube.com./embed/x',
      'https://www.youtube.com.khac.example/embed/x',
      '//khac.example/embed/x',
      'data:text/html,x',
      'javascript:alert(1)',
      'about:blank',
      '/embed/x',
      'https://[',
    ])('leave out %j', src => {
      expect(htmlOf('html', `${frame(`src="${src}"`)}a`)).toBe('a');
    });
  });

  it('makes every address absolute, those of srcset too', () => {
    const html =
      '<img src="a.jpg" srcset="a.jpg, /b.jpg 2x,c,d.jpg 1.5x , javascript:x 3x, e.jpg 9q"><video ' +
      'poster="p.jpg" src="v.mp4">';
    expect(htmlOf('html', html)).toBe(
      '<img src="https://bao.example/bai/a.jpg" srcset="https://bao.example/bai/a.jpg, https://bao.example/b.jpg 2x, ' +
        'https://bao.example/bai/c%2Cd.jpg 1.5x" /><video poster="https://bao.example/bai/p.jpg" ' +
        'src="https://bao.example/bai/v.mp4" controls></video>',
    );
  });

  it('keeps a tag whole where a mark follows that would join with its end', () => {
    const html = htmlOf('html', '<img src="a.jpg" alt="">\u0338 onerror=alert(1) <b>&#x338;b</b>');
    expect(html).toBe('<img src="https://bao.example/bai/a.jpg" alt="" />&#x338; onerror=alert(1) <b>&#x338;b</b>');
    expect(render('html', '<p>a \u0338 b</p>').lede).toBe('a \u0338 b');
    // What stands between goes, or is sorted behind it.
    for (const between of ['&#1;', '&#127;', '&#xFDD0;', '\u0323', '\u0323\u0301'])
      expect(htmlOf('html', `<p><b>${between}\u0338 onmouseover=alert(1) x</b></p>`)).toMatch(
        /^<p><b>[^<>]*<\/b><\/p>$/,
      );
    expect(html.normalize('NFC')).toBe(html);
  });

  it('takes characters out that XML forbids, however they are written', () => {
    expect(htmlOf('html', '<p title="a&#1;b">a&#0;&#x1F;&#xFFFE;&#xD800;b&#x301;</p>')).toMatch(
      /^<p title="ab">a\uFFFD?\uFFFD?b\u0301<\/p>$/,
    );
  });

  it('keeps the text of what is nested too deep', () => {
    const html = htmlOf(
      'html',
      `${'<div>'.repeat(5000)}Lời &lt;b&gt; 1 < 2<script>x()</script>${'</div>'.repeat(5000)}`,
    );
    expect(html).toBe('<p>Lời &lt;b&gt; 1 &lt; 2</p>');
    expect(htmlOf('html', `${'<b>'.repeat(5000)}a<script>b`)).toBe('<p>a&lt;script&gt;b</p>');
  });

  it('reads the lede and the picture from what is left', () => {
    const body = render(
      'html',
      '<p> </p><p><script>x</script></p><p>Đ<b>ời</b> &amp; <br>sống</p><img src="data:x"><img src="a.jpg" alt="b">',
    );
    expect(body.lede).toBe('Đời &  sống');
    expect(body.image).toEqual({ src: 'https://bao.example/bai/a.jpg', alt: 'b' });
    expect(render('html', 'a <div>b</div>').lede).toBe('a b');
  });
});
