import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { check } from '../../functions/build/check.ts';
import { readingSlug } from '../../functions/core/article/key.ts';
import { formatProblem } from '../../functions/core/problem.ts';
import { readStatus } from '../../functions/state/read-status.ts';
import { SITE } from '../core/samples.ts';
import { expectAsScratch } from './as-scratch.ts';
import { LiveNewsroom, PERMALINK, siteYaml } from './live-newsroom.ts';
import { article, buildContent } from './newsroom.ts';

const LIMITS = { delta: 3, perSegment: 2, slack: 1, perCommit: 2, perRead: 2 };
const A = 'articles/cho/a.md';
const PICTURE = 'articles/cho/cho.jpg';
const PAGE = `articles/${readingSlug(A)}/index.html`;
const SRC = `https://feeds.bao.example/articles/${readingSlug(A)}/cho.jpg`;
const story = (body: string, ...fields: readonly string[]) =>
  article(['title: A', 'date: 2026-11-20', 'tags: [Chợ]', ...fields].join('\n'), body);
const STORY = story('Lời.\n\n![Chợ quê](cho.jpg)');

const textAt = async ({ feeds }: LiveNewsroom, path: string): Promise<string> =>
  Buffer.from((await feeds.get(`public/${path}`))?.bytes ?? '').toString();

/** Returns true if the picture is shown in a file, or in all of several, which are of one mind. */
async function isShown(newsroom: LiveNewsroom, ...paths: readonly string[]): Promise<boolean> {
  const texts = await Promise.all(paths.map(path => textAt(newsroom, path)));
  for (const text of texts) expect(text).toContain('Chợ quê');
  const shown = texts.map(text => text.includes(SRC));
  expect(new Set(shown).size).toBe(1);
  return shown[0] === true;
}

async function problemsIn({ feeds }: LiveNewsroom): Promise<readonly string[]> {
  const { published } = await readStatus(feeds);
  return (published?.problems ?? []).map(formatProblem);
}

const MISSING =
  `${A}:8:12: warning: the picture ${PICTURE} is not there, and left out until it is; ` +
  'upload what is missing, or correct the path';

