import { describe, expect, it } from 'vitest';
import { parseListing } from '../../functions/stores/s3-listing.ts';

/** In the order of the API reference, with what Bantin has no use for. */
const XML = `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
  <IsTruncated>true</IsTruncated>
  <Contents>
    <ChecksumAlgorithm>CRC32</ChecksumAlgorithm>
    <ETag>&quot;70ee1738b6b21e2c8a43f3a5ab0eee71&quot;</ETag>
    <Key>a/%C4%90%E1%BB%9Di+s%E1%BB%91ng%2B%252F&amp;.md</Key>
    <LastModified>2026-11-23T08:30:15.678Z</LastModified>
    <Owner><DisplayName>An</DisplayName><ID>1</ID></Owner>
    <Size>434234</Size>
    <StorageClass>STANDARD</StorageClass>
  </Contents>
  <Contents><Key>b</Key><LastModified>2026-11-23T08:30:15.000Z</LastModified><ETag>"x"</ETag><Size>0</Size></Contents>
  <Name>news</Name>
  <Prefix/>
  <EncodingType>url</EncodingType>
  <KeyCount>2</KeyCount>
  <NextContinuationToken>1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J&amp;=</NextContinuationToken>
</ListBucketResult>`;

describe('parseListing', () => {
  it('reads a page with its objects and its continuation', () => {
    const lastModified = Date.UTC(2026, 10, 23, 8, 30, 15);
    expect(parseListing(XML)).toEqual({
      objects: [
        { key: 'a/Đời sống+%2F&.md', etag: '"70ee1738b6b21e2c8a43f3a5ab0eee71"', size: 434_234, lastModified },
        { key: 'b', etag: '"x"', size: 0, lastModified },
      ],
      next: '1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J&=',
    });
  });

  it('takes keys as they are where the server does not encode them', () => {
    const plain = XML.replace('<EncodingType>url</EncodingType>', '').replace('true', 'false');
    const { objects, next } = parseListing(plain);
    expect(objects[0]?.key).toBe('a/%C4%90%E1%BB%9Di+s%E1%BB%91ng%2B%252F&.md');
    expect(next).toBeUndefined();
  });

  it('reads an empty page', () => {
    expect(parseListing('<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>')).toEqual({
      objects: [],
    });
  });

  it('refuses what is cut off, wherever', () => {
    for (let end = 0; end < XML.length; end += 7) expect(() => parseListing(XML.slice(0, end))).toThrow();
  });

  it.each(['', 'x', '<html><body>Welcome</body></html>', '<ListBucketResult/>', '<IsTruncated>false</IsTruncated>'])(
    'refuses what is no listing: %j',
    xml => {
      expect(() => parseListing(xml)).toThrow('no listing of S3');
    },
  );

  it.each(['Key', 'ETag', 'Size', 'LastModified', 'NextContinuationToken'])('refuses a listing without %s', name => {
    const lacking = XML.replace(new RegExp(`<${name}>[^<]*</${name}>`), '');
    expect(() => parseListing(lacking)).toThrow('is the endpoint one of S3?');
  });
});
