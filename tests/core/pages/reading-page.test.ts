import { DomUtils } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../functions/core/feed/feed.ts';
import { renderReadingPage } from '../../../functions/core/pages/reading-page.ts';
import { dangersIn, type ParsedPage, parsePage } from './parsed-page.ts';
import { entry, HOSTILE, hostileEntry, hostileSite, readingOf, site } from './samples.ts';

const HOME = 'https://tin.bensong.example/';

function pageOf(changes: Partial<Entry> = {}): ParsedPage {
  return parsePage(renderReadingPage(readingOf({ ...entry, ...changes })));
}

function dataOf(page: ParsedPage): unknown {
  return JSON.parse(page.text('script'));
}

describe('renderReadingPage', () => {
  it('links to its sections, authors and the pages that explain its feeds, and to nothing else', () => {
    expect(pageOf().hrefs('a')).toEqual([
      '#main',
      HOME,
      `${HOME}#subscribe`,
      `${HOME}doi-song/`,
      'https://bensong.example/tran-quy',
      `${HOME}doi-song/#subscribe`,
      `${HOME}#subscribe`,
      `${HOME}browse/2018-12/`,
      'https://bensong.example/',
    ]);
  });

  it('leads readers to the feeds of the site', () => {
    const links = pageOf()
      .all('link')
      .map(({ attribs: { rel, type, title, href } }) => [rel, type, title, href]);
    expect(links).toEqual([
      ['canonical', undefined, undefined, entry.url],
      ['alternate', 'application/rss+xml', 'Bản tin Bến Sông (RSS)', `${HOME}rss.xml`],
      ['alternate', 'application/atom+xml', 'Bản tin Bến Sông (Atom)', `${HOME}atom.xml`],
      ['alternate', 'application/feed+json', 'Bản tin Bến Sông (JSON Feed)', `${HOME}feed.json`],
      ['icon', undefined, undefined, 'https://bensong.example/icon.png'],
    ]);
  });

  it('shows the article as it is', () => {
    const page = pageOf();
    expect(renderReadingPage(readingOf(entry))).toContain(entry.html);
    expect(page.text('title')).toBe('Chợ quê họp trước bình minh – Bản tin Bến Sông');
    expect(page.all('h1').map(DomUtils.textContent)).toEqual([entry.title]);
    expect(page.all('li').map(DomUtils.textContent)).toEqual([
      ...entry.tags,
      'Đời sống',
      'Bản tin Bến Sông',
      'Tháng 12 năm 2018',
    ]);
  });

  it('dates a correction only where there is one', () => {
    const corrected = pageOf({ updated: entry.published + 3_600_000 });
    expect(pageOf().all('time').map(DomUtils.textContent)).toEqual(['Thứ Sáu, 7 tháng 12, 2018, 01:05 GMT+7']);
    expect(corrected.all('time').map(({ attribs }) => attribs.datetime)).toEqual([
      '2018-12-06T18:05:00Z',
      '2018-12-06T19:05:00Z',
    ]);
    expect(pageOf().meta('article:modified_time')).toBeUndefined();
    expect(corrected.meta('article:modified_time')).toBe('2018-12-06T19:05:00Z');
  });

  it('declares a correction at the end of the article, with labels in the language of the article', () => {
    const correction = 'Bản đầu ghi <240 m>. Con số đúng là 220 m.';
    const corrected = { correction, language: 'en', updated: entry.published + 3_600_000 };
    const page = pageOf(corrected);
    const [section] = page.all('section');
    expect(section && DomUtils.textContent(section).trim().split('\n')).toEqual([
      'Correction',
      correction,
      'Friday, December 7, 2018, 02:05 GMT+7',
    ]);
    const body = page.all('div').find(({ attribs }) => attribs.class === 'body');
    expect(body && DomUtils.nextElementSibling(body)).toBe(section);
    expect(dataOf(page)).toMatchObject({
      correction: { '@type': 'CorrectionComment', text: correction, datePublished: '2018-12-06T19:05:00Z' },
    });
    expect(pageOf().all('section')).toEqual([]);
    expect(pageOf({ correction }).all('time')).toHaveLength(1);
  });

  it('lets what is wide scroll by itself, for those without a mouse too', () => {
    const table = '<table><tbody><tr><td>a &lt;table&gt;</td></tr></tbody></table>';
    const page = pageOf({
      html: `<p title="&lt;pre&gt;">x</p>${table}<pre><code>y</code></pre><table id="t"></table>`,
    });
    const focusable = page.all('*').filter(({ attribs }) => attribs.tabindex === '0');
    expect(focusable.map(({ name }) => name)).toEqual(['div', 'pre', 'div']);
    expect(page.all('table').map(({ parent }) => parent)).toEqual(focusable.filter(({ name }) => name === 'div'));
  });

  it('shows a shadow at the edge of what scrolls, by night, too, and none on paper', () => {
    const style = pageOf()
      .all('style')
      .map(({ children }) => children.map(child => 'data' in child && child.data).join(''))
      .join('');
    const [, wide = ''] = /\.wide ?\{([^}]*)}/.exec(style) ?? [];
    expect(wide.match(/var\(--paper\) 40%, ?transparent\)[^,;]* local/g)).toHaveLength(2);
    expect(wide.match(/var\(--shade\), ?transparent/g)).toHaveLength(2);
    expect(style.match(/--shade: ?/g)).toHaveLength(3);
  });

  it('shows the picture unless the article does', () => {
    const src = 'https://bensong.example/cho.jpg?w=1&h=2';
    const image = { src, alt: 'Gánh rau' };
    const shown = { image, html: '<img src="https://bensong.example/cho.jpg?w=1&amp;h=2" />' };
    const sources = (page: ParsedPage) => page.all('img').map(({ attribs }) => attribs.src);
    expect(sources(pageOf({ image }))).toEqual([src]);
    expect(sources(pageOf(shown))).toEqual([src]);
    expect(sources(pageOf({ image, html: `<p>${src}</p>` }))).toEqual([src]);
  });

  it('shows the caption and the credit of a picture that the article shows itself', () => {
    const src = 'https://bensong.example/cho.jpg';
    const image = { src, caption: 'Chợ <nổi>', credit: 'An' };
    const [told, picture] = ['Chợ &lt;nổi&gt; – An', `<img src="${src}" alt="a" />`];
    const body = (html: string): string => renderReadingPage(readingOf({ ...entry, image, html }));
    const figure = `<figure>${picture}<figcaption>${told}</figcaption></figure>`;
    expect(body(`<p>An</p><p>${picture}</p><p>x</p>`)).toContain(`<p>An</p>${figure}<p>x</p>`);
    expect(body(`<figure>${picture}</figure><p>x</p>`)).toContain(`${figure}<p>x</p>`);
    expect(body(`<figure>${picture}<figcaption>Chợ</figcaption></figure>`)).toContain(
      `<figcaption>Chợ – ${told}</figcaption></figure>`,
    );
    expect(body(figure)).toContain(figure);
    expect(body(figure)).not.toContain(`${told} –`);
    expect(body(`<p>x ${picture}</p>`)).toContain(`<p>x ${picture}</p>\n<p class="by">${told}</p>`);
  });

  it.each([
    ['audio/mpeg', 1, 0, 'Nghe'],
    ['video/mp4', 0, 1, 'Xem'],
    ['application/pdf', 0, 0, 'Tệp đính kèm'],
  ])('offers an enclosure of type %s', (type, audio, video, label) => {
    const url = 'https://bensong.example/f';
    const page = pageOf({ enclosure: { url, type, length: 0 } });
    expect([page.all('audio').length, page.all('video').length]).toEqual([audio, video]);
    const links = (of: typeof page) => of.all('a').filter(({ attribs }) => attribs.href === url);
    expect(links(page).map(link => DomUtils.textContent(link))).toEqual([label]);
    const titled = pageOf({ enclosure: { url, type, length: 0, title: 'Tập 3' } });
    expect(links(titled).map(link => DomUtils.textContent(link))).toEqual(['Tập 3']);
  });

  it('tells how long an episode plays, and leads to its chapters in the file', () => {
    const url = 'https://bensong.example/tap.mp3';
    const enclosure = { url, type: 'audio/mpeg', length: 0, duration: 3725 };
    const chapters = [
      { start: 0, title: 'Mở đầu <b>' },
      { start: 90, title: 'Chợ phiên', url: 'https://bao.example/cho' },
    ];
    const page = pageOf({ enclosure, episode: { chapters } });
    const [figure] = page.all('figure').filter(({ attribs }) => attribs.class === 'enclosure');
    expect(figure && DomUtils.textContent(figure)).toContain('1:02:05');
    const [section] = page.all('section').filter(({ attribs }) => attribs.class === 'chapters');
    expect(section && DomUtils.textContent(section).replace(/\s+/g, ' ').trim()).toBe(
      'Các chương 0:00 Mở đầu <b> 1:30 Chợ phiên',
    );
    expect(page.hrefs('a')).toEqual(expect.arrayContaining([`${url}#t=0`, `${url}#t=90`, 'https://bao.example/cho']));
    expect(page.all('time').map(({ attribs }) => attribs.datetime)).toEqual(
      expect.arrayContaining(['PT3725S', 'PT90S']),
    );
    // A player in the text is not repeated.
    const shown = pageOf({ enclosure, episode: { chapters }, html: `<p><audio src="${url}"></audio></p>` });
    expect([shown.all('audio').length, shown.hrefs('a').includes(`${url}#t=90`)]).toEqual([1, true]);
    for (const none of [{ chapters: [] }, { chapters: 'https://bao.example/chapters.json' }, {}])
      expect(
        pageOf({ enclosure, episode: none })
          .all('section')
          .map(({ attribs }) => attribs.class),
      ).not.toContain('chapters');
  });

  it('is in the language of the article, whatever that of the site is: labels, dates, and data for machines', () => {
    const page = pageOf({ language: 'en', updated: entry.published + 3_600_000 });
    expect(page.all('html')[0]?.attribs.lang).toBe('en');
    expect(page.all('*').filter(({ attribs, name }) => attribs.lang !== undefined && name !== 'html')).toEqual([]);
    expect(page.all('time').map(DomUtils.textContent)).toEqual([
      'Friday, December 7, 2018, 01:05 GMT+7',
      'Friday, December 7, 2018, 02:05 GMT+7',
    ]);
    expect(page.all('footer').map(DomUtils.textContent).join()).toContain('Subscribe');
    expect(page.meta('og:locale')).toBe('en_US');
    expect(dataOf(page)).toMatchObject({ inLanguage: 'en' });
  });

  it('describes itself to those who preview links', () => {
    const page = pageOf();
    expect(page.meta('description')).toBe(entry.summary);
    expect(page.meta('og:type')).toBe('article');
    expect(page.meta('og:url')).toBe(entry.url);
    expect(page.meta('og:image')).toBe('https://bensong.example/cho.jpg');
    expect(page.meta('article:published_time')).toBe('2018-12-06T18:05:00Z');
    expect(page.meta('article:section')).toBe('Đời sống');
  });

  it('tells the size of its picture where that is known, and whose account in the Fediverse wrote it', () => {
    const src = 'https://bensong.example/cho.jpg';
    const sized = pageOf({ image: { src, alt: 'Gánh rau', width: 1200, height: 675 } });
    expect([sized.meta('og:image:width'), sized.meta('og:image:height')]).toEqual(['1200', '675']);
    expect(sized.meta('twitter:card')).toBe('summary_large_image');
    expect(sized.meta('robots')).toBe('max-image-preview:large');
    expect(sized.meta('og:locale')).toBe('vi_VN');
    expect([pageOf().meta('og:image:width'), pageOf().meta('fediverse:creator')]).toEqual([undefined, undefined]);
    const unsafe = pageOf({ image: { src: 'data:image/png;base64,', width: 1200, height: 675 } });
    expect([unsafe.meta('og:image:width'), unsafe.meta('twitter:card')]).toEqual([undefined, 'summary']);
    const authors = [{ name: 'Trần Quỹ' }, { name: 'Lê Na', fediverse: '@lena@bao.example' }];
    expect(pageOf({ authors }).meta('fediverse:creator')).toBe('@lena@bao.example');
    const newsroom = { ...site, authors: [{ name: 'Tòa soạn', fediverse: '@tin@bao.example' }] };
    const page = (shown: Entry) => parsePage(renderReadingPage(readingOf(shown, newsroom)));
    expect(page(entry).meta('fediverse:creator')).toBe('@tin@bao.example');
    expect(page({ ...entry, authors }).meta('fediverse:creator')).toBe('@lena@bao.example');
  });

  it.each([
    ['vi', 'vi_VN'],
    ['en', 'en_US'],
    ['en-GB', 'en_GB'],
    ['zh-Hant-TW', 'zh_TW'],
    ['x', undefined],
  ])('tells the locale of an article in %s as Open Graph wants it', (language, locale) => {
    const page = pageOf({ language });
    expect(page.meta('og:locale')).toBe(locale);
  });

  it('says what it is to machines', () => {
    expect(dataOf(pageOf())).toEqual({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: entry.title,
      description: entry.summary,
      url: entry.url,
      mainEntityOfPage: entry.url,
      datePublished: '2018-12-06T18:05:00Z',
      dateModified: '2018-12-06T18:05:00Z',
      inLanguage: 'vi',
      image: 'https://bensong.example/cho.jpg',
      articleSection: ['Đời sống'],
      keywords: ['chợ quê', 'nông sản'],
      author: [
        { '@type': 'Person', name: 'Trần Quỹ', url: 'https://bensong.example/tran-quy' },
        { '@type': 'Person', name: 'Lê Đặng Phương Uyên' },
      ],
      publisher: { '@type': 'Organization', name: 'Bản tin Bến Sông', url: 'https://bensong.example/' },
    });
  });

  it('makes do with what an article has', () => {
    const { image, ...bare } = entry;
    const page = parsePage(
      renderReadingPage(readingOf({ ...bare, summary: '', html: '', authors: [], categories: [], tags: [] })),
    );
    expect(image).toBeDefined();
    expect(page.meta('description')).toBe(entry.title);
    expect(page.all('img')).toEqual([]);
    expect(page.all('h2').map(DomUtils.textContent)).toEqual(['Theo dõi', 'Theo tháng']);
  });

  it('escapes whatever a site and an entry say', () => {
    const markup = renderReadingPage(readingOf(hostileEntry, hostileSite));
    const page = parsePage(markup);
    expect(dangersIn(page)).toEqual([]);
    expect(page.all('script')).toHaveLength(1);
    expect(page.text('script')).not.toMatch(/[<\u2028]/);
    expect(dataOf(page)).toMatchObject({ headline: HOSTILE, author: [{ name: HOSTILE }] });
    expect(dataOf(page)).not.toHaveProperty('url');
    expect(page.text('title')).toBe(`${HOSTILE} – ${HOSTILE}`);
    expect(page.text('h1')).toBe(HOSTILE);
    expect(page.all('link').filter(({ attribs }) => attribs.rel === 'canonical')).toEqual([]);
    expect(page.hrefs('a')).toEqual([
      '#main',
      HOME,
      `${HOME}#subscribe`,
      `${HOME}x/`,
      `${HOME}x/#subscribe`,
      `${HOME}#subscribe`,
      `${HOME}browse/2018-12/`,
      'https://bensong.example/',
    ]);
  });

  it('gives the same bytes for the same entry', () => {
    expect(renderReadingPage(readingOf(entry, { ...site }))).toBe(renderReadingPage(readingOf({ ...entry })));
  });
});
