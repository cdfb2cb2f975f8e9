import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { summarize } from '../../../functions/core/index/article-summary.ts';
import { makeArticle, SITE } from '../samples.ts';

const MB = 1024 * 1024;

it('does not hold the source that its title was cut from', () => {
  setFlagsFromString('--expose_gc');
  const collect: () => void = runInNewContext('gc');
  const heapUsed = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = heapUsed();
  const summaries = Array.from({ length: 40 }, (_, at) => {
    const source = `title: Bến sông mùa nước nổi ${at}\n${'ă'.repeat(MB / 2)}`;
    return summarize(makeArticle({ title: source.slice(7, source.indexOf('\n')) }), '"1"', SITE, new Map());
  });
  expect(heapUsed() - before).toBeLessThan(10 * MB);
  expect(summaries[39]?.title).toBe('Bến sông mùa nước nổi 39');
});
