import { htmlInTitle, lengthOf, noImage, type Profile, summaryOnly } from './profile.ts';

const SHARED = 'what most aggregators require';
const MAX_TITLE = 150;

/** An aggregator as strict as any: for a partner whose requirements nobody has written down. */
export const genericStrict: Profile = {
  name: 'generic-strict',
  title: 'a strict aggregator',
  site: [{ severity: 'error', source: SHARED, field: 'content', problem: summaryOnly }],
  entries: [
    { severity: 'error', source: SHARED, field: 'title', problem: htmlInTitle },
    {
      severity: 'error',
      source: SHARED,
      field: 'title',
      problem: ({ title }) =>
        lengthOf(title) > MAX_TITLE
          ? `the title has ${lengthOf(title)} characters, and ${MAX_TITLE} is the most; write a shorter one`
          : undefined,
    },
    {
      severity: 'error',
      source: SHARED,
      problem: ({ html }) => (html === '' ? 'there is no text; write some' : undefined),
    },
    { severity: 'error', source: SHARED, field: 'image', problem: noImage },
    {
      severity: 'error',
      source: SHARED,
      field: 'image',
      problem: ({ image }) =>
        image && !image.src.startsWith('https:')
          ? `the image is not served over https, "${image.src}"; give another`
          : undefined,
    },
    {
      severity: 'error',
      source: SHARED,
      field: 'author',
      problem: ({ authors }) => (authors.length > 0 ? undefined : 'there is no author; add author:'),
    },
  ],
  feeds: [],
};
