import type { Instant } from '../instant.ts';
import { isPlainUrl } from '../text/plain-url.ts';
import { addressOf, pathSegmentOf } from '../text/web-address.ts';
import { wallClockAt, zoneNamed } from '../time/zone.ts';
import type { Site } from './site.ts';

const PLACEHOLDER = /\{([^{}]*)\}/g;
const KNOWN: readonly string[] = ['slug', 'name', 'category', 'categories', 'yyyy', 'mm', 'dd'];
const ANY_PLACEHOLDER = /\{([^{}]*)\}|(?<=\/):[a-z_]+/g;
/** Placeholders as Jekyll, Hugo and Hexo write them. */
const FOREIGN = /\/:([a-z_]+)/g;

/** Placeholders of Jekyll, Hugo and Hexo, and ours. */
export const FOREIGN_PLACEHOLDERS: Readonly<Record<string, string>> = {
  year: '{yyyy}',
  month: '{mm}',
  day: '{dd}',
  title: '{slug}',
  slug: '{slug}',
  name: '{slug}',
  post_title: '{slug}',
  filename: '{slug}',
  contentbasename: '{slug}',
  slugorfilename: '{slug}',
  slugorcontentbasename: '{slug}',
  category: '{category}',
  categories: '{categories}',
  output_ext: '.html',
};

/** Values that a permalink is made of. */
export interface PermalinkParts {
  /** ASCII, from the source's name. */
  readonly slug: string;
  /** The source's name as it is, without ending and date. */
  readonly name: string;
  /** The slugs of the article's categories, in its order. */
  readonly categories: readonly string[];
  readonly published: Instant;
}

/** The template as an absolute URL (one that begins with `/` is on the site's own host), or why it is none. */
export function parsePermalink(
  written: string,
  siteUrl: string,
): { readonly template: string } | { readonly problem: string } {
  const template = inOurNames(written);
  for (const [placeholder, name] of template.matchAll(ANY_PLACEHOLDER)) {
    if (name === undefined || !KNOWN.includes(name))
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

/** Puts our placeholders in the place of those of others that are known. */
function inOurNames(template: string): string {
  return template.replace(FOREIGN, (all, name: string) =>
    Object.hasOwn(FOREIGN_PLACEHOLDERS, name) ? `/${FOREIGN_PLACEHOLDERS[name]}` : all,
  );
}

/**
 * Returns the address of an article by the site's template. The date is in the site's time zone. Only the parts that
 * the template names are asked for.
 */
export function expandPermalink(template: string, site: Site, parts: PermalinkParts): string {
  const { literals, names } = takeApart(template);
  let url = literals[0] ?? '';
  for (const [at, name] of names.entries()) {
    const [part, next = ''] = [partOf(name, site, parts), literals[at + 1]];
    // Of an article without categories nothing stands there, and no empty folder.
    url += part === '' && url.endsWith('/') && next.startsWith('/') ? next.slice(1) : part + next;
  }
  // The values are ASCII and need no escape, so the parser of addresses is rarely needed.
  return isPlainUrl(url) ? url : addressOf(new URL(url));
}

/** A template as the names of its placeholders, and what stands before, between and after them. */
interface Template {
  readonly literals: readonly string[];
  readonly names: readonly string[];
}

let latest: { readonly template: string; readonly taken: Template } | undefined;

/** A site has one template and may have a million articles, so the last one is kept. */
function takeApart(template: string): Template {
  if (latest?.template === template) return latest.taken;
  const pieces = template.split(PLACEHOLDER);
  const taken = { literals: pieces.filter((_, at) => at % 2 === 0), names: pieces.filter((_, at) => at % 2 === 1) };
  latest = { template, taken };
  return taken;
}

function partOf(name: string, site: Site, parts: PermalinkParts): string {
  if (name === 'slug') return parts.slug;
  if (name === 'name') return pathSegmentOf(parts.name);
  if (name === 'category') return parts.categories[0] ?? 'articles';
  if (name === 'categories') return parts.categories.join('/');
  const date = wallClockAt(parts.published, zoneNamed(site.timeZone));
  if (name === 'yyyy') return String(date.getUTCFullYear()).padStart(4, '0');
  return String(name === 'mm' ? date.getUTCMonth() + 1 : date.getUTCDate()).padStart(2, '0');
}
