import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { CACHE_TAG } from '../core/files/cache-tag.ts';
import { chunks } from '../core/groups.ts';
import { compareKeys } from '../core/text/key-order.ts';
import { attemptsOf, errorName, saidBy, statusOf } from './aws-error.ts';
import { decodeMetadata, encodeMetadata } from './metadata-header.ts';
import { assertSafeKey, isSafeKey, problemOf } from './object-key.ts';
import {
  type GetOptions,
  type ListOptions,
  type ObjectLocation,
  type ObjectStore,
  type ObjectSummary,
  PreconditionFailed,
  type PutOptions,
  type StoredObject,
} from './object-store.ts';
import { given, type Listing } from './s3/parse-listing.ts';
import { createS3Client, readAtMost } from './s3-client.ts';
import { explainS3Error, type RequestAttempt } from './s3-error.ts';
import { fetchListing } from './s3-listing.ts';
import { UnreadableObject } from './unreadable-object.ts';

export interface S3StoreOptions {
  readonly bucket: string;
  /**
   * As `createS3Client` makes it; by default one that all stores of the process share, so that they share connections
   * and copy among each other.
   */
  readonly client?: S3Client;
}

/**
 * Objects in a bucket of S3. Errors name bucket, key, permission and remedy, and have what the SDK threw as their
 * cause; that permission to read is denied is an error, never an absent object.
 *
 * Objects whose keys can't be asked for (`articles//x.md`, or the `articles/` that the console makes for a folder) are
 * left out of listings. A conditional write whose answer was lost is not taken for a lost race: where the bytes there
 * are the ones written, it was done.
 */
export function createS3Store({ bucket, client = sharedClient() }: S3StoreOptions): ObjectStore {
  return new S3Store(bucket, client);
}

let shared: S3Client | undefined;
function sharedClient(): S3Client {
  shared ??= createS3Client();
  return shared;
}

/** Maximum number of objects that S3 deletes in one request. */
const MAX_DELETED = 1000;

class S3Store implements ObjectStore {
  readonly listsInPages = true;
  readonly #bucket: string;
  readonly #client: S3Client;

  constructor(bucket: string, client: S3Client) {
    this.#bucket = bucket;
    this.#client = client;
  }

  async *list(prefix = '', { after = '', upTo, onSkipped }: ListOptions = {}): AsyncGenerator<ObjectSummary> {
    const abort = new AbortController();
    const ask = (from: { StartAfter?: string; ContinuationToken?: string }): Promise<Listing> => {
      const page = this.#page(prefix, from, abort.signal);
      // One that is asked for ahead may fail before it is looked at.
      page.catch(() => undefined);
      return page;
    };
    try {
      let page = ask(after === '' ? {} : { StartAfter: after });
      for (;;) {
        const { objects, next } = await page;
        const last = objects.at(-1);
        const isBeyond = ({ key }: ObjectSummary): boolean => upTo !== undefined && compareKeys(key, upTo) > 0;
        const isLast = next === undefined || (last !== undefined && isBeyond(last));
        if (!isLast) page = ask({ ContinuationToken: next });
        for (const object of objects) {
          if (isBeyond(object)) continue;
          if (isSafeKey(object.key)) yield object;
          // A folder that was made by hand is an object without bytes whose name ends in a slash, and nobody's article.
          else if (object.size > 0 || !object.key.endsWith('/'))
            onSkipped?.(object.key, `can't be named so: ${problemOf(object.key)}; rename it`);
        }
        if (isLast) return;
      }
    } finally {
      abort.abort();
    }
  }

