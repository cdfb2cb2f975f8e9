import type { Article, Source } from '../article/article.ts';
import type { Size } from '../media/image-size.ts';
import type { Problem } from '../problem.ts';

/** Result of reading an object of the content bucket. */
export type Found =
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'article';
      readonly etag: string;
      readonly article: Article;
      readonly problems: readonly Problem[];
    }
  | {
      readonly kind: 'rejected';
      readonly etag: string;
      readonly problems: readonly Problem[];
      /** Uploader of the source; absent if its metadata has none. */
      readonly uploadedBy?: string;
    }
  | {
      readonly kind: 'media';
      readonly etag: string;
      readonly size: number;
      /** Sides of a picture, where its header tells them. */
      readonly picture?: Size;
      /** Seconds that a file plays, where its header tells them. */
      readonly seconds?: number;
      /** True of a file that tells something of itself and whose header was not read, since nobody names it. */
      readonly isUnmeasured?: true;
    };

/** A source that is an article. */
export interface ReadArticle {
  readonly found: Extract<Found, { kind: 'article' }>;
  readonly source: Source;
}

export type Rejected = Extract<Found, { kind: 'rejected' }>;
/** Result of reading the object of a source. */
export type FoundSource = ReadArticle['found'] | Rejected;

/** An object as it was read. The bytes of an article are kept, so that it is read once. */
export type ReadObject =
  | { readonly found: Exclude<Found, { kind: 'article' }>; readonly source?: undefined }
  | ReadArticle;

/** Returns who uploaded what was rejected, as its record keeps it. */
export function uploaderOf({ uploadedBy }: Rejected): { readonly uploadedBy?: string } {
  return uploadedBy === undefined ? {} : { uploadedBy };
}
