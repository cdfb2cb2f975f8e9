import { describe, expect, it } from 'vitest';
import { sectionHolds } from '../../../functions/core/data-files/held-below.ts';
import { pageGlob } from '../../../functions/core/data-files/page-glob.ts';
import { expectLinear } from '../../growth.ts';
import { fc, runs } from '../../property.ts';

describe('a pattern of pages of Hugo', () => {
  it.each([
    [
      '{,/**}/_includes{,/**}',
      ['content/en/_includes/a.md', 'a/b/_includes.md'],
      ['content/en/blog/a.md', 'a_includes.md'],
    ],
    ['/tin/**', ['content/vi/tin/a.md', 'tin/a/b/index.md'], ['tin.md', 'content/chotin/a.md']],
    ['/tin/*', ['content/tin/a.vi.md', 'tin/a/index.md'], ['tin/a/b.md']],
    ['/tin/{lu,cho*}', ['tin/lu.md', 'tin/Cho Que/index.vi.md', 'tin/cho.md'], ['tin/mua.md']],
    ['**/cho-que', ['a/Cho Que.md'], ['cho-que/a.md']],
    ['/tin/202?/[a-c]*', ['tin/2024/bão.md'], ['tin/20/a.md', 'tin/2024/x/y.md']],
    ['**.draft', ['tin/a.draft.md'], ['tin/a.md']],
    ['/tin[!a]*', ['tin/a.md'], ['tina.md/b.md']],
    ['{/,/gioi-thieu}', ['index.md', 'index.pt_br.md', 'gioi-thieu.tiengviet.md'], ['a.md']],
    ['tin/**', ['content/tin/a.md'], ['chotin/a.md']],
  ])('%s fits what Hugo has it fit', (glob, fitting, others) => {
    const fits = pageGlob(glob);
    expect([fitting.filter(name => !fits?.(name)), others.filter(name => fits?.(name))]).toEqual([[], []]);
  });

  it.each(['/tin', '/tin/\\*', '/tin/[*', '{a,{b}', `{${'a,'.repeat(9)}}{${'a,'.repeat(9)}}*`, `/${'a'.repeat(500)}*`])(
    'is not understood without a wildcard, with others than these, or with too many: %s',
    glob => {
      expect(pageGlob(glob)).toBeUndefined();
    },
  );

  it('is held against a page for the first few alone, and is wide beyond', () => {
    const cascades = Array.from({ length: 30 }, (_, at) => `- draft: true\n  target: { path: '/a${at}/*/x' }\n`).join(
      '',
    );
    const holds = sectionHolds('_index.md', `---\ncascade:\n${cascades}---\n`, false);
    const isHeld = (name: string): boolean => holds.some(({ covers }) => covers(name));
    expect([isHeld('a1/b/x.md'), isHeld('a1/b/y.md'), isHeld('a29/b/x.md'), isHeld('a29/b/y.md')]).toEqual([
      ...[true, false, true, true],
    ]);
  });

  it('has runs of any length, and no more than a few', () => {
    expect(pageGlob('/a/*?*?*?*?*?*?*?*?*?*?*?*?')).toBeUndefined();
    expect(pageGlob('{a,b}{a,b}{a,b}{a,b}{a,b}*')).toBeUndefined();
  });

  it('takes a character for one, whatever its form', () => {
    expect(pageGlob('/nh\u00e0/?/*')?.('nha\u0300/😀/a.md')).toBe(true);
  });

  it('decides which articles a cascade holds back, and is wide where it is not understood', () => {
    const covered = (path: string, name: string) =>
      sectionHolds('hugo.yaml', `cascade:\n- build: { list: never }\n  target: { path: '${path}' }\n`, false).some(
        hold => hold.covers(name),
      );
    expect(covered('{,/**}/_includes{,/**}', 'content/vi/tin/a.md')).toBe(false);
    expect(covered('{,/**}/_includes{,/**}', 'content/vi/_includes/a.md')).toBe(true);
    expect(covered('/tin', 'content/vi/tin/a.md')).toBe(true);
    expect(covered('/tin/\\a*', 'content/vi/tin/b.md')).toBe(true);
    expect(covered('/tin/ch\u1ee3', 'Tin/Cho\u031b\u0323.md')).toBe(true);
    expect(covered('/tin/cho-que', 'tin/Cho Que.md')).toBe(true);
    expect(covered('/tin/cho-que', 'tin/Cho.md')).toBe(false);
  });

  it('takes time that grows no faster than the path', async () => {
    const fits = pageGlob('**a**a**a**a*b');
    await expectLinear(
      name => fits?.(name),
      n => `${'a'.repeat(n)}.md`,
      20_000,
    );
  });
});

/**
 * Returns a pattern without escapes as gobwas/glob reads it, by its documentation: lists and ranges take any character.
 */
function byTheBook(glob: string): RegExp {
  const parts = glob.match(/\*\*+|\[[^\]]*\]|[\s\S]/gu) ?? [];
  let depth = 0;
  const source = parts.map(part => {
    if (part.startsWith('**')) return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.startsWith('[')) return part.replace('[!', '[^');
    depth += part === '{' ? 1 : part === '}' ? -1 : 0;
    if (part === '{') return '(?:';
    if (part === '}') return ')';
    return part === ',' && depth === 0 ? ',' : part.replace(',', '|').replace(/[.+^$()]/, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`, 'su');
}

const SEGMENTS = ['tin', 'a', 'b1', 'nhà', 'lũ-lụt', 'index', 'draft-a'];
const atom = fc.oneof(
  fc.constantFrom(...SEGMENTS, '*', '**', '?', '[a-c]', '[!a]', '/', '/', '/'),
  fc.array(fc.constantFrom('', 'tin', '/a', '*', '/**', 'b?'), { minLength: 1, maxLength: 3 }).map(all => `{${all}}`),
);
const glob = fc.array(atom, { minLength: 1, maxLength: 6 }).map(atoms => `/${atoms.join('')}`);
const folders = fc.array(fc.constantFrom(...SEGMENTS.slice(0, 5)), { maxLength: 3 });

describe('a random pattern', () => {
  it('holds back all that it fits at Hugo', () => {
    const name = fc.tuple(folders, fc.constantFrom(...SEGMENTS), fc.constantFrom('', '.vi', '.pt_br'));
    fc.assert(
      fc.property(glob, name, (pattern, [above, base, language]) => {
        const page = `/${[...above, ...(base === 'index' ? [] : [base])].join('/')}`;
        fc.pre(byTheBook(pattern).test(page));
        const file = `${[...above, base].join('/').replaceAll('-', ' ').toUpperCase().normalize('NFD')}${language}.md`;
        expect(pageGlob(pattern)?.(file) ?? true).toBe(true);
      }),
      runs(300),
    );
  });
});
