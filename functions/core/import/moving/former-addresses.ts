import { parseAddress } from '../../text/web-address.ts';
import type { ImportedFeed, ImportedItem } from '../imported-feed.ts';

/** Parameters that programs add to an address to count visits; it leads to the same page. */
const COUNTED = /^(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|ref|replytocom|amp)$/i;
/** Names of the page that a folder is shown as. */
const INDEX = /\/index\.(?:html?|php)$/i;

/** New places of a moving site's articles, by their former addresses. */
export class FormerAddresses {
  /** Hosts of the old site, without `www.`. */
  readonly #hosts: ReadonlySet<string>;
  readonly #keys = new Map<string, string>();

  /** `addresses` are of the site's own pages. */
  constructor(addresses: Iterable<string | undefined>) {
    const hosts = [...addresses].flatMap(address => {
      const url = address === undefined ? undefined : parseAddress(address);
      return url ? [hostOf(url)] : [];
    });
    this.#hosts = new Set(hosts);
  }

  /** Returns true for an address of the old site. */
  has(address: string | undefined): address is string {
    const url = address === undefined ? undefined : parseAddress(address);
    return url !== undefined && /^https?:$/.test(url.protocol) && this.#hosts.has(hostOf(url));
  }

  /** Says that an article was at an address. The first that is said of an address goes. */
  add(address: string, key: string): void {
    const name = nameOf(parseAddress(address));
    if (name !== undefined && !this.#keys.has(name)) this.#keys.set(name, key);
  }

  /** The key of the article that was at an address, whatever its protocol, `www.`, last slash or fragment is. */
  keyAt(address: string): string | undefined {
    const url = parseAddress(address);
    return url && this.#hosts.has(hostOf(url)) ? this.#keys.get(nameOf(url) ?? '') : undefined;
  }
}

function hostOf({ host }: URL): string {
  return host.replace(/^www\./, '');
}

function nameOf(url: URL | undefined): string | undefined {
  if (!url) return undefined;
  const query = [...url.searchParams].filter(([name]) => !COUNTED.test(name)).map(pair => pair.join('='));
  const path = decoded(url.pathname)
    .replace(INDEX, '')
    .replace(/\/$/, '')
    .replace(/\/amp$/, '');
  return `${hostOf(url)}${path}?${query.sort().join('&')}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC');
  } catch {
    return path;
  }
}

/** Addresses of a feed's own site: its home page, and one of the host that most items have. */
export function homesOf(feed: ImportedFeed, site: string): readonly (string | undefined)[] {
  const counts = new Map<string, number>();
  for (const { link } of feed.items) {
    const origin = link === undefined ? undefined : parseAddress(link)?.origin;
    if (origin !== undefined) counts.set(origin, (counts.get(origin) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return [site, feed.url, most?.[0]];
}

/** Returns the addresses of an item. Its own id may be one, too, such as WordPress' `?p=123`. */
export function addressesOf({ id, link }: Pick<ImportedItem, 'id' | 'link'>): readonly string[] {
  return [link, id].filter(address => address !== undefined && /^https?:\/\//i.test(address)) as string[];
}

/** A reference from one file to another, relative. Keys are `/`-separated. */
export function relativeReference(from: string, to: string): string {
  const [own, other] = [from.split('/').slice(0, -1), to.split('/')];
  let shared = 0;
  while (shared < own.length && shared < other.length - 1 && own[shared] === other[shared]) shared += 1;
  const path = [...own.slice(shared).map(() => '..'), ...other.slice(shared).map(encodeURIComponent)];
  return path.join('/');
}
