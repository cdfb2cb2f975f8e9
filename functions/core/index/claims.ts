import { articleUrl, hasReadingPage, readingPath } from '../article/article-url.ts';
import type { Problem } from '../problem.ts';
import type { Category, Site } from '../site/site.ts';
import { foldName } from '../text/clean.ts';
import type { Listed } from './article-summary.ts';

/** Claims that articles should not share: ids, addresses, and slugs of categories that are spelled otherwise. */
export class Claims {
  readonly #site: Site;
  readonly #ids = new Map<string, string>();
  readonly #urls = new Map<string, string>();
  readonly #pages = new Map<string, string>();
  readonly #spellings = new Map<string, string>();

  constructor(site: Site) {
    this.#site = site;
  }

  /** Takes note of an article's names, and tells which of them another article has already. */
  add(article: Listed): readonly Problem[] {
    const pageProblem = this.#pageProblem(article);
    // What was withdrawn has a page that says so, and nothing else that it could have in common with others.
    if (article.withdrawn) return pageProblem;
    const urlProblem = pageProblem.length > 0 ? pageProblem : this.#urlProblem(article);
    return [...this.#idProblem(article), ...urlProblem, ...this.#spellingProblems(article)];
  }

  #idProblem({ key, id }: Listed): readonly Problem[] {
    const other = claim(this.#ids, id, key);
    if (other === undefined) return [];
    const message = `id "${id}" is that of ${other} too, so a feed shows only the newer of the two; give one another id or file name`;
    return [{ path: key, severity: 'error', message }];
  }

  #pageProblem(article: Listed): readonly Problem[] {
    const page = hasReadingPage(article, this.#site) ? claim(this.#pages, article.slug, article.key) : undefined;
    if (page === undefined) return [];
    const message = `its reading page ${readingPath(article.slug)} is that of ${page} too, which is listed first, so this one gets no page; rename the file`;
    return [{ path: article.key, severity: 'error', message }];
  }

  #urlProblem(article: Listed): readonly Problem[] {
    const loc = articleUrl(article, this.#site);
    const other = claim(this.#urls, loc, article.key);
    if (other === undefined) return [];
    const message = `its address ${loc} is that of ${other} too; rename the file, or give one another link`;
    return [{ path: article.key, severity: 'warning', message }];
  }

  /** Two names with one slug share a feed; that they do must not go unnoticed, unless they differ in case alone. */
  #spellingProblems({ key, categories }: Listed): readonly Problem[] {
    return categories.flatMap(category => {
      if (category.title === category.slug) return [];
      const spelling = foldName(category.title);
      const other = claim(this.#spellings, category.slug, spelling);
      if (other === undefined || other === spelling) return [];
      return [{ path: key, severity: 'warning' as const, message: clashMessage(category, other) }];
    });
  }
}

function clashMessage({ title, slug }: Category, other: string): string {
  return `category: "${title}" has the slug ${slug}, as "${other}" has, so they share a feed; list them in site.yaml with slugs of their own`;
}

/** Notes who has a name; gives its earlier owner, if there is one. */
function claim(owners: Map<string, string>, name: string, owner: string): string | undefined {
  const other = owners.get(name);
  if (other === undefined) owners.set(name, owner);
  return other;
}
