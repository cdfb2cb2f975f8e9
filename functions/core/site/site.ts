import type { HoldsNothing } from '../data-files/holds-nothing.ts';
import type { FormatSwitches } from '../feed/formats.ts';
import type { SiteFeeds } from '../filing/site-feeds.ts';
import type { License } from '../rights/license.ts';
import type { OwnLabels } from './labels.ts';

/** Someone who writes; RSS `dc:creator`, Atom `author`, JSON Feed `authors`. */
export interface Author {
  readonly name: string;
  readonly email?: string;
  /** Absolute. */
  readonly url?: string;
  /** Address of a portrait. Absolute. */
  readonly picture?: string;
  /** Account in the Fediverse: `@lan@bao.example`. */
  readonly fediverse?: string;
}

/** A category, listed in `site.yaml` or made from the name that an article gives. */
export interface Category {
  /** Stable: the feed's Atom id hangs on it. The `id` of `site.yaml`, else the slug. */
  readonly id: string;
  /** As readers see it, with its diacritics: `Đời sống`. */
  readonly title: string;
  /** The folder under `public/`: lower-case ASCII, `doi-song`. */
  readonly slug: string;
  readonly description?: string;
}

/** A category of `site.yaml`, with the other names it goes by. */
export interface ListedCategory extends Category {
  /** Other names and former slugs that mean this category. */
  readonly aliases: readonly string[];
  /** Language of the feed, and of articles that declare none (BCP 47). Default: that of most articles. */
  readonly language?: string;
  /** Articles of this category, and others like it, stay out of the feed of all. */
  readonly main?: false;
  /** License of articles with this first category that declare none. */
  readonly license?: License;
}

/** A file beside articles that says something of them. */
export interface DataFile {
  readonly key: string;
  /** Absent where it can't be read: then all that it may speak of is held back. */
  readonly text?: string;
  /** True for one that is not read, since files of the same article have reached their bound. */
  readonly isBeyond?: true;
}

/** `site.yaml`, validated, every default filled in. */
export interface Site extends FormatSwitches {
  readonly title: string;
  /** Defaults to the title. */
  readonly description: string;
  /** The newsroom's home page. Absolute, as `new URL` writes it. */
  readonly url: string;
  /** Address of `public/`. Absolute, ends with `/`. */
  readonly feedsUrl: string;
  /** `feedsUrl` of `site.yaml`, on https, where another takes its place without, such as that of a preview. */
  readonly ownFeedsUrl?: string;
  /** BCP 47; `vi` unless told. */
  readonly language: string;
  /** IANA name; `Asia/Ho_Chi_Minh` unless told. */
  readonly timeZone: string;
  /** The year from which the host of `url` was the newsroom's; part of every `tag:` id (RFC 4151). */
  readonly since: number;
  /**
   * Template of article addresses; absolute, with `{slug}`, `{category}`, `{categories}`, `{yyyy}`, `{mm}`, `{dd}`.
   * Without it there are reading pages.
   */
  readonly permalink?: string;
  /** Entries in a feed; 50 unless told. */
  readonly entries: number;
  /** A feed keeps what is younger than this many hours; 48 unless told. */
  readonly minimumHours: number;
  /** True if articles that feeds no longer show stay in archives by month (RFC 5005, section 4). Default: false. */
  readonly archives: boolean;
  /** True if pages list articles by month. Default: true without `permalink`, else false. */
  readonly browse: boolean;
  /** Articles are there in Markdown, too: beside their pages, and in RSS. */
  readonly markdown?: true;
  /** `full` if feeds carry whole articles, `summary` if summaries. Default: `full`. */
  readonly content: 'full' | 'summary';
  /** For articles that name none. */
  readonly authors: readonly Author[];
  /** Authors by the ids that articles give, from an authors file. */
  readonly people?: Readonly<Record<string, Author>>;
  /** Files beside articles that say something of all below a folder, by key. */
  readonly data?: readonly DataFile[];
  /** True if there are files that speak of one article each: they are looked for whenever one is read. */
  readonly hasSidecars?: true;
  readonly rights?: string;
  /** License of articles if neither they nor their first category declare one. */
  readonly license?: License;
  /** Absolute. */
  readonly logo?: string;
  /** Absolute. */
  readonly icon?: string;
  /** A WebSub hub. Absolute. */
  readonly hub?: string;
  readonly categories: readonly ListedCategory[];
  /** Feeds besides those of categories. Absent: none. */
  readonly feeds?: SiteFeeds;
  /** Labels of pages that differ from the usual ones. */
  readonly labels?: OwnLabels;
  /** Lines that litter a saved page, such as `Cùng chuyên mục`; compared trimmed, in NFC, without case. */
  readonly plainText: { readonly drop: readonly string[] };
  /** Fields and files that would hold articles back for a guess, and hold back nothing. Absent: none. */
  readonly holdsNothing?: HoldsNothing;
}
