import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { siteChange } from '../../functions/content/active-site.ts';
import { AUTHORS_KEYS } from '../../functions/core/bucket-layout.ts';
import { HOUR, NOW, SITE } from '../core/samples.ts';
import { LiveNewsroom, noted, PERMALINK, siteYaml } from '../publish/live-newsroom.ts';
import { article } from '../publish/newsroom.ts';

const story = (title: string, hoursAgo: number) =>
  article(`title: ${title}\ndate: ${new Date(NOW - hoursAgo * HOUR).toISOString()}\ncategory: Đời sống`);
const CONTENT = { 'articles/a.md': story('A', 1), 'articles/b.md': story('B', 2), 'articles/c.md': story('C', 3) };

describe('a changed site.yaml', () => {
  it('makes feeds anew without reading every source, where no article is another by it', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT, { site: siteYaml(PERMALINK) });
    const requests: string[] = [];
    const content = noted(newsroom.content, requests);
    await newsroom.write('site.yaml', siteYaml(PERMALINK, 'description: Mới', 'entries: 2', 'minimumHours: 0'));
    const ran = await newsroom.publish({ kind: 'changes', keys: ['site.yaml'] }, { content });
    expect(ran.changed).toEqual(expect.arrayContaining(['rss.xml', 'doi-song/rss.xml', 'doi-song/index.html']));
    expect(ran.requests.filter(request => request.startsWith('LIST'))).toEqual([]);
    const site = ['site.yaml', ...AUTHORS_KEYS];
    expect(requests.sort()).toEqual([...site, 'articles/a.md', 'articles/b.md'].map(key => `GET ${key}`).sort());
    expect(await newsroom.titles()).toEqual(['A', 'B']);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('reads everything again where articles are others by it', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    for (const lines of [
      [PERMALINK],
      ['timeZone: America/New_York'],
      ['categories: [{ title: Đời sống, slug: ds }]'],
    ]) {
      await newsroom.write('site.yaml', siteYaml(...lines));
      expect(await newsroom.changes('site.yaml')).toMatchObject({ complete: true, read: 3 });
      expect(await newsroom.files()).toEqual(await newsroom.scratch());
    }
    expect(await newsroom.titles('doi-song')).toBeUndefined();
    expect(await newsroom.titles('ds')).toEqual(['A', 'B', 'C']);
  });

  it('is found by a sweep', async () => {
    const newsroom = await LiveNewsroom.open(CONTENT, { site: siteYaml(PERMALINK) });
    await newsroom.write('site.yaml', siteYaml(PERMALINK, 'description: Mới'));
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    await newsroom.write('site.yaml', siteYaml());
    await newsroom.sweep();
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
    expect((await newsroom.sweep()).changed).toEqual([]);
  });

  it('that is invalid takes nothing from data files that are gone', async () => {
    const held = { 'articles/tin/tin.json': '{"draft": true}', 'articles/tin/d.md': story('D', 4) };
    const newsroom = await LiveNewsroom.open({ ...CONTENT, ...held });
    expect(await newsroom.titles()).toEqual(['A', 'B', 'C']);
    await newsroom.write('site.yaml', 'title: [\n');
    await newsroom.content.delete('articles/tin/tin.json');
    await newsroom.publish({ kind: 'full' });
    expect(await newsroom.titles()).toEqual(['A', 'B', 'C', 'D']);
  });

  it.each([
    ['invalid', 'title: [\n'],
    ['without a title', siteYaml().replace(/^title.*\n/, '')],
    ['gone', undefined],
  ])('that is %s leaves the last good one in force, and says so', async (_, text) => {
    const newsroom = await LiveNewsroom.open(CONTENT);
    const before = await newsroom.files();
    if (text === undefined) await newsroom.remove('site.yaml');
    else await newsroom.write('site.yaml', text);
    const ran = await newsroom.changes('site.yaml');
    expect(ran.problems).toMatchObject([{ path: 'site.yaml', severity: 'error' }]);
    expect(ran.changed).toEqual([]);
    expect((await newsroom.state()).site.problems).toHaveLength(1);
    await newsroom.changes(await newsroom.write('articles/d.md', story('D', 0)));
    expect(await newsroom.titles()).toEqual(['D', 'A', 'B', 'C']);
    await newsroom.publish({ kind: 'full' });
    expect((await newsroom.sweep()).requests).toEqual(['GET state/state.br']);
    await newsroom.changes(await newsroom.remove('articles/d.md'), await newsroom.write('site.yaml', siteYaml()));
    expect(await newsroom.files()).toEqual(before);
    expect((await newsroom.state()).site.problems).toEqual([]);
  });

  it('that is no UTF-8 is as good as invalid, as it is for a build', async () => {
    const newsroom = await LiveNewsroom.open({ 'articles/a.md': '---\ntitle: A\ndate: 2026-11-20\n---\n' });
    const before = await newsroom.files();
    const latin = Buffer.from(siteYaml().replace('Báo Mẫu', 'B\u00e1o'), 'latin1');
    const ran = await newsroom.changes(await newsroom.write('site.yaml', latin));
    expect(ran.problems).toMatchObject([{ path: 'site.yaml', severity: 'error' }]);
    expect(await newsroom.files()).toEqual(before);
  });

  it('that was never there stops nothing but the publishing', async () => {
    const newsroom = new LiveNewsroom(CONTENT);
    await newsroom.remove('site.yaml');
    const ran = await newsroom.sweep();
    expect(ran).toMatchObject({ complete: false, written: 0, problems: [{ path: 'site.yaml' }] });
    expect(ran.requests.filter(request => request.startsWith('PUT'))).toEqual([]);
    await newsroom.changes(await newsroom.write('site.yaml', siteYaml()));
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });
});

describe('what a change of the site asks for', () => {
  const site = { ...SITE, permalink: 'https://bao.example/{slug}' };

  it('is nothing, the feeds, or everything', () => {
    expect(siteChange(site, { ...site })).toBe('none');
    expect(siteChange(site, { ...site, description: 'x', entries: 9, hub: 'https://hub.example/' })).toBe('feeds');
    expect(siteChange(site, { ...site, timeZone: 'UTC' })).toBe('everything');
    expect(siteChange(site, { ...site, description: 'x', since: 2019 })).toBe('everything');
    expect(siteChange(site, SITE)).toBe('everything');
    // A reading page shows the site's title.
    expect(siteChange(SITE, { ...SITE, title: 'x' })).toBe('everything');
  });
});
