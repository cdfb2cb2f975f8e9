import type { Article } from '../article/article.ts';
import type { Site } from '../site/site.ts';

/** Fields that decide the language of an article. */
type Spoken = Pick<Article, 'categories' | 'language'>;

/**
 * Returns the language of an article (BCP 47): its own, else that of its first category in `site.yaml`, else the
 * site's.
 */
export function articleLanguage(article: Spoken, site: Site): string {
  return declaredLanguage(article, site) ?? site.language;
}

/** Returns the language that an article or its first category in `site.yaml` declares; `undefined` where none does. */
export function declaredLanguage({ language, categories }: Spoken, site: Site): string | undefined {
  const slug = categories[0]?.slug;
  return language ?? site.categories.find(category => category.slug === slug)?.language;
}
