import { HUGO_CONFIG_PART } from './hugo-config.ts';
import { VITEPRESS_CONFIG, VUEPRESS_CONFIG } from './site-facts.ts';

/** A program that makes sites from folders of files, and what its folders hold. */
export interface Publisher {
  readonly name: string;
  /** Returns whether a checkout was made for this program. */
  readonly made: (checkout: Checkout) => boolean;
  /** Pattern of the paths of its articles. Groups: the folders above, a mark of drafts, and the rest of the path. */
  readonly posts?: RegExp;
  /** Pattern of the paths of translations, in folders that the program has for them. Group: the language. */
  readonly translations?: RegExp;
  /** Folders in which a text that has a date is an article. Empty: the checkout itself. */
  readonly texts: readonly string[];
  /** Pattern of the paths of texts that are no articles by their place or ending, whatever date they have. */
  readonly pages?: RegExp;
  /** Pattern of the paths of texts that are those of their folders by another name than `index`: their names alone. */
  readonly indexes?: RegExp;
  /** Folders whose files are served as they are, from the root of the site. */
  readonly statics: readonly string[];
  /** Folders from which files are served only if its configuration, which is a program, says so. */
  readonly roots?: readonly string[];
  /** Folders that hold what the program makes, in addition to those that no checkout means as its content. */
  readonly output?: RegExp;
  /** Hidden files that say by lines which others are no part of the site. */
  readonly ignores?: readonly string[];
  /** Files that say what the site is, the first first. They are read, never run. */
  readonly config: readonly string[];
  /** Other files that say so, hidden ones too, whose names differ. They come after those. */
  readonly configParts?: RegExp;
}

/** The facts of a checkout that reveal its program. */
export interface Checkout {
  readonly names: ReadonlySet<string>;
  /** Names of the packages that it depends on. */
  readonly packages: ReadonlySet<string>;
  /** The text of `config.toml`; empty where there is none. */
  readonly configToml: string;
  /** The text of `config.yaml`, `config.yml` or `config.json`; empty where there is none. */
  readonly configYaml?: string;
}

const HUGO_CONFIGS = ['hugo', 'config', 'config/_default/hugo', 'config/_default/config'].flatMap(name =>
  ['toml', 'yaml', 'yml', 'json'].map(ending => `${name}.${ending}`),
);
const JS_ENDINGS = ['js', 'mjs', 'cjs', 'ts', 'mts'];

/** Returns the names that a configuration of such a name has as a program. */
export function scriptsNamed(name: string): readonly string[] {
  return JS_ENDINGS.map(ending => `${name}.${ending}`);
}

const SITE_DATA = ['_data', 'src/_data', 'content/_data'].flatMap(folder =>
  [
    'metadata.json',
    'site.json',
    'metadata.yaml',
    'site.yaml',
    'metadata.yml',
    'site.yml',
    'metadata.js',
    'site.js',
  ].map(name => `${folder}/${name}`),
);

function hasFolder({ names }: Checkout, folder: string): boolean {
  for (const name of names) if (name.startsWith(folder)) return true;
  return false;
}

function hasOne({ names }: Checkout, some: readonly string[]): boolean {
  return some.some(name => names.has(name));
}

function hasMatch(names: ReadonlySet<string>, pattern: RegExp): boolean {
  return [...names].some(name => pattern.test(name));
}

const VUEPRESS_PACKAGES: readonly string[] = ['vuepress', '@vuepress/core', '@vuepress/cli', 'vuepress-vite'];

