import { FOREIGN_PLACEHOLDERS } from '../../site/permalink.ts';

/** The pattern of addresses as `site.yaml` has it, or why there is none. */
export type PermalinkDraft = { readonly template: string } | { readonly why: string };

/** Jekyll's names for whole patterns. */
export const JEKYLL_STYLES: Readonly<Record<string, string>> = {
  date: '/:categories/:year/:month/:day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  none: '/:categories/:title:output_ext',
};

const PARTS = FOREIGN_PLACEHOLDERS;
/** Hexo has the name of the file as it is, too, and in a category's address those above it. */
const HEXO_PARTS = { ...PARTS, title: '{name}', name: '{name}', category: '{categories}' };
const DOCUSAURUS_PARTS = { ...PARTS, name: '{name}' };
/** Jekyll has the name of the file as it is. */
const JEKYLL_PARTS = { ...PARTS, title: '{name}' };
const OF_PUBLISHER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Jekyll: JEKYLL_PARTS,
  Hexo: HEXO_PARTS,
  Docusaurus: DOCUSAURUS_PARTS,
};
const [PLACEHOLDER, PYTHON] = [/:([a-z_]+)/g, /\{([^{}]*)\}/g];
const PYTHON_PARTS: Readonly<Record<string, string>> = {
  slug: '{slug}',
  category: '{category}',
  'date:%Y': '{yyyy}',
  'date:%m': '{mm}',
  'date:%d': '{dd}',
};

export interface PermalinkContext {
  /** Name of the program. */
  readonly publisher: string;
  /** The pattern that the configuration gives. */
  readonly pattern: string | undefined;
  /** Path of the site's home page, with a slash at its end. */
  readonly basePath: string;
  /** Folder of the site that all articles are in, where it is one, such as `posts`; empty at its root. */
  readonly section: string | undefined;
  /** Path of Docusaurus' blog below the home page. Default: `blog`. */
  readonly blogFolder?: string | undefined;
  /** True if the configuration moves the blog (of Docusaurus), or another part of the site, to another path. */
  readonly isMoved?: boolean;
  /** The pattern that gives most of the addresses that are known to be those of articles. */
  readonly common?: string | undefined;
  /** Number of articles that are known to have an address of a pattern. Default: of none. */
  readonly countOf?: (template: string) => number;
  /** True if most articles name a category. */
  readonly hasCategories: boolean;
}

/** Translates the pattern by which another program gives addresses, or that it has where none is given. */
export function draftPermalink(context: PermalinkContext): PermalinkDraft {
  const { publisher, basePath, common } = context;
  const pattern = patternOf(context);
  if (pattern === undefined && common !== undefined) return { template: common };
  if (pattern === undefined)
    return {
      why: `the addresses that ${publisher} gave are not known; write the pattern of them, if articles stay there`,
    };
  const style = JEKYLL_STYLES[pattern] ?? pattern;
  const kept = context.hasCategories ? style : style.replace(/(?<=^|\/):categor(?:y|ies)\//, '');
  const unknown: string[] = [];
  const put =
    (parts: Readonly<Record<string, string>>) =>
    (all: string, name: string): string => {
      const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
      if (part === undefined) unknown.push(all);
      return part ?? '';
    };
  const filled =
    publisher === 'Pelican'
      ? kept.replace(PYTHON, put(PYTHON_PARTS))
      : kept.replace(PLACEHOLDER, put(OF_PUBLISHER[publisher] ?? PARTS));
  const template = `${basePath}${filled.replace(/^\/+/, '')}`;
  if (unknown.length > 0 && common !== undefined) return { template: common };
  if (unknown.length > 0) return { why: `"${pattern}" has ${unknown.join(', ')}, which has no name here` };
  if (common !== undefined && isBetter(common, template, context)) return { template: common };
  return /\{(?:slug|name)\}/.test(template) ? { template } : { why: `"${pattern}" does not tell articles apart` };
}

/**
 * Programs add a slash or an ending to what the configuration says, which may be that of a part of the site. Where it
 * says nothing, articles in folders further down make no pattern for those above, nor does one article.
 */
function isBetter(common: string, template: string, { pattern, countOf = () => 0 }: PermalinkContext): boolean {
  const fitting = countOf(template);
  return (pattern !== undefined || fitting === 0) && countOf(common) > Math.max(fitting, 1);
}

function patternOf({
  publisher,
  pattern,
  section,
  isMoved,
  blogFolder = 'blog',
}: PermalinkContext): string | undefined {
  if (pattern !== undefined) return pattern;
  switch (publisher) {
    case 'Jekyll':
      return 'date';
    case 'Docusaurus':
      return isMoved ? undefined : `${blogFolder === '' ? '' : `${blogFolder}/`}:year/:month/:day/:name`;
    case 'Hexo':
      return ':year/:month/:day/:title/';
    case 'Pelican':
      return '{slug}.html';
    case 'Nikola':
      return 'posts/:slug/';
    case 'Hugo':
    case 'Zola':
      return section === undefined ? undefined : `${section === '' ? '' : `${section}/`}:slug/`;
    default:
      return undefined;
  }
}
