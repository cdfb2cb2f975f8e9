import { parseFeedKey } from '../../feed/feed-key.ts';
import { DAY } from '../../instant.ts';
import { htmlInTitle, lengthOf, noImage, type Profile, summaryOnly } from './profile.ts';

const ITEMS = 'MSN feed item metadata requirements, Articles';
const CONTENT = 'Feed content specifications in MSN Partner Hub';
const FAQ = 'Feed management FAQ for MSN Partner Hub, Can I have multiple languages in my feed?';
const [MIN_TITLE, MAX_TITLE] = [21, 150];
const OLDEST_DAYS = 365;

/** MSN Partner Hub. It ignores entries older than a year. It took them when they were new, so nothing is reported. */
export const msn: Profile = {
  name: 'msn',
  title: 'MSN',
  reads: ({ published }, { now }) => now - published < OLDEST_DAYS * DAY,
  site: [
    { severity: 'error', source: `${ITEMS}, Body`, field: 'content', problem: summaryOnly },
    {
      severity: 'error',
      source: `${CONTENT}, HTTPS feed sources`,
      field: 'feedsUrl',
      problem: ({ feedsUrl }) =>
        feedsUrl.startsWith('https:') ? undefined : 'feeds are not served over https; change feedsUrl: in site.yaml',
    },
  ],
  entries: [
    {
      severity: 'error',
      source: `${ITEMS}, Title`,
      field: 'title',
      problem: ({ title }) => {
        const length = lengthOf(title);
        if (length < MIN_TITLE)
          return `the title has ${length} characters, and more than 20 are wanted; write a longer one`;
        return length > MAX_TITLE
          ? `the title has ${length} characters, and ${MAX_TITLE} is the most; write a shorter one`
          : undefined;
      },
    },
    { severity: 'error', source: `${ITEMS}, Title`, field: 'title', problem: htmlInTitle },
    {
      severity: 'error',
      source: `${CONTENT}, Title guidelines, URLs`,
      field: 'title',
      problem: ({ title }) => {
        const url = /\b(?:https?:\/\/|www\.)\S+/i.exec(title)?.[0];
        return url === undefined ? undefined : `the title has an address in it, "${url}"; leave it out`;
      },
    },
    {
      severity: 'error',
      source: `${ITEMS}, Body`,
      problem: ({ html }) => (html === '' ? 'there is no text; write some' : undefined),
    },
    {
      severity: 'warning',
      source: `${CONTENT}, Articles: only those with images are published by themselves`,
      field: 'image',
      problem: noImage,
    },
  ],
  feeds: [
    {
      severity: 'warning',
      source: FAQ,
      problem: ({ key, entries }) => {
        const languages = [...new Set(entries.map(({ language }) => language.split('-')[0]))];
        if (languages.length <= 1) return undefined;
        const remedy =
          parseFeedKey(key)?.kind === 'rule'
            ? `write include: { languages: [${languages[0]}] } in its rule, and give the others rules of their own`
            : 'give MSN the feeds of categories that have one each';
        return `the feed mixes the languages ${languages.join(' and ')}; ${remedy}`;
      },
    },
    {
      severity: 'warning',
      source: `${ITEMS}, Published date`,
      problem: ({ entries }, { now }) =>
        entries.length > 0 && entries.every(({ published }) => now - published >= OLDEST_DAYS * DAY)
          ? `every entry is older than ${OLDEST_DAYS} days, so MSN takes none; publish, or do not offer the feed`
          : undefined,
    },
  ],
};
