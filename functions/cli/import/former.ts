import { articleUrl } from '../../core/article/article-url.ts';
import { createArticleReader } from '../../core/article/read-article.ts';
import { FormerAddresses } from '../../core/import/moving/former-addresses.ts';
import type { Site } from '../../core/site/site.ts';
import { UNDATED } from './undated.ts';

/** Where articles of a checkout were read. */
export interface Former {
  /** By key. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly keyAt: (address: string) => string | undefined;
}

interface FormerArticle {
  readonly name: string;
  readonly key: string;
  readonly language?: string;
}

interface FormerOptions {
  readonly site: Site;
  /** The pattern of the site's addresses, where it is known. */
  readonly template: string | undefined;
  readonly read: (name: string) => Promise<Uint8Array>;
}

/** Where articles seem to be whose address is not known. */
const UNKNOWN = '/-unknown-/';

/** Where articles were read, by their own fields, and by the pattern of the site where it is known. */
export async function formerAddresses(
  articles: readonly FormerArticle[],
  { site, template, read }: FormerOptions,
): Promise<Former> {
  const permalink = template ?? `${new URL(site.url).origin}${UNKNOWN}{slug}`;
  const reader = createArticleReader({ ...site, permalink });
  const addresses = new Map<string, string>();
  const former = new FormerAddresses([site.url]);
  for (const { name, key, language } of articles) {
    const { article } = reader({ key, bytes: await read(name), lastModified: UNDATED });
    if (!article || article.published === UNDATED) continue;
    const url = articleUrl(article, { ...site, permalink });
    // Of another language the pattern is another one, too.
    const isOther = language !== undefined && language !== site.language.split('-')[0] && article.link === undefined;
    if (isOther || url.includes(UNKNOWN)) continue;
    addresses.set(key, url);
    former.add(url, key);
  }
  return { addresses, keyAt: address => former.keyAt(absolute(address, site.url)) };
}

function absolute(reference: string, base: string): string {
  return /^(?:https?:)?\//i.test(reference) && URL.canParse(reference, base) ? new URL(reference, base).href : '';
}
