import type { Article } from '../article/article.ts';
import { type FeedKey, parseFeedKey } from '../feed/feed-key.ts';
import type { Site } from '../site/site.ts';
import { ALL_RIGHTS_RESERVED, LICENSE_PATH, type License, reservesMining } from './license.ts';
import type { LicensedContent } from './rsl.ts';

/** Uses of which a prohibition leaves nothing that a category could reserve. */
const NOTHING_GRANTED = ['all', 'ai-all'];

/** Returns the licence of an article: its own, else that of its first category, else the site's. */
export function licenseOfArticle(
  { license, categories }: Pick<Article, 'license' | 'categories'>,
  site: Site,
): License | undefined {
  return license ?? ofCategory(categories[0]?.slug, site) ?? site.license;
}

/** Returns the licence of a feed: that of its category, else the site's. */
export function licenseOfFeed(key: FeedKey, site: Site): License | undefined {
  const parsed = parseFeedKey(key);
  return (parsed?.kind === 'category' ? ofCategory(parsed.slug, site) : undefined) ?? site.license;
}

/**
 * Returns what the licence document tells of: the site, and each category with a licence of its own. Licences of single
 * articles are not known here.
 */
export function licensedParts(site: Site): readonly LicensedContent[] {
  const root = new URL(site.feedsUrl).pathname;
  const license = ofWhole(site);
  const whole = license ? [{ url: root, license }] : [];
  const parts = site.categories.flatMap(({ slug, license }) => (license ? [{ url: `${root}${slug}/`, license }] : []));
  return [...whole, ...parts];
}

/**
 * Returns the links of a header that lead to a licence (RFC 8288), and to the licence document where there is one (RSL
 * 1.0, section 4.5).
 */
export function licenseLinks({ url }: License, site: Site, hasDocument: boolean): readonly string[] {
  const document = `<${site.feedsUrl}${LICENSE_PATH}>; rel="license"; type="application/rsl+xml"`;
  const isDocument = url === site.feedsUrl + LICENSE_PATH;
  return [...(isDocument ? [] : [`<${url}>; rel="license"`]), ...(hasDocument ? [document] : [])];
}

/**
 * Returns what holds of everything that lies under the root. Pages of articles do, whatever their category, so where
 * one reserves more than the site, nothing is granted there.
 */
function ofWhole({ license, categories }: Site): License | undefined {
  if (license && NOTHING_GRANTED.some(use => license.terms.prohibits?.usage?.includes(use))) return license;
  const terms = JSON.stringify(license?.terms);
  const isReserved = categories.some(
    ({ license: own }) => own && reservesMining(own.terms) && JSON.stringify(own.terms) !== terms,
  );
  return isReserved ? ALL_RIGHTS_RESERVED : license;
}

function ofCategory(slug: string | undefined, site: Site): License | undefined {
  return slug === undefined ? undefined : site.categories.find(category => category.slug === slug)?.license;
}
