import { DomUtils } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../functions/core/feed/feed.ts';
import { COPY_SCRIPT } from '../../../functions/core/pages/copy-script.ts';
import { renderLandingPage } from '../../../functions/core/pages/landing-page.ts';
import type { Site } from '../../../functions/core/site/site.ts';
import { dangersIn, parsePage } from './parsed-page.ts';
import { doiSong, entry, HOSTILE, hostileEntry, hostileSite, landingOf, site } from './samples.ts';

const HOME = 'https://tin.bensong.example/';

/** The places where the feeds of a folder are subscribed to by one click, in the order of the page. */
function appsFor(folder: string): readonly string[] {
  const every = (url: string): readonly string[] => [
    `https://www.inoreader.com/?add_feed=${encodeURIComponent(url)}`,
    `https://www.newsblur.com/?url=${encodeURIComponent(url)}`,
  ];
  const xml = (url: string): readonly string[] => [
    `https://feedly.com/i/subscription/feed/${encodeURIComponent(url)}`,
    ...every(url),
    `https://theoldreader.com/feeds/subscribe?url=${encodeURIComponent(url)}`,
    `feed:${url}`,
  ];
  const json = `${folder}feed.json`;
  return [...xml(`${folder}rss.xml`), ...xml(`${folder}atom.xml`), ...every(json), `feed:${json}`];
}

function fifty(): readonly Entry[] {
  return Array.from({ length: 50 }, (_, index) => ({
    ...entry,
    url: `https://tin.bensong.example/articles/nuoc-lu-rut-cham-ba-xa-ven-song-hau-dung-lai-cau-${index}/`,
    title: `Nước lũ rút chậm, ba xã ven sông Hậu dựng lại cầu gỗ cho kịp rằm ${index}`,
    summary: 'Người dân góp công, huyện góp gỗ, trẻ con lại đi bộ tới trường. '.repeat(30).trim(),
    image: { src: `https://tin.bensong.example/media/2018/12/07/cau-go-ven-song-${index}.jpg`, alt: 'Cầu gỗ mới dựng' },
  }));
}

