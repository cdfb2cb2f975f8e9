/** The pattern of addresses as `site.yaml` has it, or why there is none. */
export type PermalinkDraft = { readonly template: string } | { readonly why: string; readonly isTold?: boolean };

/** Jekyll's names for whole patterns. */
const STYLES: Readonly<Record<string, string>> = {
  date: '/:categories/:year/:month/:day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  none: '/:categories/:title:output_ext',
};

/** Placeholders of other programs, and ours. */
const PARTS: Readonly<Record<string, string>> = {
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
  categories: '{category}',
  output_ext: '.html',
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
  /** Whether most articles name a category. */
  readonly hasCategories: boolean;
  /** Whether an article names a category, and whether a file's name has capitals or `_`; `false` unless told. */
  readonly someCategory?: boolean;
  readonly someCapital?: boolean;
}

/** Why Jekyll's addresses have no pattern here: it joins all categories, and keeps capitals and `_` of names. */
function unlikeJekyll(style: string, context: PermalinkContext): PermalinkDraft | undefined {
  const { publisher, someCategory = false, someCapital = false } = context;
  const isUnlike = (someCategory && /:categor(?:y|ies)/.test(style)) || (someCapital && style.includes(':title'));
  if (publisher !== 'Jekyll' || !isUnlike) return undefined;
  const why = `Jekyll joins all categories of a post in "${style}", and keeps capitals and _ of its file's name`;
  return { why: `${why}; write permalink: into articles that stay where they are`, isTold: true };
}

/** Translates the pattern by which another program gives addresses, or that it has where none is given. */
export function draftPermalink(context: PermalinkContext): PermalinkDraft {
  const { publisher, basePath } = context;
  const pattern = patternOf(context);
  if (pattern === undefined)
    return {
      why: `the addresses that ${publisher} gave are not known; write the pattern of them, if articles stay there`,
    };
  const style = STYLES[pattern] ?? pattern;
  const unlike = unlikeJekyll(style, context);
  if (unlike) return unlike;
  const kept = context.hasCategories ? style : style.replace(/\/:categor(?:y|ies)(?=\/)/, '');
  const unknown: string[] = [];
  const put =
    (parts: Readonly<Record<string, string>>) =>
    (all: string, name: string): string => {
      const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
      if (part === undefined) unknown.push(all);
      return part ?? '';
    };
  const filled =
    publisher === 'Pelican' ? kept.replace(PYTHON, put(PYTHON_PARTS)) : kept.replace(PLACEHOLDER, put(PARTS));
  const template = `${basePath}${filled.replace(/^\/+/, '')}`;
  if (unknown.length > 0) return { why: `"${pattern}" has ${unknown.join(', ')}, which has no name here` };
  return template.includes('{slug}') ? { template } : { why: `"${pattern}" does not tell articles apart` };
}

function patternOf({ publisher, pattern, section }: PermalinkContext): string | undefined {
  if (pattern !== undefined) return pattern;
  switch (publisher) {
    case 'Jekyll':
      return 'date';
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
