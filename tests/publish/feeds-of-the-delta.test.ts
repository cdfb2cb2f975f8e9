import { beforeEach, describe, expect, it } from 'vitest';
import { StateStore } from '../../functions/state/state-store.ts';
import { createPrefixedStore } from '../../functions/stores/prefixed-store.ts';
import { HOUR, NOW } from '../core/samples.ts';
import { LiveNewsroom, siteYaml } from './live-newsroom.ts';
import { article } from './newsroom.ts';

const HEAD = ['entries: 2', 'minimumHours: 48'];
const site = (minimum: number, ...more: readonly string[]) =>
  siteYaml(...HEAD, 'feeds:', '  authors: true', `  tags: { minimum: ${minimum} }`, ...more);
const RULE = '  rules: [{ slug: tat-ca, title: Tất cả, include: {} }]';
const story = (title: string, hoursAgo: number, tag: string): string => {
  const date = new Date(NOW - hoursAgo * HOUR).toISOString();
  return article(`title: ${title}\ndate: ${date}\nauthors: [Lê Na]\ntags: [${tag}]`);
};

let newsroom: LiveNewsroom;

/** Has the state say nothing of segments, as one that older code wrote. */
async function forgetSegments(): Promise<void> {
  await new StateStore(createPrefixedStore(newsroom.feeds, 'state/')).update(state => {
    if (!state) return undefined;
    const { feedSegments: _, ...rest } = state;
    return rest;
  });
}

describe.each([
  ['written by this code', false],
  ['written by older code', true],
])('authors and tags that the delta alone has, in a state %s', (_, isOld) => {
  beforeEach(async () => {
    newsroom = await LiveNewsroom.open({ 'articles/a.md': article('title: Cũ\nmain: false') }, { site: site(1) });
    for (const [tag, hoursAgo] of [
      ['lũ', 1],
      ['chợ', 2],
      ['ven biển', 47.5],
    ] as const)
      await newsroom.changes(await newsroom.write(`articles/${tag}.md`, story(tag, hoursAgo, tag)));
    if (isOld) await forgetSegments();
    const { delta } = await newsroom.state();
    expect(Object.keys(delta)).toContain('feed:author:le-na');
  });

  it('link to a rule that comes', async () => {
    await newsroom.changes(await newsroom.write('site.yaml', site(1, RULE)));
    expect((await newsroom.files()).get('authors/le-na/index.html')).toContain('href="../../feeds/tat-ca/"');
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('have no feed once the minimum is higher', async () => {
    await newsroom.changes(await newsroom.write('site.yaml', site(2)));
    expect([...(await newsroom.files()).keys()].filter(path => /^tags.*xml/.test(path))).toEqual([]);
    expect(await newsroom.files()).toEqual(await newsroom.scratch());
  });

  it('show what is young again when the clock goes back', async () => {
    newsroom.now += HOUR;
    await newsroom.sweep();
    expect(await newsroom.titles('authors/le-na')).toEqual(['lũ', 'chợ']);
    newsroom.now -= HOUR;
    await newsroom.sweep();
    expect(await newsroom.titles('authors/le-na')).toEqual(['lũ', 'chợ', 'ven biển']);
  });

  it('have files that somebody else deleted written again', async () => {
    const before = await newsroom.files();
    for await (const { key } of newsroom.feeds.list('public/'))
      if (/^public\/(?:authors|tags)\/[^/]+\//.test(key)) await newsroom.feeds.delete(key);
    await newsroom.publish({ kind: 'sweep', audit: true });
    expect(await newsroom.files()).toEqual(before);
  });
});
