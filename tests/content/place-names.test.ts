import { expect, test } from 'vitest';
import { placeNames } from '../../functions/content/place-names.ts';
import type { Problem } from '../../functions/core/problem.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';

const NEAR = 'category: no other article is in "Đời sốngg", so it has a feed of its own; did you mean "Đời sống"?';

async function placed(source: string, message: string): Promise<readonly Problem[]> {
  const content = createMemoryStore();
  await content.put('articles/tin.md', Buffer.from(source));
  return placeNames([{ path: 'articles/tin.md', severity: 'warning', message }], content);
}

test.each<[what: string, source: string, message: string, line: number | undefined, column: number | undefined]>([
  ['of a field', '---\ntitle: Đời sốngg\ncategory: Đời sốngg\n---\nChữ.\n', NEAR, 3, 11],
  ['in a list', '---\ntitle: A\ncategories:\n  - Thể thao\n  - "Đời sốngg"\n---\nChữ.\n', NEAR, 5, 5],
  ['among names with commas', '---\ntitle: A\ncategory: Thể thao, Đời sốngg\n---\nChữ.\n', NEAR, 3, 11],
  ['of TOML', '+++\ntitle = "A"\ncategories = ["Đời sốngg"]\n+++\nChữ.\n', NEAR, 3, 15],
  ['of an author', '---\nauthor: Lan\n---\nChữ.\n', 'author: "Lan" is "LAN" to most articles; spell it so', 2, 9],
  [
    'with quotes',
    `---\ntags:\n  - Bến\n  - 'Chợ "Nổi"'\n---\n`,
    'tag: "Chợ "Nổi"" is "Chợ “Nổi”" to most articles',
    4,
    5,
  ],
  ['that begins as another', `---\ntags: [Chợ, 'Chợ "Nổi"']\n---\n`, 'tag: "Chợ "Nổi"" is "Chợ nổi" to most', 2, 13],
  ['that begins with a quote', `---\ntags:\n  - Bến\n  - '"Nổi"'\n---\n`, 'tag: ""Nổi"" is "Nổi" to most', 4, 5],
  [
    'with a comma',
    '---\ntags:\n  - Bến\n  - Cồn, bãi\n---\n',
    'tag: "Cồn, bãi" has the slug con-bai, as "B" has',
    4,
    5,
  ],
  ['of a folder, which has no line', '---\ntitle: A\n---\nChữ.\n', NEAR, undefined, undefined],
  ['in no front matter', 'Chữ.\n', NEAR, undefined, undefined],
  ['of no name', '---\ncategory: A\n---\n', 'category: expected a text', undefined, undefined],
])('a problem with a name has its place: %s', async (_, source, message, line, column) => {
  const [problem] = await placed(source, message);
  expect([problem?.line, problem?.column]).toEqual([line, column]);
});

test('a problem with a field of site.yaml has its place, of a list that of the item that it names', async () => {
  const text =
    'title: A\nfeeds:\n  rules:\n    - { slug: a, title: A }\n    - slug: b\n      title: B\nurl: https://a.test/\n';
  const content = createMemoryStore({ 'site.yaml': text });
  const of = async (message: string) => {
    const [problem] = await placeNames([{ path: 'site.yaml', severity: 'warning', message }], content);
    return [problem?.line, problem?.column];
  };
  expect(await of('url: https://a.example/ is an address from examples')).toEqual([7, 1]);
  expect(await of('feeds.rules: no article that is out matches "B", so')).toEqual([5, 7]);
  expect(await of('feeds.rules: no article that is out matches "Ba", so')).toEqual([3, 3]);
  expect(await of('feedsUrl: https://feeds.a.example/ is an address')).toEqual([undefined, undefined]);
  expect(await of('Apple News: the language')).toEqual([undefined, undefined]);
});

test('problems without a place stay as they are, and those of files that went', async () => {
  const gone: Problem = { path: 'articles/gone.md', severity: 'warning', message: NEAR };
  const problems = [gone, { path: 'site.yaml', severity: 'warning', message: NEAR } as const];
  expect(await placeNames(problems, createMemoryStore())).toBe(problems);
});
