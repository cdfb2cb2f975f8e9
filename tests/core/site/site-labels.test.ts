import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../functions/core/problem.ts';
import { parseSite } from '../../../functions/core/site/parse-site.ts';

const parse = (...lines: readonly string[]) => {
  const { site, problems } = parseSite(
    ['title: Báo', 'url: https://bao.example/', 'feedsUrl: https://f.example/', 'since: 2018', ...lines].join('\n'),
  );
  return [site?.labels, problems.map(formatProblem)];
};

describe('labels in site.yaml', () => {
  it('are those of the language of the site, or of the language that they are listed under', () => {
    expect(parse('labels: { subscribe: Đăng ký }')).toEqual([{ vi: { subscribe: 'Đăng ký' } }, []]);
    expect(parse('language: en-GB', 'labels:', '  subscribe: Follow', '  fr: { tags: Sujets }')).toEqual([
      { en: { subscribe: 'Follow' }, fr: { tags: 'Sujets' } },
      [],
    ]);
    expect(parse()).toEqual([undefined, []]);
  });

  it('are reported where they mean nothing', () => {
    expect(parse('labels: { subscrib: Đăng ký }')[1]).toEqual([
      'site.yaml:5:11: warning: subscrib is not a field that Bantin knows; did you mean subscribe?',
    ]);
    expect(parse('labels: [a]')[1]).toEqual(['site.yaml:5:9: labels: expected labels by name, such as subscribe:']);
    expect(parse('labels: { "?": { tags: a } }')[1]).toEqual([
      'site.yaml:5:11: labels: expected a language such as vi, found "?"',
    ]);
    expect(parse('labels: { vi: { tags: [a] } }')[1]).toHaveLength(1);
  });
});
