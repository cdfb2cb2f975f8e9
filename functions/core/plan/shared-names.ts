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
  /** Keys of the articles of an address that several have, in the order in which they came. */
  readonly #several = new Map<string, string[]>();

  constructor(site: Site) {
    this.touched = new Touched(site);
  }

  /** Takes note of the names of an article that is out, or was withdrawn. */
  add({ key, id, page, url }: Names): void {
    if (claim(this.#ids, id, key) !== undefined) this.touched.ids.add(id);
    const isOther = page !== undefined && claim(this.#pages, page, key) !== undefined;
    if (isOther) this.touched.keys.add(key);
    if (isOther || url === undefined) return;
    const first = claim(this.#urls, url, key);
    if (first === undefined) return;
    const keys = this.#several.get(url);
    if (keys) keys.push(key);
    else this.#several.set(url, [first, key]);
  }

  /** True if some articles have one address, those included that lost what they claim. */
  get haveOneAddress(): boolean {
    return this.#several.size > 0;
  }

  /** Warns of addresses that several articles have. Those that lost what they claim to others have none. */
  problems(isLost: (key: string) => boolean): readonly Problem[] {
    return [...this.#several].flatMap(([url, keys]) => {
      const [first, ...others] = keys.filter(key => !isLost(key));
      const message = `its address ${url} is that of ${first} too; rename the file, or give one another link`;
      return others.map((path): Problem => ({ path, severity: 'warning', message }));
    });
  }
}

/** Notes who has a name; gives its earlier owner, if there is one. */
function claim(owners: Map<string, string>, name: string, owner: string): string | undefined {
  const other = owners.get(name);
  if (other === undefined) owners.set(name, owner);
  return other;
}
