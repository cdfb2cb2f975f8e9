import { Buffer } from 'node:buffer';
import { beforeEach, describe, expect, it } from 'vitest';
import { StateStore } from '../../functions/state/state-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { all, parseXml } from '../core/feed/parsed-xml.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom, PERMALINK, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const LIST = 'chapters: [{ at: 0:00, title: Mở "đầu" }, { at: 1:30, title: Chợ, url: "https://bao.example/cho" }]';
const AUDIT = { kind: 'sweep', audit: true } as const;
const PODCAST = [
  'feeds: { rules: [{ slug: nghe, title: Nghe, for: podcast }] }',
  'podcast: { cover: "https://bao.example/bia.jpg", category: News, explicit: false, author: Bao }',
] as const;
const episode = (chapters: string = LIST, more = ''): string =>
  article(
    `title: Tập <một>\ndate: ${new Date(NOW - HOUR).toISOString()}\n` +
      `enclosure:\n  url: /media/a.mp3\n  duration: 3:00${chapters && `\n  ${chapters}`}${more}`,
    'Lời',
  );
const CONTENT = { 'articles/a.md': episode(), 'articles/b.md': article('title: Hai'), 'media/a.mp3': 'ID3' };
const CHAPTERS = {
  version: '1.2.0',
  title: 'Tập <một>',
  chapters: [
    { startTime: 0, title: 'Mở "đầu"' },
    { startTime: 90, title: 'Chợ', url: 'https://bao.example/cho' },
  ],
};

let newsroom: LiveNewsroom;
const pathOf = async (): Promise<string | undefined> =>
  [...(await newsroom.files()).keys()].find(path => path.endsWith('/chapters.json'));
const isAsBuilt = async (): Promise<void> => expect(await newsroom.files()).toEqual(await newsroom.scratch());
/** Names, addresses and types of the chapters that a podcast's items have. */
const named = async (): Promise<readonly unknown[]> =>
  all(parseXml((await newsroom.files()).get('feeds/nghe/rss.xml') ?? ''), 'channel', 'item').flatMap(item =>
    item.children.flatMap(({ name, attributes: { url, type } }) => (/chapters$/.test(name) ? [[name, url, type]] : [])),
  );

beforeEach(async () => {
  newsroom = await LiveNewsroom.open(CONTENT, { site: siteYaml(...PODCAST) });
});

