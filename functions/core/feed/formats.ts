import { MEDIA_PREFIX } from '../bucket-layout.ts';

/** Properties of a feed format, apart from its renderer (see `renderers.ts`). */
export interface Format {
  /** Name of the file in the feed's folder. No two formats share one. */
  readonly file: string;
  readonly mediaType: string;
  readonly syntax: 'xml' | 'json';
  /** Name for people. A format without one is offered to those alone who are given its address. */
  readonly label?: string;
  /** Every feed, or the feed of all alone. */
  readonly feeds: 'every' | 'all';
  /** Switch in `site.yaml` without which the format is not published; its fields are made of these. */
  readonly option?: string;
  /** Compressed forms lie beside the file, since CloudFront does not compress the media type. */
  readonly hasVariants: boolean;
  /** Archive documents (RFC 5005) come in this format, too. */
  readonly inArchives: boolean;
  /** A WebSub hub is told of changes. */
  readonly hasHub: boolean;
}

/**
 * Every feed format. Paths, media types, caching, compressed forms, autodiscovery, aliases and archives follow from
 * these rows.
 */
export const FORMATS = {
  rss: {
    file: 'rss.xml',
    mediaType: 'application/rss+xml; charset=utf-8',
    syntax: 'xml',
    label: 'RSS',
    feeds: 'every',
    hasVariants: false,
    inArchives: true,
    hasHub: true,
  },
  atom: {
    file: 'atom.xml',
    mediaType: 'application/atom+xml; charset=utf-8',
    syntax: 'xml',
    label: 'Atom',
    feeds: 'every',
    hasVariants: true,
    inArchives: true,
    hasHub: true,
  },
  json: {
    file: 'feed.json',
    mediaType: 'application/feed+json; charset=utf-8',
    syntax: 'json',
    label: 'JSON Feed',
    feeds: 'every',
    hasVariants: true,
    inArchives: true,
    hasHub: true,
  },
  smartnews: {
    file: 'smartnews.xml',
    mediaType: 'application/rss+xml; charset=utf-8',
    syntax: 'xml',
    feeds: 'all',
    // Withdrawn articles stay in it, marked as deleted.
    option: 'smartnews',
    hasVariants: false,
    inArchives: false,
    hasHub: false,
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatId = keyof typeof FORMATS;

/** Addresses of a feed, by format. Absolute. */
export type Addresses = Readonly<Record<FormatId, string>>;

/** All formats, in the order in which they are offered. */
export const FORMAT_IDS = Object.keys(FORMATS) as readonly FormatId[];

/** A switch of a format in `site.yaml`. */
export type FormatSwitch = {
  [Id in FormatId]: (typeof FORMATS)[Id] extends { readonly option: infer Name extends string } ? Name : never;
}[FormatId];

/** The switches that are on. */
export type FormatSwitches = { readonly [Name in FormatSwitch]?: true };

export const FORMAT_SWITCHES: readonly FormatSwitch[] = FORMAT_IDS.flatMap(id => {
  const { option }: Format = FORMATS[id];
  return option === undefined ? [] : [option as FormatSwitch];
});

const BY_FILE: ReadonlyMap<string, FormatId> = new Map(FORMAT_IDS.map(id => [FORMATS[id].file, id]));

/**
 * Returns the format of a file under `public/`; `undefined` for what is no feed, and for whatever lies under `media/`.
 */
export function formatAt(path: string): FormatId | undefined {
  return path.startsWith(MEDIA_PREFIX) ? undefined : BY_FILE.get(path.slice(path.lastIndexOf('/') + 1));
}

/** Returns where the files of one folder under `public/`, such as `doi-song/archives/2026-11/`, are served. */
export function addressesIn(folder: string, { feedsUrl }: { readonly feedsUrl: string }): Addresses {
  const entries = FORMAT_IDS.map(id => [id, `${feedsUrl}${folder}${FORMATS[id].file}`]);
  return Object.fromEntries(entries) as Addresses;
}
