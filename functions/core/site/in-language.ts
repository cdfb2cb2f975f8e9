import type { Site } from './site.ts';

/** Sites that are kept, each in one language: articles may name as many as they like. */
const MAX_KEPT = 100;

const known = new WeakMap<Site, Map<string, Site>>();

/**
 * Returns the site as a page in another language (BCP 47) speaks of it: its labels, its dates, and what is marked as
 * being in another language, depend on the page's own.
 */
export function inLanguage(site: Site, language: string): Site {
  if (language === site.language) return site;
  const languages = known.get(site) ?? new Map<string, Site>();
  known.set(site, languages);
  const other = languages.get(language) ?? { ...site, language };
  if (languages.size < MAX_KEPT) languages.set(language, other);
  return other;
}
