import { describe, expect, it } from 'vitest';
import { article, buildContent } from '../../publish/newsroom.ts';
import { SITE } from '../samples.ts';

/** Builds a newsroom whose articles are in a category each, and returns what is told of near ones. */
async function told(counts: Readonly<Record<string, number>>, site = SITE): Promise<readonly string[]> {
  const names = Object.entries(counts).flatMap(([name, count]) => Array.from({ length: count }, () => name));
  const articles = names.map((name, at) => [
    `articles/${at}.md`,
    article(`title: Bài ${at}\ndate: 2026-11-20\ncategory: ${name}`),
  ]);
  const { problems } = await buildContent(Object.fromEntries(articles), site);
  return problems.filter(line => line.includes('did you mean'));
}

const UNLISTED = { ...SITE, categories: [] };

describe('a category that a single article is in', () => {
  it('is told of where its name is a typing error away from one that several are in', async () => {
    expect(await told({ 'Đời sống': 5, 'Đời sốngg': 1 }, UNLISTED)).toEqual([
      'articles/5.md: warning: category: no other article is in "Đời sốngg", so it has a feed of its own; did you ' +
        'mean "Đời sống"? If not, list it in site.yaml',
    ]);
  });

  it.each(['Đời sốn', 'Đời snốg', 'Đờisống', 'Đời-sống x'])('is near, or is not: %s', async name => {
    expect(await told({ 'Đời sống': 5, [name]: 1 }, UNLISTED)).toHaveLength(name.endsWith('x') ? 0 : 1);
  });

  it.each(['Thời sựu', 'Thờ sự', 'Thời ựs', 'thờii sự'])('is told of beside two: %s', async name => {
    expect(await told({ 'Thời sự': 2, [name]: 1 }, UNLISTED)).toHaveLength(1);
  });

  it.each([
    ['a name of a word more', { 'Kinh tế': 2, 'Kinh tế số': 1 }],
    ['another word that sounds alike', { 'Khoa học': 2, 'Hóa học': 1 }],
    ['two words that differ in a letter', { 'Bóng đá': 3, 'Bóng đã': 1, 'Đời sống': 2, 'Đời sóng': 1 }],
    ['a word that differs in a letter and its accent', { 'Mẹ và bế': 2, 'Mẹ và bép': 1 }],
    ['one beside one', { 'Thời sự': 1, 'Thời sựu': 1 }],
    ['short words that differ in a letter', { 'Văn hóa': 9, 'Văn học': 1 }],
    ['names that differ in a digit', { 'Bầu cử 2024': 9, 'Bầu cử 2028': 1 }],
    ['short names', { Tin: 9, Tinh: 1 }],
    ['a category of two articles', { 'Đời sống': 9, 'Đời sốngg': 2 }],
    ['one of few beside it, whose accents differ', { 'Đời sống': 4, 'Doi songg': 1 }],
  ])('is not told of: %s', async (_, counts) => {
    expect(await told(counts, UNLISTED)).toEqual([]);
  });

  it('is not told of where site.yaml lists it, and once where it lists the other', async () => {
    const listed = (title: string, slug: string) => ({ ...SITE, categories: [{ id: slug, title, slug, aliases: [] }] });
    const both = [listed('Đời sống', 'doi-song'), listed('Đời sốngg', 'doi-songg')];
    const site = { ...SITE, categories: both.flatMap(({ categories }) => categories) };
    expect(await told({ 'Đời sống': 5, 'Đời sốngg': 1 }, site)).toEqual([]);
    expect(await told({ 'Đời sống': 5, 'Đời sốngg': 1 }, listed('Đời sống', 'doi-song'))).toHaveLength(1);
  });
});
