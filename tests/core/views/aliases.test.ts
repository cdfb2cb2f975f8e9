import { describe, expect, it } from 'vitest';
import { encodeBody } from '../../../functions/core/files/encode-body.ts';
import type { PublishedFile } from '../../../functions/core/files/published-file.ts';
import { standsAlone } from '../../../functions/core/files/published-file.ts';
import type { FeedRule } from '../../../functions/core/filing/site-feeds.ts';
import type { ListedCategory } from '../../../functions/core/site/site.ts';
import { aliasFiles } from '../../../functions/core/views/aliases.ts';
import { SITE } from '../samples.ts';

const NEWS: ListedCategory = { id: 'news', title: 'Thời sự & luận', slug: 'thoi-su', aliases: [] };

function filesOf(aliases: readonly string[], others: readonly ListedCategory[] = []): readonly PublishedFile[] {
  return [...aliasFiles({ ...SITE, categories: [{ ...NEWS, aliases }, ...others] })];
}
const foldersOf = (files: readonly PublishedFile[]) => [...new Set(files.map(({ path }) => path.split('/')[0]))];

describe('the aliases of a category', () => {
  it('lead to its feeds and its page', () => {
    expect(filesOf(['Tin tức']).map(({ path, metadata }) => [path, metadata?.redirect])).toEqual([
      ['tin-tuc/rss.xml', '/thoi-su/rss.xml'],
      ['tin-tuc/atom.xml', '/thoi-su/atom.xml'],
      ['tin-tuc/feed.json', '/thoi-su/feed.json'],
      ['tin-tuc/index.html', '/thoi-su/'],
    ]);
  });

  it('lead there in the bytes, too, for whoever sees them', () => {
    const [rss, atom, json, page] = filesOf(['Tin tức']).map(({ body }) => Buffer.from(encodeBody(body)).toString());
    expect(rss).toContain(`<newLocation>${SITE.feedsUrl}thoi-su/rss.xml</newLocation>`);
    expect(atom).toContain(`<newLocation>${SITE.feedsUrl}thoi-su/atom.xml</newLocation>`);
    expect(JSON.parse(json ?? '')).toEqual({ feed_url: `${SITE.feedsUrl}thoi-su/feed.json` });
    expect(page).toContain(`<link rel="canonical" href="${SITE.feedsUrl}thoi-su/">`);
    expect(page).toContain(`<meta http-equiv="refresh" content="0; url=${SITE.feedsUrl}thoi-su/">`);
    expect(page).toContain('Thời sự &amp; luận');
  });

  it('leave alone what has their folder, and each other', () => {
    const living: ListedCategory = { id: 'tin-tuc', title: 'Tin Tức', slug: 'tin-tuc', aliases: [] };
    expect(foldersOf(filesOf(['Tin tức', 'Mới'], [living]))).toEqual(['moi']);
    expect(filesOf(['thoi-su', 'Thời Sự', 'media', 'Articles', 'feed', '😀'])).toEqual([]);
    expect(filesOf(['Tin tức', 'tin-tuc', 'TIN TỨC'])).toHaveLength(4);
  });

  it('are those of editions and rules, too, in the folders and formats that these have', () => {
    const rule: FeedRule = { slug: 'moi', title: 'Mới', include: {}, exclude: {}, formats: ['rss'], aliases: ['cu'] };
    const edition = { language: 'en', slug: 'en', title: 'English', aliases: ['english', 'tin-tuc'] };
    const feeds = { editions: [edition], rules: [rule] };
    const files = [...aliasFiles({ ...SITE, categories: [{ ...NEWS, aliases: ['Tin tức'] }], feeds })];
    expect(files.map(({ path, metadata }) => [path, metadata?.redirect]).slice(4)).toEqual([
      ['english/rss.xml', '/en/rss.xml'],
      ['english/atom.xml', '/en/atom.xml'],
      ['english/feed.json', '/en/feed.json'],
      ['english/index.html', '/en/'],
      ['feeds/cu/rss.xml', '/feeds/moi/rss.xml'],
      ['feeds/cu/index.html', '/feeds/moi/'],
    ]);
    expect(files[0]?.metadata?.redirect).toBe('/thoi-su/rss.xml');
  });

  it('without metadata are a page, and no feed that has nothing to read', () => {
    expect(
      filesOf(['Tin tức'])
        .filter(standsAlone)
        .map(({ path }) => path),
    ).toEqual(['tin-tuc/index.html']);
    expect(standsAlone({ path: 'rss.xml', body: '', metadata: { link: '<https://hub.example/>; rel="hub"' } })).toBe(
      true,
    );
    expect(standsAlone({ path: 'rss.xml', body: '' })).toBe(true);
  });
});