  async get(
    key: string,
    { most = Number.POSITIVE_INFINITY, first, from = 0 }: GetOptions = {},
  ): Promise<StoredObject | undefined> {
    assertSafeKey(key);
    try {
      const command = new GetObjectCommand({
        Bucket: this.#bucket,
        Key: key,
        ...((first !== undefined || from > 0) && {
          Range: `bytes=${from}-${first !== undefined ? from + first - 1 : ''}`,
        }),
      });
      const answer = await this.#client.send(readAtMost(command, most));
      return await objectOf(key, answer, most);
    } catch (error) {
      if (isAbsent(error)) return undefined;
      // It has no bytes there.
      if ((first !== undefined || from > 0) && errorName(error) === 'InvalidRange') return this.get(key, { most: 0 });
      throw this.#explained(error, 'GET', key);
    }
  }

  async put(key: string, bytes: Uint8Array, options: PutOptions = {}): Promise<{ readonly etag: string }> {
    assertSafeKey(key);
    const { ifMatch, ifNoneMatch } = options;
    const command = new PutObjectCommand({
      Bucket: this.#bucket,
      Key: key,
      Body: bytes,
      ...headersOf(options),
      ...(ifMatch !== undefined && { IfMatch: ifMatch }),
      ...(ifNoneMatch !== undefined && { IfNoneMatch: ifNoneMatch }),
    });
    try {
      const { ETag } = await this.#client.send(command);
      return { etag: given(ETag) };
    } catch (error) {
      if (!hasLostRace(error, options)) throw this.#explained(error, 'PUT', key);
      const written = attemptsOf(error) > 1 ? await this.#etagOf(key, bytes) : undefined;
      if (written === undefined) throw new PreconditionFailed(key);
      return { etag: written };
    }
  }

