import { addTo } from '../../groups.ts';

/** An article of a checkout that may be one of several in different languages. */
export interface InLanguages {
  readonly key: string;
  /** That of its folder or of its name. Default: the site's. */
  readonly language?: string;
  /** Name that all of them have, where they say it (Hugo's `translationKey`). */
  readonly translationKey?: string;
}

/** The language in the name of a file here: `mer.en.md`. */
const LANGUAGE = /\.[a-z]{2}(?:[-_](?:[a-z]{2,4}|\d{3})){0,2}(?=\.[a-z]+$)/i;

/**
 * Returns the keys of originals by those of their translations: of articles with one `translationKey`, and of files
 * that differ by their language alone. The original is that in the default language, else the first by its key.
 */
export function originals(articles: Iterable<InLanguages>, defaultLanguage: string): ReadonlyMap<string, string> {
  const groups = new Map<string, InLanguages[]>();
  for (const article of articles) addTo(groups, groupOf(article), article);
  const found = new Map<string, string>();
  for (const group of groups.values()) {
    const languageOf = ({ language = defaultLanguage }: InLanguages): string => language.toLowerCase();
    const sorted = [...group].sort((one, other) => (one.key < other.key ? -1 : 1));
    const original = sorted.find(one => languageOf(one) === defaultLanguage.toLowerCase()) ?? sorted[0];
    for (const one of sorted)
      if (original && languageOf(one) !== languageOf(original)) found.set(one.key, original.key);
  }
  return found;
}

function groupOf({ key, language, translationKey }: InLanguages): string {
  if (translationKey !== undefined) return ` ${translationKey}`;
  return (language === undefined ? key : key.replace(LANGUAGE, '')).replace(/\.[a-z]+$/i, '');
}
