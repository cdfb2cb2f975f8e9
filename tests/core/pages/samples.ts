import type { Entry } from '../../../functions/core/feed/feed.ts';
import { categoryFeed } from '../../../functions/core/feed/feed-key.ts';
import { landingUrl, makeFeed } from '../../../functions/core/feed/make-feed.ts';
import type { LandingPage } from '../../../functions/core/pages/landing-page.ts';
import type { ReadingPage } from '../../../functions/core/pages/reading-page.ts';
import type { Category, Site } from '../../../functions/core/site/site.ts';
import { sectionOfCategory } from '../feed/samples.ts';

export const doiSong: Category = {
  id: 'doi-song',
  title: 'Đời sống',
  slug: 'doi-song',
  description: 'Chuyện mỗi ngày.',
};
export const vanHoa: Category = { id: 'van-hoa', title: 'Văn hóa', slug: 'van-hoa' };

export const site: Site = {
  title: 'Bản tin Bến Sông',
  description: 'Tờ báo của những người ở bên sông.',
  url: 'https://bensong.example/',
  feedsUrl: 'https://tin.bensong.example/',
  language: 'vi',
  timeZone: 'Asia/Ho_Chi_Minh',
  since: 2018,
  entries: 50,
  minimumHours: 48,
  archives: false,
  browse: true,
  content: 'full',
  authors: [],
  rights: '© Bến Sông',
  icon: 'https://bensong.example/icon.png',
  categories: [],
  plainText: { drop: [] },
};

export const entry: Entry = {
  id: 'tag:bensong.example,2018:cho-que',
  url: 'https://tin.bensong.example/articles/cho-que/',
  title: 'Chợ quê họp trước bình minh',
  summary: 'Từ ba giờ sáng, những chuyến xe đạp thồ đã lăn bánh.',
  html: '<p>Từ ba giờ sáng, <em>những chuyến xe</em> đã lăn bánh.</p>',
  published: Date.UTC(2018, 11, 6, 18, 5),
  updated: Date.UTC(2018, 11, 6, 18, 5),
  authors: [{ name: 'Trần Quỹ', url: 'https://bensong.example/tran-quy' }, { name: 'Lê Đặng Phương Uyên' }],
  categories: [doiSong],
  tags: ['chợ quê', 'nông sản'],
  language: 'vi',
  image: { src: 'https://bensong.example/cho.jpg', alt: 'Gánh rau' },
};

export function landingOf(entries: readonly Entry[], changes: { site?: Site; category?: Category } = {}): LandingPage {
  const newsroom = changes.site ?? site;
  const { category } = changes;
  return {
    feed: makeFeed(newsroom, category && sectionOfCategory(category), entries),
    site: newsroom,
    feeds: [doiSong, vanHoa].map(({ title, slug }) => ({
      title,
      url: `${newsroom.feedsUrl}${slug}/`,
      current: slug === category?.slug,
    })),
    lists: [],
    editions: [],
    homeLanding: landingUrl(newsroom),
    opmlUrl: `${newsroom.feedsUrl}opml.xml`,
    followUrl: `${newsroom.feedsUrl}follow.json`,
  };
}

export function readingOf(shown: Entry, newsroom: Site = site): ReadingPage {
  return {
    entry: shown,
    site: newsroom,
    feeds: shown.categories.map(category => ({
      title: category.title,
      url: landingUrl(newsroom, categoryFeed(category.slug)),
    })),
    homeLanding: landingUrl(newsroom),
    months: [{ title: 'Tháng 12 năm 2018', url: `${newsroom.feedsUrl}browse/2018-12/` }],
  };
}

/** Text that would take over the page anywhere it is not escaped. */
export const HOSTILE =
  `"'></title></style></script><script>alert(1)</script>` + '<img src=x onerror=alert(1)><!-- &amp;\u2028';

export const hostileSite: Site = { ...site, title: HOSTILE, description: HOSTILE, rights: HOSTILE };

export const hostileEntry: Entry = {
  ...entry,
  url: 'javascript:alert(1)//https://',
  title: HOSTILE,
  summary: HOSTILE,
  html: '<p>An toàn.</p>',
  authors: [{ name: HOSTILE, url: 'javascript:alert(1)' }],
  categories: [{ id: 'x', title: HOSTILE, slug: 'x' }],
  tags: [HOSTILE],
  language: HOSTILE,
  image: { src: `https://bensong.example/"onerror="alert(1)`, alt: HOSTILE },
  enclosure: { url: 'data:text/html,<script>alert(1)</script>', type: HOSTILE, length: 0, title: HOSTILE },
};
