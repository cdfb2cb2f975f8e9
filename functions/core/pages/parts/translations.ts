import { OWN_NAMES, primarySubtag } from '../../text/language.ts';
import { html, type SafeHtml } from '../html.ts';

/** A page of an article or of one of its translations. */
export interface TranslatedPage {
  /** BCP 47. */
  readonly language: string;
  readonly url: string;
  readonly isOriginal: boolean;
  /** It is the page itself. */
  readonly isOwn: boolean;
}

/**
 * Renders the links between pages of one article in several languages, itself among them: all name all, and readers of
 * any other language are led to the original (https://developers.google.com/search/docs/specialty/international).
 */
export function linkTranslations(translations: readonly TranslatedPage[] = []): SafeHtml {
  const original = translations.find(({ isOriginal }) => isOriginal);
  const links = [...translations, ...(original ? [{ ...original, language: 'x-default' }] : [])];
  return html`${links.map(({ language, url }) => html`<link rel="alternate" hreflang="${language}" href="${url}">\n`)}`;
}

/** Renders the same links for people, who choose a language by its own name. */
export function renderTranslations(translations: readonly TranslatedPage[] = []): SafeHtml | undefined {
  const others = translations.filter(({ isOwn }) => !isOwn);
  if (others.length === 0) return undefined;
  const links = others.map(({ language, url }, at) => {
    const name = html`<a href="${url}" hreflang="${language}" lang="${language}">${nameOf(language, others)}</a>`;
    return at === 0 ? name : html` · ${name}`;
  });
  return html`\n    <p class="by">${links}</p>`;
}

/** Returns https://schema.org/translationOfWork of a translation, https://schema.org/workTranslation of an original. */
export function translatedWorks(translations: readonly TranslatedPage[] = []): Readonly<Record<string, unknown>> {
  const others = translations.filter(({ isOwn }) => !isOwn);
  const work = ({ url, language }: TranslatedPage) => ({ '@type': 'NewsArticle', url, inLanguage: language });
  if (others.length === translations.length) return {};
  const original = others.find(({ isOriginal }) => isOriginal);
  if (original) return { translationOfWork: work(original) };
  const isOriginal = translations.some(each => each.isOwn && each.isOriginal);
  return isOriginal ? { workTranslation: others.map(work) } : {};
}

/** Returns the name of a language, with its tag where another page has the same name. */
function nameOf(language: string, pages: readonly TranslatedPage[]): string {
  const name = OWN_NAMES.get(primarySubtag(language));
  if (name === undefined) return language;
  const isAlone = pages.filter(page => primarySubtag(page.language) === primarySubtag(language)).length === 1;
  return isAlone ? name : `${name} (${language})`;
}
