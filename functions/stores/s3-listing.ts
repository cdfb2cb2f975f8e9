import { ListObjectsV2Command, type ListObjectsV2CommandInput, type S3Client } from '@aws-sdk/client-s3';
import { type Listing, parseListing } from './s3/parse-listing.ts';

/**
 * Asks S3 for a page of a listing. A sweep of a large archive is little else, and the SDK takes seven times the CPU of
 * `parseListing` to read one. So the SDK signs, sends, tries again and reads errors, and is given an empty listing in
 * place of what is read here.
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
