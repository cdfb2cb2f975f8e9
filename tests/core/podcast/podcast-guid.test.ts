import { expect, it } from 'vitest';
import { podcastGuid } from '../../../functions/core/podcast/podcast-guid.ts';

/** Both examples of Podcasting 2.0, `podcast:guid`. */
it.each([
  ['https://podnews.net/rss/', '9b024349-ccf0-5f69-a609-6b82873eab3c'],
  ['http://mp3s.nashownotes.com/pc20rss.xml', '917393e3-1b1e-5cef-ace4-edaa54e1f810'],
])('the identity of %s follows from its address', (url, guid) => {
  expect(podcastGuid(url)).toBe(guid);
  expect(podcastGuid(`${url.replace(/^https?:/, 'feed:')}//`)).toBe(guid);
});
