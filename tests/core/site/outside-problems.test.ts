import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../functions/core/problem.ts';
import { outsideProblems } from '../../../functions/core/site/outside-problems.ts';
import type { Site } from '../../../functions/core/site/site.ts';
import { NOW, SITE } from '../samples.ts';

function told(more: Partial<Site>, text = '', there: readonly string[] = []): readonly string[] {
  const isThere = (key: string): boolean => there.includes(key);
  return outsideProblems({ ...SITE, ...more }, text, { now: NOW, isThere, isPicture: () => true }).map(formatProblem);
}

describe('a site', () => {
  const logo = `${SITE.feedsUrl}media/${encodeURIComponent('ảnh')}.png`;

  it('names pictures that are there, or lie elsewhere', () => {
    expect(told({ logo }, '', ['media/ảnh.png'])).toEqual([]);
    expect(told({ logo: 'https://khac.example/media/a.png', icon: `${SITE.feedsUrl}a.png` })).toEqual([]);
  });

  it('is told of those that are not there, with their line', () => {
    expect(told({ logo, icon: `${SITE.feedsUrl}media/i.png` }, 'title: A\nlogo: /media/ảnh.png\n')).toEqual([
      'site.yaml:2: warning: logo: there is no media/ảnh.png; upload it or correct the path',
      'site.yaml: warning: icon: there is no media/i.png; upload it or correct the path',
    ]);
  });

  it('takes an address that is no path for one that lies elsewhere', () => {
    expect(told({ logo: `${SITE.feedsUrl}media/%E1.png` })).toEqual([]);
  });

  it('can not have begun in a year to come, in its own zone', () => {
    const now = Date.UTC(2026, 11, 31, 18);
    const at = (since: number) =>
      outsideProblems({ ...SITE, since }, 'since: 2027', { now, isThere: () => true, isPicture: () => true });
    expect(at(2027)).toEqual([]);
    expect(at(2028).map(formatProblem)).toEqual([
      'site.yaml:1: warning: since: 2028 is to come; it is the year from which the address was yours, 2027 or before',
    ]);
  });
});
