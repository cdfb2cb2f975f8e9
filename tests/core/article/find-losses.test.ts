import { describe, expect, it } from 'vitest';
import { createArticleReader } from '../../../functions/core/article/read-article.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { fc, runs } from '../../property.ts';
import { sources } from '../body/nasty-sources.ts';
import { render } from '../body/render.ts';
import { SITE } from '../samples.ts';

const HEAD = '---\ntitle: Tựa đề\ndate: 2026-01-02\n---\n';

function read(key: string, text: string): readonly string[] {
  const { problems } = createArticleReader(SITE)({ key, bytes: Buffer.from(text), lastModified: 0 });
  return problems.map(formatProblem);
}

describe('a source that is read', () => {
  it('tells the words that its article will not show, by their place in the file', () => {
    expect(read('articles/a.md', `${HEAD}\nLời <select>một</select>\n`)).toEqual([
      'articles/a.md:6:5: warning: <select> and the 3 characters in it are left out; articles have no forms; ' +
        'write what readers should see as text, or take it out',
    ]);
    expect(read('articles/a.html', `${HEAD}<p>Lời\n<noscript>một</noscript>`)).toEqual([
      expect.stringMatching(/^articles\/a\.html:6:1: warning: <noscript> and the 3 characters in it are left out; /),
    ]);
  });

  it('tells them of a draft, too, but not of what was withdrawn', () => {
    const text = `${HEAD}<svg>một</svg>`;
    expect(read('articles/a.md', text.replace('date', 'draft: true\ndate'))).toHaveLength(1);
    expect(read('articles/a.md', text.replace('date', 'withdrawn: true\ndate'))).toEqual([]);
  });

  it.each(['md', 'html'])('tells the links of elements that lie too deep in each other (.%s)', ending => {
    const deep = `<a href="/a">một</a> hai${'<i>'.repeat(199)}`;
    expect(read(`articles/a.${ending}`, `${HEAD}${deep}`)).toEqual([]);
    expect(read(`articles/a.${ending}`, `${HEAD}${deep}<i><i>`)).toEqual([
      expect.stringContaining('elements lie too deep in each other for any reader; close what is open'),
    ]);
  });

  it.each([
    ['md', 'markdown'],
    ['mdx', 'mdx'],
    ['html', 'html'],
    ['txt', 'text'],
  ] as const)('is looked at closely wherever there may be any (.%s)', (ending, format) => {
    fc.assert(
      fc.property(sources(8), source => {
        const losses = new Set(render(format, source).losses.map(({ line }) => line));
        const found = read(`articles/a.${ending}`, HEAD + source);
        expect(found.length > 0).toBe(losses.size > 0);
      }),
      runs(1000),
    );
  });
});
