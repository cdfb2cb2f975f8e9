import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { check } from '../../functions/build/check.ts';
import { podcast } from '../../functions/core/check/profiles/podcast.ts';
import { formatProblem } from '../../functions/core/problem.ts';
import { parseSite } from '../../functions/core/site/parse-site.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
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
const parsed = () => {
  const read = parseSite(site(PODCAST));
  if (!read.site) throw new Error('site.yaml is not valid');
  return read.site;
};
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
      'media/a.mp3': 'a',
      'media/c.pdf': 'c',
    },
    { site: site(PODCAST) },
  );
  await newsroom.write('articles/c.md', fields('C', 'enclosure: /media/c.pdf'));
  await newsroom.write('articles/d.md', fields('D'));
  const ran = await newsroom.publish({ kind: 'changes', keys: ['articles/c.md', 'articles/d.md'] });
  expect(ran.problems.map(formatProblem)).toEqual([
    'articles/c.md:5:1: warning: podcast directories: what it encloses is neither sound nor film (application/pdf); ' +
      'add type: to enclosure:, or another file (Apple Podcasts for Creators, Podcast RSS feed requirements, ' +
      'enclosure); feeds/nghe/ leaves the article out until then',
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
  await newsroom.write('articles/a.ogg', 'Tiếng');
  await newsroom.write('media/a.m4a', 'Tiếng');
  const keys = ['articles/a.md', 'articles/a.mp3', 'articles/a.ogg', 'media/a.m4a'];
  await newsroom.publish({ kind: 'changes', keys });
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

it('an episode whose file beside it is not there is left out, with its place, until the file comes', async () => {
  const [a, file] = ['articles/a.md', 'articles/a.mp3'];
  const newsroom = await LiveNewsroom.open({ [a]: fields('A', 'enclosure: a.mp3') }, { site: site(PODCAST) });
  const missing =
    `${a}:5:12: warning: the file ${file} is not there, and left out until it is; ` +
    'upload what is missing, or correct the path';
  const expectState = async (isThere: boolean, told?: readonly string[]) => {
    expect(titlesIn(await podcastOf(newsroom))).toEqual(isThere ? ['A'] : []);
    const others = Buffer.from((await newsroom.feeds.get('public/feeds/khac/rss.xml'))?.bytes ?? []).toString();
    expect(titlesIn(others)).toEqual(['A']);
    expect(others.includes('<enclosure ')).toBe(isThere);
    expect(others).not.toContain('length="0"');
    if (told) expect(told).toEqual(isThere ? [] : [missing]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  };
  await expectState(false);
  for (const isThere of [true, false, true]) {
    if (isThere) await newsroom.write(file, 'Tiếng');
    else await newsroom.remove(file);
    const { problems } = await newsroom.publish({ kind: 'changes', keys: [file] });
    await expectState(isThere, problems.map(formatProblem));
  }
});

it('a build says which files beside articles are not there, and a check does not ask for their length', async () => {
  const content = createMemoryStore({
    'articles/a.md': fields('A', 'enclosure: a.mp3'),
    'articles/b.md': fields('B', 'enclosure: b.pdf'),
  });
  const options = { content, site: parsed(), now: Date.UTC(2026, 10, 23, 12), profiles: [podcast] };
  const told = (await build(options)).problems.map(formatProblem).filter(problem => problem.includes('the file'));
  expect(told).toEqual([
    expect.stringMatching(/^articles\/a\.md:5:12: warning: the file articles\/a\.mp3 is not there/),
    expect.stringMatching(/^articles\/b\.md:5:12: warning: the file articles\/b\.pdf is not there/),
  ]);
  expect((await check(options)).problems.map(formatProblem).join('\n')).not.toContain('add length:');
  const outside = { 'articles/a.md': fields('A', 'enclosure: https://khac.example/a.mp3') };
  const { problems } = await check({ ...options, content: createMemoryStore(outside) });
  expect(problems.map(formatProblem).join('\n')).toContain('add length:');
  const gone = { 'articles/a.md': fields('A', 'enclosure: /media/a.mp3') };
  const others = (await check({ ...options, content: createMemoryStore(gone) })).problems.map(formatProblem).join('\n');
  expect(others).not.toContain('add length:');
  expect(others).toContain('media/a.mp3');
});

it('the page of an episode leads to the podcasts that it stands in, by the names that these have', async () => {
  const rules = (title: string, ...more: readonly string[]) =>
    siteYaml(
      'minimumHours: 0',
      'feeds:',
      '  rules:',
      `    - { slug: nghe, title: ${title}, for: podcast, podcast: { ${PODCAST} } }`,
      `    - { slug: phim, title: Phim, include: { tags: [phim] }, for: podcast, podcast: { ${PODCAST} } }`,
      '    - { slug: msn, title: Khác, for: generic-strict }',
      ...more,
    );
  const newsroom = await LiveNewsroom.open(
    {
      'articles/a.md': fields('A', 'enclosure: /media/a.mp3'),
      'articles/b.md': fields('B', 'enclosure: /media/b.pdf'),
      'articles/c.md': fields('C', 'tags: [phim]'),
      'articles/d.md': article('title: D\ndate: 2026-10-05\ntags: [phim]\nenclosure: /media/d.mp4'),
    },
    { site: rules('Nghe') },
  );
  const expectLinks = async (title: string) => {
    const files = [...(await newsroom.files())].filter(([path]) => /^articles\/.*\/index\.html$/.test(path));
    const links = files.map(([path, page]) => [
      path.slice('articles/'.length)[0],
      [
        ...Buffer.from(page, 'latin1')
          .toString()
          .matchAll(/<li><a href="[^"]*\.example\/([^"]*)#subscribe">(.*?)</g),
      ].map(found => found.slice(1)),
    ]);
    const [home, section] = [
      ['', 'Báo Mẫu'],
      ['tin/', 'Tin'],
    ];
    const [hear, films] = [
      ['feeds/nghe/', title],
      ['feeds/phim/', 'Phim'],
    ];
    expect(Object.fromEntries(links)).toEqual({
      a: [section, hear, home],
      b: [section, home],
      c: [section, home],
      d: [hear, films, home],
    });
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  };
  await expectLinks('Nghe');
  await newsroom.changes(await newsroom.write('site.yaml', rules('Nghe Bãi Tràm')));
  await expectLinks('Nghe Bãi Tràm');
  await newsroom.changes(await newsroom.write('site.yaml', rules('Nghe Bãi Tràm', '    - { title: Thêm }')));
  await expectLinks('Nghe Bãi Tràm');
});
