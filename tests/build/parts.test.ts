import { describe, expect, it } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { Parts } from '../../functions/build/parts.ts';
import { encodeBody } from '../../functions/core/files/encode-body.ts';
import { LIMITS } from '../../functions/core/index/limits.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { HOUR, makeArticle, NOW, SITE } from '../core/samples.ts';
import { article } from '../publish/newsroom.ts';

const iso = (hoursAgo: number): string => new Date(NOW - hoursAgo * HOUR).toISOString();

/** Articles of which some claim the id of another, are withdrawn, are due, or spell their category otherwise. */
const CONTENT = Object.fromEntries(
  Array.from({ length: 40 }, (_, at) => {
    const fields = [
      `title: Bài ${at}`,
      `date: ${iso(((at * 17) % 40) * 20 - 50)}`,
      `category: ${at % 3 === 0 ? 'đời Sống' : 'Đời sống'}`,
      ...(at % 2 === 0 ? ['id: một'] : []),
      ...(at % 5 === 0 ? ['withdrawn: true'] : []),
      ...(at % 11 === 0 ? ['draft: true'] : []),
    ];
    return [`articles/${at}.md`, article(fields.join('\n'))];
  }),
);
const site = { ...SITE, entries: 4, minimumHours: 0, archives: true };

/** All that a build gives, read in parts of so many sources. */
async function built(perPart: number) {
  const limits = { ...LIMITS, slack: 1, considered: 6, news: 3, perPart };
  const {
    files,
    feeds,
    basis: _,
    ...facts
  } = await build({ content: createMemoryStore(CONTENT), site, now: NOW, limits });
  const bodies: [string, string][] = [];
  for await (const { path, body } of files()) bodies.push([path, Buffer.from(encodeBody(body)).toString('base64')]);
  return { ...facts, shown: feeds.map(({ entries }) => entries.map(({ id }) => id)), bodies };
}

describe('a build that reads in parts', () => {
  it('gives the same, byte for byte, however many parts there are', async () => {
    const whole = await built(1000);
    expect(whole.counts).toMatchObject({ read: 40, drafts: 4, waiting: 1, rejected: 16 });
    for (const perPart of [1, 3, 13, 39, 40]) expect(await built(perPart)).toEqual(whole);
  });
});

describe('parts', () => {
  it('take in as many sources as one may have, and merge what they remember', () => {
    const limits = { ...LIMITS, slack: 0, perPart: 2 };
    const parts = new Parts({ site: { ...site, entries: 1 }, now: NOW, limits, sizes: new Map() });
    const keys = [1, 2, 3, 4, 5].map(at => `articles/${at}.md`);
    for (const [at, key] of keys.entries()) {
      const article = makeArticle({ key, published: NOW - at * HOUR });
      parts.add(key, { kind: 'article', etag: '"1"', article, problems: [] });
    }
    const { windows, delta, counts } = parts.merge();
    expect(windows.newest().map(({ key }) => key)).toEqual(['articles/1.md']);
    expect(keys.every(key => delta.has(key))).toBe(true);
    expect(counts.published).toBe(5);
  });

  it('merge with those of other threads, and their records come in the order of keys', () => {
    const open = () => new Parts({ site, now: NOW, limits: LIMITS, sizes: new Map() });
    const [ours, theirs] = [open(), open()];
    const keys = [1, 2, 3, 4, 5].map(at => `articles/${at}.md`);
    for (const [at, key] of keys.entries()) {
      const article = makeArticle({ key, published: NOW - at * HOUR });
      (at % 2 === 0 ? theirs : ours).add(key, { kind: 'article', etag: '"1"', article, problems: [] });
    }
    const { delta, counts } = ours.merge(theirs.finish());
    expect([...delta.keys()].filter(key => keys.includes(key))).toEqual(keys);
    expect(counts.published).toBe(5);
  });
});
