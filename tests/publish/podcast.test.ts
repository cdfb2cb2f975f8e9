import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { formatProblem } from '../../functions/core/problem.ts';
import { LiveNewsroom, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const site = (podcast: string) =>
  siteYaml(
    'minimumHours: 0',
    'feeds:',
    '  rules:',
    `    - { title: Nghe, for: podcast, podcast: { ${podcast} } }`,
    '    - { title: Khác }',
  );
const PODCAST = 'category: News, explicit: false, cover: /media/bia.jpg';
const fields = (title: string, more = '') => article(`title: ${title}\ndate: 2026-10-05\ncategory: Tin\n${more}`);

async function podcastOf(newsroom: LiveNewsroom): Promise<string> {
  return Buffer.from((await newsroom.feeds.get('public/feeds/nghe/rss.xml'))?.bytes ?? []).toString();
}
const titlesIn = (rss: string) => [...rss.matchAll(/<item>\s*<title>(.*?)</g)].map(([, title]) => title);

it('a podcast has what can be heard, says nothing of other articles, and why a file is no episode', async () => {
  const newsroom = await LiveNewsroom.open(
    {
      'articles/a.md': fields('A', 'enclosure: { url: /media/a.mp3, duration: 1:30, episode: 2 }'),
      'articles/b.md': fields('B'),
    },
    { site: site(PODCAST) },
  );
  await newsroom.write('articles/c.md', fields('C', 'enclosure: /media/c.pdf'));
  await newsroom.write('articles/d.md', fields('D'));
  const ran = await newsroom.publish({ kind: 'changes', keys: ['articles/c.md', 'articles/d.md'] });
  expect(ran.problems.map(formatProblem)).toEqual([
    'articles/c.md: warning: podcast directories: what it encloses is neither sound nor film (application/pdf); add ' +
      'type: to enclosure:, or another file (Apple Podcasts for Creators, Podcast RSS feed requirements, enclosure); ' +
      'feeds/nghe/ leaves the article out until then',
  ]);
  const rss = await podcastOf(newsroom);
  expect(titlesIn(rss)).toEqual(['A']);
  expect(rss).toContain('<itunes:duration>90</itunes:duration>');
  expect(rss).toContain('<itunes:image href="https://feeds.bao.example/media/bia.jpg"/>');
  expect(await newsroom.titles('feeds/khac')).toEqual(['D', 'C', 'B', 'A'].sort());
  expect(await newsroom.files()).toEqual(await newsroom.scratch());
});

it('an article becomes an episode once it has a file, and other feeds have no namespace of podcasts', async () => {
  const newsroom = await LiveNewsroom.open({ 'articles/a.md': fields('A') }, { site: site(PODCAST) });
  expect(titlesIn(await podcastOf(newsroom))).toEqual([]);
  const files = 'enclosure: [a.mp3, { url: a.ogg, length: 7 }, /media/a.m4a, /media/b.ogg]';
  await newsroom.write('articles/a.md', fields('A', files));
  await newsroom.write('articles/a.mp3', 'Tiếng');
  await newsroom.write('media/a.m4a', 'Tiếng');
  await newsroom.publish({ kind: 'changes', keys: ['articles/a.md', 'articles/a.mp3', 'media/a.m4a'] });
  const rss = await podcastOf(newsroom);
  expect(titlesIn(rss)).toEqual(['A']);
  expect(rss).toContain('<podcast:alternateEnclosure type="audio/ogg" length="7">');
  const others = [...(await newsroom.files())].filter(([, body]) => /xmlns:(?:itunes|podcast)=/.test(body.toString()));
  expect(others.map(([path]) => path)).toEqual(['feeds/nghe/rss.xml']);
  expect(await newsroom.files()).toEqual(await newsroom.scratch());
});

it('what is said of a podcast changes its feed, and what names it', async () => {
  const newsroom = await LiveNewsroom.open(
    { 'articles/a.md': fields('A', 'enclosure: /media/a.mp3') },
    { site: site(PODCAST) },
  );
  await newsroom.write('site.yaml', site(PODCAST.replace('News', 'Daily News')));
  await newsroom.publish({ kind: 'changes', keys: ['site.yaml'] });
  expect(await podcastOf(newsroom)).toContain('<itunes:category text="Daily News"/>');
  expect(await newsroom.files()).toEqual(await newsroom.scratch());
});