describe('a picture beside an article that is not there', () => {
  it.each([
    ['', [PAGE, 'rss.xml', 'atom.xml', 'cho/rss.xml']],
    ['markdown: true', [PAGE, PAGE.replace('.html', '.md'), 'rss.xml']],
    ['feeds: { tags: { formats: [rss, atom] } }', [PAGE, 'rss.xml', 'tags/cho/rss.xml', 'tags/cho/atom.xml']],
    [PERMALINK, ['rss.xml', 'feed.json']],
  ])('is left out, and shown once it is, however often that changes: %s', async (line, paths) => {
    const newsroom = await LiveNewsroom.open({ [A]: STORY }, { limits: LIMITS, site: siteYaml(line) });
    for (const work of ['changes', 'sweep'] as const) {
      const told = async (key: string) => (work === 'sweep' ? newsroom.sweep() : newsroom.changes(key));
      expect(await isShown(newsroom, ...paths)).toBe(false);
      expect(await problemsIn(newsroom)).toEqual([MISSING]);
      await expectAsScratch(newsroom);
      const { problems } = await told(await newsroom.write(PICTURE, 'anh'));
      expect(problems).toEqual([]);
      expect(await isShown(newsroom, ...paths)).toBe(true);
      expect(await problemsIn(newsroom)).toEqual([]);
      await expectAsScratch(newsroom);
      expect((await told(await newsroom.remove(PICTURE))).problems.map(formatProblem)).toEqual([MISSING]);
    }
  });

  it('is left out of what comes later, and of what a rebuild makes anew', async () => {
    const newsroom = await LiveNewsroom.open({ [PICTURE]: 'anh' }, { limits: LIMITS });
    await newsroom.changes(await newsroom.write(A, STORY));
    expect(await isShown(newsroom, PAGE, 'rss.xml')).toBe(true);
    for (const present of [false, true]) {
      if (present) await newsroom.write(PICTURE, 'anh hai');
      else await newsroom.remove(PICTURE);
      const { problems } = await newsroom.publish({ kind: 'full' });
      expect(problems.map(formatProblem)).toEqual(present ? [] : [MISSING]);
      expect(await isShown(newsroom, PAGE, 'rss.xml')).toBe(present);
      await expectAsScratch(newsroom);
    }
  });

  it('leaves its place to the next that is there, and its caption and its text to readers', async () => {
    const content = {
      [A]: story(
        'Lời.\n\n![Hai](hai.jpg)\n\n[Lớn](cho.jpg)',
        'image: { src: cho.jpg, srcset: "cho.jpg 480w, hai.jpg 800w" }',
      ),
      'articles/cho/hai.jpg': 'anh',
      'articles/cho/b.html': article(
        'title: B\ndate: 2026-11-20',
        '<figure><img src="cho.jpg" alt="Chợ"><figcaption>Chợ quê</figcaption></figure>' +
          '<p><img src="cho.jpg" alt="Chợ em"></p>',
      ),
    };
    const { files, problems } = await buildContent(content);
    const page = files.get(PAGE) ?? '';
    expect(page).toContain(`<meta property="og:image" content="${SRC.replace('cho.jpg', 'hai.jpg')}">`);
    expect(page).not.toContain('cho.jpg');
    expect(page).toContain('Lớn');
    const other = files.get(`articles/${readingSlug('articles/cho/b.html')}/index.html`) ?? '';
    expect(other).not.toContain('<img');
    expect(other).toMatch(/<figure>Chợ<figcaption>Chợ quê<\/figcaption><\/figure>\s*<p>Chợ em<\/p>/);
    expect(problems.filter(problem => problem.includes('is not there'))).toEqual([
      expect.stringMatching(/^articles\/cho\/a\.md:5:15: warning: the picture articles\/cho\/cho\.jpg is not there/),
      expect.stringMatching(/^articles\/cho\/b\.html:5:19: warning: the picture articles\/cho\/cho\.jpg is not there/),
    ]);
  });

  it('comes back with its article, and is no matter of a draft, nor of one that was withdrawn', async () => {
    const newsroom = await LiveNewsroom.open({ [A]: STORY }, { limits: LIMITS });
    for (const held of ['draft: true', 'withdrawn: true']) {
      await newsroom.changes(await newsroom.write(A, story('![Chợ quê](cho.jpg)', held)));
      expect(await problemsIn(newsroom)).toEqual([]);
      await expectAsScratch(newsroom);
    }
    await newsroom.changes(await newsroom.write(A, STORY));
    expect(await problemsIn(newsroom)).toEqual([MISSING]);
    await expectAsScratch(newsroom);
  });

  it('is found among windows that are filled with older articles', async () => {
    const entries = 'entries: 2';
    const others = Object.fromEntries(
      ['b', 'c', 'd'].map(name => [`articles/cho/${name}.md`, article(`title: ${name}\ndate: 2026-11-21`)]),
    );
    const newsroom = await LiveNewsroom.open(
      { [A]: STORY, ...others },
      { limits: LIMITS, site: siteYaml(entries, 'minimumHours: 0') },
    );
    for (const key of Object.keys(others)) {
      await newsroom.changes(await newsroom.remove(key));
      await expectAsScratch(newsroom);
    }
    expect(await isShown(newsroom, 'rss.xml')).toBe(false);
  });

  it('is not looked for again where it is replaced: nothing but its copy is written', async () => {
    const newsroom = await LiveNewsroom.open({ [A]: STORY, [PICTURE]: 'anh' });
    const { changed } = await newsroom.changes(await newsroom.write(PICTURE, 'anh hai'));
    expect(changed).toEqual([PAGE.replace('index.html', 'cho.jpg')]);
  });
});

