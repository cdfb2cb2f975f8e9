import { createHash } from 'node:crypto';
import { parseHubLink } from '../core/feed/hub-link.ts';
import { secondsUntilSeen } from '../core/files/cache-control.ts';
import { encodeBody } from '../core/files/encode-body.ts';
import type { PublishedFile } from '../core/files/published-file.ts';
import type { Instant } from '../core/instant.ts';

/** A feed with new bytes that a WebSub hub is to be pinged about. */
export interface Topic {
  readonly hub: string;
  /** The feed's own address, as in the feed. Absolute. */
  readonly url: string;
  /** Under `public/`. */
  readonly path: string;
  /** ETag of the new bytes in the store. */
  readonly etag: string;
  /** Digest of the new bytes: SHA-256, base64url. */
  readonly digest: string;
  /** Size in bytes. */
  readonly size: number;
  readonly written: Instant;
  /** Instant at which caches at the edge were asked to forget the old bytes. Absent: these wait for their age. */
  readonly purged?: Instant;
}

/** Margin for clocks that differ, and responses that were under way, in milliseconds. */
const MARGIN = 5000;

/**
 * Time after which caches have forgotten what they were asked to, in milliseconds. CloudFront takes less than 25
 * seconds for 95 of 100 invalidations by tag.
 */
const PURGE_TIME = 30_000;

/**
 * Returns the topic of a file that was written; `undefined` where it names no hub. The topic and the hub are those that
 * the feed advertises.
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
 * Returns when the hub may be pinged. A hub fetches the feed at once, from another location, where a cache may hold the
 * old bytes: it would find nothing new, and report nothing. So the old copies are left to expire everywhere. Checking
 * the nearby cache would not cover the others.
 */
export function dueAt({ path, written, purged }: Pick<Topic, 'path' | 'written' | 'purged'>): Instant {
  const aged = written + secondsUntilSeen(path) * 1000 + MARGIN;
  return purged === undefined ? aged : Math.min(aged, purged + PURGE_TIME);
}
