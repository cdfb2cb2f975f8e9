import { describe, expect, it } from 'vitest';
import type { RuleNames } from '../../../functions/core/filing/site-feeds.ts';
import { parseDuration } from '../../../functions/core/podcast/duration.ts';
import type { Site } from '../../../functions/core/site/site.ts';
import { articleOf, problemsOf, SITE } from '../samples.ts';

const source = (fields: string) => `---\ntitle: A\ndate: 2026-11-20\n${fields}\n---\nLời\n`;

const EPISODE = `enclosure:
  url: tap-3.mp3
  duration: 24:10
  season: 1
  episode: 3
  episodeType: Bonus
  explicit: no
  transcript: [tap-3.vtt, { url: /media/tap-3, type: text/plain, language: en }]
  chapters:
    - { at: 0:00, title: Mở đầu }
    - { at: "1:30", title: Chợ, url: "https://bao.example/cho" }
  person:
    - Lê Na
    - name: Trần Vũ
      role: guest
      group: cast
      url: https://bao.example/vu
      picture: https://bao.example/v.jpg`;

/** A site with a podcast of the articles that a rule includes. */
const siteWith = (include: RuleNames): Site => ({
  ...SITE,
  feeds: { rules: [{ slug: 'pod', title: 'Pod', include, exclude: {}, for: 'podcast', formats: ['rss'] }] },
});
const PODCAST = siteWith({});

