import { describe, expect, it } from 'vitest';
import { formatHubLink, parseHubLink } from '../../../functions/core/feed/hub-link.ts';

const LINK = { hub: 'https://hub.example/?a=b;c,d', self: 'https://feeds.bao.example/doi-song/rss.xml' };

describe('the Link header of a feed', () => {
  it('names its hub and its own address (WebSub, section 4)', () => {
    expect(formatHubLink(LINK)).toBe(
      '<https://hub.example/?a=b;c,d>; rel="hub", <https://feeds.bao.example/doi-song/rss.xml>; rel="self"',
    );
  });

  it('is read as it was written', () => {
    expect(parseHubLink(formatHubLink(LINK))).toEqual(LINK);
    expect(parseHubLink(`${formatHubLink(LINK)}, <https://bao.example/dk>; rel="license"`)).toEqual(LINK);
    const hub = new URL('https://hub.example/<a>"b"').href;
    expect(parseHubLink(formatHubLink({ ...LINK, hub }))).toEqual({ ...LINK, hub });
  });

  it.each([
    '',
    '<https://a.example/>; rel="self"',
    '<https://a.example/>; rel="next", <https://b.example/>; rel="self"',
  ])('is no other one: %j', link => {
    expect(parseHubLink(link)).toBeUndefined();
  });
});
