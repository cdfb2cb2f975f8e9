export const ATOM = 'http://www.w3.org/2005/Atom';
export const CONTENT = 'http://purl.org/rss/1.0/modules/content/';
export const DC = 'http://purl.org/dc/elements/1.1/';
export const MEDIA = 'http://search.yahoo.com/mrss/';
export const DCTERMS = 'http://purl.org/dc/terms/';
export const FEEDBURNER = 'http://rssnamespace.org/feedburner/ext/1.0';
export const ITUNES = 'http://www.itunes.com/dtds/podcast-1.0.dtd';
export const PODCAST = 'https://podcastindex.org/namespace/1.0';
export const CHAPTERS = 'http://podlove.org/simple-chapters';
export const APP = 'http://www.w3.org/2007/app';
export const BLOGGER = 'http://schemas.google.com/blogger/2018';

/** Prefixes that some feeds use without saying what they mean; reports name elements by them. */
export const USUAL: Readonly<Record<string, string>> = {
  atom: ATOM,
  content: CONTENT,
  dc: DC,
  media: MEDIA,
  dcterms: DCTERMS,
  itunes: ITUNES,
  feedburner: FEEDBURNER,
  app: APP,
  blogger: BLOGGER,
  excerpt: 'http://wordpress.org/export/1.2/excerpt/',
  wp: 'http://wordpress.org/export/1.2/',
  slash: 'http://purl.org/rss/1.0/modules/slash/',
  sy: 'http://purl.org/rss/1.0/modules/syndication/',
  wfw: 'http://wellformedweb.org/CommentAPI/',
  thr: 'http://purl.org/syndication/thread/1.0',
  podcast: PODCAST,
  psc: CHAPTERS,
  googleplay: 'http://www.google.com/schemas/play-podcasts/1.0',
  source: 'http://source.scripting.com/',
  georss: 'http://www.georss.org/georss',
  geo: 'http://www.w3.org/2003/01/geo/wgs84_pos#',
  gd: 'http://schemas.google.com/g/2005',
  openSearch: 'http://a9.com/-/spec/opensearch/1.1/',
  xhtml: 'http://www.w3.org/1999/xhtml',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xlink: 'http://www.w3.org/1999/xlink',
  discourse: 'http://www.discourse.org/',
  prism: 'http://prismstandard.org/namespaces/1.2/basic/',
  creativeCommons: 'http://backend.userland.com/creativeCommonsRssModule',
};

/** Former and other addresses of the same namespaces. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['http://purl.org/dc/elements/1.0/', DC],
  ['http://www.rssboard.org/media-rss', MEDIA],
  ['http://video.search.yahoo.com/mrss', MEDIA],
  ['http://tools.search.yahoo.com/mrss', MEDIA],
  ['http://search.yahoo.com/searchmonkey-datatype/media', MEDIA],
  ['https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md', PODCAST],
  ['http://purl.org/atom/ns#', ATOM],
  ['http://purl.org/atom/app#', APP],
  ['http://www.w3.org/2006/app', APP],
];

/** The spelling without what feeds leave out or add: scheme, case, `www.`, a `/` or `#` at the end. */
function bare(uri: string): string {
  return uri
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/[/#]$/, '');
}

const KNOWN: ReadonlyMap<string, string> = new Map(
  [...OTHERS, ...Object.values(USUAL).map(uri => [uri, uri] as const)].map(([uri, usual]) => [bare(uri), usual]),
);

/** The usual spelling of a namespace that is known in any; others as they are. */
export function canonicalNamespace(uri: string): string {
  return KNOWN.get(bare(uri)) ?? uri;
}

const PREFIXES: ReadonlyMap<string, string> = new Map(Object.entries(USUAL).map(([prefix, uri]) => [uri, prefix]));

/** An element's name as feeds write it: `itunes:duration`. */
export function prefixedName({ name, uri }: { readonly name: string; readonly uri: string }): string {
  const prefix = PREFIXES.get(uri) ?? (/^https?:\/\/wordpress\.org\/export\//i.test(uri) ? 'wp' : undefined);
  return prefix === undefined ? name : `${prefix}:${name}`;
}
