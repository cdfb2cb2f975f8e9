import { describe, expect, it } from 'vitest';
import { renderEntry } from '../../../functions/core/entry/render-entry.ts';
import { renderAtom } from '../../../functions/core/feed/atom.ts';
import { renderJsonFeed } from '../../../functions/core/feed/json-feed.ts';
import { renderRss } from '../../../functions/core/feed/rss.ts';
import { makeFeed } from '../feed/samples.ts';
import { articleOf, NOW, SITE } from '../samples.ts';

const SOURCE = `---
title: A
date: 2026-11-20
enclosure:
  - url: ../media/a.mp3
    duration: 90
    episode: 1
    transcript: ["a.vtt", "javascript:alert(1)", "loi.txt", "./loi.html"]
    chapters: /media/a.json
  - { url: "https://khac.example/a.m4a", length: 7, title: Bản gọn }
  - { url: "javascript:alert(1)", type: audio/ogg }
---
Lời
`;

const { entry } = renderEntry(articleOf(SOURCE), 'Lời', {
  site: SITE,
  now: NOW,
  mediaSizes: new Map([['media/a.mp3', 12]]),
  addresses: new Map(),
});
const FEED = makeFeed({ entries: [entry] });
const MEDIA = 'https://feeds.bao.example/media';

describe('several enclosures', () => {
  it('are absolute in an entry, without what is no address', () => {
    expect(entry).toMatchObject({
      enclosure: { url: `${MEDIA}/a.mp3`, type: 'audio/mpeg', length: 12, duration: 90 },
      alternates: [{ url: 'https://khac.example/a.m4a', type: 'audio/mp4', length: 7, title: 'Bản gọn' }],
      episode: {
        episode: 1,
        transcripts: [{ url: expect.stringMatching(/^https:\/\/feeds\.bao\.example\/articles\/a-\w{8}\/a\.vtt$/) }],
        chapters: `${MEDIA}/a.json`,
      },
    });
    expect(entry.alternates).toHaveLength(1);
  });

  it('stand all in Atom and JSON Feed, and the first in RSS', () => {
    const links = renderAtom(FEED)
      .join('')
      .match(/<link rel="enclosure"[^>]*>/g);
    expect(links).toEqual([
      `<link rel="enclosure" type="audio/mpeg" length="12" href="${MEDIA}/a.mp3"/>`,
      '<link rel="enclosure" type="audio/mp4" length="7" href="https://khac.example/a.m4a" title="Bản gọn"/>',
    ]);
    expect(JSON.parse(renderJsonFeed(FEED).join('')).items[0].attachments).toEqual([
      { url: `${MEDIA}/a.mp3`, mime_type: 'audio/mpeg', size_in_bytes: 12, duration_in_seconds: 90 },
      { url: 'https://khac.example/a.m4a', mime_type: 'audio/mp4', title: 'Bản gọn', size_in_bytes: 7 },
    ]);
    expect(
      renderRss(FEED)
        .join('')
        .match(/<enclosure [^>]*>/g),
    ).toEqual([`<enclosure length="12" type="audio/mpeg" url="${MEDIA}/a.mp3"/>`]);
  });
});
