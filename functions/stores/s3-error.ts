import { type Asked, errorName, failureOf, saidBy, statusOf, whyNotAsked } from './aws-error.ts';

/** The permission that each kind of request needs, on the object or, to list, on the bucket. */
export const ACTIONS = {
  GET: 's3:GetObject',
  PUT: 's3:PutObject',
  LIST: 's3:ListBucket',
  DELETE: 's3:DeleteObject',
  COPY: 's3:GetObject on what is copied, and s3:PutObject',
} as const;

/** Request to S3 that failed. */
export interface RequestAttempt {
  readonly kind: keyof typeof ACTIONS;
  readonly bucket: string;
  /** The key; for a listing, its prefix. */
  readonly key: string;
}

const S3: Asked = { service: 'S3', endpoint: 'AWS_ENDPOINT_URL_S3', about: 'the bucket' };

const WRONG_REGION: ReadonlySet<string> = new Set([
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
  'PermanentRedirect',
]);

/**
 * An error that says which object, bucket and permission it is about and what can be done; `cause` is what the SDK
 * threw.
 */
export function explainS3Error(error: unknown, attempt: RequestAttempt): Error {
  const place = `s3://${attempt.bucket}/${attempt.key}`;
  const problem = knownProblem(error, attempt) ?? whyNotAsked(error, S3) ?? deniedProblem(error, attempt);
  return new Error(`${place}: ${problem ?? failureOf(attempt.kind, error)}`, { cause: error });
}

function knownProblem(error: unknown, { bucket }: RequestAttempt): string | undefined {
  const name = errorName(error);
  if (name === 'NoSuchBucket')
    return `there is no bucket ${bucket}; check its name, and whether account, region and endpoint are the right ones`;
  if (WRONG_REGION.has(name))
    return `the bucket ${bucket} is in another region (${saidBy(error)}); set AWS_REGION to the region of the bucket`;
  if (name === 'KeyTooLongError') return 'the key is too long; S3 takes 1,024 bytes';
  return undefined;
}

/** Credentials that are wrong are refused with the same status, and named before. */
function deniedProblem(error: unknown, { kind, bucket, key }: RequestAttempt): string | undefined {
  if (statusOf(error) !== 403) return undefined;
  return `${ACTIONS[kind]} is denied (${saidBy(error)}); ${grant(kind, bucket, key)}`;
}

function grant(kind: RequestAttempt['kind'], bucket: string, key: string): string {
  if (kind === 'LIST') return `grant it on arn:aws:s3:::${bucket}`;
  const mend = `grant it on arn:aws:s3:::${bucket}/${key}`;
  if (kind !== 'GET' && kind !== 'COPY') return mend;
  // Without the permission to list, S3 does not say that an object is gone: a deleted article would look like a lost
  // permission.
  return `${mend}, and ${ACTIONS.LIST} on the bucket, without which S3 answers so for an object that is not there too`;
}
