import type { Instant } from '../instant.ts';
import { isPlainUrl } from '../text/plain-url.ts';
import { addressOf } from '../text/web-address.ts';
import { wallClockAt, zoneNamed } from '../time/zone.ts';
import type { Site } from './site.ts';

const PLACEHOLDER = /\{([^{}]*)\}/g;
const KNOWN: readonly string[] = ['slug', 'name', 'category', 'yyyy', 'mm', 'dd'];

/** What a permalink is made of. */
export interface PermalinkParts {
  /** ASCII, from the source's name. */
  readonly slug: string;
  /** The source's name as it is, without ending and date. */
  readonly name: string;
  /** The slug of the article's first category, if it has one. */
  readonly category: string | undefined;
  readonly published: Instant;
}

/** The template as an absolute URL (one that begins with `/` is on the site's own host), or why it is none. */
export function parsePermalink(
  template: string,
  siteUrl: string,
): { readonly template: string } | { readonly problem: string } {
  for (const [placeholder, name = ''] of template.matchAll(PLACEHOLDER)) {
    if (!KNOWN.includes(name))
      return { problem: `${placeholder} is not a placeholder; use ${KNOWN.map(known => `{${known}}`).join(', ')}` };
  }
  if (!template.includes('{slug}') && !template.includes('{name}'))
    return { problem: 'without {slug} or {name} every article would have the same address; add one' };
  const absolute = template.startsWith('/') ? new URL(siteUrl).origin + template : template;
  const sample = absolute.replace(PLACEHOLDER, 'x');
  if (!/^https?:\/\//i.test(absolute) || !URL.canParse(sample)) {
    return { problem: `expected a URL such as https://bao.example/{yyyy}/{slug}/, found "${template}"` };
  }
  return { template: absolute };
}

/** Where an article can be read, by the site's template. The date is the one that the site's own clock shows. */
export function expandPermalink(template: string, site: Site, parts: PermalinkParts): string {
  const url = template.replace(PLACEHOLDER, (_, name: string) => partOf(name, site, parts));
  // What is put in is ASCII and needs no escape, so mostly there is nothing for the parser of addresses to do.
  return isPlainUrl(url) ? url : addressOf(new URL(url));
}

function partOf(name: string, site: Site, { slug, name: own, category, published }: PermalinkParts): string {
  if (name === 'slug') return slug;
  if (name === 'name') return encodeURIComponent(own);
  if (name === 'category') return category ?? 'articles';
  const date = wallClockAt(published, zoneNamed(site.timeZone));
  if (name === 'yyyy') return String(date.getUTCFullYear()).padStart(4, '0');
  return String(name === 'mm' ? date.getUTCMonth() + 1 : date.getUTCDate()).padStart(2, '0');
}