describe('renderLandingPage', () => {
  it('links to its sections, its feeds, its entries and the home page, and to nothing else', () => {
    const page = parsePage(renderLandingPage(landingOf([entry])));
    expect(page.hrefs('a')).toEqual([
      '#main',
      HOME,
      '#subscribe',
      './',
      'doi-song/',
      'van-hoa/',
      'articles/cho-que/',
      'browse/',
      ...appsFor(HOME),
      'doi-song/#subscribe',
      'van-hoa/#subscribe',
      `${HOME}opml.xml`,
      `${HOME}follow.json`,
      'https://bensong.example/',
    ]);
    const ids = page.all('*').map(({ attribs }) => attribs.id);
    expect(ids).toEqual(expect.arrayContaining(['main', 'subscribe']));
  });

  it('leads to the same places from a section as from home, and shows the same pictures', () => {
    const image = { src: `${HOME}media/cho.jpg`, alt: '' };
    const link = 'https://khac.example/bai';
    const entries = [
      { ...entry, image },
      { ...entry, url: link },
      { ...entry, url: `${HOME}?p=1`, image },
    ];
    const [home, section] = [landingOf(entries), landingOf(entries, { category: doiSong })].map(page => {
      const parsed = parsePage(renderLandingPage(page));
      const base = page.feed.section ? `${HOME}doi-song/` : HOME;
      const sources = parsed.all('img').map(({ attribs }) => attribs.src);
      const places = parsed
        .all('a')
        .filter(({ parent }) => parent && 'name' in parent && /^(?:h3|li)$/.test(parent.name));
      const addresses = [...places.map(({ attribs }) => attribs.href), ...sources];
      return addresses
        .map(address => new URL(address ?? '', base).href)
        .filter(address => !/(?:rss\.xml|atom\.xml|feed\.json|#subscribe|browse\/)$/.test(address));
    });
    expect(section).toEqual(home);
    expect(home).toEqual(expect.arrayContaining([HOME, `${HOME}van-hoa/`, entry.url, link, `${HOME}?p=1`, image.src]));
  });

  it('never makes a script or another host of an address of its own', () => {
    const paths = ['javascript:alert(1)', '/khac.example/', 'data:text/html,a', '..//khac.example/', 'a:b/c'];
    const entries = paths.map(path => ({ ...entry, url: HOME + path, image: { src: HOME + path, alt: '' } }));
    const page = parsePage(renderLandingPage(landingOf(entries)));
    const addresses = page.all('article').flatMap(article => {
      const [link, image] = ['a', 'img'].map(
        name => DomUtils.findAll(({ name: found }) => found === name, [article])[0],
      );
      return [link?.attribs.href, image?.attribs.src];
    });
    expect(addresses).toEqual(paths.flatMap(path => [HOME + path, HOME + path]));
  });

  it('lists the feeds of the sections on the page of all, and there alone', () => {
    const many = Array.from({ length: 26 }, (_, at) => ({
      title: `Mục ${at}`,
      url: `${HOME}muc-${at}/`,
      current: false,
    }));
    const pages = [
      landingOf([entry]),
      landingOf([entry], { category: doiSong }),
      { ...landingOf([entry]), feeds: [] },
      { ...landingOf([entry]), feeds: many.slice(1) },
      { ...landingOf([entry]), feeds: many.slice(2) },
    ];
    const headings = pages.map(page => parsePage(renderLandingPage(page)).all('h3').map(DomUtils.textContent).slice(1));
    const heading = 'RSS của từng chuyên mục';
    // Where there are more than 24, each section's own page leads to its feed.
    expect(headings).toEqual([[heading], [], [], [], [heading]]);
  });

  it('has a copy button after each address, hidden from those who can not use it', () => {
    const page = parsePage(renderLandingPage(landingOf([entry])));
    const buttons = page.all('button');
    expect(buttons.map(DomUtils.textContent)).toEqual(['Chép', 'Chép', 'Chép']);
    expect(buttons.map(({ attribs }) => [attribs['aria-label'], attribs['data-copied'], attribs.hidden])).toEqual([
      ['Chép địa chỉ RSS', 'Đã chép', ''],
      ['Chép địa chỉ Atom', 'Đã chép', ''],
      ['Chép địa chỉ JSON Feed', 'Đã chép', ''],
    ]);
    expect(buttons.map(button => DomUtils.prevElementSibling(button)?.name)).toEqual(['code', 'code', 'code']);
    expect(page.all('script').map(DomUtils.textContent)).toEqual([COPY_SCRIPT]);
  });

  it('has the places where a feed is subscribed to by one click below each address', () => {
    const page = parsePage(renderLandingPage(landingOf([entry], { category: doiSong })));
    const lists = page.all('ul').filter(({ attribs }) => attribs.class === 'apps');
    expect(lists.map(({ attribs }) => attribs['aria-label'])).toEqual(
      ['RSS', 'Atom', 'JSON Feed'].map(format => `Theo dõi ${format} bằng`),
    );
    expect(lists.map(list => DomUtils.findAll(({ name }) => name === 'a', [list]).map(DomUtils.textContent))).toEqual([
      ['Feedly', 'Inoreader', 'NewsBlur', 'The Old Reader', 'Ứng dụng trên máy'],
      ['Feedly', 'Inoreader', 'NewsBlur', 'The Old Reader', 'Ứng dụng trên máy'],
      ['Inoreader', 'NewsBlur', 'Ứng dụng trên máy'],
    ]);
    expect(page.hrefs('a')).toEqual(expect.arrayContaining([...appsFor(`${HOME}doi-song/`)]));
  });

  it('leads to podcast applications where most entries are to be heard', () => {
    const heard = { ...entry, enclosure: { url: `${HOME}media/a.mp3`, type: 'audio/mpeg', length: 1 } };
    const read = { ...entry, enclosure: { url: `${HOME}media/a.pdf`, type: 'application/pdf', length: 1 } };
    const podcasts = (entries: readonly Entry[]) =>
      parsePage(renderLandingPage(landingOf(entries)))
        .hrefs('a')
        .filter(href => /podcast|overcast|pktc|antennapod/.test(href ?? ''));
    expect(podcasts([heard, heard, entry])).toEqual([
      'podcast://tin.bensong.example/rss.xml',
      `overcast://x-callback-url/add?url=${encodeURIComponent(`${HOME}rss.xml`)}`,
      'pktc://subscribe/tin.bensong.example/rss.xml',
      `https://antennapod.org/deeplink/subscribe?url=${encodeURIComponent(`${HOME}rss.xml`)}`,
    ]);
    for (const entries of [[], [heard, entry], [read, read]]) expect(podcasts(entries)).toEqual([]);
  });

  it('says which format to take where there are several, and nothing of it where there is one', () => {
    const landing = landingOf([entry]);
    expect(renderLandingPage(landing)).toContain('hay email. Chưa rõ nên chọn loại nào? Hãy lấy RSS.</p>');
    const rule = { slug: 'nghe', title: 'Nghe', include: {}, exclude: {}, formats: ['rss'] } as const;
    const alone: Site = { ...site, feeds: { rules: [rule] } };
    const page = renderLandingPage({ ...landing, site: alone, feed: { ...landing.feed, key: 'rule:nghe' } });
    expect(page).toContain('hay email.</p>');
    expect(page).not.toContain('Hãy lấy RSS');
  });

  it('leads to no podcast application from a page that offers the feed of all, since it has none of its own', () => {
    const heard = { ...entry, enclosure: { url: `${HOME}media/a.mp3`, type: 'audio/mpeg', length: 1 } };
    const landing = landingOf([heard], { category: doiSong });
    const { feed } = landing;
    const section = feed.section && { ...feed.section, isPageOnly: true as const };
    const page = renderLandingPage({ ...landing, feed: { ...feed, ...(section && { section }) } });
    expect(
      parsePage(page)
        .hrefs('a')
        .filter(href => href?.startsWith('podcast:')),
    ).toEqual([]);
  });

  it('says whose feed a page offers that has none of its own, and nothing more on one that has', () => {
    const landing = landingOf([entry], { category: doiSong });
    const headingOf = (more: { readonly isPageOnly?: true }): readonly string[] => {
      const { feed } = landing;
      const section = feed.section && { ...feed.section, ...more };
      const page = parsePage(renderLandingPage({ ...landing, feed: { ...feed, ...(section && { section }) } }));
      return page.all('h2').map(DomUtils.textContent);
    };
    expect(headingOf({}).at(-1)).toBe('Theo dõi');
    expect(headingOf({ isPageOnly: true }).at(-1)).toBe('Theo dõi – Bản tin Bến Sông');
  });

  it('leads nobody to a feed itself: those addresses are for programs', () => {
    for (const category of [undefined, doiSong]) {
      const page = parsePage(renderLandingPage(landingOf([entry], category && { category })));
      const raw = page
        .hrefs('a')
        .filter(href => /^(?!feed:)(?![^?]*(?:subscri|add_feed|\?))[^?]*(?:rss|atom)\.xml$/.test(href ?? ''));
      expect(raw).toEqual([]);
    }
  });

  it.each([
    ['the site', undefined, HOME, 'Bản tin Bến Sông'],
    ['a category', doiSong, `${HOME}doi-song/`, 'Đời sống – Bản tin Bến Sông'],
  ])('leads readers to the feeds of %s', (_, category, base, title) => {
    const page = parsePage(renderLandingPage(landingOf([entry], category && { category })));
    const links = page.all('link').map(({ attribs }) => attribs);
    expect(links.filter(({ rel }) => rel === 'alternate')).toEqual([
      { rel: 'alternate', type: 'application/rss+xml', title: `${title} (RSS)`, href: `${base}rss.xml` },
      { rel: 'alternate', type: 'application/atom+xml', title: `${title} (Atom)`, href: `${base}atom.xml` },
      { rel: 'alternate', type: 'application/feed+json', title: `${title} (JSON Feed)`, href: `${base}feed.json` },
    ]);
    expect(links).toContainEqual({ rel: 'canonical', href: base });
    expect(links).toContainEqual({ rel: 'icon', href: 'https://bensong.example/icon.png' });
    expect(page.text('title')).toBe(title);
    expect(page.all('code').map(DomUtils.textContent)).toEqual([
      `${base}rss.xml`,
      `${base}atom.xml`,
      `${base}feed.json`,
    ]);
  });

  it('has one headline, and marks the section it is about', () => {
    const home = parsePage(renderLandingPage(landingOf([entry])));
    const category = parsePage(renderLandingPage(landingOf([entry], { category: doiSong })));
    const current = (page: typeof home) =>
      page
        .all('a')
        .filter(({ attribs }) => attribs['aria-current'] === 'page')
        .map(DomUtils.textContent);
    expect([home, category].map(page => page.all('h1').length)).toEqual([1, 1]);
    expect(home.text('h1').trim()).toBe('Bản tin Bến Sông');
    expect(category.text('h1')).toBe('Đời sống');
    expect(current(home)).toEqual(['Tất cả']);
    expect(current(category)).toEqual(['Đời sống']);
  });

  it('describes itself to those who preview links', () => {
    const page = parsePage(renderLandingPage(landingOf([entry], { category: doiSong })));
    expect(page.meta('description')).toBe('Chuyện mỗi ngày.');
    expect(page.meta('og:title')).toBe('Đời sống – Bản tin Bến Sông');
    expect(page.meta('og:url')).toBe(`${HOME}doi-song/`);
    expect(page.meta('og:image')).toBe('https://bensong.example/cho.jpg');
    expect(page.meta('og:locale')).toBe('vi_VN');
    expect(page.meta('twitter:card')).toBe('summary_large_image');
    expect(page.meta('robots')).toBe('max-image-preview:large');
    expect(page.meta('viewport')).toBe('width=device-width, initial-scale=1');
    expect(page.meta('color-scheme')).toBe('light dark');
  });

  it('shows title, date in the zone of the site, summary, authors and picture of an entry', () => {
    const page = parsePage(renderLandingPage(landingOf([entry, { ...entry, title: 'Bài thứ hai' }])));
    const [first, second] = page.all('article').map(DomUtils.textContent);
    expect(first).toContain('Chợ quê họp trước bình minh');
    expect(first).toContain('Từ ba giờ sáng, những chuyến xe đạp thồ đã lăn bánh.');
    expect(first).toContain('7 tháng 12, 2018, 01:05');
    expect(first).toContain('Trần Quỹ và Lê Đặng Phương Uyên');
    expect(second).toContain('Bài thứ hai');
    expect(page.all('time')[0]?.attribs.datetime).toBe('2018-12-06T18:05:00Z');
    expect(page.all('img').map(({ attribs }) => attribs)).toEqual([
      { src: 'https://bensong.example/cho.jpg', alt: 'Gánh rau', fetchpriority: 'high' },
      { src: 'https://bensong.example/cho.jpg', alt: 'Gánh rau', loading: 'lazy' },
    ]);
  });

  it('tells the sides of a picture that are known, and of no other', () => {
    const image = { src: `${HOME}media/a.jpg`, width: 640 };
    const sizes = [image, { ...image, height: 360 }].map(each => {
      const page = parsePage(renderLandingPage(landingOf([{ ...entry, image: each }])));
      return page.all('img').map(({ attribs: { width, height } }) => [width, height]);
    });
    expect(sizes).toEqual([[[undefined, undefined]], [['640', '360']]]);
  });

  it('lets a phone take a smaller picture where the author gives one', () => {
    const image = {
      src: `${HOME}media/a.jpg`,
      alt: '',
      srcset: `${HOME}media/a-480.jpg 480w, ${HOME}media/a.jpg 1280w`,
    };
    const page = parsePage(
      renderLandingPage(
        landingOf([
          { ...entry, image },
          { ...entry, image },
        ]),
      ),
    );
    expect(page.all('img').map(({ attribs }) => [attribs.srcset, attribs.sizes])).toEqual([
      [image.srcset, '(min-width: 62rem) 45rem, (min-resolution: 2.5x) 67vw, 100vw'],
      [image.srcset, '9rem'],
    ]);
  });

  it('names the language of the page, and of an entry that is in another', () => {
    const english = { ...entry, language: 'en', title: 'Market day' };
    const page = parsePage(renderLandingPage(landingOf([entry, english])));
    expect(page.all('html')[0]?.attribs.lang).toBe('vi');
    expect(page.all('h3').map(({ attribs }) => attribs.lang)).toEqual([undefined, 'en', undefined]);
    expect(page.all('img').map(({ attribs }) => attribs.lang)).toEqual([undefined, 'en']);
  });

  it('is in the language of its feed, whatever that of the site is', () => {
    const landing = landingOf([entry, { ...entry, language: 'en', title: 'Market day' }]);
    const page = parsePage(renderLandingPage({ ...landing, feed: { ...landing.feed, language: 'en' } }));
    expect(page.all('html')[0]?.attribs.lang).toBe('en');
    expect(page.all('h2').map(DomUtils.textContent)).toContain('Latest stories');
    expect(page.all('h3').map(({ attribs }) => attribs.lang)).toEqual(['vi', undefined, undefined]);
  });

  it('speaks English where it has no wording in its language', () => {
    const landing = landingOf([]);
    const page = parsePage(renderLandingPage({ ...landing, feed: { ...landing.feed, language: 'eo' } }));
    expect(page.all('html')[0]?.attribs.lang).toBe('eo');
    expect(page.all('h2').map(DomUtils.textContent)).toEqual(['Latest stories', 'Subscribe']);
  });

  it('puts the logo beside the name', () => {
    const logo = 'https://bensong.example/logo.svg';
    const page = parsePage(renderLandingPage(landingOf([], { site: { ...site, logo } })));
    expect(page.all('img').map(({ attribs }) => attribs)).toEqual([{ src: logo, alt: '', width: '48', height: '48' }]);
    expect(page.meta('og:image')).toBe(logo);
  });

  it('leaves out what neither the site nor the feed has', () => {
    const { rights, icon, ...bare } = site;
    const plain = { ...bare, description: bare.title };
    const page = parsePage(
      renderLandingPage({ ...landingOf([{ ...entry, authors: [], summary: '' }], { site: plain }), feeds: [] }),
    );
    expect([rights, icon]).not.toContain(undefined);
    expect(page.all('nav')).toEqual([]);
    expect(page.all('link').filter(({ attribs }) => attribs.rel === 'icon')).toEqual([]);
    expect(page.all('p').map(({ attribs }) => attribs.class)).not.toContain('motto');
  });

  it('says so where there is nothing yet', () => {
    expect(renderLandingPage(landingOf([]))).toContain('Chưa có bài nào.');
  });

  it('escapes whatever a site and an entry say', () => {
    const entries = Array.from({ length: 14 }, () => hostileEntry);
    const page = parsePage(renderLandingPage(landingOf(entries, { site: hostileSite })));
    expect(dangersIn(page)).toEqual([]);
    expect(page.all('script').map(DomUtils.textContent)).toEqual([COPY_SCRIPT]);
    expect(page.text('title')).toBe(HOSTILE);
    expect(page.text('h3')).toBe(HOSTILE);
    expect(
      page
        .hrefs('a')
        .filter(
          href =>
            href !== undefined &&
            !/^(#main$|#subscribe$|https:\/\/|feed:https:\/\/|\.\/$|browse\/$|(doi-song|van-hoa)\/)/.test(href),
        ),
    ).toEqual([]);
    expect(page.all('img')).toHaveLength(8);
    expect(page.all('img')[0]?.attribs.src).toBe('https://bensong.example/"onerror="alert(1)');
  });

  it('shows the newest 50 of a feed that holds more', () => {
    const many = Array.from({ length: 10 }, fifty).flat();
    expect(renderLandingPage(landingOf(many)).length).toBe(renderLandingPage(landingOf(fifty())).length);
  });

  it('cuts a long summary at a word, and never within a character', () => {
    const cut = (summary: string) => {
      const page = parsePage(renderLandingPage(landingOf([{ ...entry, summary }])));
      return page
        .all('p')
        .filter(({ parent }) => parent && 'name' in parent && parent.name === 'article')
        .slice(0, 1)
        .map(DomUtils.textContent)[0];
    };
    const short = 'gió '.repeat(40).trim();
    expect(cut(short)).toBe(short);
    expect(cut(`${short.slice(0, -3)}mưa, bão`)).toBe(`${short.slice(0, -3)}mưa…`);
    expect(cut(`a${'😀'.repeat(200)}`)).toBe(`a${'😀'.repeat(79)}…`);
  });

  it('gives the same bytes for the same feed', () => {
    expect(renderLandingPage(landingOf(fifty()))).toBe(renderLandingPage(landingOf(fifty())));
  });
});