describe('a file under media/ that is not there', () => {
  const KEY = 'media/chợ.jpg';
  const URL = `https://feeds.bao.example/${encodeURI(KEY)}`;
  const missing = (place: string, of = A) =>
    `${of}:${place}: warning: the picture ${KEY} is not there, and left out until it is; ` +
    'upload what is missing, or correct the path';
  const shows = async (newsroom: LiveNewsroom, ...paths: readonly string[]): Promise<readonly boolean[]> =>
    Promise.all(paths.map(async path => (await textAt(newsroom, path)).includes(URL)));

  it.each([
    ['', [PAGE, 'rss.xml', 'atom.xml', 'cho/rss.xml']],
    ['markdown: true', [PAGE, PAGE.replace('.html', '.md'), 'rss.xml']],
    ['feeds: { tags: { formats: [rss, atom] } }', [PAGE, 'rss.xml', 'tags/cho/rss.xml', 'tags/cho/atom.xml']],
    [PERMALINK, ['rss.xml', 'feed.json']],
  ])('is left out, and shown once it is, however it is typed and told: %s', async (line, paths) => {
    const text = story('Lời.\n\n![Chợ quê](/media/chợ.jpg)');
    const newsroom = await LiveNewsroom.open({ [A]: text }, { limits: LIMITS, site: siteYaml(line) });
    for (const [at, form] of (['NFC', 'NFD'] as const).entries()) {
      const told = async (key: string) => (at === 0 ? newsroom.changes(key) : newsroom.sweep());
      expect(new Set(await shows(newsroom, ...paths))).toEqual(new Set([false]));
      expect(await problemsIn(newsroom)).toEqual([missing('8:13')]);
      await expectAsScratch(newsroom);
      expect((await told(await newsroom.write(KEY.normalize(form), 'anh'))).problems).toEqual([]);
      expect(new Set(await shows(newsroom, ...paths))).toEqual(new Set([true]));
      expect(await problemsIn(newsroom)).toEqual([]);
      await expectAsScratch(newsroom);
      const { changed } = await newsroom.changes(await newsroom.write(KEY.normalize(form), 'khác'));
      expect(changed).toEqual([KEY]);
      const { problems } = await told(await newsroom.remove(KEY.normalize(form)));
      expect(problems.map(formatProblem)).toEqual([missing('8:13')]);
    }
  });

  it.each([
    ['as the picture of the article', story('Lời.', 'image: /media/chợ.jpg'), '5:9'],
    ['as what it encloses', story('Lời.', 'enclosure: ../../media/chợ.jpg'), '5:18'],
    ['in HTML', story('Lời. <img src="/media/ch%E1%BB%A3.jpg" alt="Chợ quê">'), '6:17'],
    ['by a definition', story('Lời. ![Chợ quê][1]\n\n[1]: /media/chợ.jpg'), '8:7'],
  ])('is told of and left out %s', async (_, text, place) => {
    const { files, problems } = await buildContent({ [A]: text });
    expect(problems).toContain(missing(place));
    for (const path of [PAGE, 'rss.xml', 'atom.xml', 'feed.json']) expect(files.get(path)).not.toContain('media/ch');
    const there = await buildContent({ [A]: text, [KEY]: 'anh' });
    expect(there.problems.filter(problem => problem.includes('not there'))).toEqual([]);
    expect(there.files.get('rss.xml')).toContain(URL);
  });

  it.each([
    ['in code', 'Viết `![x](/media/chợ.jpg)`.'],
    ['in a comment', 'Lời. <!-- ![x](/media/chợ.jpg) -->'],
    ['as plain text', 'Lời (/media/chợ.jpg).'],
    ['elsewhere', '![x](https://khac.example/media/chợ.jpg)'],
    ['of another kind', '[x](/media/tep.zip)'],
  ])('is not looked for where it is named %s', async (_, body) => {
    const { problems } = await buildContent({ [A]: story(body) });
    expect(problems.filter(problem => problem.includes('not there'))).toEqual([]);
  });

  it('is told of at its place, as each of the others is', async () => {
    const body = ['a.jpg', '/media/b.mp3', '/media/c.pdf', '/media/d.png', 'e.png'].map(name => `[x](${name})`);
    const told = [
      [5, 'picture', 'articles/cho/a.jpg'],
      [17, 'file', 'media/b.mp3'],
      [35, 'file', 'media/c.pdf'],
      [53, 'picture', 'media/d.png'],
      [70, 'picture', 'articles/cho/e.png'],
    ].map(
      ([column, kind, key]) =>
        `${A}:6:${column}: warning: the ${kind} ${key} is not there, and left out until it is; upload what is ` +
        'missing, or correct the path',
    );
    const newsroom = await LiveNewsroom.open({ [A]: story(body.join(' ')) }, { limits: LIMITS });
    expect(await problemsIn(newsroom)).toEqual(told);
    expect((await buildContent({ [A]: story(body.join(' ')) })).problems).toEqual(told);
    const { problems } = await check({ content: newsroom.content, site: SITE, now: newsroom.now });
    expect(problems.map(formatProblem).filter(problem => problem.includes('not there'))).toEqual(told);
  });

  it('has the place of its own name, and not of one that ends with it', async () => {
    const { problems } = await buildContent({ [A]: story('[x](xa.jpg) [x](a.jpg)') });
    expect(problems.map(problem => problem.slice(0, problem.indexOf(' is not')))).toEqual([
      `${A}:6:5: warning: the picture articles/cho/xa.jpg`,
      `${A}:6:17: warning: the picture articles/cho/a.jpg`,
    ]);
  });

  it('is counted with others where more than five are missing, and named by a check', async () => {
    const names = Array.from({ length: 8 }, (_, at) => `[x](${at}.jpg)`);
    const newsroom = await LiveNewsroom.open({ [A]: story(names.join('\n')) }, { limits: LIMITS });
    const told = await problemsIn(newsroom);
    expect(told).toHaveLength(6);
    expect(told.at(-1)).toBe(
      `${A}:11:5: warning: 3 others of the files that it names are not there, either; bantin check names each`,
    );
    const { problems } = await check({ content: newsroom.content, site: SITE, now: newsroom.now });
    expect(problems.filter(({ message }) => message.includes('not there'))).toHaveLength(8);
  });

  it('takes a hundred characters of the state, however many an article names', async () => {
    const size = async (count: number): Promise<number> => {
      const body = Array.from({ length: count }, (_, at) => `![x](/media/thu-muc-rat-dai/anh-${at}.jpg)`).join('\n');
      const newsroom = await LiveNewsroom.open({ [A]: story(body) });
      const { windows } = await newsroom.state();
      return JSON.stringify(windows.articles).length;
    };
    expect((await size(500)) - (await size(1))).toBeLessThanOrEqual(100);
  });
});

