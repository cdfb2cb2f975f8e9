import type { FormatId } from '../feed/formats.ts';

/** An application that subscribes to an address by one click. */
export interface SubscribeLink {
  /** Name of the application; absent where the system's default application opens. */
  readonly name?: string;
  /** Made of the feed's address, which is that of the site, and never of an article's text. */
  readonly href: string;
}

interface Service {
  readonly name?: string;
  /** Formats that it reads. */
  readonly formats: readonly FormatId[];
  hrefOf(feedUrl: string): string;
}

const XML: readonly FormatId[] = ['rss', 'atom'];
const EVERY: readonly FormatId[] = [...XML, 'json'];

/** Readers, by their addresses for subscribing. */
const READERS: readonly Service[] = [
  {
    name: 'Feedly',
    formats: XML,
    hrefOf: url => `https://feedly.com/i/subscription/feed/${encodeURIComponent(url)}`,
  },
  {
    name: 'Inoreader',
    formats: EVERY,
    hrefOf: url => `https://www.inoreader.com/?add_feed=${encodeURIComponent(url)}`,
  },
  { name: 'NewsBlur', formats: EVERY, hrefOf: url => `https://www.newsblur.com/?url=${encodeURIComponent(url)}` },
  {
    name: 'The Old Reader',
    formats: XML,
    hrefOf: url => `https://theoldreader.com/feeds/subscribe?url=${encodeURIComponent(url)}`,
  },
  // The desktop reader that is registered for the scheme.
  { formats: EVERY, hrefOf: url => `feed:${url}` },
];

/** Podcast applications: they read RSS alone. */
const PODCASTS: readonly Service[] = [
  { name: 'Apple Podcasts', formats: ['rss'], hrefOf: url => `podcast://${withoutScheme(url)}` },
  { name: 'Overcast', formats: ['rss'], hrefOf: url => `overcast://x-callback-url/add?url=${encodeURIComponent(url)}` },
  { name: 'Pocket Casts', formats: ['rss'], hrefOf: url => `pktc://subscribe/${withoutScheme(url)}` },
  {
    name: 'AntennaPod',
    formats: ['rss'],
    hrefOf: url => `https://antennapod.org/deeplink/subscribe?url=${encodeURIComponent(url)}`,
  },
];

/** Returns links for subscribing to a feed in one format. With `isAudio`, podcast applications come first. */
export function subscribeLinks(format: FormatId, feedUrl: string, isAudio: boolean): readonly SubscribeLink[] {
  return [...(isAudio ? PODCASTS : []), ...READERS]
    .filter(({ formats }) => formats.includes(format))
    .map(({ name, hrefOf }) => ({ ...(name !== undefined && { name }), href: hrefOf(feedUrl) }));
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, '');
}
