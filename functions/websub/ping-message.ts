import { chunks } from '../core/groups.ts';
import { isHubUrl } from '../core/site/hub-url.ts';
import type { Topic } from './topic.ts';

/** Message of the function to itself, in its own queue, to do something later: `{ "ping": … }`. */
export interface PingMessage {
  /** Number of earlier attempts. */
  readonly tries: number;
  readonly topics: readonly Topic[];
}

/** Maximum number of topics in a message. A topic takes about 400 bytes, and a message 256 KiB. */
const MAX_TOPICS = 200;

/** Returns the bodies of as many messages as needed. */
export function formatPings({ tries, topics }: PingMessage): readonly string[] {
  return chunks(topics, MAX_TOPICS).map(some => JSON.stringify({ ping: { tries, topics: some } }));
}

/** Reads the body of a message; `undefined` where it is not a ping. */
export function parsePing(body: string): PingMessage | undefined {
  try {
    const message: unknown = JSON.parse(body);
    const { tries, topics } = fieldsOf(fieldsOf(message).ping);
    if (typeof tries !== 'number' || !Array.isArray(topics) || !topics.every(isTopic)) return undefined;
    return { tries, topics };
  } catch {
    return undefined;
  }
}

function isTopic(value: unknown): value is Topic {
  const { hub, url, path, etag, digest, size, written, purged = 0 } = fieldsOf(value);
  return (
    typeof hub === 'string' &&
    isHubUrl(hub) &&
    typeof url === 'string' &&
    /^https?:/.test(url) &&
    URL.canParse(url) &&
    [path, etag, digest].every(text => typeof text === 'string') &&
    [size, written, purged].every(Number.isFinite)
  );
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
