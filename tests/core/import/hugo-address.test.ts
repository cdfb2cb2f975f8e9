import { describe, expect, it } from 'vitest';
import { hugoAddress } from '../../../functions/core/import/folders/hugo-address.ts';
import { zoneNamed } from '../../../functions/core/time/zone.ts';

const SITE = { home: 'https://bao.example/b/', permalinks: {}, zone: zoneNamed('Asia/Ho_Chi_Minh') };
const address = (name: string, fields = '', permalinks: Readonly<Record<string, string>> = {}, title = 'Chợ phiên') =>
  hugoAddress(
    { name, text: `---\ntitle: x\n${fields}\n---\n`, title, published: Date.UTC(2024, 0, 2, 18) },
    { ...SITE, permalinks },
  )?.slice(SITE.home.length - 1);

describe('the address that Hugo gives', () => {
  it.each([
    ['content/posts/a.md', '', '/posts/a/'],
    ['content/a.md', '', '/a/'],
    ['content/posts/lu/rut.md', 'slug: lu-da-rut', '/posts/lu/lu-da-rut/'],
    ['content/posts/cho/index.md', '', '/posts/cho/'],
    ['content/posts/cho/index.md', 'Slug: "Phiên chợ"', '/posts/phi%C3%AAn-ch%E1%BB%A3/'],
    ['content/Bài Viết/Một, hai - Ba!.md', '', '/b%C3%A0i-vi%E1%BA%BFt/m%E1%BB%99t-hai-ba/'],
    ['content/posts/a.md', 'url: /x/', undefined],
  ])('by itself: %s with "%s" is at %s', (name, fields, expected) => {
    expect(address(name, fields)).toBe(expected);
  });

  it.each([
    ['/:year/:month/:slug/', '', '/2024/01/ch%E1%BB%A3-phi%C3%AAn/'],
    ['/:year/:month/:slug/', 'slug: cho', '/2024/01/cho/'],
    ['/:day/:title', 'slug: cho', '/03/ch%E1%BB%A3-phi%C3%AAn'],
    ['/:section/:slugorcontentbasename/', '', '/tin-tuc/cho-phien/'],
    ['/:sections/:contentbasename/', 'slug: cho', '/tin-tuc/x/cho-phien/'],
    ['/:nothing/:title/', '', undefined],
  ])('by the pattern of a section: %s', (pattern, fields, expected) => {
    expect(address('content/tin-tuc/x/cho-phien/index.md', fields, { tintuc: pattern, posts: '/no/' })).toBe(expected);
  });

  it('is not known of a title with a slash', () => {
    expect(address('content/posts/a.md', '', { posts: '/:title/' }, 'A/B')).toBeUndefined();
  });
});
