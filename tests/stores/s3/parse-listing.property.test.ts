import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { ListObjectsV2Command, type ListObjectsV2CommandOutput, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { parseListing } from '../../../functions/stores/s3/parse-listing.ts';
import { anyText, fc, runs } from '../../property.ts';

/** Returns an answer as the parser of the SDK reads it. */
async function parseWithSdk(xml: string): Promise<ListObjectsV2CommandOutput> {
  const client = new S3Client({
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    requestHandler: {
      handle: async () => ({
        response: { statusCode: 200, headers: {}, body: Readable.from([Buffer.from(xml)]) },
      }),
    },
  });
  return client.send(new ListObjectsV2Command({ Bucket: 'news' }));
}

interface Page {
  readonly objects: readonly { key: string; etag: string; size: number; time: number; more: boolean }[];
  readonly token: string | undefined;
  readonly isEncoded: boolean;
  /** Digits in numbers of characters, spaces between elements, and what Bantin has no use for. */
  readonly style: { readonly hex: boolean; readonly spaces: string; readonly owner: boolean; readonly late: boolean };
}

/** As S3 encodes the key of an object in a form. */
const formEncoded = (key: string): string => new URLSearchParams({ k: key }).toString().slice(2).replaceAll('%2F', '/');

/** The SDK leaves out what is beyond the first plane and written as a number. */
function escaped(text: string, hex: boolean): string {
  return text.replace(/[&<>"'\t\n\r]|[^\x20-\x7e\u{10000}-\u{10ffff}]/gu, character => {
    const code = character.codePointAt(0) ?? 0;
    return hex ? `&#x${code.toString(16)};` : `&#${code};`;
  });
}

function rendered({ objects, token, isEncoded, style }: Page): string {
  const { hex, spaces, owner, late } = style;
  const one = (name: string, text: string): string => `${spaces}<${name}>${text}</${name}>`;
  const contents = objects.map(({ key, etag, size, time, more }) => {
    const fields = [
      one('Key', escaped(isEncoded ? formEncoded(key) : key, hex)),
      one('LastModified', new Date(time).toISOString()),
      one('ETag', escaped(`"${etag}"`, hex)),
      one('Size', String(size)),
    ];
    const others = more
      ? [one('StorageClass', 'STANDARD'), `${spaces}<Owner><ID>1</ID><DisplayName/></Owner>`, '<Restored />']
      : [];
    return one('Contents', [...(owner ? others : []), ...fields, ...(owner ? [] : others), spaces].join(''));
  });
  const page = [
    one('Name', 'news'),
    '<Prefix/>',
    one('KeyCount', String(objects.length)),
    ...(isEncoded ? [one('EncodingType', 'url')] : []),
    one('IsTruncated', String(token !== undefined)),
    ...(token === undefined ? [] : [one('NextContinuationToken', escaped(token, hex))]),
  ];
  const all = late ? [...contents, ...page] : [...page, ...contents];
  const root = 'ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>${all.join('')}${spaces}</ListBucketResult>\n`;
}

/** Characters that XML, forms or addresses treat as something else. */
const HOSTILE = [
  '%',
  '+',
  ' ',
  '&',
  '<',
  '>',
  '"',
  "'",
  ';',
  '#',
  '/',
  '&amp;',
  '%25',
  ']]>',
  'ề',
  'e\u0302',
  '😀',
  '\n',
  '\r',
];
const key = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), anyText({ maxLength: 4 })), { minLength: 1 })
  .map(parts => parts.join(''))
  .filter(text => text.isWellFormed() && !text.includes('\0'));
/** Keys that may stand in XML without encoding, and that no parser trims. */
const plainKey = key.map(text => `a${text.replace(/[^\x20-\x7eề😀]/gu, '')}z`);
const page = fc.boolean().chain(isEncoded =>
  fc.record({
    isEncoded: fc.constant(isEncoded),
    objects: fc.array(
      fc.record({
        key: isEncoded ? key : plainKey,
        etag: fc.stringMatching(/^[0-9a-f]{8}(?:-[1-9])?$/),
        size: fc.maxSafeNat(),
        time: fc.integer({ min: 0, max: 4_000_000_000_000 }),
        more: fc.boolean(),
      }),
      { maxLength: 8 },
    ),
    token: fc.option(fc.stringMatching(/^[A-Za-z0-9+/&<"]{1,30}=?$/), { nil: undefined }),
    style: fc.record({
      hex: fc.boolean(),
      spaces: fc.constantFrom('', '\n  '),
      owner: fc.boolean(),
      late: fc.boolean(),
    }),
  }),
);

describe('parseListing', () => {
  it('reads what the parser of the SDK reads, and the keys that were put', async () => {
    await fc.assert(
      fc.asyncProperty(page, async sent => {
        const xml = rendered(sent);
        const { objects, next } = parseListing(xml);
        const { Contents = [], NextContinuationToken, IsTruncated } = await parseWithSdk(xml);
        expect([next !== undefined, next]).toEqual([IsTruncated, NextContinuationToken]);
        const decoded = (text: string): string =>
          sent.isEncoded ? decodeURIComponent(text.replaceAll('+', ' ')) : text;
        expect(objects).toEqual(
          Contents.map(({ Key = '', ETag, Size, LastModified }) => ({
            key: decoded(Key),
            etag: ETag,
            size: Size,
            lastModified: Math.floor((LastModified?.getTime() ?? 0) / 1000) * 1000,
          })),
        );
        expect(objects.map(object => object.key)).toEqual(sent.objects.map(object => object.key));
      }),
      runs(100),
    );
  });

  it('never takes a page that lacks some of its bytes for one with fewer objects', () => {
    fc.assert(
      fc.property(page, fc.nat(), fc.nat({ max: 30 }), (sent, start, length) => {
        const xml = rendered(sent);
        const from = start % xml.length;
        const cut = xml.slice(0, from) + xml.slice(from + length + 1);
        let objects: readonly unknown[] | undefined;
        try {
          ({ objects } = parseListing(cut));
        } catch {
          return;
        }
        expect(objects.length).toBe(sent.objects.length);
      }),
      runs(200),
    );
  });
});
