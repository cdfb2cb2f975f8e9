import { describe, expect, it } from 'vitest';
import { parseSite } from '../../functions/core/site/parse-site.ts';
import { checkFiles } from '../conformance/check-file.ts';
import { NOW } from '../core/samples.ts';
import { siteYaml } from './live-newsroom.ts';
import { article, buildContent } from './newsroom.ts';

const HOSTILE = [
  '<b>&amp;]]></b>',
  '"><script>alert(1)</script>',
  'Новости',
  '雑記',
  '🙂',
  'a‮b',
  '__proto__',
  'constructor',
  '{{x}}',
  'feed',
  'index.html',
];

const SITE_TEXT = siteYaml(
  'archives: true',
  'feeds:',
  '  authors: true',
  '  tags: { formats: [rss, atom, json] }',
  '  rules:',
  ...['full', 'summary', 'headline'].map(
    content =>
      `    - { title: '<i>${content}</i> & "]]>"', slug: ${content}, content: ${content}, image: 800, ` +
      `archives: true, description: '</description>', entries: 50 }`,
  ),
  '    - { title: No feed of RSS, formats: json }',
);

function contentWith(names: readonly string[]): Readonly<Record<string, string>> {
  const articles = names.map((name, at): [string, string] => [
    `articles/a${at}.md`,
    article(
      `title: ${JSON.stringify(name)}\ndate: 2026-11-${10 + at}\ntags: ${JSON.stringify([name, 'Lũ'])}\n` +
        `authors: ${JSON.stringify([name])}\nimage: https://bao.example/a.jpg\ncorrection: Đã sửa\nupdated: 2026-11-22`,
    ),
  ]);
  return Object.fromEntries(articles);
}

describe('feeds of names from outside', () => {
  it('are well-formed and valid, and nothing in them is markup', async () => {
    const { site, problems } = parseSite(SITE_TEXT);
    expect(problems).toEqual([]);
    if (!site) throw new Error('the site is not valid');
    const { files } = await buildContent({ 'site.yaml': SITE_TEXT, ...contentWith(HOSTILE) }, site);
    expect(checkFiles(files, { site, now: NOW })).toEqual([]);
    const paths = [...files.keys()].filter(path => /^(?:authors|tags|feeds)\//.test(path));
    expect(paths.filter(path => !/^[a-z]+\/(?:[a-z0-9-]+\/)*[\w.-]+$/.test(path))).toEqual([]);
    for (const path of paths.filter(each => each.endsWith('.html')))
      expect(files.get(path)).not.toMatch(/<script>alert|<b>&amp;\]/);
    expect(paths).toContain('tags/feed/index.html');
    expect(paths).toContain('tags/proto/rss.xml');
  });

  it('have no address where they have no letter and no digit', async () => {
    const { site } = parseSite(SITE_TEXT);
    const { files } = await buildContent({ 'site.yaml': SITE_TEXT, ...contentWith(['🙂']) }, site);
    const pages = [...files.keys()].filter(path => /^tags\/[^/]+\/index/.test(path));
    expect(pages).toEqual(['tags/lu/index.html']);
  });

  it('carry as much of an article as the rule says', async () => {
    const { site } = parseSite(SITE_TEXT);
    const { files } = await buildContent({ 'site.yaml': SITE_TEXT, ...contentWith(['A']) }, site);
    const itemOf = (content: string) => JSON.parse(files.get(`feeds/${content}/feed.json`) ?? '{}').items[0];
    expect(itemOf('full')).toMatchObject({ content_html: expect.stringContaining('Lời.'), summary: 'Lời.' });
    expect(itemOf('summary').content_text).toContain('Lời.');
    expect(itemOf('headline')).toMatchObject({ title: 'A', content_text: '' });
    expect(JSON.stringify(itemOf('headline'))).not.toMatch(/Lời|Đã sửa/);
    expect([...files.keys()].filter(path => path.startsWith('feeds/no-feed-of-rss/'))).toEqual([
      'feeds/no-feed-of-rss/feed.json',
      'feeds/no-feed-of-rss/index.html',
    ]);
    expect(files.get('opml.xml')).toContain('xmlUrl="https://feeds.bao.example/feeds/no-feed-of-rss/feed.json"');
  });
});
