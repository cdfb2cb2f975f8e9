import { detachedText } from '../../core/detached-text.ts';
import type { ObjectSummary } from '../object-store.ts';
import { ListingXmlReader, UnexpectedXml } from './xml-reader.ts';

/** A page of a listing: up to 1,000 objects, and by what the next page is asked for, if there is one. */
export interface Listing {
  readonly objects: readonly ObjectSummary[];
  readonly next?: string;
}

/**
 * Reads the XML that ListObjectsV2 answers with (ListBucketResult in the API reference of S3). Elements that are not
 * known are passed over, as S3 adds some now and then.
 * @throws Error where it is no such thing, is not whole, or lacks what a listing always has: a listing that seems
 * shorter than it is would be taken for deletions.
 */
export function parseListing(xml: string): Listing {
  try {
    return readListing(new ListingXmlReader(xml));
  } catch (error) {
    if (!(error instanceof UnexpectedXml)) throw error;
    throw new Error(`no listing of S3, or not all of one, ${error.message}`, { cause: error });
  }
}

/** Texts of the elements of an object that are read, in any order. */
interface ObjectTexts {
  Key?: string;
  ETag?: string;
  Size?: string;
  LastModified?: string;
}

/** Texts of the elements of a page that are read. */
interface PageTexts {
  IsTruncated?: string;
  NextContinuationToken?: string;
  EncodingType?: string;
  KeyCount?: string;
}

const OF_OBJECTS: ReadonlySet<string> = new Set<keyof ObjectTexts>(['Key', 'ETag', 'Size', 'LastModified']);
const OF_PAGES: ReadonlySet<string> = new Set<keyof PageTexts>([
  'IsTruncated',
  'NextContinuationToken',
  'EncodingType',
  'KeyCount',
]);

function readListing(reader: ListingXmlReader): Listing {
  const root = reader.open();
  if (root !== 'ListBucketResult') throw new Error(`no listing of S3: it begins with <${root}>`);
  const page: PageTexts = {};
  const objects: ObjectTexts[] = [];
  let prefixes = 0;
  for (let name = reader.open(root); name !== undefined; name = reader.open(root)) {
    if (name === 'Contents') objects.push(readObject(reader));
    else if (OF_PAGES.has(name)) page[name as keyof PageTexts] = reader.text(name);
    else {
      if (name === 'CommonPrefixes') prefixes += 1;
      reader.skip(name);
    }
  }
  reader.end();
  const { IsTruncated, NextContinuationToken, EncodingType, KeyCount } = page;
  if (IsTruncated !== 'true' && IsTruncated !== 'false')
    throw new Error(`no listing of S3: IsTruncated is ${JSON.stringify(IsTruncated)}`);
  if (KeyCount !== undefined && Number(KeyCount) !== objects.length + prefixes)
    throw new Error(`not all of a listing of S3: it has ${objects.length} keys, and says that there are ${KeyCount}`);
  return {
    // Said after the objects that it is about.
    objects: objects.map(object => summaryOf(object, EncodingType === 'url')),
    ...(IsTruncated === 'true' && { next: given(NextContinuationToken) }),
  };
}

function readObject(reader: ListingXmlReader): ObjectTexts {
  const texts: ObjectTexts = {};
  for (let name = reader.open('Contents'); name !== undefined; name = reader.open('Contents')) {
    if (OF_OBJECTS.has(name)) texts[name as keyof ObjectTexts] = reader.text(name);
    else reader.skip(name);
  }
  return texts;
}

function summaryOf({ Key, ETag, Size, LastModified }: ObjectTexts, isEncoded: boolean): ObjectSummary {
  const key = given(Key);
  const [size, lastModified] = [Number(given(Size) || Number.NaN), Date.parse(given(LastModified))];
  if (!Number.isSafeInteger(size) || Number.isNaN(lastModified))
    throw new Error(`a listing of S3 has no object like ${key}, of ${Size} bytes, at ${LastModified}`);
  return {
    key: isEncoded ? decodeKey(key) : detachedText(key),
    etag: detachedText(given(ETag)),
    size,
    // Whole seconds, as the object itself tells it.
    lastModified: Math.floor(lastModified / 1000) * 1000,
  };
}

function decodeKey(key: string): string {
  if (!key.includes('%') && !key.includes('+')) return detachedText(key);
  try {
    return decodeURIComponent(key.includes('+') ? key.replaceAll('+', ' ') : key);
  } catch (error) {
    throw new Error(`a listing of S3 has a key that is not encoded as it says: ${key}`, { cause: error });
  }
}

/** Returns a value that S3 always answers with. */
export function given<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the answer lacks a part that S3 always gives; is the endpoint one of S3?');
  return value;
}