const isZola = ({ configToml }: Checkout): boolean => /^ {0,9}base_url {0,9}=/m.test(configToml);
/** Files that only Hugo has, and fields that its configuration has in a file of a common name. */
const HUGO_FILE = /^(?:hugo|config\/_default\/[\w./-]{1,100})\.(?:toml|ya?ml|json)$/i;
const HUGO_FIELD = /^\s{0,9}["']?(?:baseURL|contentDir|languageCode|defaultContentLanguage|\[{1,2}module\b)/im;

function isHugo(checkout: Checkout): boolean {
  const { names, configToml, configYaml = '' } = checkout;
  if ([...names].some(name => HUGO_FILE.test(name))) return true;
  return (
    hasOne(checkout, HUGO_CONFIGS) && (hasFolder(checkout, 'content/') || HUGO_FIELD.test(configToml + configYaml))
  );
}

const POSTS = /^(?:(.*)\/)?_(posts|drafts)\/(.+)$/;

/** Next has no folder for texts; these are what its sites call one. */
const NEXT_TEXTS = ['_posts/', 'posts/', 'content/', 'data/', 'blog/', 'articles/', 'pages/', 'app/'].flatMap(folder =>
  folder.startsWith('_') || folder === 'data/' ? [folder] : [folder, `src/${folder}`],
);

/** Known programs; of those that a checkout may be made by the first goes. */
const PUBLISHERS: readonly Publisher[] = [
  {
    name: 'Hexo',
    made: checkout => hasFolder(checkout, 'source/_posts/') && hasOne(checkout, ['_config.yml', '_config.yaml']),
    posts: POSTS,
    texts: [],
    statics: ['source/'],
    output: /^(?:public|scaffolds)\//,
    config: ['_config.yml', '_config.yaml'],
  },
  {
    name: 'Jekyll',
    made: ({ names }) =>
      (names.has('_config.yml') || names.has('_config.yaml') || names.has('_config.toml') || names.has('Gemfile')) &&
      [...names].some(name => POSTS.test(name)),
    posts: POSTS,
    // The plugin for several languages.
    translations: /^_i18n\/([\w-]{2,20})\/_posts\//,
    texts: [],
    statics: [''],
    config: ['_config.yml', '_config.yaml', '_config.toml'],
  },
  {
    name: 'Docusaurus',
    made: checkout => hasOne(checkout, scriptsNamed('docusaurus.config')) || checkout.packages.has('@docusaurus/core'),
    posts: /^(?:i18n\/([\w-]{2,20})\/docusaurus-plugin-content-)?()blog\/(.+)$/,
    translations: /^i18n\/([\w-]{2,20})\//,
    texts: [],
    statics: ['static/'],
    output: /^(?:docs|i18n(?!\/[\w-]{2,20}\/docusaurus-plugin-content-blog\/)|versioned_docs|versioned_sidebars)\//,
    config: scriptsNamed('docusaurus.config'),
  },
  {
    name: 'Astro',
    made: checkout => hasOne(checkout, scriptsNamed('astro.config')),
    texts: ['src/content/', 'src/pages/', 'src/data/', 'content/'],
    statics: ['public/'],
    config: [...scriptsNamed('astro.config'), ...scriptsNamed('src/consts'), ...scriptsNamed('src/config')],
  },
  {
    name: 'Gatsby',
    made: checkout => hasOne(checkout, scriptsNamed('gatsby-config')),
    texts: ['content/', 'src/pages/', 'src/content/'],
    statics: ['static/'],
    output: /^public\//,
    config: scriptsNamed('gatsby-config'),
  },
  {
    name: 'Zola',
    made: checkout => isZola(checkout) && hasFolder(checkout, 'content/'),
    texts: ['content/'],
    // Any other file lies on the site as it is.
    pages: /\.(?!md$)[a-z]+$/i,
    statics: ['static/'],
    output: /^public\//,
    config: ['config.toml'],
  },
  {
    name: 'Hugo',
    made: isHugo,
    texts: ['content/'],
    statics: ['static/'],
    // Templates take pictures from there.
    roots: ['assets/'],
    output: /^(?:public|data)\//,
    config: HUGO_CONFIGS,
    configParts: HUGO_CONFIG_PART,
  },
  {
    name: 'Pelican',
    made: ({ names }) => names.has('pelicanconf.py'),
    texts: ['content/'],
    pages: /^content\/pages\//,
    statics: [],
    roots: ['content/extra/', 'content/'],
    output: /^output\//,
    config: ['publishconf.py', 'pelicanconf.py'],
  },
  {
    name: 'Nikola',
    made: checkout => checkout.names.has('conf.py') && hasFolder(checkout, 'posts/'),
    texts: ['posts/'],
    statics: ['files/'],
    roots: [''],
    output: /^(?:output|cache|pages|listings)\//,
    config: ['conf.py'],
  },
  {
    name: 'VitePress',
    made: ({ names, packages }) => packages.has('vitepress') || hasMatch(names, VITEPRESS_CONFIG),
    texts: ['src/', 'docs/', ''],
    statics: ['public/', 'docs/public/', 'src/public/'],
    config: [],
    configParts: VITEPRESS_CONFIG,
  },
  {
    name: 'VuePress',
    made: ({ names, packages }) =>
      VUEPRESS_PACKAGES.some(name => packages.has(name)) || hasMatch(names, VUEPRESS_CONFIG),
    texts: ['docs/', 'src/', ''],
    statics: ['docs/.vuepress/public/', 'src/.vuepress/public/', 'blog/.vuepress/public/', '.vuepress/public/'],
    indexes: /(?<=\/)readme\.md$/i,
    config: [],
    configParts: VUEPRESS_CONFIG,
  },
  {
    name: 'Eleventy',
    made: checkout =>
      hasOne(checkout, [...scriptsNamed('eleventy.config'), '.eleventy.js']) || checkout.packages.has('@11ty/eleventy'),
    texts: ['src/content/', 'content/', 'src/', ''],
    statics: ['public/', 'static/', 'src/static/', 'src/public/'],
    roots: ['src/', ''],
    ignores: ['.eleventyignore', '.gitignore'],
    config: SITE_DATA,
  },
  {
    name: 'Next',
    made: checkout => hasOne(checkout, scriptsNamed('next.config')) || checkout.packages.has('next'),
    texts: NEXT_TEXTS,
    statics: ['public/'],
    config: ['data/siteMetadata.js', 'data/siteMetadata.ts', 'site.config.js', 'site.config.ts'],
  },
];

/** The program that a checkout is made for; `undefined` where it is of none that is known. */
export function publisherOf(checkout: Checkout): Publisher | undefined {
  return PUBLISHERS.find(({ made }) => made(checkout));
}
