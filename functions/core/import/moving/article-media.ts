import type { Instant } from '../../instant.ts';
import type { Site } from '../../site/site.ts';
import { type Zone, zoneNamed } from '../../time/zone.ts';
import { articleFile, publishedOf } from '../article-file.ts';
import type { Lead } from '../html-text.ts';
import type { ImportedFeed, ImportedItem } from '../imported-feed.ts';
import type { LeftOut } from '../left-out.ts';
import { fileAddress } from './media-files.ts';

export interface ArticleMediaOptions {
  readonly feed: ImportedFeed;
  readonly site: Site;
  readonly now: Instant;
  /** Takes what is not to be fetched. */
  readonly left: LeftOut;
}

/** Collects addresses of the pictures and other files that articles show or lead to. */
export class ArticleMedia {
  readonly addresses = new Set<string>();
  readonly #options: ArticleMediaOptions;
  readonly #zone: Zone;

  constructor(options: ArticleMediaOptions) {
    this.#options = options;
    this.#zone = zoneNamed(options.site.timeZone);
  }

  add(item: ImportedItem): void {
    const { site, feed } = this.#options;
    const found = this.#isOut(item) ? this.addresses : new Set<string>();
    const lead: Lead = reference => {
      const address = fileAddress(reference);
      if (address !== undefined) found.add(address);
      return undefined;
    };
    articleFile(item, { site, feed, categories: [], tags: [], lead });
    if (found === this.addresses) return;
    for (const example of found)
      this.#options.left.add({ kind: 'file of a draft: what lies in media/ is public at once', example });
  }

  #isOut(item: ImportedItem): boolean {
    const published = publishedOf(item, this.#zone);
    return item.held === undefined && published !== undefined && published <= this.#options.now;
  }
}

/** Leads to files that were fetched, by address, and else where `otherwise` does. */
export function leadBy(media: ReadonlyMap<string, string> | undefined, otherwise?: Lead): { readonly lead?: Lead } {
  if (!media) return otherwise ? { lead: otherwise } : {};
  return {
    lead: reference => {
      const file = fileAddress(reference);
      const fetched = file === undefined ? undefined : media.get(file);
      return fetched === undefined ? otherwise?.(reference) : `/${fetched}`;
    },
  };
}
