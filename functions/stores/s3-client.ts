import { type GetObjectCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

const SOCKETS = 64;
/**
 * An object of a few megabytes arrives in less, and a Lambda function has time left for another attempt. Milliseconds.
 */
const TIMEOUTS = {
  connectionTimeout: 3000,
  requestTimeout: 15_000,
  socketTimeout: 10_000,
  throwOnRequestTimeout: true,
};

/**
 * The client of S3, with connections that are kept open, time limits, and up to five attempts with growing random
 * pauses where S3 is slow (503), fails (500), does not answer, breaks off in an object's bytes, or has another
 * conditional write under way (409). Region, credentials and endpoint are those of the environment, as every AWS tool
 * reads them, unless `config` says otherwise.
 */
export function createS3Client(config: S3ClientConfig = {}): S3Client {
  // On Node 20 the SDK warns that its later versions won't run there. This one does, and is pinned.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const agent = { keepAlive: true, maxSockets: SOCKETS };
  const client = new S3Client({
    maxAttempts: 5,
    retryMode: 'standard',
    requestHandler: { ...TIMEOUTS, httpAgent: agent, httpsAgent: agent },
    // The signature covers a request's bytes already, and a checksum after them is more than some servers read.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...config,
  });
  retryConflicts(client);
  readBodies(client);
  return client;
}

/** S3 answers 409 to a conditional write while another is under way: it was not done, and may be tried again. */
function retryConflicts(client: S3Client): void {
  client.middlewareStack.add(
    next => async args => {
      try {
        return await next(args);
      } catch (error) {
        if (error instanceof Error && error.name === 'ConditionalRequestConflict')
          throw Object.assign(error, { $retryable: { throttling: false } });
        throw error;
      }
    },
    { name: 'retryConflicts', step: 'deserialize', priority: 'high' },
  );
}

/** Within an attempt, so that one whose bytes break off is repeated as one that was not answered is. */
function readBodies(client: S3Client): void {
  client.middlewareStack.add(
    (next, context) => async args => {
      const result = await next(args);
      if (context.commandName !== 'GetObjectCommand') return result;
      const output: object = result.output ?? {};
      if ('Body' in output && isUnread(output.Body) && isWanted(context, output))
        Object.assign(output, { Body: await output.Body.transformToByteArray() });
      return result;
    },
    { name: 'readBodies', step: 'deserialize', priority: 'high' },
  );
}

/** By the context of a request. Its input is no name for it: the SDK makes another of it on the way. */
const most = new WeakMap<object, number>();

/** Bytes of an object that has more than this are left unread: the answer's body is the stream, to be destroyed. */
export function readAtMost(command: GetObjectCommand, bytes: number): GetObjectCommand {
  command.middlewareStack.add(
    (next, context) => {
      most.set(context, bytes);
      return next;
    },
    { name: 'readAtMost', step: 'initialize' },
  );
  return command;
}

function isWanted(context: object, output: object): boolean {
  const bytes = most.get(context) ?? Number.POSITIVE_INFINITY;
  return !('ContentLength' in output) || Number(output.ContentLength) <= bytes;
}

interface Unread {
  transformToByteArray(): Promise<Uint8Array>;
}

function isUnread(body: unknown): body is Unread {
  return typeof body === 'object' && body !== null && 'transformToByteArray' in body;
}
