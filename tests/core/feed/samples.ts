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
