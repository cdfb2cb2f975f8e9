import { describe, expect, it } from 'vitest';
import { parseCpuOf, parseCpuOfAll } from '../../bench/machine.ts';
import type { Run } from '../../bench/measure.ts';
import { describeOthers, figuresOf, renderMarkdown, type Size } from '../../bench/report.ts';

const run = (seconds: number, others = 0): Run => ({ seconds, cpu: seconds, megabytes: 100 * seconds, others });
const base = [run(2), run(4), run(2)];

function size(others = 0): Size {
  const ours = [run(1, others), run(3, others), run(1, others)];
  return {
    title: '1,000 articles',
    articles: '1,000',
    measured: [
      { name: 'bantin', runs: ours, base },
      { name: 'Hugo', runs: base, base },
    ],
  };
}

const CIRCUMSTANCES = { machine: ['AMD, 2 cores', 'hugo v1'], commit: 'abc', rounds: 3, base: 'Hugo' };

describe('the report of a benchmark', () => {
  it('has medians, the highest memory, and seconds in those of the other', () => {
    expect(figuresOf({ name: 'bantin', runs: [run(1), run(3), run(1)], base })).toEqual({
      seconds: 1,
      cpu: 1,
      megabytes: 300,
      others: 0,
      ratio: 0.5,
    });
  });

  it('says that the machine was busy where others took much of it, and only then', () => {
    expect(describeOthers([size(), size(0.04)])).toBeUndefined();
    expect(describeOthers([size(), size(0.31)])).toContain('up to 31 % of all cores');
    const short = { name: 'a', runs: [run(0.1, 0.9)], base };
    expect(describeOthers([{ title: '', measured: [short] }])).toBeUndefined();
    expect(renderMarkdown([size(0.31)], CIRCUMSTANCES)).toContain('**The machine was busy');
    expect(renderMarkdown([size()], CIRCUMSTANCES)).toContain('Nothing else ran meanwhile.');
  });

  it('draws the ratio of each size of archives, and of nothing else', () => {
    const start: Size = { title: 'start', measured: size().measured };
    const markdown = renderMarkdown([size(), start], CIRCUMSTANCES);
    expect(markdown).toContain('x-axis "articles" ["1,000"]');
    expect(markdown).toContain('bar [0.50]');
    expect(markdown).toContain('| bantin | 0.50 | 1.00 | 1.00 | 300 | 0 |');
  });
});

describe('what Linux tells of processes', () => {
  it('is the time of all states but idle and waiting, what the host took included', () => {
    expect(parseCpuOfAll('cpu  100 20 30 4000 500 6 7 37 0 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n')).toBe(2);
    expect(parseCpuOfAll('intr 1\n')).toBeUndefined();
  });

  it('is found behind a name that holds anything', () => {
    expect(parseCpuOf('42 (a) S (b) 9) S 1 42 42 0 -1 4194304 100 0 0 0 150 50 0 0 20 0 11 0 1 2 3')).toBe(2);
  });
});
