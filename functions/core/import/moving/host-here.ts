import { formerPath } from '../../article/former-addresses.ts';
import type { Site } from '../../site/site.ts';
import { excerpt } from '../../text/excerpt.ts';
import { parseAddress } from '../../text/web-address.ts';
import { linkOf } from '../article-file.ts';
import type { Lead } from '../html-text.ts';
import type { ImportedFeed, ImportedItem } from '../imported-feed.ts';
import type { LeftOut, Leftover } from '../left-out.ts';
import type { ArticleThere } from '../plan/article-keys.ts';
import { addressesOf, FormerAddresses, homesOf, relativeReference } from './former-addresses.ts';
import { fileAddress } from './media-files.ts';
import type { Redirect } from './redirect-rows.ts';

/** Articles of a site that moves: their former addresses, links between them, and where they can be read now. */
export class HostHere {
  readonly #site: Site;
  readonly #addresses: FormerAddresses;
  readonly #left: LeftOut;
  readonly #redirects = new Map<string, string>();
  /** Addresses of files that articles show which are out, and that stay where they are. */
  readonly files = new Set<string>();

  constructor(feed: ImportedFeed, site: Site, left: LeftOut) {
    this.#site = site;
    this.#left = left;
    this.#addresses = new FormerAddresses(homesOf(feed, site.url));
  }

  /** Redirects from all addresses that articles had. */
  get redirects(): readonly Redirect[] {
    return [...this.#redirects].map(([from, to]) => ({ from, to }));
  }

  /** Takes the place of an item, so that others can lead to it. */
  place(item: ImportedItem, key: string): void {
    for (const address of this.#formerOf(item)) this.#addresses.add(address, key);
  }

  /** The address at which an item could be read, if that was on the site that moves. */
  formerOf(item: ImportedItem): string | undefined {
    const link = linkOf(item, this.#site.url);
    return this.#addresses.has(link) ? link : undefined;
  }

  /** Leads from one article to others by their files. Counts what stays behind, and files if it is out. */
  leadFrom(key: string, isOut: boolean): Lead {
    return reference => {
      const { url, element, attribute } = reference;
      const file = isOut ? fileAddress(reference) : undefined;
      if (file !== undefined) this.files.add(file);
      if (attribute !== 'href' || element !== 'a' || !this.#addresses.has(url)) return undefined;
      const to = this.#addresses.keyAt(url);
      const hash = url.includes('#') ? url.slice(url.indexOf('#')) : '';
      if (to !== undefined) return to === key && hash !== '' ? hash : relativeReference(key, to) + hash;
      if (isOtherPage(url)) this.#left.add(pageBehind(url));
      return undefined;
    };
  }

  /** Returns true if the page of an item has a new address. It is redirected there if it is public. */
  move(item: ImportedItem, { url, isOut }: Pick<ArticleThere, 'url' | 'isOut'>): boolean {
    // A folder is led to from its address without a slash by every server.
    const own = [samePage(url), samePage(url).replace(/\/$/, '')];
    const former = this.#formerOf(item).filter(address => !own.includes(samePage(address)));
    if (isOut) for (const address of former) if (!this.#redirects.has(address)) this.#redirects.set(address, url);
    return former.includes(this.formerOf(item) ?? '');
  }

  #formerOf(item: ImportedItem): readonly string[] {
    const link = linkOf(item, this.#site.url);
    const addresses = addressesOf({ ...item, ...(link !== undefined && { link }) });
    return [...new Set(addresses)].filter(address => this.#addresses.has(address) && isPage(address));
  }
}

/** Returns true for an address of a page, and not of the whole site or of a file. */
export function isOtherPage(address: string): boolean {
  return isPage(address) && !/\.(?!html?$|php$)[a-z0-9]{2,5}$/i.test(parseAddress(address)?.pathname ?? '');
}

/** Returns what is counted for a link to a page that stays behind. */
export function pageBehind(address: string): Leftover {
  return { kind: 'link to a page of the old site that is no article here', example: excerpt(address, 80) };
}

/** Returns true for an address of a page, and not of the whole site. */
function isPage(address: string): boolean {
  const url = parseAddress(address);
  return url !== undefined && (url.search.length > 1 || !/^\/(?:index\.(?:html?|php))?$/i.test(url.pathname));
}

function samePage(address: string): string {
  const [page = ''] = address.replace(/^https?:\/\/(?:www\.)?/i, '').split('#');
  return page;
}

/** Returns the alias for a former address, its path; none where a page can't lead on from it, such as `/?p=32`. */
export function aliasesOf(address: string, site: Site): readonly string[] {
  const url = parseAddress(address);
  return url?.search === '' && formerPath(url.pathname, site) !== undefined ? [url.pathname] : [];
}
