import { createHash } from 'node:crypto';
import { parseHubLink } from '../core/feed/hub-link.ts';
import { secondsUntilSeen } from '../core/files/cache-control.ts';
import { encodeBody } from '../core/files/encode-body.ts';
import type { PublishedFile } from '../core/files/published-file.ts';
import type { Instant } from '../core/instant.ts';

/** A feed with new bytes that a WebSub hub is to be told of. */
export interface Topic {
  readonly hub: string;
  /** The feed's own address, as it says itself. Absolute. */
  readonly url: string;
  /** Under `public/`. */
  readonly path: string;
  /** As the store gave it for the new bytes. */
  readonly etag: string;
  /** Digest of the new bytes: SHA-256, base64url. */
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  readonly written: Instant;
}

/** For clocks that differ, and answers that were under way. Milliseconds. */
const MARGIN = 5000;

/**
 * The topic that a file is, once it was written; `undefined` where it names no hub. What a feed advertises is what is
 * told, to whom it says.
 */
export function topicOf({ path, body, metadata }: PublishedFile, etag: string, written: Instant): Topic | undefined {
  const link = metadata?.link === undefined ? undefined : parseHubLink(metadata.link);
  if (!link) return undefined;
  const bytes = encodeBody(body);
  return { hub: link.hub, url: link.self, path, etag, digest: topicDigest(bytes), size: bytes.length, written };
}

export function topicDigest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url');
}

/**
 * When the hub may be told. A hub fetches the feed at once, from another place on earth than this, where a cache may
 * hold the old bytes: it would find nothing new, and say nothing. So the old copies are left to expire everywhere; to
 * look at the cache nearby would tell of that one alone.
 */
export function dueAt({ path, written }: Pick<Topic, 'path' | 'written'>): Instant {
  return written + secondsUntilSeen(path) * 1000 + MARGIN;
}
