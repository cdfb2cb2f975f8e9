import type { Buffer } from 'node:buffer';
import { articleUrl } from '../../../core/article/article-url.ts';
import { createArticleReader } from '../../../core/article/read-article.ts';
import { FormerAddresses } from '../../../core/import/moving/former-addresses.ts';
import type { Site } from '../../../core/site/site.ts';
import { readMisdated } from './misdated.ts';
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
  /** The address that its program is known to have given it. */
  readonly address?: string;
}

interface FormerOptions {
  readonly site: Site;
  /** The pattern of the site's addresses, where it is known. */
  readonly template: string | undefined;
  readonly read: (name: string) => Promise<Buffer>;
}

/** Placeholder for the place of articles whose address is unknown. */
const UNKNOWN = '/-unknown-/';

/** Returns the former addresses of articles: by their own fields, and by the pattern of the site if it is known. */
export async function formerAddresses(
  articles: readonly FormerArticle[],
  { site, template, read }: FormerOptions,
): Promise<Former> {
  const permalink = template ?? `${new URL(site.url).origin}${UNKNOWN}{slug}`;
  const reader = createArticleReader({ ...site, permalink });
  const addresses = new Map<string, string>();
  const own = new Map<string, string>();
  const former = new FormerAddresses([site.url]);
  for (const { name, key, language, address: given } of articles) {
    const bytes = await read(name);
    const whole = reader({ key, bytes, lastModified: UNDATED }).article;
    const article = whole ?? readMisdated(bytes.toString('utf8'), key, reader)?.article;
    if (!article || article.published === UNDATED) continue;
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
