import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { summarize } from '../../../functions/core/index/article-summary.ts';
import { makeArticle, SITE } from '../samples.ts';

const MB = 1024 * 1024;
const TAGGED = { ...SITE, feeds: { tags: { minimum: 0, formats: ['rss'] }, rules: [] } } as const;

/** Returns the bytes that the heap has in use, without garbage. */
function heapUsed(): number {
  setFlagsFromString('--expose_gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  return process.memoryUsage().heapUsed;
}

it('does not hold the source that its title was cut from', () => {
  const before = heapUsed();
  const summaries = Array.from({ length: 40 }, (_, at) => {
    const source = `title: Bến sông mùa nước nổi ${at}\n${'ă'.repeat(MB / 2)}`;
    return summarize(makeArticle({ title: source.slice(7, source.indexOf('\n')) }), '"1"', SITE, new Map());
  });
  expect(heapUsed() - before).toBeLessThan(10 * MB);
  expect(summaries[39]?.title).toBe('Bến sông mùa nước nổi 39');
});

it('takes little more memory for the names that an article is filed by than their lists', () => {
  const names = { tags: ['Thời tiết', 'Chợ quê'], authors: [{ name: 'Lê Na' }] };
  const summaries = (site: typeof SITE) =>
    Array.from({ length: 10_000 }, () => summarize(makeArticle(names), '"1"', site, new Map()));
  const held = [summaries(SITE), summaries(TAGGED)];
  const both = heapUsed();
  held.pop();
  const tagged = both - heapUsed();
  held.pop();
  const plain = both - tagged - heapUsed();
  expect((tagged - plain) / 10_000).toBeLessThan(270);
});
