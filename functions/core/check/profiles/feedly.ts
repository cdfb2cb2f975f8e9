import { parseFeedKey } from '../../feed/feed-key.ts';
import { listedFeeds } from '../../feed/feed-kinds.ts';
import { noImage, type Profile, summaryOnly } from './profile.ts';

const TIPS = 'Feedly, 10 ways to optimize your feed for feedly';
const FETCHER = 'Feedly Fetcher, How to restrict access: an address that answers 404 or 410 is given up';

/** Feedly. Its strictest requirement is that addresses stay. */
export const feedly: Profile = {
  name: 'feedly',
  title: 'Feedly',
  site: [
    { severity: 'warning', source: `${TIPS}, full text`, field: 'content', problem: summaryOnly },
    {
      severity: 'warning',
      source: `${TIPS}, icon and logo`,
      field: 'icon',
      problem: ({ icon, logo }) =>
        icon === undefined && logo === undefined ? 'there is no icon and no logo; add icon: to site.yaml' : undefined,
    },
  ],
  entries: [{ severity: 'warning', source: `${TIPS}, featured image`, field: 'image', problem: noImage }],
  feeds: [
    {
      severity: 'warning',
      source: FETCHER,
      problem: ({ key, section }, { site }) =>
        parseFeedKey(key)?.kind !== 'category' || listedFeeds(site).includes(key)
          ? undefined
          : `the feed of "${section?.title}" goes with the last article that names it, and then answers 404; ` +
            'list the category in site.yaml',
    },
  ],
};
