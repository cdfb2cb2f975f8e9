import { nameSlug, ownName } from '../../article/key.ts';
import type { Instant } from '../../instant.ts';
import { pathSegmentOf } from '../../text/web-address.ts';
import { wallClockAt, type Zone } from '../../time/zone.ts';

/** An article, and the address that it had. */
export interface AddressedArticle {
  readonly key: string;
  readonly published: Instant;
  readonly address: string;
}

/**
 * Returns the pattern that gives most of these addresses; `undefined` where none tells articles apart. Of patterns that
 * give as many the shortest is taken, then that which comes first in code-point order.
 */
export function commonPattern(articles: Iterable<AddressedArticle>, zone: Zone): string | undefined {
  const counts = new Map<string, number>();
  for (const article of articles) {
    const pattern = patternIn(article, zone);
    if (pattern !== undefined) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  }
  const byCount = [...counts].sort(([a, one], [b, other]) => other - one || a.length - b.length || (a < b ? -1 : 1));
  return byCount[0]?.[0];
}

/** Returns the number of articles whose addresses are of a pattern. Parts that no name or date gives fit any text. */
export function countOfPattern(template: string, articles: Iterable<AddressedArticle>, zone: Zone): number {
  let count = 0;
  for (const { key, published, address } of articles) {
    const [year, month, day] = wallClockAt(published, zone).toISOString().slice(0, 10).split('-');
    const parts = new Map(Object.entries({ yyyy: year, mm: month, dd: day, name: ownName(key), slug: nameSlug(key) }));
    const filled = template.split(/\{([a-z]+)\}/).map((part, at) => (at % 2 === 0 ? decoded(part) : parts.get(part)));
    if (isMadeOf(decoded(new URL(address).pathname), filled)) count += 1;
  }
  return count;
}

/** Returns true if a path consists of these texts in their order, with any others in place of the unknown ones. */
function isMadeOf(path: string, texts: readonly (string | undefined)[]): boolean {
  let [at, isFree] = [0, false];
  for (const text of texts) {
    const found = text === undefined ? at : path.indexOf(text.normalize('NFC'), at);
    if (found < 0 || (found > at && !isFree)) return false;
    at = found + (text?.normalize('NFC').length ?? 0);
    isFree = text === undefined || (isFree && text === '');
  }
  return isFree || at === path.length;
}

/** A language in the name of a file. Addresses have it elsewhere, and an article with one declares its own. */
const LANGUAGE = /\.[a-z]{2,3}(?:[-_][a-z]{2,4})?(?=\.[a-z]{1,9}$)/i;

/** The path of an address with the article's date and name as placeholders; `undefined` where the name is not in it. */
function patternIn({ key, published, address }: AddressedArticle, zone: Zone): string | undefined {
  const url = new URL(address);
  if (url.search !== '') return undefined;
  const [, path = '', end = ''] = /^(.*?)(\.html|\/)?$/.exec(url.pathname) ?? [];
  const segments = path.split('/').map(decoded);
  const base = segments.pop() ?? '';
  const keys = [key, key.replace(LANGUAGE, '')];
  const isNamed = keys.some(one => base === ownName(one));
  const name = isNamed ? '{name}' : keys.some(one => base === nameSlug(one)) ? '{slug}' : undefined;
  if (name === undefined || segments.some(segment => /[{}]/.test(segment))) return undefined;
  const date = wallClockAt(published, zone);
  const wanted = [
    ['{yyyy}', String(date.getUTCFullYear()).padStart(4, '0')],
    ['{mm}', String(date.getUTCMonth() + 1).padStart(2, '0')],
    ['{dd}', String(date.getUTCDate()).padStart(2, '0')],
  ] as const;
  let next = 0;
  const folders = segments.map(segment => {
    const [placeholder, value] = wanted[next] ?? [];
    if (placeholder === undefined || segment !== value) return pathSegmentOf(segment);
    next += 1;
    return placeholder;
  });
  return `${[...folders, name].join('/')}${end}`;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment).normalize('NFC');
  } catch {
    return segment;
  }
}
