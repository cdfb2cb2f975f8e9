import { expect, it } from 'vitest';
import { addressesIn } from '../../../functions/core/feed/formats.ts';
import { channelElements } from '../../../functions/core/podcast/podcast-elements.ts';
import { PODCAST_FEED } from '../feed/samples.ts';
import { SITE } from '../samples.ts';

it('documents of the archive of a podcast have its identity', () => {
  const guidOf = (feed: typeof PODCAST_FEED) => channelElements(feed).find(element => element.includes('podcast:guid'));
  const archived = {
    ...PODCAST_FEED,
    self: addressesIn('feeds/nghe/archives/2026-10/', SITE),
    history: { current: PODCAST_FEED.self },
  };
  expect(guidOf(archived)).toBe(guidOf(PODCAST_FEED));
});
