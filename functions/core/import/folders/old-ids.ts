import { DAY, type Instant } from '../../instant.ts';
import { foldName } from '../../text/clean.ts';
import { parseAddress } from '../../text/web-address.ts';
import { createIdentifier } from '../identity.ts';
import type { ImportedFeed } from '../imported-feed.ts';
import { FormerAddresses, homesOf } from '../moving/former-addresses.ts';

/** The facts that identify an article of a checkout in the former feed of its site. */
export interface KnownBy {
  readonly key: string;
  readonly title: string;
  readonly published: Instant | undefined;
  /** Names of its file, as addresses may have them. */
  readonly names: readonly string[];
  /** Former address of the article, if known. */
  readonly address?: string;
}

/** An id that an article has in the feed of its site. */
export interface OldId {
  readonly id: string;
  /** True if the id is derived from the pattern of other articles' ids, and not found in the feed. */
  readonly isByPattern?: true;
  /** Address of the article in the feed, where it has one there. */
  readonly link?: string;
}

interface OldItem {
  readonly id: string;
  readonly title: string;
  readonly link: string | undefined;
  readonly published: Instant | undefined;
}

const SOME = 3;

/** Patterns by which programs derive ids from addresses. */
const PATTERNS: readonly ((address: string) => string)[] = [
  address => address,
  address => address.replace(/\/$/, ''),
  address => address.replace(/\.html$/, ''),
  address => address.replace(/^https:/, 'http:'),
  address => address.replace(/^https:/, 'http:').replace(/\/$/, ''),
];

/**
 * Finds the ids that articles have in the feed of their site, by their addresses, else by titles, else by the names of
 * their files; what is not the only one of its title or name is not known by it. Where the ids of the feed are made of
 * addresses, in one way, articles that are in it no more have theirs by the same.
 */
export function oldIds(articles: readonly KnownBy[], feed: ImportedFeed, home: string): ReadonlyMap<string, OldId> {
  const items = itemsOf(feed);
  const found = new Map<string, OldId>();
  const taken = new Set<OldItem>();
  const take = (key: string, item: OldItem | undefined): void => {
    if (!item || taken.has(item) || found.has(key)) return;
    taken.add(item);
    found.set(key, { id: item.id, ...(item.link !== undefined && { link: item.link }) });
  };
  const byAddress = addressesOf(items, feed, home);
  for (const { key, address } of articles) if (address !== undefined) take(key, byAddress(address));
  for (const namesOf of [titleOf, namesIn]) {
    const [ofItems, ofArticles] = [onlyOnes(items, namesOf), onlyOnes(articles, namesOf)];
    for (const [name, article] of ofArticles) {
      const item = ofItems.get(name);
      if (item && !areApart(item.published, article.published)) take(article.key, item);
    }
  }
  addByPattern(articles, found);
  return found;
}

function itemsOf(feed: ImportedFeed): readonly OldItem[] {
  const identify = createIdentifier(feed.items);
  return feed.items.flatMap(item => {
    const { id, repeats } = identify(item);
    const { title, link, published } = item;
    return id === '' || repeats === 'whole' ? [] : [{ id, title, link, published }];
  });
}

function addressesOf(items: readonly OldItem[], feed: ImportedFeed, home: string) {
  const addresses = new FormerAddresses(homesOf(feed, home));
  for (const [at, { link }] of items.entries()) if (link !== undefined) addresses.add(link, String(at));
  return (address: string): OldItem | undefined => {
    const at = addresses.keyAt(address);
    return at === undefined ? undefined : items[Number(at)];
  };
}

function titleOf({ title }: { readonly title: string }): readonly string[] {
  const name = foldName(title);
  return name === '' ? [] : [name];
}

function namesIn(one: KnownBy | OldItem): readonly string[] {
  if ('names' in one) return [...new Set(one.names.map(foldName))];
  const last =
    parseAddress(one.link ?? '')
      ?.pathname.replace(/\/$/, '')
      .split('/')
      .at(-1) ?? '';
  const name = foldName(decoded(last).replace(/\.(?:html?|php)$/i, ''));
  return name === '' ? [] : [name];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** By name, of those that are the only one of it. */
function onlyOnes<One>(all: readonly One[], namesOf: (one: One) => readonly string[]): ReadonlyMap<string, One> {
  const found = new Map<string, One>();
  const several = new Set<string>();
  for (const one of all)
    for (const name of namesOf(one)) {
      if (found.has(name)) several.add(name);
      found.set(name, one);
    }
  for (const name of several) found.delete(name);
  return found;
}

/** A day alone is a midnight in a zone that nobody may know. */
function areApart(one: Instant | undefined, other: Instant | undefined): boolean {
  return one !== undefined && other !== undefined && Math.abs(one - other) > 2 * DAY;
}

function addByPattern(articles: readonly KnownBy[], found: Map<string, OldId>): void {
  const known = articles.flatMap(({ key, address }) => {
    const id = found.get(key)?.id;
    return id === undefined || address === undefined ? [] : [{ id, address }];
  });
  const pattern = PATTERNS.find(one => known.every(({ id, address }) => id === one(address)));
  if (known.length < SOME || !pattern) return;
  const ids = new Set([...found.values()].map(({ id }) => id));
  for (const { key, address } of articles) {
    if (address === undefined || found.has(key) || ids.has(pattern(address))) continue;
    ids.add(pattern(address));
    found.set(key, { id: pattern(address), isByPattern: true });
  }
}
