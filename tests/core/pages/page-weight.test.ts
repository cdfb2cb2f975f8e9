import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../functions/core/feed/feed.ts';
import type { LandingPage } from '../../../functions/core/pages/landing-page.ts';
import { renderLandingPage } from '../../../functions/core/pages/landing-page.ts';
import { renderNotFoundPage } from '../../../functions/core/pages/not-found-page.ts';
import { renderReadingPage } from '../../../functions/core/pages/reading-page.ts';
import { renderWithdrawnPage } from '../../../functions/core/pages/withdrawn-page.ts';
import type { Category } from '../../../functions/core/site/site.ts';
import { parsePage } from './parsed-page.ts';
import { doiSong, entry, landingOf, readingOf, site } from './samples.ts';

/** Bytes of a page before its pictures, as they are: not compressed. */
const MOST = 30_000;
const HOME = 'https://tin.bensong.example/';
const SECTIONS = [
  'Nông nghiệp, nông thôn và phát triển bền vững',
  'Xây dựng Đảng và hệ thống chính trị cơ sở',
  'Biển đảo, biên giới và chủ quyền quốc gia',
];
const TITLE = 'Nước lũ rút chậm, ba xã ven sông Hậu dựng lại cầu gỗ cho kịp rằm tháng Giêng và phiên chợ đầu năm';

describe('a landing page', () => {
  it.each([
    ['ten sections', { sections: 10 }, 40],
    ['twenty sections', { sections: 20, title: TITLE.slice(0, 70) }, 28],
    ['thirty sections of long names and long headlines', { sections: 30, title: TITLE, slug: 90 }, 26],
    ['thirty sections and headlines in another language', { sections: 30, title: TITLE, slug: 90, language: 'en' }, 24],
    ['a hundred sections of long names', { sections: 100, title: TITLE, slug: 90 }, 3],
  ])('weighs less than 30 KB with %s, and shows as many of 50 headlines as find room', (_, of, least) => {
    for (const category of [undefined, doiSong]) {
      const markup = renderLandingPage(busy(of, category));
      expect(Buffer.byteLength(markup)).toBeLessThanOrEqual(MOST);
      expect(headlines(markup).length).toBeGreaterThanOrEqual(least);
    }
  });

  it('leaves out the oldest, and no more of them than it must', () => {
    const page = busy({ sections: 30, title: TITLE, slug: 90 });
    const markup = renderLandingPage(page);
    const shown = headlines(markup);
    expect(shown.length).toBeLessThan(50);
    expect(shown).toEqual(page.feed.entries.slice(0, shown.length).map(({ title }) => title));
    expect(Buffer.byteLength(markup)).toBeGreaterThan(MOST - 600);
  });

  it('shows the newest, however much it says', () => {
    const page = landingOf([{ ...entry, title: TITLE.repeat(400) }, entry]);
    expect(headlines(renderLandingPage(page))).toHaveLength(1);
  });
});

describe('the other pages', () => {
  const author = { name: 'Lê Đặng Phương Uyên', url: 'https://bensong.example/toa-soan/le-dang-phuong-uyen' };
  const whole: Entry = {
    ...entry,
    title: TITLE,
    url: `${HOME}articles/${'nuoc-lu-rut-cham-'.repeat(5)}632ed88e/`,
    summary: 'Người dân góp công, huyện góp gỗ, trẻ con lại đi bộ tới trường. '.repeat(8).trim(),
    html: '',
    updated: entry.published + 3_600_000,
    authors: [author, author, author],
    categories: SECTIONS.map(title => ({ ...doiSong, title })),
    tags: Array.from({ length: 15 }, (_, at) => `xã ven sông Hậu ${at}`),
    correction: 'Bản đăng lúc 8 giờ ghi cầu dài 240 m. Con số đúng là 220 m. '.repeat(5),
    enclosure: { url: `${HOME}media/2018/12/07/ban-nghe.mp3`, type: 'audio/mpeg', length: 1, title: TITLE },
  };

  it.each([
    ['a reading page, beside its text', renderReadingPage(readingOf(whole))],
    ['the page of a withdrawn article', renderWithdrawnPage({ site, reason: whole.summary })],
    ['the page for what is not there', renderNotFoundPage(site)],
  ])('weigh less than 20 KB: %s', (_, markup) => {
    expect(Buffer.byteLength(markup)).toBeLessThan(20_000);
  });
});

interface Busy {
  readonly sections: number;
  readonly title?: string;
  /** Letters of an address. */
  readonly slug?: number;
  readonly language?: string;
}

/** A page of 50 entries with summaries and pictures, and sections of long names. */
function busy(
  { sections, title = TITLE.slice(0, 70), slug = 60, language = 'vi' }: Busy,
  category = undefined as Category | undefined,
): LandingPage {
  const entries = Array.from(
    { length: 50 },
    (_, at): Entry => ({
      ...entry,
      url: `${HOME}articles/${'nuoc-lu-rut-cham-'.repeat(6).slice(0, slug)}-${at}-632ed88e/`,
      title: `${title} ${at}`,
      summary: 'Người dân góp công, huyện góp gỗ, trẻ con lại đi bộ tới trường. '.repeat(30).trim(),
      categories: [{ ...doiSong, title: SECTIONS[at % 3] ?? '' }],
      image: {
        src: `${HOME}media/2018/12/07/cau-go-ven-song-${at}.jpg`,
        alt: 'Dân xã ven sông dựng lại cầu gỗ bị lũ cuốn',
      },
      language,
    }),
  );
  const feeds = Array.from({ length: sections }, (_, at) => ({
    title: `${SECTIONS[at % 3]} ${at}`,
    url: `${HOME}nong-nghiep-nong-thon-va-phat-trien-ben-vung-${at}/`,
    current: category !== undefined && at === 0,
  }));
  return { ...landingOf(entries, category && { category }), feeds };
}

function headlines(markup: string): readonly string[] {
  const links = parsePage(markup).all('a');
  return links
    .filter(({ attribs }) => attribs.href?.includes('articles/'))
    .map(({ children }) => children.map(child => ('data' in child ? child.data : '')).join(''));
}
