import { type Topic, topicDigest } from './topic.ts';
import { leave, request, type WebAttempt, type WebOptions, webFailureOf } from './web-request.ts';

/** Checks whether the address of a topic serves its new bytes, or newer ones. */
export async function lookFor(topic: Topic, options: WebOptions): Promise<WebAttempt> {
  try {
    const headers = {
      // In the form that the publisher stored: if it is compressed on the way, its ETag differs.
      'accept-encoding': 'identity',
      'if-none-match': topic.etag,
    };
    const response = await request(topic.url, { headers }, options);
    const found = (await isServed(topic, response)) || describe(response);
    await leave(response);
    return found === true ? { result: 'done' } : { result: 'later', reason: found };
  } catch (error) {
    return webFailureOf(error);
  }
}

async function isServed(topic: Topic, response: Response): Promise<boolean> {
  if (response.status === 304) return true;
  if (response.status !== 200) return false;
  return isSame(topic, response) || isNewer(topic, response) || (await hasBytes(topic, response));
}

function isSame({ etag }: Topic, { headers }: Response): boolean {
  return headers.get('etag')?.replace(/^W\//, '') === etag;
}

/** Returns true for a topic that was written again meanwhile. The newer bytes include this topic's news, too. */
function isNewer({ written }: Topic, { headers }: Response): boolean {
  return Date.parse(headers.get('last-modified') ?? '') > written;
}

/** Compares the bytes: servers other than S3 have ETags of their own. */
async function hasBytes({ size, digest }: Topic, { body }: Response): Promise<boolean> {
  if (!body) return size === 0;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > size) return false;
    chunks.push(chunk);
  }
  return topicDigest(Buffer.concat(chunks)) === digest;
}

function describe({ status }: Response): string {
  return status === 200 ? 'readers still get the old bytes' : `readers get ${status}`;
}
