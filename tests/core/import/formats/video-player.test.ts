import { expect, it } from 'vitest';
import { FRAME_HOSTS } from '../../../../functions/core/html/sanitize.ts';
import { videoPlayer } from '../../../../functions/core/import/formats/wordpress/video-player.ts';

const YOUTUBE = 'https://www.youtube.com/embed/abcdefghij1';
const VIMEO = 'https://player.vimeo.com/video/76979871';

it.each([
  ['https://www.youtube.com/watch?v=abcdefghij1', YOUTUBE],
  ['http://youtube.com/watch?feature=share&#038;v=abcdefghij1', YOUTUBE],
  ['https://m.youtube.com/watch?v=abcdefghij1&amp;list=PL1&amp;t=90s', `${YOUTUBE}?start=90`],
  ['https://youtu.be/abcdefghij1?si=x&t=1h2m3s', `${YOUTUBE}?start=3723`],
  ['https://www.youtube.com/shorts/abcdefghij1', YOUTUBE],
  [
    'https://www.youtube-nocookie.com/embed/abcdefghij1?start=5',
    'https://www.youtube-nocookie.com/embed/abcdefghij1?start=5',
  ],
  ['https://vimeo.com/76979871', VIMEO],
  ['https://vimeo.com/channels/staffpicks/76979871', VIMEO],
  ['https://vimeo.com/76979871/0123456789', `${VIMEO}?h=0123456789`],
  ['https://player.vimeo.com/video/76979871?h=0123456789', `${VIMEO}?h=0123456789`],
  ['https://www.dailymotion.com/video/x8abcde', 'https://www.dailymotion.com/embed/video/x8abcde'],
  ['https://dai.ly/x8abcde', 'https://www.dailymotion.com/embed/video/x8abcde'],
])('%s has a player, of a host that may have one', (address, src) => {
  expect(videoPlayer(address)).toBe(`<iframe src="${src}"></iframe>`);
  expect(FRAME_HOSTS).toContain(new URL(src).hostname);
});

it.each([
  'https://www.youtube.com/@bao',
  'https://www.youtube.com/playlist?list=PL1',
  'https://www.youtube.com/watch?v="><script>',
  'https://youtube.com.example/watch?v=abcdefghij1',
  'https://vimeo.com/bao',
  'https://www.dailymotion.com/bao',
  'https://video.example/abcdefghij1',
  'https://[',
])('%s has none', address => {
  expect(videoPlayer(address)).toBeUndefined();
});