describe('chapters in front matter', () => {
  it('are a file beside the page, which the podcast names', async () => {
    const path = (await pathOf()) ?? '';
    expect(path).toMatch(/^articles\/a-[\da-f]{8}\/chapters\.json$/);
    const object = await newsroom.feeds.get(`public/${path}`);
    expect(object).toMatchObject({
      contentType: 'application/json+chapters',
      cacheControl: 'public, max-age=300, stale-while-revalidate=300, stale-if-error=86400',
    });
    expect(JSON.parse(Buffer.from(object?.bytes ?? []).toString())).toEqual(CHAPTERS);
    expect(await named()).toEqual([
      ['podcast:chapters', `https://feeds.bao.example/${path}`, 'application/json+chapters'],
      ['psc:chapters', undefined, undefined],
    ]);
    await isAsBuilt();
  });

  it('change with the article, and go with it', async () => {
    const path = (await pathOf()) ?? '';
    await newsroom.changes(await newsroom.write('articles/a.md', episode('chapters: [{ at: 0:07, title: Ba }]')));
    expect((await newsroom.files()).get(path)).toContain('"startTime": 7');
    await isAsBuilt();
    const { requests } = await newsroom.changes(await newsroom.remove('articles/a.md'));
    expect(requests).toContain(`DELETE public/${path}`);
    expect(await pathOf()).toBeUndefined();
    await isAsBuilt();
  });

  it.each([
    ['withdrawn', episode(LIST, '\nwithdrawn: true')],
    ['a draft', episode(LIST, '\ndraft: true')],
    ['expired', episode(LIST, `\nexpires: ${new Date(NOW - 1).toISOString()}`)],
    ['read elsewhere', episode(LIST, '\nlink: https://bao.example/a')],
    ['without chapters', episode('')],
    ['with chapters in a file of its own', episode('chapters: /media/a.json')],
    ['under another slug', episode('', '\nslug: khac')],
  ])('are none of what is %s', async (_, text) => {
    await newsroom.changes(await newsroom.write('articles/a.md', text));
    expect(await pathOf()).toBeUndefined();
    await isAsBuilt();
    await newsroom.publish({ kind: 'full' });
    expect(await pathOf()).toBeUndefined();
    await newsroom.changes(await newsroom.write('articles/a.md', episode()));
    expect(await pathOf()).toBeDefined();
    await isAsBuilt();
  });

  it('come at the date of the article, and go when it expires', async () => {
    const [from, until] = [NOW + HOUR, NOW + 2 * HOUR].map(at => new Date(at).toISOString());
    const text = episode(LIST, `\nexpires: ${until}`).replace(/date: .*/, `date: ${from}`);
    await newsroom.changes(await newsroom.write('articles/a.md', text));
    const found: boolean[] = [];
    for (const at of [NOW, NOW + HOUR, NOW + 2 * HOUR]) {
      newsroom.now = at;
      await newsroom.sweep();
      found.push((await pathOf()) !== undefined);
      await isAsBuilt();
    }
    expect(found).toEqual([false, true, false]);
  });

  it('stay while the sound is missing, which they are not named without', async () => {
    const path = await pathOf();
    await newsroom.changes(await newsroom.remove('media/a.mp3'));
    expect([await pathOf(), await named()]).toEqual([path, []]);
    await isAsBuilt();
    await newsroom.publish({ kind: 'full' });
    expect(await pathOf()).toBe(path);
  });

  it('are no file with a permalink, as there is no page', async () => {
    await newsroom.write('site.yaml', siteYaml(...PODCAST, PERMALINK));
    await newsroom.sweep();
    expect(await pathOf()).toBeUndefined();
    expect(await named()).toEqual([['psc:chapters', undefined, undefined]]);
    await isAsBuilt();
    await newsroom.write('site.yaml', siteYaml(...PODCAST));
    await newsroom.sweep();
    expect(await pathOf()).toBeDefined();
    await isAsBuilt();
  });

  it('lie beside the Markdown twin', async () => {
    await newsroom.write('site.yaml', siteYaml(...PODCAST, 'markdown: true'));
    await newsroom.sweep();
    const path = (await pathOf()) ?? '';
    expect([...(await newsroom.files()).keys()]).toContain(path.replace('chapters.json', 'index.md'));
    await isAsBuilt();
    await newsroom.changes(await newsroom.write('articles/a.md', episode('')));
    await isAsBuilt();
  });

  it('an audit writes them again where others changed them or took them away, and takes away added ones', async () => {
    const path = (await pathOf()) ?? '';
    const page = [...(await newsroom.files()).keys()].find(each => /^articles\/b-.*html$/.test(each)) ?? '';
    const before = await newsroom.files();
    for (const tamper of [
      () => newsroom.feeds.put(`public/${path}`, Buffer.from('{}')),
      () => newsroom.feeds.delete(`public/${path}`),
      () => newsroom.feeds.put('public/articles/evil-0123abcd/chapters.json', Buffer.from('{}')),
      () => newsroom.feeds.put(`public/${page.replace('index.html', 'chapters.json')}`, Buffer.from('{}')),
    ]) {
      await tamper();
      await newsroom.publish(AUDIT);
      expect(await newsroom.files()).toEqual(before);
    }
    expect(await newsroom.publish(AUDIT)).toMatchObject({ audit: { changed: 0, deleted: 0, added: 0 } });
  });

  it.each(['removed', 'kept'])('of a run that was killed are taken away: its article is %s', async what => {
    const page = [...(await newsroom.files()).keys()].find(each => /^articles\/b-.*html$/.test(each)) ?? '';
    if (what === 'removed') await newsroom.remove('articles/b.md');
    await newsroom.sweep();
    const expected = await newsroom.files();
    await newsroom.feeds.put(`public/${page.replace('index.html', 'chapters.json')}`, Buffer.from('{}'));
    const states = new StateStore(createPrefixedStore(newsroom.feeds, 'state/'));
    const { state, etag } = await states.load();
    if (!state) throw new Error('there is no state');
    const pending = [{ run: 'run-killed', since: 0, paths: [], keys: ['articles/b.md'] }];
    await states.commit({ ...state, pending }, etag);
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(expected);
  });

  it('no request is made for them where there are none', async () => {
    const { requests } = await newsroom.changes(await newsroom.write('articles/b.md', article('title: Ba')));
    const gone = await newsroom.changes(await newsroom.remove('articles/b.md'));
    expect([...requests, ...gone.requests].filter(request => request.includes('chapters.json'))).toEqual([]);
  });
});
