import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderRss } from '../../functions/core/feed/rss.ts';
import { pythonWith } from '../../scripts/python.mjs';
import { PODCAST_FEED } from '../core/feed/samples.ts';

it('podcastparser, the parser of gPodder, reads a podcast as it was written', () => {
  const python = pythonWith('readers', 'tests/readers/requirements.txt');
  const script = join(import.meta.dirname, 'read_podcast.py');
  const input = renderRss(PODCAST_FEED).join('');
  const { stdout, stderr } = spawnSync(python, [script, PODCAST_FEED.self.rss], { input, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    title: 'Nghe & <nghĩ>',
    link: 'https://bao.example/',
    description: 'Tin mẫu',
    generator: 'Bantin',
    language: 'vi',
    itunes_author: 'Báo & <bạn>',
    itunes_owner: { name: 'Ban "âm thanh"', email: 'nghe@bao.example' },
    cover_url: 'https://bao.example/bia.jpg?a&b',
    itunes_categories: [['News', 'Daily News', 'Politics'], ['TV & Film']],
    explicit: false,
    type: 'serial',
    episodes: [
      {
        title: 'A & B: “chợ” <b> "quê"',
        link: 'https://bao.example/a',
        guid: 'tag:bao.example,2018:articles/a',
        total_time: 3700,
        // Of further files it knows none.
        enclosures: [{ url: 'https://bao.example/a.mp3?x&y', file_size: 1234, mime_type: 'audio/mpeg' }],
        episode_art_url: 'https://bao.example/a.jpg?x&y',
        season: 2,
        number: 3,
        type: 'bonus',
        explicit: true,
      },
      {
        title: 'Chợ quê',
        link: 'https://bao.example/b',
        guid: 'https://bao.example/b',
        total_time: 0,
        enclosures: [{ url: 'https://bao.example/b.mp3', file_size: -1, mime_type: 'audio/mpeg' }],
        chapters: [
          { start: 0, title: 'Mở & đầu' },
          { start: 90, title: 'Chợ "quê"', href: 'https://bao.example/cho?a&b' },
        ],
      },
    ],
  });
});
