import { defaultId } from '../../article/key.ts';
import type { Site } from '../../site/site.ts';
import { parseAddress } from '../../text/web-address.ts';
import { type Zone, zoneNamed } from '../../time/zone.ts';
import { publishedOf, resolveAddress, titleOf } from '../article-file.ts';
import { fileNameOf } from '../file-name.ts';
import type { ImportedItem } from '../imported-feed.ts';

/** An article that is there already. */
export interface ArticleThere {
  readonly key: string;
  /** Address of the article. */
  readonly url: string;
  /** True if it is public. */
  readonly isOut: boolean;
}

export interface ArticleKeysOptions {
  readonly site: Site;
  /** By id. */
  readonly there: ReadonlyMap<string, ArticleThere>;
  /** Keys of all files that are there, in lower case. */
  readonly keys: ReadonlySet<string>;
  /** Returns true if an earlier import wrote an article, by its id, or by its key where it has none. */
  readonly wasWritten?: (article: { readonly id: string; readonly key: string }) => boolean;
}

/** Place of an item: a new key, the existing article, or an article that was deleted or moved since. */
export type Place =
  | { readonly key: string }
  /** `id` is the one that the article keeps; empty where it has none. */
  | { readonly there: ArticleThere; readonly id: string }
  | { readonly gone: string };

/** Gives items their files, in their order. An item that is asked for again has the same place. */
export class ArticleKeys {
  readonly #options: ArticleKeysOptions;
  readonly #zone: Zone;
  readonly #places = new Map<ImportedItem, Place>();
  readonly #taken = new Set<string>();
  /** The last number that was tried behind each name, of articles that have an id, and of those that have none. */
  readonly #tried = new Map<string, number>();
  readonly #triedWithoutId = new Map<string, number>();
  /** Ids of the articles that are there, by key. */
  #ids: ReadonlyMap<string, string> | undefined;

  constructor(options: ArticleKeysOptions) {
    this.#options = options;
    this.#zone = zoneNamed(options.site.timeZone);
  }

  placeOf(item: ImportedItem, id: string): Place {
    const there = this.#options.there.get(id);
    if (there) return { there, id };
    const known = this.#places.get(item) ?? this.#find(item, id);
    this.#places.set(item, known);
    return known;
  }

  /** A key that is free. Without an id of its own an article is known by its file. */
  #find(item: ImportedItem, id: string): Place {
    const { keys, wasWritten } = this.#options;
    // An id that is made of the site's address is another one once that changes, or is known at all.
    const isByFile = id === '' || item.isKnownByLink === true;
    const name = fileNameOf(item, titleOf(item), publishedOf(item, this.#zone), this.#zone);
    // What was taken when the last of that name came is taken still.
    const tried = isByFile ? this.#triedWithoutId : this.#tried;
    for (let number = tried.get(name) ?? 1; ; number++) {
      tried.set(name, number);
      const key = `${name}${number === 1 ? '' : `-${number}`}.html`;
      if (this.#taken.has(key)) continue;
      const known = isByFile ? this.#thereAt(key, item) : undefined;
      if (!known && keys.has(key)) continue;
      this.#taken.add(key);
      if (known) return known;
      const isGone = wasWritten?.({ id, key }) || (isByFile && wasWritten?.({ id: '', key }));
      return isGone ? { gone: key } : { key };
    }
  }

  /** The article of a file, if it is the item's: it has no id of its own, or the item's address at another host. */
  #thereAt(key: string, item: ImportedItem): Place | undefined {
    const { site, there } = this.#options;
    const bare = there.get(defaultId(key, site));
    if (bare) return { there: bare, id: '' };
    if (!item.isKnownByLink) return undefined;
    this.#ids ??= new Map([...there].map(([id, one]) => [one.key, id]));
    const id = this.#ids.get(key) ?? '';
    const [found, base] = [there.get(id), parseAddress(id)?.href];
    return found && base !== undefined && resolveAddress(item.link, base) === base ? { there: found, id } : undefined;
  }
}
