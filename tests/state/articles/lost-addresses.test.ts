import { describe, expect, it } from 'vitest';
import { readingPath } from '../../../functions/core/article/article-url.ts';
import { readingSlug } from '../../../functions/core/article/key.ts';
import type { ArticleStatus } from '../../../functions/state/article-status.ts';
import { lostAddresses } from '../../../functions/state/articles/lost-addresses.ts';

const FEEDS = 'https://feeds.bao.example/';

const out = (name: string, more: Partial<ArticleStatus> = {}): ArticleStatus => ({
  key: `articles/${name}.md`,
  status: 'published',
  title: 'Chợ',
  id: `tag:bao.example,2018:articles/${name}`,
  url: `${FEEDS}articles/${name}-1/`,
  feeds: [],
  problems: [],
  ...more,
});
const gone = (name: string): ArticleStatus => ({
  key: `articles/${name}.md`,
  status: 'unknown',
  feeds: [],
  problems: [],
});
const OF_FILE = readingPath(readingSlug('articles/a.md'));
const LOST = { key: 'articles/b.md', from: 'articles/a.md', path: '/articles/a-1/', id: out('a').id };

describe('addresses and ids that are left behind', () => {
  it.each<[string, ArticleStatus[], ArticleStatus[], object[]]>([
    ['a renamed article', [out('a'), gone('b')], [gone('a'), out('b')], [LOST]],
    [
      'one that has its id still',
      [out('a'), gone('b')],
      [gone('a'), out('b', { id: out('a').id ?? '' })],
      [{ key: LOST.key, from: LOST.from, path: LOST.path }],
    ],
    [
      'one that says where it was',
      [out('a'), gone('b')],
      [gone('a'), out('b', { id: out('a').id ?? '', former: ['articles/a-1/index.html'] })],
      [],
    ],
    [
      'one that others led to, too',
      [out('a', { former: ['articles/index-1/index.html', 'cu/index.html'] }), gone('b')],
      [gone('a'), out('b', { former: ['cu/index.html'] })],
      [{ ...LOST, formerPaths: ['/articles/index-1/'], aliases: ['/cu/'] }],
    ],
    ['one of another day', [out('a', { published: 0 }), gone('b')], [gone('a'), out('b', { published: 9e7 })], []],
    ['one of another title', [out('a'), gone('b')], [gone('a'), out('b', { title: 'Bến' })], []],
    ['one of two of its title that went', [out('a'), out('c'), gone('b')], [gone('a'), gone('c'), out('b')], []],
    ['one of two of its title that came', [out('a'), gone('b'), gone('c')], [gone('a'), out('b'), out('c')], []],
    ['one that was there before', [out('a'), out('b')], [gone('a'), out('b')], []],
    [
      'a draft in a preview',
      [out('a', { isPreviewed: true }), gone('b')],
      [gone('a'), out('b', { isPreviewed: true })],
      [],
    ],
    ['one that is held back from now on', [out('a'), gone('b')], [gone('a'), out('b', { status: 'draft' })], []],
    [
      'one at an address elsewhere',
      [out('a', { url: 'https://bao.example/a' })],
      [out('a', { url: 'https://bao.example/b' })],
      [],
    ],
    ['one that got the id of its former file', [out('b')], [out('b', { id: out('a').id ?? '' })], []],
    [
      'one whose former file has an id that is encoded',
      [out('chợ', { id: 'tag:bao.example,2018:articles/ch%E1%BB%A3' })],
      [out('chợ', { id: out('a').id ?? '' })],
      [],
    ],
    [
      'one that got an id of its own',
      [out('b')],
      [out('b', { id: 'urn:b' })],
      [{ key: 'articles/b.md', id: out('b').id, declaresId: true }],
    ],
    [
      'one that lost the id of its former file',
      [out('b', { id: out('a').id ?? '' })],
      [out('b')],
      [{ key: 'articles/b.md', id: out('a').id }],
    ],
    [
      'one with another slug that has aliases',
      [out('a')],
      [out('a', { url: `${FEEDS}articles/b-1/`, former: [OF_FILE, 'cu/index.html'] })],
      [{ key: LOST.from, path: LOST.path, aliases: ['/cu/'] }],
    ],
    [
      'one with another slug',
      [out('a')],
      [out('a', { url: `${FEEDS}articles/b-1/` })],
      [{ key: LOST.from, path: LOST.path }],
    ],
  ])('are told of %s', (_, before, after, lost) => {
    expect(lostAddresses(before, after, FEEDS)).toEqual(lost);
  });

  it('are told of an article that went earlier', () => {
    expect(lostAddresses([gone('b')], [out('b')], FEEDS, [out('a')])).toEqual([LOST]);
  });
});
