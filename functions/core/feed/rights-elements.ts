import type { License } from '../rights/license.ts';
import { RSL_NAMESPACE, rslContent } from '../rights/rsl.ts';
import type { Entry, Feed } from './feed.ts';
import { emptyElement, textElement } from './xml.ts';

/** Namespace of `creativeCommons:license` (https://www.rssboard.org/creative-commons). Any licence may stand there. */
const CREATIVE_COMMONS_NAMESPACE = 'http://backend.userland.com/creativeCommonsRssModule';
const RIGHTS_NAMESPACES = ` xmlns:creativeCommons="${CREATIVE_COMMONS_NAMESPACE}" xmlns:rsl="${RSL_NAMESPACE}"`;

/** Returns the namespaces that an RSS feed with licences declares; none for any other. */
export function rightsNamespaces({ license, entries }: Feed): string {
  return license || entries.some(entry => entry.license) ? RIGHTS_NAMESPACES : '';
}

/** Returns elements of a channel or an item of RSS that name its licence. */
export function rssLicense(license: License | undefined): readonly string[] {
  return license ? [textElement('creativeCommons:license', license.url)] : [];
}

/**
 * Returns elements of an item of RSS that tell its licence, and its terms in RSL. A feed may tell those of its own
 * origin alone (RSL 1.0, section 4.7).
 */
export function itemRights({ license, url }: Entry, { self }: Pick<Feed, 'self'>): readonly string[] {
  if (!license) return [];
  const isOwn = URL.canParse(url) && new URL(url).origin === new URL(self.rss).origin;
  return [...rssLicense(license), ...(isOwn ? [rslContent({ url, license }, 'rsl:')] : [])];
}

/** Returns the link of an Atom feed or entry to its licence (RFC 4946, section 2). */
export function atomLicense(license: License | undefined): readonly string[] {
  return license ? [emptyElement('link', { rel: 'license', href: license.url })] : [];
}
