import type { ImportedFeed } from '../../../../functions/core/import/imported-feed.ts';
import type { Fate, Post } from './post.ts';

/** A format that sites are exported in. */
export interface Format {
  readonly name: string;
  /** Fields of a post that the format has, besides title, date and text. */
  readonly says: readonly ('id' | 'author' | 'topics' | 'summary' | 'image' | 'link' | 'extra')[];
  readonly fates: readonly Fate[];
  /** Posts of fates that are no articles: not written, and counted. */
  readonly leaves: readonly Fate[];
  /** The id that readers know a post by; `undefined` where the export has none. */
  readonly idOf: (post: Post) => string | undefined;
  /** Its dates have no zone. */
  readonly isLocal?: true;
  readonly read: (posts: readonly Post[]) => Promise<ImportedFeed>;
}
