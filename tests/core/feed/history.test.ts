import { describe, expect, it } from 'vitest';
import { renderAtom } from '../../../functions/core/feed/atom.ts';
import type { Feed } from '../../../functions/core/feed/feed.ts';
import { addressesIn } from '../../../functions/core/feed/formats.ts';
import { renderJsonFeed } from '../../../functions/core/feed/json-feed.ts';
import { renderRss } from '../../../functions/core/feed/rss.ts';
import { SITE } from '../samples.ts';
import { all, parseXml } from './parsed-xml.ts';
import { expected, readers } from './readers.ts';
import { FULL_FEED, makeEntry, makeFeed } from './samples.ts';

const at = (folder: string) => addressesIn(folder, SITE);
/** An archive document in the midst of others. */
const ARCHIVE: Feed = {
  ...FULL_FEED,
  self: at('archives/2026-10/'),
  history: { current: at(''), previous: at('archives/2026-09-2/'), next: at('archives/2026-11/') },
};
const OLDEST: Feed = { ...ARCHIVE, history: { current: at('') } };
const CURRENT: Feed = makeFeed({ history: { previous: at('archives/2026-10/') } });

const atomOf = (feed: Feed) => parseXml(renderAtom(feed).join(''));
const channelOf = (feed: Feed) => {
  const [channel] = all(parseXml(renderRss(feed).join('')), 'channel');
  if (!channel) throw new Error('no channel');
  return channel;
};
const linksIn = (parent: ReturnType<typeof parseXml>, name: string) =>
  Object.fromEntries(
    all(parent, name)
      .filter(({ attributes: { rel = '' } }) => !['alternate', 'hub'].includes(rel))
      .map(({ attributes: { rel, type, href } }) => [rel, `${type} ${href}`]),
  );

describe('an archive document (RFC 5005, section 4)', () => {
  it('says that it is one, in the namespace of the specification (section 1.2), and only then', () => {
    expect(renderAtom(ARCHIVE).join('')).toMatch(
      /<feed [^>]*xmlns:fh="http:\/\/purl\.org\/syndication\/history\/1\.0"/,
    );
    expect(renderRss(ARCHIVE).join('')).toMatch(/<rss [^>]*xmlns:fh="http:\/\/purl\.org\/syndication\/history\/1\.0"/);
    expect(all(atomOf(ARCHIVE), 'fh:archive')).toHaveLength(1);
    expect(all(channelOf(ARCHIVE), 'fh:archive')).toHaveLength(1);
    for (const feed of [CURRENT, makeFeed()]) {
      expect(renderAtom(feed).join('')).not.toContain('fh');
      expect(renderRss(feed).join('')).not.toContain('fh');
    }
  });

  it('links to the feed and to both neighbours, each in its own format (section 4.1)', () => {
    expect(linksIn(atomOf(ARCHIVE), 'link')).toEqual({
      self: 'application/atom+xml https://feeds.bao.example/archives/2026-10/atom.xml',
      current: 'application/atom+xml https://feeds.bao.example/atom.xml',
      'prev-archive': 'application/atom+xml https://feeds.bao.example/archives/2026-09-2/atom.xml',
      'next-archive': 'application/atom+xml https://feeds.bao.example/archives/2026-11/atom.xml',
    });
  });

  it('does so in RSS with the elements of Atom (appendix B)', () => {
    expect(linksIn(channelOf(ARCHIVE), 'atom:link')).toEqual({
      self: 'application/rss+xml https://feeds.bao.example/archives/2026-10/rss.xml',
      current: 'application/rss+xml https://feeds.bao.example/rss.xml',
      'prev-archive': 'application/rss+xml https://feeds.bao.example/archives/2026-09-2/rss.xml',
      'next-archive': 'application/rss+xml https://feeds.bao.example/archives/2026-11/rss.xml',
    });
  });

  it('leads nowhere where nothing is older or newer', () => {
    expect(Object.keys(linksIn(atomOf(OLDEST), 'link'))).toEqual(expect.arrayContaining(['self', 'current']));
    expect(Object.keys(linksIn(atomOf(OLDEST), 'link'))).toHaveLength(2);
    expect(JSON.parse(renderJsonFeed(OLDEST).join(''))).not.toHaveProperty('next_url');
  });

  it('has the same entries for every reader', async () => {
    // A reader may take the feed's authors for those of an entry that names none (RFC 4287, section 4.2.1).
    const feed = { ...ARCHIVE, entries: [makeEntry({ authors: [{ name: 'Minh Anh' }] })] };
    const rendered = {
      rss: renderRss(feed).join(''),
      atom: renderAtom(feed).join(''),
      json: renderJsonFeed(feed).join(''),
    };
    for (const read of Object.values(readers)) {
      const formats = Object.values(await read(rendered));
      expect(formats.length).toBeGreaterThanOrEqual(2);
      for (const entries of formats) expect(expected(feed)[0]).toMatchObject(entries[0] ?? {});
    }
  });
});

describe('a feed that has archives', () => {
  it('links to the newest of them (RFC 5005, section 4)', () => {
    expect(linksIn(atomOf(CURRENT), 'link')['prev-archive']).toBe(
      'application/atom+xml https://feeds.bao.example/archives/2026-10/atom.xml',
    );
    expect(linksIn(channelOf(CURRENT), 'atom:link')['prev-archive']).toBe(
      'application/rss+xml https://feeds.bao.example/archives/2026-10/rss.xml',
    );
  });

  it('leads from one JSON document to the next older one (JSON Feed 1.1, next_url)', () => {
    expect(JSON.parse(renderJsonFeed(CURRENT).join('')).next_url).toBe(
      'https://feeds.bao.example/archives/2026-10/feed.json',
    );
    expect(JSON.parse(renderJsonFeed(ARCHIVE).join(''))).toMatchObject({
      feed_url: 'https://feeds.bao.example/archives/2026-10/feed.json',
      next_url: 'https://feeds.bao.example/archives/2026-09-2/feed.json',
    });
  });

  it('is otherwise as one without', () => {
    const without = (text: string) => text.replaceAll(/^.*(?:prev-archive|next_url).*\n/gm, '');
    for (const render of [renderRss, renderAtom, renderJsonFeed])
      expect(without(render(CURRENT).join(''))).toBe(render(makeFeed()).join(''));
  });
});
