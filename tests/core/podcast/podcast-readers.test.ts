import { parseFeed } from 'feedsmith';
import { expect, it } from 'vitest';
import { renderRss } from '../../../functions/core/feed/rss.ts';
import { PODCAST_FEED } from '../feed/samples.ts';

it('feedsmith reads a podcast as it was written', () => {
  const { format, feed } = parseFeed(renderRss(PODCAST_FEED).join(''));
  if (format !== 'rss') throw new Error(format);
  expect(feed.itunes).toEqual({
    image: 'https://bao.example/bia.jpg?a&b',
    explicit: false,
    author: 'Báo & <bạn>',
    type: 'serial',
    categories: [{ text: 'News', categories: [{ text: 'Daily News' }, { text: 'Politics' }] }, { text: 'TV & Film' }],
    owner: { name: 'Ban "âm thanh"', email: 'nghe@bao.example' },
  });
  expect(feed.podcast).toEqual({
    locked: { value: true, owner: 'nghe@bao.example' },
    fundings: [{ url: 'https://bao.example/gop?a&b', display: 'Góp <tay>' }],
    license: { display: 'Riêng & chung', url: 'https://bao.example/l?a&b' },
    guid: 'b7b5b977-a956-5512-a8a6-dbc450a5aafe',
    medium: 'podcast',
  });
  expect(
    feed.items?.map(({ itunes, podcast, psc, media }) => ({ itunes, podcast, psc, contents: media?.contents })),
  ).toEqual([
    {
      itunes: {
        duration: 3700,
        image: 'https://bao.example/a.jpg?x&y',
        explicit: true,
        episode: 3,
        season: 2,
        episodeType: 'bonus',
      },
      podcast: {
        transcripts: [
          { url: 'https://bao.example/a.vtt?x&y', type: 'text/vtt', language: 'en-GB' },
          { url: 'https://bao.example/a.srt', type: 'application/x-subrip', language: 'vi' },
        ],
        chapters: { url: 'https://bao.example/a.json?x&y', type: 'application/json+chapters' },
        persons: [
          {
            display: 'Lê & <Na>',
            role: 'guest',
            group: 'cast',
            img: 'https://bao.example/na.jpg',
            href: 'https://bao.example/na?a&b',
          },
          { display: 'Trần Vũ' },
        ],
        season: { number: 2 },
        episode: { number: 3 },
        alternateEnclosures: [
          {
            type: 'audio/mp4',
            length: 12,
            title: 'Bản "gọn"',
            sources: [{ uri: 'https://bao.example/a.m4a?x&y' }],
          },
          { type: 'audio/ogg', sources: [{ uri: 'https://bao.example/a.ogg' }] },
        ],
      },
    },
    {
      psc: {
        chapters: [
          { start: '00:00:00', title: 'Mở & đầu' },
          { start: '00:01:30', title: 'Chợ "quê"', href: 'https://bao.example/cho?a&b' },
        ],
      },
    },
  ]);
});
