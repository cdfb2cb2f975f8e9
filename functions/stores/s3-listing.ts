import { ListObjectsV2Command, type ListObjectsV2CommandInput, type S3Client } from '@aws-sdk/client-s3';
import { Parser } from 'htmlparser2';
import type { ObjectSummary } from './object-store.ts';

/** A page of a listing: up to 1,000 objects, and by what the next page is asked for, if there is one. */
export interface Listing {
  readonly objects: readonly ObjectSummary[];
  readonly next?: string;
}

/**
 * Asks S3 for a page of a listing. A sweep of a large archive is little else, and the SDK takes 12 ms of CPU for each
 * page, most of them to read it; this takes 6. So the SDK signs, sends, tries again and reads errors, and is given an
 * empty listing in place of what is read here.
 */
export async function fetchListing(
  client: S3Client,
  input: ListObjectsV2CommandInput,
  abortSignal: AbortSignal,
): Promise<Listing> {
  // XML has no place for some characters that a key may hold.
  const command = new ListObjectsV2Command({ ...input, EncodingType: 'url' });
  let listing: Listing | undefined;
  command.middlewareStack.add(
    next => async args => {
      const result = await next(args);
      const { response } = result;
      if (!isListing(response)) return result;
      listing = parseListing(await textOf(response.body));
      return { ...result, response: Object.assign(response, { body: Buffer.from('<ListBucketResult/>') }) };
    },
    { name: 'parseListing', step: 'deserialize', priority: 'low' },
  );
  await client.send(command, { abortSignal });
  if (!listing) throw new Error('the SDK passed no answer on; this is a fault of Bantin');
  return listing;
}

/**
 * Reads the XML that ListObjectsV2 answers with (ListBucketResult in the API reference of S3).
 * @throws where it is no such thing, or not whole.
 */
export function parseListing(xml: string): Listing {
  const page: Texts = {};
  const objects: Texts[] = [];
  let within = page;
  let text = '';
  let isWhole = false;
  const parser = new Parser(
    {
      onopentagname(name) {
        text = '';
        if (name === 'Contents') within = {};
      },
      ontext(more) {
        text += more;
      },
      onclosetag(name, isImplied) {
        if (name === 'ListBucketResult') isWhole = !isImplied;
        else if (name === 'Contents') {
          objects.push(within);
          within = page;
        } else within[name] = text;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  const { IsTruncated, NextContinuationToken, EncodingType } = page;
  if (!isWhole || IsTruncated === undefined)
    throw new Error(`no listing of S3, or not all of one: ${xml.slice(0, 99)}`);
  return {
    // Said after the objects that it is about.
    objects: objects.map(object => summaryOf(object, EncodingType === 'url')),
    ...(IsTruncated === 'true' && { next: given(NextContinuationToken) }),
  };
}

/** The text of each element, by its name. */
type Texts = Partial<Record<string, string>>;

function summaryOf({ Key, ETag, Size, LastModified }: Texts, isEncoded: boolean): ObjectSummary {
  const key = given(Key);
  return {
    key: detached(isEncoded ? decodeURIComponent(key.replaceAll('+', ' ')) : key),
    etag: detached(given(ETag)),
    size: Number(given(Size)),
    // Whole seconds, as the object itself tells it.
    lastModified: Math.floor(Date.parse(given(LastModified)) / 1000) * 1000,
  };
}

/** Returns a copy of a text: a substring keeps the whole response in memory for as long as it exists. */
function detached(text: string): string {
  return Buffer.from(text).toString();
}

/** Returns a value that S3 always answers with. */
export function given<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the answer lacks a part that S3 always gives; is the endpoint one of S3?');
  return value;
}

/** Returns whether the HTTP response is no error. */
function isListing(response: unknown): response is { readonly body: AsyncIterable<Uint8Array> } {
  return (
    typeof response === 'object' &&
    response !== null &&
    'statusCode' in response &&
    response.statusCode === 200 &&
    'body' in response &&
    typeof response.body === 'object' &&
    response.body !== null &&
    Symbol.asyncIterator in response.body
  );
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
