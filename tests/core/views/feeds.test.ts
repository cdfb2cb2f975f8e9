import { expect, test } from 'vitest';
import type { FeedKey } from '../../../functions/core/feed/feed-key.ts';
import { sectionsOf } from '../../../functions/core/views/feeds.ts';

test('navigation has sections first, listed or not, and feeds by rules after them', () => {
  const keys: readonly FeedKey[] = [
    'category:kinh-te',
    'edition:en',
    'rule:doi-tac',
    'category:doi-song',
    'tag:ca-phe',
  ];
  const planned = keys.map(key => ({
    key,
    section: { key, id: key, title: key, language: 'vi' },
    shown: [],
    withdrawn: [],
  }));
  const sections = sectionsOf([{ key: 'all', shown: [], withdrawn: [] }, ...planned]);
  expect(sections.map(({ key }) => key)).toEqual([
    'category:kinh-te',
    'category:doi-song',
    'edition:en',
    'tag:ca-phe',
    'rule:doi-tac',
  ]);
});