describe('a file of an episode that is not there', () => {
  it.each(['chapters', 'transcript'])('is left out whatever its ending, and there once it is: %s', async field => {
    const site = siteYaml(
      'podcast: { category: News, explicit: false, cover: https://bao.example/a.jpg, owner: { email: a@bao.example } }',
      'feeds: { rules: [{ slug: nghe, title: Nghe, for: podcast }] }',
    );
    const text = story('Lời.', `enclosure: { url: https://bao.example/a.mp3, ${field}: /media/a.json }`);
    const newsroom = await LiveNewsroom.open({ [A]: text }, { limits: LIMITS, site });
    const isNamed = async () => (await textAt(newsroom, 'feeds/nghe/rss.xml')).includes('media/a.json');
    expect(await isNamed()).toBe(false);
    expect(await problemsIn(newsroom)).toEqual([
      expect.stringMatching(/^articles\/cho\/a\.md:5:\d+: warning: the file media\/a\.json is not there, and left out/),
    ]);
    await newsroom.changes(await newsroom.write('media/a.json', '{}'));
    expect(await isNamed()).toBe(true);
    expect(await problemsIn(newsroom)).toEqual([]);
    await expectAsScratch(newsroom);
    await newsroom.changes(await newsroom.remove('media/a.json'));
    expect(await isNamed()).toBe(false);
    await expectAsScratch(newsroom);
  });

  it('is no text beside an article, which is an article of its own and may be held back', async () => {
    const held = {
      'articles/a.transcript.txt': '---\ntitle: A\ndraft: true\n---\nLời kín.',
      'articles/b.transcript.txt': '---\ntitle: B\ndate: 2030-01-02\n---\nLời kín.',
      'articles/_drafts/c.transcript.txt': 'Lời kín.',
      'articles/_d.transcript.txt': 'Lời kín.',
      'articles/drafts/e.transcript.txt': 'Lời kín.',
    };
    const names = Object.keys(held).map(key => key.slice('articles/'.length));
    const text = story(names.map(name => `[Lời](${name})`).join('\n'));
    const newsroom = await LiveNewsroom.open({ 'articles/lk.md': text, ...held }, { limits: LIMITS, site: siteYaml() });
    const files = [...(await newsroom.files()), ...(await newsroom.scratch())];
    expect(files.filter(([path, file]) => /transcript\.txt/.test(path) || file.includes('Lời kín'))).toEqual([]);
    await expectAsScratch(newsroom);
  });
});