  async delete(key: string): Promise<void> {
    assertSafeKey(key);
    try {
      await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }));
    } catch (error) {
      throw this.#explained(error, 'DELETE', key);
    }
  }

  async deleteMany(keys: readonly string[]): Promise<void> {
    for (const key of keys) assertSafeKey(key);
    for (const batch of chunks(keys, MAX_DELETED)) {
      const Delete = { Objects: batch.map(Key => ({ Key })), Quiet: true };
      const { Errors = [] } = await this.#client
        .send(new DeleteObjectsCommand({ Bucket: this.#bucket, Delete }))
        .catch((error: unknown) => {
          throw this.#explained(error, 'DELETE', batch[0] ?? '');
        });
      // Those that it names are still there; what is wrong is said by a request of their own.
      for (const { Key } of Errors) if (Key !== undefined) await this.delete(Key);
    }
  }

  locate(key: string): ObjectLocation {
    assertSafeKey(key);
    return { service: this.#client, bucket: this.#bucket, key };
  }

  async copyFrom(
    source: ObjectLocation,
    key: string,
    options: PutOptions,
  ): Promise<{ readonly etag: string } | undefined> {
    assertSafeKey(key);
    const command = new CopyObjectCommand({
      Bucket: this.#bucket,
      Key: key,
      CopySource: `${source.bucket}/${source.key.split('/').map(encodeURIComponent).join('/')}`,
      MetadataDirective: 'REPLACE',
      // Tags are the newsroom's own, and to copy them takes permissions of their own.
      TaggingDirective: 'REPLACE',
      ...headersOf(options),
    });
    try {
      const { CopyObjectResult } = await this.#client.send(command);
      return { etag: given(CopyObjectResult?.ETag) };
    } catch (error) {
      if (errorName(error) === 'NoSuchKey') return undefined;
      throw this.#explained(error, 'COPY', key);
    }
  }

  async #page(prefix: string, from: object, abortSignal: AbortSignal): Promise<Listing> {
    const input = { Bucket: this.#bucket, ...(prefix !== '' && { Prefix: prefix }), ...from };
    try {
      return await fetchListing(this.#client, input, abortSignal);
    } catch (error) {
      throw this.#explained(error, 'LIST', prefix);
    }
  }

  /**
   * ETag of an object, if it has these bytes. An ETag alone does not prove it: with a key of KMS it is no digest of
   * them.
   */
  async #etagOf(key: string, bytes: Uint8Array): Promise<string | undefined> {
    const object = await this.get(key);
    return object && Buffer.compare(object.bytes, bytes) === 0 ? object.etag : undefined;
  }

  #explained(error: unknown, kind: RequestAttempt['kind'], key: string): Error {
    const explained = explainS3Error(error, { kind, bucket: this.#bucket, key });
    return isWithheld(error) ? new UnreadableObject(explained.message, { cause: error }) : explained;
  }
}

/**
 * S3 answers 404 to a write by If-Match where nothing is, and 409 for as long as another conditional write is under
 * way.
 */
function hasLostRace(error: unknown, { ifMatch, ifNoneMatch }: PutOptions): boolean {
  if (ifMatch === undefined && ifNoneMatch === undefined) return false;
  const name = errorName(error);
  return (
    statusOf(error) === 412 || name === 'ConditionalRequestConflict' || (ifMatch !== undefined && name === 'NoSuchKey')
  );
}

function isAbsent(error: unknown): boolean {
  const name = errorName(error);
  return name === 'NoSuchKey' || name === 'KeyTooLongError';
}

/**
 * Returns whether this one object can't be read: it lies in an archive, or is encrypted with a key of KMS that may not
 * be used. A permission that is lost on the bucket is lost on all objects.
 */
function isWithheld(error: unknown): boolean {
  const name = errorName(error);
  if (name === 'InvalidObjectState' || name.startsWith('KMS.')) return true;
  return statusOf(error) === 403 && saidBy(error).includes('kms:Decrypt');
}

function headersOf(options: PutOptions) {
  const { contentType, contentEncoding, cacheControl, contentDisposition, cacheTag } = options;
  const metadata = { ...options.metadata, ...(cacheTag !== undefined && { [CACHE_TAG]: cacheTag }) };
  return {
    ...(contentType !== undefined && { ContentType: contentType }),
    ...(contentEncoding !== undefined && { ContentEncoding: contentEncoding }),
    ...(cacheControl !== undefined && { CacheControl: cacheControl }),
    ...(contentDisposition !== undefined && { ContentDisposition: contentDisposition }),
    Metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, encodeMetadata(value)])),
  };
}

async function readBody({ Body }: GetObjectCommandOutput): Promise<Uint8Array> {
  return Body instanceof Uint8Array ? Body : ((await Body?.transformToByteArray()) ?? new Uint8Array());
}

/** Bytes that nobody wants are not waited for; that costs the connection. */
function leave({ Body }: GetObjectCommandOutput): Uint8Array {
  if (Body && 'destroy' in Body) Body.destroy();
  return new Uint8Array();
}

/** Returns the size of an object that was read in part (RFC 9110, section 14.4). */
function wholeLength(range: string | undefined): number | undefined {
  const total = range === undefined ? undefined : /\/(\d{1,15})$/.exec(range)?.[1];
  return total === undefined ? undefined : Number(total);
}

async function objectOf(key: string, answer: GetObjectCommandOutput, most: number): Promise<StoredObject> {
  const { ContentLength = 0, ContentType, ContentEncoding, CacheControl, ContentDisposition, Metadata = {} } = answer;
  const bytes = ContentLength > most ? leave(answer) : await readBody(answer);
  return {
    key,
    etag: given(answer.ETag),
    size: Math.max(bytes.length, wholeLength(answer.ContentRange) ?? ContentLength),
    lastModified: given(answer.LastModified).getTime(),
    bytes,
    ...(ContentType !== undefined && { contentType: ContentType }),
    ...(ContentEncoding !== undefined && { contentEncoding: ContentEncoding }),
    ...(CacheControl !== undefined && { cacheControl: CacheControl }),
    ...(ContentDisposition !== undefined && { contentDisposition: ContentDisposition }),
    metadata: Object.fromEntries(
      Object.entries(Metadata).map(([name, value]) => [name.toLowerCase(), decodeMetadata(value)]),
    ),
  };
}
