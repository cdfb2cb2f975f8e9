import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../functions/core/problem.ts';
import { readArticleStatus } from '../../functions/state/article-status.ts';
import { readStatus } from '../../functions/state/read-status.ts';
import { LiveNewsroom, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const DAY = 86_400_000;
/** So small that sums lie in segments, and windows hold few of the articles that are counted. */
const NARROW = {
  limits: { delta: 2, slack: 1, perSegment: 3, considered: 5 },
  site: siteYaml('entries: 2', 'minimumHours: 0'),
};

const story = (category: string, date = '2026-11-20', ...fields: readonly string[]) =>
  article(['title: A', `date: ${date}`, `categories: [${category}]`, ...fields].join('\n'), 'Lời.');
const said = (text: string) => expect.stringMatching(new RegExp(`${text}.*spell it so, too, or list it in site.yaml`));

/** Returns the titles of the feed with a slug, in all files that have one. */
async function namesOf(newsroom: LiveNewsroom, slug = 'thoi-su'): Promise<ReadonlySet<string>> {
  const files = await newsroom.files();
  const text = (path: string) => Buffer.from(files.get(path) ?? '', 'latin1').toString();
  const found = (path: string, pattern: RegExp) => pattern.exec(text(path))?.[1] ?? `nothing in ${path}`;
  return new Set([
    found(`${slug}/rss.xml`, /<title>(.*?) – Báo Mẫu<\/title>/),
    found(`${slug}/atom.xml`, /<title type="text">(.*?) – Báo Mẫu<\/title>/),
    found(`${slug}/feed.json`, /"title": "(.*?) – Báo Mẫu"/),
    found(`${slug}/index.html`, /<h1>(.*?)<\/h1>/),
    found('opml.xml', new RegExp(`text="([^"]*) – Báo Mẫu"[^>]*/${slug}/rss`)),
    found('follow.json', new RegExp(`categories/${slug}"[^}]*"category": "(.*?)"`)),
    found('index.html', new RegExp(`<a href="${slug}/">(.*?)</a>`)),
  ]);
}

describe('the spelling of a category that site.yaml does not list', () => {
  it('is its name also where its address is kept for something else', async () => {
    const site = siteYaml('editions: [{ slug: english, title: English, language: en }]');
    const newsroom = await LiveNewsroom.open(
      { 'articles/a.md': story('Tags'), 'articles/b.md': story('English') },
      { site },
    );
    const slugs = [...(await newsroom.files()).keys()].flatMap(
      path => /^(.*-[\da-f]{8})\/rss\.xml$/.exec(path)?.[1] ?? [],
    );
    expect(slugs.toSorted()).toEqual([expect.stringMatching(/^english-/), 'tags-f416eba0']);
    for (const slug of slugs)
      expect([...(await namesOf(newsroom, slug))]).toEqual([slug.startsWith('tags') ? 'Tags' : 'English']);
    await newsroom.changes(await newsroom.write('articles/c.md', story('tags')));
    expect([...(await namesOf(newsroom, 'tags-f416eba0'))]).toEqual(['Tags']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('is that of most articles that are out, as they come, wait, move and go', async () => {
    const newsroom = await LiveNewsroom.open(
      { 'articles/a.md': story('Thời sự'), 'articles/b.md': story('Thời sự') },
      NARROW,
    );
    const expectName = async (name: string) => {
      expect([...(await namesOf(newsroom))]).toEqual([name]);
      expect(await newsroom.files()).toEqual(await newsroom.scratch());
    };
    const put = async (name: string, ...fields: Parameters<typeof story>) =>
      newsroom.changes(await newsroom.write(`articles/${name}.md`, story(...fields)));
    await expectName('Thời sự');

    const hasty = await put('c', 'THỜI SỰ');
    expect(hasty.problems.map(formatProblem)).toEqual([
      said('articles/c.md: warning: category: "THỜI SỰ" is "Thời sự"'),
    ]);
    await expectName('Thời sự');
    // As many spell it so, with as many diacritics: the first by code points.
    await put('d', 'THỜI SỰ');
    await expectName('THỜI SỰ');
    await put('e', 'Thời sự', undefined, 'draft: true');
    await put('f', 'Thời sự', new Date(newsroom.now + DAY).toISOString());
    await expectName('THỜI SỰ');
    newsroom.now += 2 * DAY;
    await newsroom.sweep();
    await expectName('Thời sự');
    await put('f', 'Thời sự', undefined, 'withdrawn: true');
    await expectName('THỜI SỰ');
    await put('c', 'Thời sự');
    await expectName('Thời sự');
    await newsroom.changes(await newsroom.remove('articles/a.md'), await newsroom.remove('articles/b.md'));
    await expectName('THỜI SỰ');
    await newsroom.changes(await newsroom.remove('articles/d.md'), await newsroom.remove('articles/c.md'));
    expect((await newsroom.files()).has('thoi-su/rss.xml')).toBe(false);
    expect((await newsroom.state()).titles).toEqual({});
  });

  it('is counted over all articles, not those that the feed shows', async () => {
    const old = Array.from({ length: 20 }, (_, at) => [`articles/${at}.md`, story('雑記', `2026-0${(at % 9) + 1}-01`)]);
    const newsroom = await LiveNewsroom.open(Object.fromEntries(old), NARROW);
    for (const name of ['x', 'y', 'z'])
      await newsroom.changes(await newsroom.write(`articles/${name}.md`, story('雑誌, 雑記')));
    expect([...(await namesOf(newsroom, 'name-48c92b6c'))]).toEqual(['雑記']);
  });

  it('is written anew where it changes, and nothing else is', async () => {
    const newsroom = await LiveNewsroom.open({
      'articles/a.md': story('THỜI SỰ'),
      'articles/b.md': story('Kinh tế'),
      'articles/c.md': story('Thể thao'),
    });
    await newsroom.changes(await newsroom.write('articles/d.md', story('Thời sự', '2020-01-01')));
    const ran = await newsroom.changes(await newsroom.write('articles/e.md', story('Thời sự', '2020-01-01')));
    expect(ran.changed).toEqual(
      expect.arrayContaining(['thoi-su/rss.xml', 'opml.xml', 'follow.json', 'kinh-te/index.html']),
    );
    expect(ran.changed).not.toContain('kinh-te/rss.xml');
    // The page of an article spells it as that does.
    expect(ran.changed.filter(path => path.startsWith('articles/'))).toEqual([expect.stringMatching(/^articles\/e-/)]);
    expect([...(await namesOf(newsroom))]).toEqual(['Thời sự']);
  });

  it('costs no request more while it stays', async () => {
    const content = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`articles/${at}.md`, story(at % 4 === 0 ? 'THỜI SỰ' : 'Thời sự')]),
    );
    const requests = async (category: string) => {
      const newsroom = await LiveNewsroom.open(content, { limits: { perSegment: 3, delta: 20 } });
      const ran = await newsroom.changes(await newsroom.write('articles/moi.md', story(category)));
      return ran.requests.filter(request => request.startsWith('GET state/segments/')).length;
    };
    expect(await requests('Thời sự')).toBe(1);
    expect(await requests('THỜI SỰ')).toBe(2);
  });

  it.each([
    ['the first', (at: number) => at < 4],
    ['the last', (at: number) => at >= 8],
  ])('is the same from a rebuild that takes several runs, and so are the reports: %s are few', async (_, isFew) => {
    const content = Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [
        `articles/2026/11/${10 + at}/a.md`,
        story(isFew(at) ? 'Thời Sự' : 'Thời sự', `2026-11-${10 + at}`),
      ]),
    );
    const few = Object.keys(content).filter((_, at) => isFew(at));
    const newsroom = new LiveNewsroom(content, { ...NARROW, limits: { ...NARROW.limits, perRead: 2 } });
    let runs = 0;
    for (let complete = false; !complete; runs++) {
      let reads = 0;
      const ran = await newsroom.publish({ kind: 'full' }, { timeLeft: () => (reads++ < 2 ? 600_000 : 0) });
      complete = ran.complete;
      if (complete) expect(ran.problems.filter(({ message }) => /" is "|has the slug/.test(message))).toHaveLength(4);
    }
    expect(runs).toBeGreaterThan(2);
    expect([...(await namesOf(newsroom))]).toEqual(['Thời sự']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect(await reportedBy(newsroom)).toEqual(few);
    const status = await readArticleStatus(newsroom.feeds, Object.keys(content));
    const reported = status?.articles.filter(({ problems }) => problems.length > 0);
    expect(reported?.map(({ key }) => key)).toEqual(few);
    // Who is reported depends on who is in the majority by now.
    for (const key of Object.keys(content).slice(4, 9)) await newsroom.write(key, story('Thời Sự'));
    await newsroom.sweep();
    expect((await reportedBy(newsroom)).filter(key => few.includes(key))).toEqual([]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});

async function reportedBy({ feeds }: LiveNewsroom): Promise<readonly string[]> {
  const { published } = await readStatus(feeds);
  return published?.problems.filter(({ message }) => /" is "|has the slug/.test(message)).map(({ path }) => path) ?? [];
}
