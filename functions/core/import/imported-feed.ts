import type { DeclaredEnclosure, Image } from '../article/article.ts';
import type { FieldName } from '../front-matter/field-names.ts';
import type { Instant } from '../instant.ts';
import type { Episode } from '../podcast/episode.ts';
import type { Podcast } from '../podcast/podcast.ts';
import type { Author } from '../site/site.ts';
import type { LeftKind } from './left-out.ts';

/** Contents of a feed or an export of any format, before they are adapted to Bantin. */
export interface ImportedFeed {
  readonly format: string;
  readonly title?: string;
  readonly description?: string;
  /** The home page. */
  readonly url?: string;
  readonly language?: string;
  /** Generator of the document, in RSS' sense. */
  readonly generator?: string;
  readonly rights?: string;
  readonly logo?: string;
  readonly icon?: string;
  readonly authors: readonly Author[];
  /** Fields of the podcast that it is. */
  readonly podcast?: Partial<Podcast>;
  /** Categories that the export lists, whether an article has them or not. */
  readonly categories: readonly Term[];
  /** In the order of the document. */
  readonly items: readonly ImportedItem[];
  /** Items that could not be read, and why; absent where all could. */
  readonly unreadable?: readonly UnreadableItem[];
  /** Files that a WordPress export names. They stay where they are. */
  readonly media: readonly ImportedMedia[];
  /** Types of the posts of a WordPress export, as it calls them. */
  readonly types?: ReadonlySet<string>;
  /**
   * Next part of the feed (RFC 5005 `next` and `prev-archive`, JSON Feed `next_url`), which this document does not
   * contain.
   */
  readonly next?: string;
  /** Contents without a place here, by kind, such as `nav_menu_item` or `itunes:duration`. */
  readonly left: ReadonlyMap<string, LeftKind>;
  /** Repairs that were needed to read the document. */
  readonly warnings?: readonly DocumentWarning[];
}

export interface DocumentWarning {
  /** The document, where there are several. */
  readonly path?: string;
  /** Line of the document, 1-based. */
  readonly line?: number;
  readonly message: string;
}

/** A text, or what gives it, where it would take too much memory until it is written. */
export type HeldText = string | (() => string);

export function textHeld(text: HeldText): string {
  return typeof text === 'string' ? text : text();
}

/** The item with its text held as told, and nothing that keeps the document alive. */
export function heldItem(item: ImportedItem, hold: ((text: string) => HeldText) | undefined): ImportedItem {
  return hold && typeof item.html === 'string' ? { ...detached({ ...item, html: '' }), html: hold(item.html) } : item;
}

/** A copy. Texts that were cut out of a document hold all of it for as long as they are there. */
export function detached<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}

/** An item that is left out. */
export interface UnreadableItem {
  /** The document that it is in, where there are several. */
  readonly source?: string;
  /** Line of the document on which it begins, 1-based; absent in JSON. */
  readonly line?: number;
  readonly reason: string;
}

/** A category or a tag, as its feed names it. */
export interface Term {
  readonly name: string;
  /** As the feed spells it in addresses. */
  readonly slug?: string;
  readonly description?: string;
}

/** Fields of one line of plain text, which come into an article's front matter as they stand. */
export const TEXT_FIELDS = ['summary'] as const satisfies readonly FieldName[];

/** One article of a feed. */
export interface ImportedItem extends Readonly<Partial<Record<(typeof TEXT_FIELDS)[number], string>>> {
  /** The document that it is in, where there are several. */
  readonly source?: string;
  /** Line of the document on which it begins, 1-based; absent in JSON. */
  readonly line?: number;
  /** By which readers know it, to the character; absent where the feed gives none. */
  readonly id?: string;
  /** True if the item has no id. `id` is then its address, which others may share. */
  readonly hasNoId?: boolean;
  /** True if its address was its id in the feed that readers have, which the source is not (Substack). */
  readonly isKnownByLink?: boolean;
  readonly link?: string;
  /** Address of the article's subject elsewhere (JSON Feed, `external_url`). */
  readonly about?: string;
  /** One line of plain text; may be empty. */
  readonly title: string;
  readonly published?: Instant;
  readonly updated?: Instant;
  /** True if dates are the site's local time, written as UTC. */
  readonly isLocal?: boolean;
  /** The date as the feed writes it, which may mean nothing. */
  readonly dateText?: string;
  readonly authors: readonly Author[];
  /** Categories and tags together, where the format does not distinguish them. */
  readonly topics: readonly Term[];
  /** Tags that are known to be such. */
  readonly tags: readonly string[];
  /** True if `topics` are certainly categories. */
  readonly sorted: boolean;
  /** As the feed has it. */
  readonly html: HeldText;
  /** Base of the item's own relative addresses, if the feed declares one. */
  readonly base?: string;
  /** True if relative addresses are those of the site, wherever the item links to. */
  readonly isOfSite?: boolean;
  /** Base of relative addresses in `html`, which may differ. */
  readonly bodyBase?: string;
  /** Number of a file of the export that is its picture (WordPress). */
  readonly imageId?: string;
  /** Its own number in the export, which files name that belong to it. */
  readonly postId?: string;
  /** `alt` is empty where the feed would have one and has none. */
  readonly image?: Image;
  readonly enclosure?: DeclaredEnclosure;
  /** Further files with the same. */
  readonly alternates?: readonly DeclaredEnclosure[];
  /** Addresses are absolute. */
  readonly episode?: Episode;
  readonly language?: string;
  /** Not out in its former home: a draft, private, behind a password, or a page that no feed ever showed. */
  readonly held?: string;
  /** The name that its address is made of. */
  readonly slug?: string;
}

/** A file of a WordPress export. */
export interface ImportedMedia {
  readonly url: string;
  readonly title?: string;
  readonly alt?: string;
  /** HTML below it in a gallery. */
  readonly caption?: string;
  readonly id?: string;
  /** Number of the article that it belongs to. */
  readonly parent?: string;
}

/** Error of a document that can't be read at all. The message says what was found, where, and how to mend it. */
export class UnreadableFeed extends Error {
  override readonly name = 'UnreadableFeed';
  /** 1-based. */
  readonly line: number | undefined;
  /** 1-based. */
  readonly column: number | undefined;
  constructor(message: string, line?: number, column?: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}
