import type { PartnerName } from '../filing/partner.ts';
import type { Instant } from '../instant.ts';
import type { Episode } from '../podcast/episode.ts';
import type { License } from '../rights/license.ts';
import type { Author, Category, DataFile } from '../site/site.ts';
import type { DeclaredOriginal } from '../translations/translation.ts';

/** One object under `articles/`, as a store holds it. */
export interface Source {
  /** `articles/…`, as the store spells it. */
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly lastModified: Instant;
  /** S3 user metadata, names in lower case; fills what front matter leaves out. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Data files that belong to this article alone. Absent if there are none. */
  readonly sidecars?: readonly DataFile[];
}

export type ArticleFormat = 'markdown' | 'mdx' | 'text' | 'html';

/** A picture. `src` is as the author wrote it until the entry is rendered, and absolute from then on. */
export interface Image {
  readonly src: string;
  readonly alt?: string;
  /** Text below the picture. */
  readonly caption?: string;
  /** Author or owner of the picture. */
  readonly credit?: string;
  /** Role of the person credited, as the European Broadcasting Union names it, such as `photographer`. */
  readonly role?: string;
  /** In pixels. */
  readonly width?: number;
  readonly height?: number;
  /** Other widths or densities of the picture, in the form of HTML's `srcset`. */
  readonly srcset?: string;
}

/** Returns whether nothing is declared of a picture's size: what is, wins over what its file says. */
export function isUnmeasured({ width, height }: Image): boolean {
  return width === undefined && height === undefined;
}

/** A file that goes with an entry, such as an audio version. RSS allows one. */
export interface Enclosure {
  readonly url: string;
  /** Media type, such as `audio/mpeg`. */
  readonly type: string;
  /** Bytes; 0 where unknown (RSS 2.0 Best Practices, `enclosure`). */
  readonly length: number;
  readonly title?: string;
  /** Seconds that it plays. */
  readonly duration?: number;
  /** Seconds that its file plays, where no duration is declared. Feeds tell them; pages and archives do not. */
  readonly measured?: number;
}

/** Returns how many seconds a file plays, as feeds tell it. */
export function secondsOf({ duration, measured }: Pick<Enclosure, 'duration' | 'measured'>): number | undefined {
  return duration ?? measured;
}

/** A file that goes with an article, as declared. */
export type DeclaredEnclosure = Pick<Enclosure, 'url'> & Partial<Omit<Enclosure, 'measured'>>;

/** Fields that an entry takes from its article unchanged. */
export interface Facts {
  /** One line of plain text. */
  readonly title: string;
  readonly published: Instant;
  readonly authors: readonly Author[];
  readonly categories: readonly Category[];
  readonly tags: readonly string[];
}

const FACTS: Readonly<Record<keyof Facts, true>> = {
  title: true,
  published: true,
  authors: true,
  categories: true,
  tags: true,
};

/** Returns the fields that an entry takes from its article unchanged, without any others. */
export function factsOf(article: Facts): Facts {
  const names = Object.keys(FACTS) as readonly (keyof Facts)[];
  const facts: Record<string, unknown> = {};
  for (const name of names) if (article[name] !== undefined) facts[name] = article[name];
  return facts as unknown as Facts;
}

/** A source that was parsed and is valid. It may be a draft, or not due yet. */
export interface Article extends Facts {
  readonly key: string;
  readonly format: ArticleFormat;
  /**
   * Permanent id: the declared one, else a `tag:` URI made of the key (RFC 4151). A declared id may be no IRI; see
   * `atomId`.
   */
  readonly id: string;
  /** Folder of the reading page under `public/articles/`: a slug, declared or of the key, and the hash of the key. */
  readonly slug: string;
  /** Never before `published`. */
  readonly updated: Instant;
  /** No category was declared, so the folder is one. */
  readonly isFiledByFolder?: true;
  /** Plain text, as declared. */
  readonly summary?: string;
  /** As declared. */
  readonly image?: Image;
  readonly enclosure?: DeclaredEnclosure;
  /** Further files with the same recording as the enclosure, or what else goes with the article. */
  readonly alternates?: readonly DeclaredEnclosure[];
  /** As declared with the enclosure. */
  readonly episode?: Episode;
  /** Address of the article, as declared. */
  readonly link?: string;
  /** Former addresses: paths under `public/`, sorted. Absent where there are none. */
  readonly former?: readonly string[];
  /** Keys, in NFC, of the files under `media/` that it names, sorted. Absent where there are none. */
  readonly media?: readonly string[];
  /** Names of the media beside the article that it names; see `page-media.ts`. Absent where there are none. */
  readonly pageMedia?: readonly string[];
  /** Keys, in NFC, of articles that the text may link to by file. Only where the site has a permalink. */
  readonly links?: readonly string[];
  /**
   * For each link by file that may mean several articles, their keys in NFC, the likeliest first. Only where the site
   * has no permalink.
   */
  readonly mayMean?: readonly (readonly string[])[];
  readonly language?: string;
  /** The source that it is a translation of, as declared. */
  readonly translationOf?: DeclaredOriginal;
  /** The article stays out of the feed of all. */
  readonly main?: false;
  /** Others may publish the article; feeds for them show it. */
  readonly republishable?: true;
  /** Aggregators that would refuse it, of those that rules are for which it matches. */
  readonly refusedBy?: readonly PartnerName[];
  /** As declared; one that can't be read grants nothing. */
  readonly license?: License;
  readonly draft: boolean;
  /** The reason for a draft without `draft: true`, such as `isDraft: true` or `_drafts/`. */
  readonly heldBy?: string;
  /** Time before which nothing of the article is public, where it lies after `published`. */
  readonly notBefore?: Instant;
  /** Time from which nothing of the article is published. */
  readonly expires?: Instant;
  /** Correction: what was wrong and is now right, in plain text, as declared. */
  readonly correction?: string;
  /** Withdrawal by the newsroom. Nothing of the article is published after it. */
  readonly withdrawn?: Withdrawal;
  /** Set if the article is not public, and only a preview shows it. */
  readonly preview?: Previewed;
}

/** Reasons why an article that a preview shows is not public. */
export interface Previewed {
  /** The field or place that makes it a draft, such as `draft: true`. */
  readonly draftBy?: string;
  /** Time until which it waits. */
  readonly until?: Instant;
}

/**
 * Returns the instant of the last change of an article, as seen now. A correction with a later date does not count yet.
 */
export function updatedAt(article: Pick<Article, 'published' | 'updated'>, now: Instant): Instant {
  return article.updated <= now ? article.updated : article.published;
}

/** Returns the instant from which an article may be public. */
export function publicFrom({ published, notBefore }: Pick<Article, 'published' | 'notBefore'>): Instant {
  return notBefore ?? published;
}

/** Returns true for an article whose time is over. */
export function isExpired({ expires }: Pick<Article, 'expires'>, now: Instant): boolean {
  return expires !== undefined && expires <= now;
}

/** The public note of an article that its newsroom withdrew. */
export interface Withdrawal {
  /** One line of plain text, public. */
  readonly reason?: string;
  /** Time of the withdrawal: not before the article was published or last changed. */
  readonly date?: Instant;
}