describe('an enclosure', () => {
  it('has what is declared of an episode', () => {
    const { enclosure, alternates, episode } = articleOf(source(EPISODE));
    expect(problemsOf(source(EPISODE), {}, PODCAST)).toEqual([]);
    expect(enclosure).toEqual({ url: 'tap-3.mp3', duration: 1450 });
    expect(alternates).toBeUndefined();
    expect(episode).toEqual({
      season: 1,
      episode: 3,
      type: 'bonus',
      explicit: false,
      transcripts: [
        { url: 'tap-3.vtt', type: 'text/vtt' },
        { url: '/media/tap-3', type: 'text/plain', language: 'en' },
      ],
      chapters: [
        { start: 0, title: 'Mở đầu' },
        { start: 90, title: 'Chợ', url: 'https://bao.example/cho' },
      ],
      persons: [
        { name: 'Lê Na' },
        {
          name: 'Trần Vũ',
          role: 'guest',
          group: 'cast',
          url: 'https://bao.example/vu',
          picture: 'https://bao.example/v.jpg',
        },
      ],
    });
  });

  it.each([
    ['episode: 3, season: 1', '14: warning: enclosure: only podcasts tell episode, season, and no rule'],
    ['transcript: a.vtt', '14: warning: enclosure: only podcasts tell transcript, and no rule'],
    ['duration: 5, chapters: c.json', undefined],
  ])('that says %s gets a warning where no podcast has the article', (fields, message) => {
    const text = source(`enclosure: { ${fields}, url: a.mp3 }\ntags: [Nghe]`);
    const expected = message === undefined ? [] : [expect.stringContaining(`articles/a.md:4:${message}`)];
    expect(problemsOf(text)).toEqual(expected);
    expect(problemsOf(text, {}, siteWith({ tags: ['xem'] }))).toEqual(expected);
    expect(problemsOf(text, {}, siteWith({ tags: ['nghe'] }))).toEqual([]);
  });

  it.each([
    ['/media/a.mp33', '.mp33'],
    ['https://bao.example/a.xyz?b=.mp3', '.xyz'],
    ['a.MP3', undefined],
    ['https://bao.example', undefined],
    ['https://bao.example/v1.5/tap', undefined],
  ])('that is the file %s has an ending that is known, or a warning', (file, ending) => {
    const warned =
      ending === undefined
        ? []
        : [expect.stringContaining(`:4:12: warning: enclosure: nobody knows files that end in "${ending}"`)];
    expect(problemsOf(source(`enclosure: ${file}`))).toEqual(warned);
    expect(problemsOf(source(`enclosure: { url: "${file}", type: audio/mpeg }`))).toEqual([]);
  });

  it('may be several files, of which the first is that of the episode', () => {
    const list = 'enclosure: [{ url: a.mp3, episode: 2, chapters: /media/c.json }, { url: a.m4a, length: 5 }, a.ogg]';
    expect(articleOf(source(list))).toMatchObject({
      enclosure: { url: 'a.mp3' },
      alternates: [{ url: 'a.m4a', length: 5 }, { url: 'a.ogg' }],
      episode: { episode: 2, chapters: '/media/c.json' },
    });
    expect(articleOf(source('enclosure: [{ type: audio/mpeg }, a.ogg]'))).toMatchObject({
      enclosure: { url: 'a.ogg' },
    });
  });

  it.each(['7', '{ url: 7 }', '[7]', 'Bản tin', '{ url: tap-1 }', '1.5'])(
    'is neither a number nor a word: %s',
    text => {
      const [problem = '', ...others] = problemsOf(source(`enclosure: ${text}`));
      expect(problem).toMatch(
        /^articles\/a\.md:4:\d+: enclosure(?:\.url)?: expected a file or URL such as tap-1\.mp3, found /,
      );
      expect(others).toEqual([]);
      expect(articleOf(source(`enclosure: ${text}`)).enclosure).toBeUndefined();
    },
  );

  it.each(['tap-1.mp3', './tap-1', '/media/tap', 'https://bao.example/tap', '5.mp3'])(
    'is a file or an address: %s',
    url => {
      expect(problemsOf(source(`enclosure: ${url}`))).toEqual([]);
      expect(articleOf(source(`enclosure: ${url}`)).enclosure).toEqual({ url });
    },
  );

  it('has the one chapter that stands in place of a list', () => {
    const { episode } = articleOf(source('enclosure: { url: a.mp3, chapters: { at: 0, title: Mở đầu } }'));
    expect(episode).toEqual({ chapters: [{ start: 0, title: 'Mở đầu' }] });
  });

  it.each([
    ['duration: 1:75', '4:32: enclosure.duration: expected seconds, or a time such as 12:30 or 1:02:30, found "1:75"'],
    ['episode: 0', '4:31: enclosure.episode: expected a whole number from 1 to 99999, found the number 0'],
    ['episodeType: x', '4:35: enclosure.episodeType: expected full, trailer or bonus, found "x"'],
    ['explicit: clean', '4:32: enclosure.explicit: expected true or false, found "clean"'],
    [
      'transcript: a.doc',
      '4:34: enclosure.transcript: "a.doc" ends in none of vtt, srt, json, html, txt; add type: to say what it is',
    ],
    [
      'chapters: Mở đầu',
      '4:32: enclosure.chapters: expected a list such as [{ at: 0:00, title: Mở đầu }], or a file or URL such as ' +
        'tap-1.json, found "Mở đầu"',
    ],
    [
      'chapters: 5',
      '4:32: enclosure.chapters: expected a list such as [{ at: 0:00, title: Mở đầu }], or a file or URL such as ' +
        'tap-1.json, found the number 5',
    ],
    [
      'transcript: { url: 5, type: text/vtt }',
      '4:41: enclosure.transcript.url: expected a file or URL such as tap-1.vtt, found the number 5',
    ],
    ['transcript: { type: text/vtt }', '4:34: enclosure.transcript: expected a file or URL in url:'],
    [
      'transcript: { url: a.vtt, type: vtt }',
      '4:54: enclosure.transcript.type: expected a media type such as text/vtt',
    ],
    ['chapters: [{ title: A }]', '4:33: enclosure.chapters: a chapter needs at: with a time such as 1:30; add it'],
    ['chapters: [{ at: 0 }]', '4:33: enclosure.chapters: a chapter needs title:; add it'],
    ['chapters: [A]', '4:33: enclosure.chapters: expected { at: 1:30, title: … }, found "A"'],
    [
      'chapters: [{ at: 9, title: A }, { at: 9, title: B }]',
      '4:54: enclosure.chapters: "B" begins no later than "A"; put them in order',
    ],
    [
      'duration: 90, chapters: [{ at: 0, title: A }, { at: "1:30", title: B }, { at: 99, title: C }]',
      '4:68: warning: enclosure.chapters: a chapter begins at 1:30, and the file plays 1:30; correct at: or duration:',
    ],
    ['person: { role: guest }', '4:30: enclosure.person: a person needs a name; add name:'],
    [
      'person: { name: A, url: b }',
      '4:46: enclosure.person.url: expected a URL such as https://bao.example/, found "b"',
    ],
    [
      'person: { name: A, group: cats }',
      '4:48: warning: enclosure.person.group: "cats" is no group of Podcasting 2.0;',
    ],
    ['seasons: 1', '4:22: warning: seasons is not a field that Bantin knows; did you mean season?'],
  ])('that says %s gets a problem', (field, problem) => {
    const [found, ...more] = problemsOf(source(`enclosure: {url: /a, ${field} }`), {}, PODCAST);
    expect(found).toContain(`articles/a.md:${problem}`);
    expect(more).toEqual([]);
  });

  it('in a list gets a problem for what is misplaced, or there twice', () => {
    expect(problemsOf(source('enclosure: [a.mp3, { url: b.mp3, season: 1 }, b.mp3]'))).toEqual([
      'articles/a.md:4:34: warning: enclosure.season: is read of the first file alone; write it there',
      'articles/a.md:4:47: warning: enclosure: b.mp3 is there twice; take one out',
    ]);
    const many = `enclosure: [${Array.from({ length: 21 }, (_, at) => `${at}.mp3`).join(', ')}]`;
    expect(problemsOf(source(many))).toEqual([
      'articles/a.md:4:12: enclosure: has 21 files, at most 20 are read; take some out',
    ]);
    expect(articleOf(source(many)).alternates).toHaveLength(19);
  });
});

describe('a duration', () => {
  it.each([
    ['0', 0],
    ['90.5', 91],
    ['12:30', 750],
    ['90:00', 5400],
    ['1:02:03', 3723],
    ['01:02:03.500', 3723],
    ['1:60:00', undefined],
    ['12:3', undefined],
    ['604801', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['', undefined],
  ])('%j is %s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });
});
