import type { Buffer } from 'node:buffer';
import { articleUrl } from '../../../core/article/article-url.ts';
import { createArticleReader } from '../../../core/article/read-article.ts';
import { FormerAddresses } from '../../../core/import/moving/former-addresses.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Site } from '../../../core/site/site.ts';
import { UNDATED } from './undated.ts';

/** Where articles of a checkout were read. */
export interface Former {
  /** By key. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Of those the ones that the program that made the site is known to have given. */
  readonly own: ReadonlyMap<string, string>;
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
  readonly read: (name: string) => Promise<Buffer>;
  /** The address that the program gave an article, where that is known for each. */
  readonly ownOf?: (article: FormerText) => string | undefined;
}

interface FormerText {
  readonly name: string;
  readonly text: string;
  readonly published: Instant;
}

/** Where articles seem to be whose address is not known. */
const UNKNOWN = '/-unknown-/';

/** Where articles were read, by their own fields, and by the pattern of the site where it is known. */
export async function formerAddresses(
  articles: readonly FormerArticle[],
  { site, template, read, ownOf }: FormerOptions,
): Promise<Former> {
  const permalink = template ?? `${new URL(site.url).origin}${UNKNOWN}{slug}`;
  const reader = createArticleReader({ ...site, permalink });
  const addresses = new Map<string, string>();
  const own = new Map<string, string>();
  const former = new FormerAddresses([site.url]);
  for (const { name, key, language } of articles) {
    const bytes = await read(name);
    const { article } = reader({ key, bytes, lastModified: UNDATED });
    if (!article || article.published === UNDATED) continue;
    const given = ownOf?.({ name, text: bytes.toString('utf8'), published: article.published });
    if (given !== undefined) own.set(key, given);
    const url = given ?? articleUrl(article, { ...site, permalink });
    // Of another language the pattern is another one, too.
    const isOther = language !== undefined && language !== site.language.split('-')[0] && article.link === undefined;
    if (isOther || url.includes(UNKNOWN)) continue;
    addresses.set(key, url);
    former.add(url, key);
  }
  return { addresses, own, keyAt: address => former.keyAt(absolute(address, site.url)) };
}

function absolute(reference: string, base: string): string {
  return /^(?:https?:)?\//i.test(reference) && URL.canParse(reference, base) ? new URL(reference, base).href : '';
}
