import type { Entry, Feed, Section } from '../../../functions/core/feed/feed.ts';
import { categoryFeed } from '../../../functions/core/feed/feed-key.ts';
import { addressesIn } from '../../../functions/core/feed/formats.ts';
import type { Category } from '../../../functions/core/site/site.ts';

export const DOI_SONG: Category = { id: 'doi-song', title: 'Đời sống', slug: 'doi-song' };

/** Returns the section of a category's feed. */
export function sectionOfCategory({ id, title, slug, description }: Category): Section {
  const described = description !== undefined && { description };
  return { key: categoryFeed(slug), id: `categories/${id}`, title, ...described, language: 'vi' };
}

export function makeEntry(more: Partial<Entry> = {}): Entry {
  return {
    id: 'tag:bao.example,2018:articles/a',
    url: 'https://bao.example/a',
    title: 'Chợ quê',
    summary: 'Chợ họp từ sáng sớm.',
    html: '<p>Chợ họp từ sáng sớm.</p>',
    published: Date.UTC(2026, 10, 20, 1, 30),
    updated: Date.UTC(2026, 10, 20, 1, 30),
    authors: [],
    categories: [],
    tags: [],
    language: 'vi',
    ...more,
  };
}

/** An entry with everything that an entry can have. */
export const FULL_ENTRY: Entry = makeEntry({
  title: 'A & B: “chợ” <b> "quê"',
  summary: 'Giá < 5 & hơn.',
  html: '<p>Giá &lt; 5 ]]&gt; ]]> &amp; “hơn”</p>',
  updated: Date.UTC(2026, 10, 21, 2, 0, 0, 500),
  authors: [{ name: 'Lê Na' }, { name: 'Trần & Vũ', email: 'vu@bao.example', url: 'https://bao.example/vu?a&b' }],
  categories: [DOI_SONG, { id: 'x', title: 'Tư pháp', slug: 'tu-phap' }],
  tags: ['chợ', 'Đời sống', 'a<b'],
  language: 'en-GB',
  image: { src: 'https://bao.example/a.jpg?x=1&y=2', alt: 'Chợ "quê"' },
  enclosure: { url: 'https://bao.example/a.mp3?x&y', type: 'audio/mpeg', length: 1234, title: 'Nghe "bài"' },
});

export function makeFeed(more: Partial<Feed> = {}): Feed {
  return {
    key: 'all',
    id: 'tag:bao.example,2018:feed',
    title: 'Báo Mẫu',
    description: 'Tin mẫu',
    language: 'vi',
    timeZone: 'Asia/Ho_Chi_Minh',
    url: 'https://bao.example/',
    self: addressesIn('', { feedsUrl: 'https://feeds.bao.example/' }),
    updated: Date.UTC(2026, 10, 21, 2),
    authors: [],
    content: 'full',
    entries: [makeEntry()],
    withdrawn: [],
    ...more,
  };
}

/** A feed with everything that a feed can have. */
export const FULL_FEED: Feed = makeFeed({
  title: 'Báo <Mẫu> & bạn',
  authors: [{ name: 'Ban biên tập', email: 'ban@bao.example', url: 'https://bao.example/ban' }, { name: 'Ban hai' }],
  rights: '© 2026 Báo & bạn',
  logo: 'https://bao.example/logo.png?a&b',
  icon: 'https://bao.example/icon.png',
  hub: 'https://hub.example/',
  section: sectionOfCategory(DOI_SONG),
  entries: [
    FULL_ENTRY,
    makeEntry({
      id: 'https://bao.example/b',
      url: 'https://bao.example/b',
      image: {
        src: 'https://bao.example/b.jpg',
        caption: 'Chợ & "quê"',
        credit: 'Lê <Na>',
        width: 1200,
        height: 800,
        srcset: 'https://bao.example/b-600.jpg 600w, https://bao.example/b.jpg 1200w',
      },
    }),
  ],
});

/** A podcast with everything that a podcast can have, and two episodes. */
export const PODCAST_FEED: Feed = makeFeed({
  key: 'rule:nghe',
  title: 'Nghe & <nghĩ>',
  self: addressesIn('feeds/nghe/', { feedsUrl: 'https://feeds.bao.example/' }),
  podcast: {
    author: 'Báo & <bạn>',
    owner: { name: 'Ban "âm thanh"', email: 'nghe@bao.example' },
    categories: [{ name: 'News', sub: 'Daily News' }, { name: 'TV & Film' }, { name: 'News', sub: 'Politics' }],
    explicit: false,
    type: 'serial',
    cover: 'https://bao.example/bia.jpg?a&b',
    locked: true,
    funding: [{ url: 'https://bao.example/gop?a&b', text: 'Góp <tay>' }],
    license: { name: 'Riêng & chung', url: 'https://bao.example/l?a&b' },
  },
  entries: [
    makeEntry({
      ...FULL_ENTRY,
      image: { src: 'https://bao.example/a.jpg?x&y', width: 1400, height: 1400 },
      enclosure: { url: 'https://bao.example/a.mp3?x&y', type: 'audio/mpeg', length: 1234, duration: 3700 },
      alternates: [
        { url: 'https://bao.example/a.m4a?x&y', type: 'audio/mp4', length: 12, title: 'Bản "gọn"' },
        { url: 'https://bao.example/a.ogg', type: 'audio/ogg', length: 0 },
      ],
      episode: {
        episode: 3,
        season: 2,
        type: 'bonus',
        explicit: true,
        transcripts: [
          { url: 'https://bao.example/a.vtt?x&y', type: 'text/vtt' },
          { url: 'https://bao.example/a.srt', type: 'application/x-subrip', language: 'vi' },
        ],
        chapters: 'https://bao.example/a.json?x&y',
        persons: [
          {
            name: 'Lê & <Na>',
            role: 'guest',
            group: 'cast',
            url: 'https://bao.example/na?a&b',
            picture: 'https://bao.example/na.jpg',
          },
          { name: 'Trần Vũ' },
        ],
      },
    }),
    makeEntry({
      id: 'https://bao.example/b',
      url: 'https://bao.example/b',
      enclosure: { url: 'https://bao.example/b.mp3', type: 'audio/mpeg', length: 0 },
      episode: {
        chapters: [
          { start: 0, title: 'Mở & đầu' },
          { start: 90, title: 'Chợ "quê"', url: 'https://bao.example/cho?a&b' },
        ],
      },
    }),
  ],
});
