import { describe, expect, it } from 'vitest';
import { parseListing } from '../../../functions/stores/s3/parse-listing.ts';

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
    for (let end = 0; end < XML.length; end++) expect(() => parseListing(XML.slice(0, end))).toThrow();
  });

  it('passes over what it does not know, whatever is in it', () => {
    const unknown = '<Restored a="1>2" b=\'x\'> <Days>3</Days><None/> </Restored ><Empty></Empty>';
    const more = XML.replace('<Name>', `${unknown}<Name>`).replace('<Size>434234', `${unknown}<Size>434234`);
    expect(parseListing(more)).toEqual(parseListing(XML));
  });

  it.each([
    ['fewer objects than it says', /<Contents><Key>b.*/, '', /it has 1 keys, and says that there are 2/],
    ['more objects than it says', '<KeyCount>2', '<KeyCount>1', /it has 2 keys/],
    ['neither truncated nor whole', '<IsTruncated>true', '<IsTruncated>maybe', /IsTruncated is "maybe"/],
    ['a size that is none', '<Size>0<', '<Size><', /no object like b, of {2}bytes/],
    ['a size beyond any', '<Size>0<', '<Size>1e99<', /no object like b, of 1e99 bytes/],
    ['a date that is none', '08:30:15.000Z', '', /no object like b, of 0 bytes, at 2026-11-23T$/],
    ['a key that is not encoded', 'a/%C4%90', 'a/%C4', /not encoded as it says: a\/%C4%E1/],
    ['a character that is none', '&quot;70', '&#xD800;70', /at \d+: expected a character reference, found "&#xD800;/],
    ['a reference of its own', '&quot;70', '&x;70', /expected a character reference, found "&x;70/],
    ['an ampersand alone', '&quot;70', '& 70', /expected a character reference/],
    ['a comment', '<Name>', '<!-- --><Name>', /expected the name of an element, found "!-- -->/],
    ['CDATA', '<Key>b', '<Key><![CDATA[b]]>', /expected <\/Key>, found "<!\[CDATA/],
    ['text between elements', '<Name>', 'x<Name>', /expected an element, found "x<Name>/],
    ['an element within a text', '<Key>b', '<Key>b<b/>', /expected <\/Key>, found "<b\/>/],
    ['an element that ends another', '<Key>b</Key>', '<Key>b</ETag>', /expected <\/Key>, found "<\/ETag>/],
    ['an end that goes on', '<Key>b</Key>', '<Key>b</Keys>', /expected >, found "s>/],
    ['a tag that is none', '<Prefix/>', '<Prefix a=1/>', /expected the end of a tag, found " a=1\/>/],
    ['something behind it', /$/, '<x/>', /expected the end, found "<x\/>/],
  ])('refuses a listing with %s', (_, part, other, message) => {
    const changed = XML.replace(part, other);
    expect(changed).not.toBe(XML);
    expect(() => parseListing(changed)).toThrow(message);
  });

  it('takes a time that grows no faster than the answer', () => {
    const deep = `${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}`;
    expect(parseListing(XML.replace('<Name>', `${deep}<Name>`)).objects).toHaveLength(2);
    for (const text of ['<a '.repeat(200_000), `<a${' '.repeat(200_000)}`, '&'.repeat(200_000), '<'.repeat(200_000)])
      expect(() => parseListing(XML.replace('<Name>', `${text}<Name>`))).toThrow('no listing of S3');
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
