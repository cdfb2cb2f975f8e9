import { Buffer } from 'node:buffer';
import { htmlInTitle, imageSizeOf, MEGABYTE, megabytes, type Profile } from './profile.ts';

const SITEMAPS = 'Google Search Central, News sitemaps';
const PICTURES = 'Google Search Central, Get on Discover, images at least 1200 px wide';
const MIN_WIDTH = 1200;
const FEEDS = 'Google Publisher Center Help, Technical feed specification, Size limit';
const CROSS = 'sitemaps.org, Sitemap file location';

/** Google News reads the news sitemap, and Publisher Center the feeds. */
export const googleNews: Profile = {
  name: 'google-news',
  title: 'Google News',
  site: [
    {
      severity: 'warning',
      source: `${SITEMAPS}, news:name`,
      field: 'title',
      problem: ({ title }) =>
        /[([]/.test(title)
          ? `the newsroom's name "${title}" has brackets, and Google wants it as it shows it, without; leave ` +
            'them out of title: in site.yaml'
          : undefined,
    },
  ],
  entries: [
    {
      severity: 'error',
      source: `${SITEMAPS}, news:title`,
      field: 'title',
      problem: htmlInTitle,
    },
    {
      severity: 'error',
      source: `${SITEMAPS}, news:language`,
      field: 'language',
      problem: ({ language }) =>
        /^[a-z]{2,3}(?:-|$)/i.test(language)
          ? undefined
          : `the language "${language}" is not in ISO 639; write one such as vi or en`,
    },
    {
      severity: 'error',
      source: FEEDS,
      problem: ({ html }) => {
        const bytes = Buffer.byteLength(html);
        return bytes > MEGABYTE
          ? `the article has ${megabytes(bytes)}, and 1 MB is the most; move pictures out of its text`
          : undefined;
      },
    },
    {
      severity: 'warning',
      source: PICTURES,
      field: 'image',
      problem: (entry, context) => {
        const width = imageSizeOf(entry, context)?.width;
        return width !== undefined && width < MIN_WIDTH
          ? `the image is ${width} pixels wide, and ${MIN_WIDTH} are wanted; give a larger one`
          : undefined;
      },
    },
    {
      severity: 'warning',
      source: CROSS,
      problem: ({ url }, { site }) => {
        const [article, sitemap] = [new URL(url).host, new URL(site.feedsUrl).host];
        return article === sitemap
          ? undefined
          : `it is read at ${article}, and the sitemap lies at ${sitemap}; name the sitemap in the robots.txt ` +
              `of ${article}`;
      },
    },
  ],
  feeds: [
    {
      severity: 'error',
      source: FEEDS,
      problem: ({ rssBytes }) =>
        rssBytes > 2 * MEGABYTE
          ? `the feed has ${megabytes(rssBytes)}, and 2 MB is the most; lower entries: in site.yaml`
          : undefined,
    },
  ],
};
