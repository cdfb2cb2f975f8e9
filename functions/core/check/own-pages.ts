import type { Target } from '../entry/reference.ts';
import type { Site } from '../site/site.ts';
import { parseAddress } from '../text/web-address.ts';

/** An article, and where it is read. */
interface OwnPage {
  readonly key: string;
  readonly url: string;
}

/** Articles by the paths at which they are read. They are listed when one is asked for. */
export class OwnPages {
  readonly #site: Site;
  readonly #list: () => Iterable<readonly [string, string]>;
  #pages: ReadonlyMap<string, OwnPage> | undefined;

  /** `list` gives the key and the address of each public article. */
  constructor(site: Site, list: () => Iterable<readonly [string, string]>) {
    this.#site = site;
    this.#list = list;
  }

  /**
   * Returns what is wrong with a path that leads to the home page's host and is that of an article's page, or of a file
   * beside it, which are elsewhere; `undefined` for any other.
   */
  message(reference: string, target: Target): string | undefined {
    const { url: homePage, feedsUrl } = this.#site;
    if (target.kind !== 'web' || target.url.startsWith(feedsUrl)) return undefined;
    const url = parseAddress(target.url);
    if (!url || url.origin !== new URL(homePage).origin) return undefined;
    const leads = `"${reference}" leads to ${target.url}`;
    const page = this.#at(url.pathname);
    if (page) {
      if (isSame(page.url, url)) return undefined;
      return `${leads}, but the page of that path is ${page.url}; write /${page.key}, which leads there`;
    }
    const [folder, file] = splitFile(url.pathname);
    const beside = this.#at(folder);
    if (!beside?.url.startsWith(feedsUrl)) return undefined;
    return `${leads}, but the file of that path is ${beside.url}${file}; write that address`;
  }

  #at(path: string): OwnPage | undefined {
    this.#pages ??= byPath(this.#list(), this.#site);
    return this.#pages.get(plainPath(path));
  }
}

function byPath(articles: Iterable<readonly [string, string]>, site: Site): ReadonlyMap<string, OwnPage> {
  const origin = site.permalink === undefined ? undefined : parseAddress(site.permalink)?.origin;
  const pages = new Map<string, OwnPage>();
  for (const [key, url] of articles) {
    const isHere = url.startsWith(site.feedsUrl);
    const { pathname, origin: own } = new URL(url);
    // Where an article has a `link` of its own, its path means nothing on another host.
    if (!isHere && own !== origin) continue;
    const paths = isHere ? [pathname, `/${url.slice(site.feedsUrl.length)}`] : [pathname];
    for (const path of paths.map(plainPath)) if (!pages.has(path)) pages.set(path, { key, url });
  }
  return pages;
}

function isSame(address: string, { origin, pathname }: URL): boolean {
  const url = new URL(address);
  return url.origin === origin && plainPath(url.pathname) === plainPath(pathname);
}

/** Returns a path without the names that stand for its folder. */
function plainPath(path: string): string {
  return path.replace(/\/(?:index\.html)?$/, '');
}

function splitFile(path: string): readonly [string, string] {
  const at = path.lastIndexOf('/') + 1;
  return [path.slice(0, at), path.slice(at)];
}
