import { articleUrl, hasReadingPage } from '../article/article-url.ts';
import type { Listed } from '../index/article-summary.ts';
import { comparedId } from '../index/owners.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import { Touched } from './settle-owners.ts';

/**
 * Names that articles share while all are read: ids and pages, whose owners are found at the end, and addresses, which
 * only cause warnings.
 */
export class SharedNames {
  /** Ids and pages of which there are several. */
  readonly touched: Touched;
  readonly #site: Site;
  readonly #ids = new Map<string, string>();
  readonly #pages = new Map<string, string>();
  readonly #urls = new Map<string, string>();

  constructor(site: Site) {
    this.#site = site;
    this.touched = new Touched(site);
  }

  /** Takes note of an article that is out, or was withdrawn, and returns warnings of what another has already. */
  add(article: Listed): readonly Problem[] {
    const { key, slug, withdrawn } = article;
    const id = comparedId(article, this.#site);
    if (claim(this.#ids, id, key) !== undefined) this.touched.ids.add(id);
    const page = hasReadingPage(article, this.#site) ? claim(this.#pages, slug, key) : undefined;
    if (page !== undefined) this.touched.keys.add(key);
    // A withdrawn article has nothing else in common with others.
    if (withdrawn) return [];
    return page === undefined ? this.#urlProblem(article) : [];
  }

  #urlProblem(article: Listed): readonly Problem[] {
    const loc = articleUrl(article, this.#site);
    const other = claim(this.#urls, loc, article.key);
    if (other === undefined) return [];
    const message = `its address ${loc} is that of ${other} too; rename the file, or give one another link`;
    return [{ path: article.key, severity: 'warning', message }];
  }
}

/** Notes who has a name; gives its earlier owner, if there is one. */
function claim(owners: Map<string, string>, name: string, owner: string): string | undefined {
  const other = owners.get(name);
  if (other === undefined) owners.set(name, owner);
  return other;
}
