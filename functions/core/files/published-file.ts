import type { Buffer } from 'node:buffer';

/** A part of a text; one that stands in many files is encoded in UTF-8 already. */
export type BodyPart = string | Buffer;

/**
 * Content of a file. A text may be in parts, such as that of a feed: encoding each costs less than joining them first,
 * which copies them once more.
 */
export type FileBody = string | readonly BodyPart[] | Uint8Array;

/** A file under `public/`. */
export interface PublishedFile {
  /** Relative to `public/`, such as `doi-song/rss.xml`. */
  readonly path: string;
  readonly body: FileBody;
  /** User metadata of the object in S3, which the edge acts upon. */
  readonly metadata?: FileMetadata;
  /** Files that are written with it, and are part of its version, in the order of `besidePaths`. */
  readonly beside?: readonly PublishedFile[];
}

/** All in printable ASCII, as HTTP headers are. */
export interface FileMetadata {
  /** A path from the root, `/doi-song/rss.xml`: the file's own address moved there for good. */
  readonly redirect?: string;
  /** Status of the answer, if it is not 200. */
  readonly status?: '404' | '410';
  /** A `Link` header (RFC 8288). */
  readonly link?: string;
}

/**
 * Returns true for a file that works without its metadata, as in a directory. A feed's address that only redirects does
 * not.
 */
export function standsAlone({ path, metadata }: PublishedFile): boolean {
  return metadata?.redirect === undefined || path.endsWith('.html');
}
