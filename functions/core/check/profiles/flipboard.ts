import { imageSizeOf, lengthOf, noImage, type Profile, summaryOnly } from './profile.ts';

const RSS = 'Flipboard, RSS Guidelines';
const ITEMS = `${RSS}, Optimizing your RSS feed: at least the 20 most recent items`;
const MIN_ITEMS = 20;
const MIN_SUMMARY = 300;
const MIN_IMAGE = 500;

/** Flipboard (about.flipboard.com/rss-spec). Its older text asked for 30 items and an image in each. */
export const flipboard: Profile = {
  name: 'flipboard',
  title: 'Flipboard',
  site: [
    { severity: 'error', source: 'Flipboard, RSS spec, the entire body copy', field: 'content', problem: summaryOnly },
  ],
  entries: [
    {
      severity: 'warning',
      source: `${RSS}, enclosure; RSS spec, one image per article`,
      field: 'image',
      problem: noImage,
    },
    {
      severity: 'warning',
      source: `${RSS}, enclosure: the smallest dimension not under 500px`,
      field: 'image',
      problem: (entry, context) => {
        const size = imageSizeOf(entry, context);
        return size && Math.min(size.width, size.height) < MIN_IMAGE
          ? `the image has ${size.width} x ${size.height} pixels, and ${MIN_IMAGE} each way are wanted; ` +
              'give a larger one'
          : undefined;
      },
    },
    {
      severity: 'warning',
      source: `${RSS}, dc:creator`,
      field: 'author',
      problem: ({ authors }) => (authors.length > 0 ? undefined : 'there is no author; add author:'),
    },
    {
      severity: 'warning',
      source: `${RSS}, description`,
      field: 'summary',
      // With the whole article in the feed there is more than the summary to go by.
      problem: ({ summary }, { site }) =>
        site.content === 'full' || lengthOf(summary) >= MIN_SUMMARY
          ? undefined
          : `the summary has ${lengthOf(summary)} characters, and ${MIN_SUMMARY} are wanted; write a ` +
            'longer summary:',
    },
    {
      severity: 'warning',
      source: `${RSS}, link`,
      problem: ({ url }, { site }) =>
        sameOwner(new URL(url).hostname, new URL(site.feedsUrl).hostname)
          ? undefined
          : `it is read at ${new URL(url).hostname}, another domain than that of the feed, ` +
            `${new URL(site.feedsUrl).hostname}; serve both from one`,
    },
  ],
  feeds: [
    {
      severity: 'warning',
      source: ITEMS,
      // A feed that shows fewer because there are no more has them all.
      problem: ({ entries }, { site }) =>
        entries.length < MIN_ITEMS && entries.length >= site.entries
          ? `the feed shows ${entries.length} entries, and ${MIN_ITEMS} are wanted; raise entries: in site.yaml`
          : undefined,
    },
  ],
};

/**
 * Returns whether two hosts end alike, in one label more than the ending under which anyone may register: `bao.vn`,
 * `bao.com.vn`.
 */
function sameOwner(one: string, other: string): boolean {
  const [a, b] = [one.split('.').reverse(), other.split('.').reverse()];
  const [ending = '', second = ''] = a;
  const needed = ending.length === 2 && second.length <= 3 ? 3 : 2;
  const length = Math.min(needed, Math.max(a.length, b.length));
  return a.slice(0, length).join('.') === b.slice(0, length).join('.');
}
