import type { Buffer } from 'node:buffer';
import { articleUrl } from '../../../core/article/article-url.ts';
import { createArticleReader } from '../../../core/article/read-article.ts';
import { docusaurusAddress } from '../../../core/import/folders/docusaurus-address.ts';
import { hugoAddress } from '../../../core/import/folders/hugo-address.ts';
import { jekyllAddress } from '../../../core/import/folders/jekyll-address.ts';
import type { SiteFacts } from '../../../core/import/folders/site-facts.ts';
import { FormerAddresses } from '../../../core/import/moving/former-addresses.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Site } from '../../../core/site/site.ts';
import type { Zone } from '../../../core/time/zone.ts';
import { UNDATED } from './undated.ts';

/** Former addresses of the articles of a checkout. */
export interface Former {
  /** By key. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Those of them that the site's program is known to have assigned. */
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
  /** Returns the address that the program gave an article, where that is known for each. */
  readonly ownOf?: (article: FormerText) => string | undefined;
}

interface FormerText {
  readonly name: string;
  readonly text: string;
  readonly title: string;
  readonly published: Instant;
  readonly language?: string;
}

/** Returns the addresses that a program gives articles, each by its own file; `undefined` where that is not known. */
export function ownAddresses(
  publisher: string,
  facts: SiteFacts,
  { home, zone }: { readonly home: string | undefined; readonly zone: Zone },
): FormerOptions['ownOf'] {
  if (home === undefined) return undefined;
  if (publisher === 'Jekyll') return post => jekyllAddress(post, { home, permalink: facts.permalink, zone });
  if (publisher === 'Hugo') return page => hugoAddress(page, { ...facts, home, zone });
  return publisher === 'Docusaurus' && !facts.isMoved ? post => docusaurusAddress(post, home) : undefined;
}

/** Placeholder for the place of articles whose address is unknown. */
const UNKNOWN = '/-unknown-/';

/** Returns the former addresses of articles: by their own fields, and by the pattern of the site if it is known. */
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
    const { title, published } = article;
    const about = { title, published, ...(language !== undefined && { language }) };
    const given = ownOf?.({ name, text: bytes.toString('utf8'), ...about });
    if (given !== undefined) own.set(key, given);
    const url = given ?? articleUrl(article, { ...site, permalink });
    // Of another language the pattern is another one, too.
    const isOther = language !== undefined && language !== site.language.split('-')[0] && article.link === undefined;
    if ((isOther && given === undefined) || url.includes(UNKNOWN)) continue;
    addresses.set(key, url);
    former.add(url, key);
  }
  return { addresses, own, keyAt: address => former.keyAt(absolute(address, site.url)) };
}

function absolute(reference: string, base: string): string {
  return /^(?:https?:)?\//i.test(reference) && URL.canParse(reference, base) ? new URL(reference, base).href : '';
}
