/** The permission that each kind of request needs, on the object or, to list, on the bucket. */
export const ACTIONS = {
  GET: 's3:GetObject',
  PUT: 's3:PutObject',
  LIST: 's3:ListBucket',
  DELETE: 's3:DeleteObject',
  COPY: 's3:GetObject on what is copied, and s3:PutObject',
} as const;

/** What was asked of S3 when it failed. */
export interface Attempt {
  readonly kind: keyof typeof ACTIONS;
  readonly bucket: string;
  /** The key; for a listing, its prefix. */
  readonly key: string;
}

/** Who is asked for is not known, or not as this. */
const BAD_CREDENTIALS: ReadonlySet<string> = new Set([
  'CredentialsProviderError',
  'ExpiredToken',
  'InvalidAccessKeyId',
  'InvalidToken',
  'SignatureDoesNotMatch',
  'TokenRefreshRequired',
]);
const WRONG_REGION: ReadonlySet<string> = new Set([
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
  'PermanentRedirect',
]);
const UNREACHABLE: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
]);

/** The name of an error as S3 or the SDK gives it: `NoSuchKey`, `SlowDown`, `TimeoutError`. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** The HTTP status with which S3 refused; `undefined` where it did not answer. */
export function statusOf(error: unknown): number | undefined {
  return numberIn(metadataOf(error), 'httpStatusCode');
}

/** How often the request was sent. */
export function attemptsOf(error: unknown): number {
  return numberIn(metadataOf(error), 'attempts') ?? 1;
}

/** An error that says which object, bucket and permission it is about and what can be done; `cause` is what the SDK threw. */
export function explainS3Error(error: unknown, attempt: Attempt): Error {
  const place = `s3://${attempt.bucket}/${attempt.key}`;
  const problem = knownProblem(error, attempt) ?? unknownProblem(error, attempt);
  return new Error(`${place}: ${problem}`, { cause: error });
}

function knownProblem(error: unknown, { kind, bucket, key }: Attempt): string | undefined {
  const name = nameOf(error);
  const said = error instanceof Error ? error.message : String(error);
  if (name === 'NoSuchBucket')
    return `there is no bucket ${bucket}; check its name, and whether account, region and endpoint are the right ones`;
  if (BAD_CREDENTIALS.has(name))
    return `the credentials are missing, wrong or expired (${said}); sign in again, or check AWS_PROFILE and the clock`;
  if (WRONG_REGION.has(name))
    return `the bucket ${bucket} is in another region (${said}); set AWS_REGION to the region of the bucket`;
  if (statusOf(error) === 403) return `${ACTIONS[kind]} is denied (${said}); ${grant(kind, bucket, key)}`;
  if (name === 'KeyTooLongError') return 'the key is too long; S3 takes 1,024 bytes';
  if (said.startsWith('Region ')) return 'no region is set; set AWS_REGION to the region of the bucket';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (UNREACHABLE.has(code))
    return `S3 can't be reached (${said}); check the network, AWS_REGION and AWS_ENDPOINT_URL_S3`;
  return undefined;
}

function grant(kind: Attempt['kind'], bucket: string, key: string): string {
  if (kind === 'LIST') return `grant it on arn:aws:s3:::${bucket}`;
  const mend = `grant it on arn:aws:s3:::${bucket}/${key}`;
  if (kind !== 'GET' && kind !== 'COPY') return mend;
  // Who may not list is not told that an object is gone, so that a deleted article would look like a lost permission.
  return `${mend}, and ${ACTIONS.LIST} on the bucket, without which S3 answers so for an object that is not there too`;
}

function unknownProblem(error: unknown, { kind }: Attempt): string {
  const attempts = attemptsOf(error);
  const often = attempts > 1 ? ` after ${attempts} attempts` : '';
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const mend = attempts > 1 || (statusOf(error) ?? 0) >= 500 ? '; try again later' : '';
  return `the ${kind} failed${often} (${said})${mend}`;
}

function metadataOf(error: unknown): unknown {
  return error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
}

function numberIn(value: unknown, name: string): number | undefined {
  const found = typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name) : [];
  return typeof found?.[1] === 'number' ? found[1] : undefined;
}
