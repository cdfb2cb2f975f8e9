import { articleUrl, hasReadingPage } from '../article/article-url.ts';
import type { Listed } from '../index/article-summary.ts';
import { comparedId } from '../index/owners.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import { Touched } from './settle-owners.ts';

/** Names of an article that another may have, too. */
export interface Names {
  readonly key: string;
  /** As ids are compared. */
  readonly id: string;
  /** The slug of its reading page; absent where it has none. */
  readonly page?: string;
  /** Its address. Absent of a withdrawn article, which has nothing else in common with others. */
  readonly url?: string;
}

/** Returns the names of an article that is out, or was withdrawn. */
export function sharedNamesOf(article: Listed, site: Site): Names {
  return {
    key: article.key,
    id: comparedId(article, site),
    ...(hasReadingPage(article, site) && { page: article.slug }),
    ...(!article.withdrawn && { url: articleUrl(article, site) }),
  };
}

/**
 * Names that articles share while all are read: ids and pages, whose owners are found at the end, and addresses, which
 * only cause warnings.
 */
export class SharedNames {
  /** Ids and pages of which there are several. */
  readonly touched: Touched;
  readonly #ids = new Map<string, string>();
  readonly #pages = new Map<string, string>();
  readonly #urls = new Map<string, string>();

  constructor(site: Site) {
    this.touched = new Touched(site);
  }

  /** Takes note of the names of an article that is out, or was withdrawn; returns warnings of what another has. */
  add({ key, id, page, url }: Names): readonly Problem[] {
    if (claim(this.#ids, id, key) !== undefined) this.touched.ids.add(id);
    const isOther = page !== undefined && claim(this.#pages, page, key) !== undefined;
    if (isOther) this.touched.keys.add(key);
    return isOther || url === undefined ? [] : this.#urlProblem(key, url);
  }

  #urlProblem(key: string, url: string): readonly Problem[] {
    const other = claim(this.#urls, url, key);
    if (other === undefined) return [];
    const message = `its address ${url} is that of ${other} too; rename the file, or give one another link`;
    return [{ path: key, severity: 'warning', message }];
  }
}

/** Notes who has a name; gives its earlier owner, if there is one. */
function claim(owners: Map<string, string>, name: string, owner: string): string | undefined {
  const other = owners.get(name);
  if (other === undefined) owners.set(name, owner);
  return other;
}
