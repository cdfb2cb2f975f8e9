import type { Instant } from '../instant.ts';
import type { Author, Category } from '../site/site.ts';

/** One object under `articles/`, as a store holds it. */
export interface Source {
  /** `articles/…`, as the store spells it. */
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly lastModified: Instant;
  /** S3 user metadata, names in lower case; fills what front matter leaves out. */
  readonly metadata?: Readonly<Record<string, string>>;
}

export type ArticleFormat = 'markdown' | 'mdx' | 'text' | 'html';

/** A picture. `src` is as the author wrote it until the entry is rendered; then it is absolute. */
export interface Image {
  readonly src: string;
  readonly alt?: string;
  /** Who made it, or whose it is. */
  readonly credit?: string;
  /** In pixels. */
  readonly width?: number;
  readonly height?: number;
  /** The same picture in other widths or densities, as HTML's `srcset` has it. */
  readonly srcset?: string;
}

/** A file that goes with an entry, such as an audio version. RSS allows one. */
export interface Enclosure {
  readonly url: string;
  /** Media type, such as `audio/mpeg`. */
  readonly type: string;
  /** Bytes; 0 where unknown (RSS 2.0 Best Practices, `enclosure`). */
  readonly length: number;
  readonly title?: string;
}

/** What an entry shows of its article just as the article has it. */
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

/** Returns what an entry shows of its article as it is, and nothing else of it. */
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
   * Never changes: as declared, else a `tag:` URI made of the key (RFC 4151). A declared one need be no IRI; see
   * `atomId`.
   */
  readonly id: string;
  /** Folder of the reading page under `public/articles/`; unique. */
  readonly slug: string;
  /** Never before `published`. */
  readonly updated: Instant;
  /** No category was declared, so the folder is one. */
  readonly isFiledByFolder?: true;
  /** Plain text, as declared. */
  readonly summary?: string;
  /** As declared. */
  readonly image?: Image;
  /** As declared. */
  readonly enclosure?: {
    readonly url: string;
    readonly type?: string;
    readonly length?: number;
    readonly title?: string;
  };
  /** Where the article can be read, as declared. */
  readonly link?: string;
  /** Where it was read before: paths under `public/`, sorted. Absent where there are none. */
  readonly former?: readonly string[];
  /** Names of the media beside it that it names; see `page-media.ts`. Absent where there are none. */
  readonly pageMedia?: readonly string[];
  /** Keys, in NFC, of articles that its text may lead to by their files; only where the site has a permalink. */
  readonly links?: readonly string[];
  readonly language?: string;
  readonly draft: boolean;
  /** Why it is a draft where `draft: true` does not say so, such as `isDraft: true` or `_drafts/`. */
  readonly heldBy?: string;
  /** From then on nothing of it is published any more. */
  readonly expires?: Instant;
  /** What was wrong and is mended: plain text, as declared. */
  readonly correction?: string;
  /** Its newsroom took it back: nothing of it is published any more. */
  readonly withdrawn?: Withdrawal;
  /** It is not out, and shown by a preview alone. */
  readonly preview?: Previewed;
}

/** Why an article that a preview shows is not out. */
export interface Previewed {
  /** What makes it a draft, such as `draft: true`. */
  readonly draftBy?: string;
  /** It waits until then. */
  readonly until?: Instant;
}

/** Returns when an article last changed, as seen now: a correction announced for later is not there yet. */
export function updatedAt(article: Pick<Article, 'published' | 'updated'>, now: Instant): Instant {
  return article.updated <= now ? article.updated : article.published;
}

/** Whether the time of an article is over. */
export function isExpired({ expires }: Pick<Article, 'expires'>, now: Instant): boolean {
  return expires !== undefined && expires <= now;
}

/** What is said of an article that its newsroom took back. */
export interface Withdrawal {
  /** One line of plain text, for everyone to read. */
  readonly reason?: string;
  /** When it was taken back: not before it was published or last changed. */
  readonly date?: Instant;
}
