import { htmlInTitle, type Profile } from './profile.ts';

const GUIDELINES = 'RSS guidelines for Apple News';

/** Apple News, by RSS (News Publisher User Guide). */
export const appleNews: Profile = {
  name: 'apple-news',
  title: 'Apple News',
  site: [
    {
      severity: 'error',
      source: `${GUIDELINES}, Required RSS elements, language (with locale)`,
      field: 'language',
      problem: ({ language }) =>
        /^[a-z]{2,3}(?:-[a-z]{4})?-(?:[a-z]{2}|\d{3})\b/i.test(language)
          ? undefined
          : `the language "${language}" names no country; write language: ${language}-${likelyCountry(language)}, or ` +
            'whichever it is, in site.yaml',
    },
  ],
  entries: [
    {
      severity: 'error',
      source: `${GUIDELINES}, Required RSS elements, description`,
      problem: ({ summary, html }) =>
        summary === '' && html === '' ? 'there is no text and no summary; write one of them' : undefined,
    },
    { severity: 'warning', source: `${GUIDELINES}, Article titles`, field: 'title', problem: htmlInTitle },
    {
      severity: 'warning',
      source: `${GUIDELINES}, Article excerpts`,
      field: 'summary',
      problem: ({ summary }) =>
        /(?:read more|continue reading|read original story|đọc thêm|xem thêm)\W*$/iu.test(summary)
          ? 'the summary ends in an invitation to read on, which Apple News adds itself; leave it out of summary:'
          : undefined,
    },
  ],
  feeds: [],
};

/** Returns the country where a language (BCP 47) is most at home (CLDR, likely subtags). */
function likelyCountry(language: string): string {
  return new Intl.Locale(language).maximize().region ?? 'VN';
}
