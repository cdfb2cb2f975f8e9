import { Buffer } from 'node:buffer';
import type { S3Object } from './s3-server-object.ts';

/**
 * ListObjectsV2: by prefix, a page at a time, in the order of UTF-8 bytes; with milliseconds, which S3 leaves at zero
 * and others of its kind do not.
 */
export function answerListing(objects: ReadonlyMap<string, S3Object>, query: URLSearchParams) {
  const get = (name: string): string => query.get(name) ?? '';
  const token = get('continuation-token');
  const after = token === '' ? get('start-after') : Buffer.from(token, 'base64').toString();
  const start = Buffer.from(after);
  const keys = [...objects.keys()]
    .filter(key => key.startsWith(get('prefix')))
    .map(key => Buffer.from(key))
    .filter(key => Buffer.compare(key, start) > 0)
    .sort(Buffer.compare)
    .map(String);
  const page = keys.slice(0, Math.min(Number(get('max-keys') || 1000), 1000));
  const isTruncated = page.length < keys.length;
  const encode = get('encoding-type') === 'url' ? encodeForUrl : escapeXml;
  const contents = page.map(key => {
    const { etag, bytes, lastModified } = objects.get(key) as S3Object;
    return (
      `<Contents><Key>${encode(key)}</Key><LastModified>${new Date(lastModified).toISOString()}</LastModified>` +
      `<ETag>${escapeXml(etag)}</ETag><Size>${bytes.length}</Size><StorageClass>STANDARD</StorageClass></` +
      'Contents>'
    );
  });
  const next = `<NextContinuationToken>${Buffer.from(page.at(-1) ?? '').toString('base64')}</NextContinuationToken>`;
  const encoding = get('encoding-type') === '' ? '' : `<EncodingType>${get('encoding-type')}</EncodingType>`;
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body:
      `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult ` +
      `xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${encoding}<KeyCount>${page.length}</KeyCount>` +
      `<IsTruncated>${isTruncated}</IsTruncated>${isTruncated ? next : ''}${contents.join('')}</` +
      'ListBucketResult>',
  };
}

/** As in a form: a space is a plus; slashes stay. */
function encodeForUrl(key: string): string {
  return new URLSearchParams([['', key]]).toString().slice(1).replaceAll('%2F', '/');
}

function escapeXml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
