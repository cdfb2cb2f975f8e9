import { Buffer } from 'node:buffer';
import { beforeEach, describe, expect, it } from 'vitest';
import { StateStore } from '../../functions/state/state-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { all, parseXml, text } from '../core/feed/parsed-xml.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const story = (title: string, more = ''): string =>
  article(`title: ${title}\ndate: ${new Date(NOW - HOUR).toISOString()}${more}`, `**${title}** & _bạn_`);
const CONTENT = { 'articles/a.md': story('Một *sao*'), 'articles/b.md': story('Hai') };
const LICENSED = 'license: CC-BY-4.0';
const AUDIT = { kind: 'sweep', audit: true } as const;

let newsroom: LiveNewsroom;
const pathOf = async (name: string, file: string): Promise<string | undefined> =>
  [...(await newsroom.files()).keys()].find(path => path.startsWith(`articles/${name}-`) && path.endsWith(file));
/** As the newsroom of the test shows what its files hold. */
const utf8 = (text: string): string => Buffer.from(text).toString('latin1');
const isAsBuilt = async (): Promise<void> => expect(await newsroom.files()).toEqual(await newsroom.scratch());

beforeEach(async () => {
  newsroom = await LiveNewsroom.open(CONTENT, { site: siteYaml('markdown: true', LICENSED) });
});

describe('with markdown: true', () => {
  it('each page has a twin in Markdown, and says where', async () => {
    const [page, twin] = [await pathOf('a', 'index.html'), await pathOf('a', 'index.md')];
    const files = await newsroom.files();
    expect(files.get(twin ?? '')).toBe(utf8('# Một \\*sao\\*\n\n<strong>Một *sao*</strong> & *bạn*\n'));
    expect(files.get(page ?? '')).toContain(
      `<link rel="alternate" type="text/markdown" href="https://feeds.bao.example/${twin}">`,
    );
    const object = await newsroom.feeds.get(`public/${twin}`);
    expect(object).toMatchObject({
      contentType: 'text/markdown; charset=utf-8',
      metadata: {
        link:
          `<https://feeds.bao.example/${page?.replace('index.html', '')}>; rel="canonical", ` +
          '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
      },
    });
    await isAsBuilt();
  });

  it('RSS has the same text', async () => {
    const items = all(parseXml((await newsroom.files()).get('rss.xml') ?? ''), 'channel', 'item');
    const item = items.find(item => text(item, 'title') === 'Hai');
    expect(item && text(item, 'source:markdown')).toBe(utf8('**Hai** & *bạn*'));
  });

  it('a twin changes with its article, and goes with it', async () => {
    await newsroom.changes(await newsroom.write('articles/a.md', story('Ba')));
    expect((await newsroom.files()).get((await pathOf('a', 'index.md')) ?? '')).toContain('# Ba\n');
    await isAsBuilt();
    await newsroom.changes(await newsroom.remove('articles/a.md'));
    expect(await pathOf('a', 'index.md')).toBeUndefined();
    await isAsBuilt();
  });

  it.each([
    ['withdrawn', '\nwithdrawn: true'],
    ['a draft', '\ndraft: true'],
    ['read elsewhere', '\nlink: https://bao.example/a'],
  ])('what is %s has none', async (_, more) => {
    await newsroom.changes(await newsroom.write('articles/a.md', story('Một', more)));
    expect(await pathOf('a', 'index.md')).toBeUndefined();
    await isAsBuilt();
    await newsroom.publish({ kind: 'full' });
    expect(await pathOf('a', 'index.md')).toBeUndefined();
  });

  it('twins go when the site wants none any more, and come back', async () => {
    for (const lines of [[], ['markdown: true']]) {
      await newsroom.write('site.yaml', siteYaml(...lines));
      await newsroom.sweep();
      expect(await pathOf('a', 'index.md')).toEqual(lines.length > 0 ? expect.any(String) : undefined);
      await isAsBuilt();
    }
  });

  it('an audit writes a twin again that others changed or took away, and takes away one that they added', async () => {
    const twin = (await pathOf('a', 'index.md')) ?? '';
    const before = await newsroom.files();
    for (const tamper of [
      () => newsroom.feeds.put(`public/${twin}`, Buffer.from('của người khác')),
      () => newsroom.feeds.delete(`public/${twin}`),
      () => newsroom.feeds.put('public/articles/evil-0123abcd/index.md', Buffer.from('của người khác')),
    ]) {
      await tamper();
      await newsroom.publish(AUDIT);
      expect(await newsroom.files()).toEqual(before);
    }
    expect(await newsroom.publish(AUDIT)).toMatchObject({ audit: { changed: 0, deleted: 0, added: 0 } });
  });
});

describe('without markdown', () => {
  it('an audit takes a twin away that others put beside a page', async () => {
    newsroom = await LiveNewsroom.open(CONTENT, {});
    const before = await newsroom.files();
    const page = (await pathOf('a', 'index.html')) ?? '';
    await newsroom.feeds.put(`public/${page.replace('.html', '.md')}`, Buffer.from('của người khác'));
    await newsroom.publish(AUDIT);
    expect(await newsroom.files()).toEqual(before);
    expect(await newsroom.publish(AUDIT)).toMatchObject({ audit: { changed: 0, deleted: 0, added: 0 } });
  });

  it.each(['removed', 'kept'])('twins of a run that was killed are taken away: its article is %s', async what => {
    newsroom = await LiveNewsroom.open(CONTENT, {});
    const page = (await pathOf('a', 'index.html')) ?? '';
    const before = await newsroom.files();
    if (what === 'removed') await newsroom.remove('articles/a.md');
    await newsroom.sweep();
    await newsroom.feeds.put(`public/${page.replace('.html', '.md')}`, Buffer.from('của trang trước'));
    const states = new StateStore(createPrefixedStore(newsroom.feeds, 'state/'));
    const { state, etag } = await states.load();
    if (!state) throw new Error('there is no state');
    const pending = [{ run: 'run-killed', since: 0, paths: [], keys: ['articles/a.md'] }];
    await states.commit({ ...state, pending }, etag);
    await newsroom.sweep();
    expect([...(await newsroom.files()).keys()]).toEqual(
      [...before.keys()].filter(path => what === 'kept' || path !== page),
    );
  });

  it('no request is made for one', async () => {
    newsroom = await LiveNewsroom.open(CONTENT, {});
    const withdrawn = await newsroom.write('articles/a.md', story('Một', '\nwithdrawn: true'));
    const { requests } = await newsroom.changes(withdrawn);
    const gone = await newsroom.changes(await newsroom.remove('articles/a.md'));
    expect([...requests, ...gone.requests].filter(request => request.includes('index.md'))).toEqual([]);
  });
});
