import { htmlInTitle, lengthOf, MEGABYTE, megabytes, noImage, type Profile, summaryOnly } from './profile.ts';

const SPEC = 'SmartFormat Specification 2.1';
const MAX_DESCRIPTION = 30;

/**
 * SmartNews (publishers.smartnews.com). SmartFormat is RSS with a few elements more; a newsroom may give it any feed of
 * Bantin's. The elements of its own (`snf:`: logos, advertising, analytics) are agreed with SmartNews one by one, and
 * are not checked.
 */
export const smartnews: Profile = {
  name: 'smartnews',
  title: 'SmartNews',
  site: [
    { severity: 'error', source: `${SPEC}, item, content:encoded`, field: 'content', problem: summaryOnly },
    {
      severity: 'warning',
      source: `${SPEC}, channel, snf:logo`,
      field: 'logo',
      problem: ({ logo }) => (logo === undefined ? 'there is no logo; add logo: to site.yaml' : undefined),
    },
  ],
  entries: [
    { severity: 'error', source: `${SPEC}, item, title`, field: 'title', problem: htmlInTitle },
    {
      severity: 'error',
      source: `${SPEC}, item, content:encoded`,
      problem: ({ html }) => (html === '' ? 'there is no text; write some' : undefined),
    },
    { severity: 'warning', source: `${SPEC}, item, media:thumbnail`, field: 'image', problem: noImage },
  ],
  feeds: [
    {
      severity: 'warning',
      source: 'SmartNews for Publishers, Deleting Articles',
      problem: ({ withdrawn, section }, { site }) =>
        withdrawn.length > 0 && section === undefined && !site.smartnews
          ? 'an article that is only left out stays in the app; write smartnews: true in site.yaml, and offer ' +
            'smartnews.xml, where what was withdrawn is marked as deleted'
          : undefined,
    },
    {
      severity: 'error',
      source: `${SPEC}, channel, description`,
      problem: ({ description, section }) =>
        lengthOf(description) > MAX_DESCRIPTION
          ? `the description has ${lengthOf(description)} characters, and ${MAX_DESCRIPTION} is the most; ` +
            `shorten description: ${section ? `of "${section.title}" ` : ''}in site.yaml`
          : undefined,
    },
    {
      severity: 'error',
      source: `${SPEC}, channel, pubDate`,
      problem: ({ entries }) =>
        entries.length === 0 ? 'there is no entry yet, and so no date; offer the feed once it has one' : undefined,
    },
    {
      severity: 'error',
      source: `${SPEC}, Important Notes, size`,
      problem: ({ rssBytes }) =>
        rssBytes > MEGABYTE
          ? `the feed has ${megabytes(rssBytes)}, and 1 MB is the most; lower entries: in site.yaml`
          : undefined,
    },
  ],
};
