import { describe, expect, it } from 'vitest';
import { landingUrl, makeFeed } from '../../../functions/core/feed/make-feed.ts';
import { type FollowList, renderFollowList } from '../../../functions/core/lists/follow.ts';
import { sectionOfCategory } from '../feed/samples.ts';
import { doiSong, entry, site } from '../pages/samples.ts';

const COMMON = ['rss', 'atom', 'json'] as const;
const HOME = 'https://tin.bensong.example/';

function listOf(changes: Partial<FollowList> = {}): unknown {
  const feeds = [undefined, sectionOfCategory(doiSong)].map(section => ({
    feed: makeFeed({ ...site, ...(section && { hub: 'https://hub.example/' }) }, section, [entry]),
    formats: COMMON,
    landing: landingUrl(site, section?.key),
  }));
  const { title, description, url, language } = site;
  const list = { title, description, url, language, opmlUrl: `${HOME}opml.xml`, feeds, ...changes };
  return JSON.parse(renderFollowList(list));
}

describe('renderFollowList', () => {
  it('names every feed in every format, and its page', () => {
    expect(listOf()).toEqual({
      version: 1,
      title: 'Bản tin Bến Sông',
      description: 'Tờ báo của những người ở bên sông.',
      home_page_url: 'https://bensong.example/',
      language: 'vi',
      opml_url: `${HOME}opml.xml`,
      feeds: [
        {
          id: 'tag:bensong.example,2018:feed',
          title: 'Bản tin Bến Sông',
          description: 'Tờ báo của những người ở bên sông.',
          language: 'vi',
          home_page_url: HOME,
          rss_url: `${HOME}rss.xml`,
          atom_url: `${HOME}atom.xml`,
          json_url: `${HOME}feed.json`,
        },
        {
          id: 'tag:bensong.example,2018:categories/doi-song',
          title: 'Đời sống – Bản tin Bến Sông',
          description: 'Chuyện mỗi ngày.',
          language: 'vi',
          category: 'Đời sống',
          home_page_url: `${HOME}doi-song/`,
          rss_url: `${HOME}doi-song/rss.xml`,
          atom_url: `${HOME}doi-song/atom.xml`,
          json_url: `${HOME}doi-song/feed.json`,
          hubs: [{ type: 'WebSub', url: 'https://hub.example/' }],
        },
      ],
    });
  });

  it('is the same whatever news there is', () => {
    const feed = (entries: Parameters<typeof makeFeed>[2]) => ({
      feed: makeFeed(site, undefined, entries),
      formats: COMMON,
      landing: HOME,
    });
    expect(listOf({ feeds: [feed([entry])] })).toEqual(listOf({ feeds: [feed([])] }));
  });

  it('has the icon where there is one', () => {
    expect(listOf({ icon: 'https://bensong.example/icon.png' })).toMatchObject({
      icon: 'https://bensong.example/icon.png',
    });
  });
});
