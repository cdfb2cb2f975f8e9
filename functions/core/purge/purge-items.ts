import { cacheTagOf } from '../files/cache-tag.ts';
import { everyPathOf } from '../files/variants.ts';
import type { PurgeItem } from './purge.ts';

/** Returns the cache tags of some files under `public/`, each once. */
export function tagItems(paths: Iterable<string>): readonly PurgeItem[] {
  return [...new Set([...paths].map((path): PurgeItem => `#${cacheTagOf(path)}`))];
}

/**
 * Returns the paths at which the edge may hold some files under `public/` and their compressed forms: as the function
 * at the edge names them, and a page by its address, too. So they are forgotten though they have no tag, or are the
 * answer that there is nothing.
 */
export function pathItems(paths: Iterable<string>): readonly PurgeItem[] {
  const items = [...paths].flatMap(path => [
    ...everyPathOf(path).map(addressOf),
    ...(/(?:^|\/)index\.html$/.test(path) ? [addressOf(path.slice(0, -'index.html'.length))] : []),
  ]);
  return [...new Set(items)];
}

/** A star would be a wildcard. */
function addressOf(path: string): PurgeItem {
  const segments = path.toWellFormed().split('/');
  return `/${segments.map(segment => encodeURIComponent(segment).replaceAll('*', '%2A')).join('/')}`;
}
