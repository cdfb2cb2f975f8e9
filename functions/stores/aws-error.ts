/** Codes of errors that mean unknown or wrong credentials. */
const BAD_CREDENTIALS: ReadonlySet<string> = new Set([
  'ExpiredToken',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidToken',
  'SignatureDoesNotMatch',
  'TokenRefreshRequired',
]);
const UNREACHABLE: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
]);

/** The request that failed. */
export interface Asked {
  /** As people call it, such as `S3`. */
  readonly service: string;
  /** The environment variable that names another address of it. */
  readonly endpoint: string;
  /** Subject of a message about regions, such as `the bucket`. */
  readonly about: string;
}

/** The name of an error as AWS or the SDK gives it: `NoSuchKey`, `SlowDown`, `TimeoutError`. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** Returns the message of an error. */
export function saidBy(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The HTTP status with which AWS refused; `undefined` where it did not answer. */
export function statusOf(error: unknown): number | undefined {
  return numberIn(metadataOf(error), 'httpStatusCode');
}

/** Returns the number of times that the request was sent. */
export function attemptsOf(error: unknown): number {
  return numberIn(metadataOf(error), 'attempts') ?? 1;
}

/**
 * Returns the reason why no request at all can reach a service, and its remedy; `undefined` if the error has another
 * cause.
 */
export function whyNotAsked(error: unknown, { service, endpoint, about }: Asked): string | undefined {
  const said = saidBy(error);
  if (errorName(error) === 'CredentialsProviderError') return missingCredentials(said);
  if (BAD_CREDENTIALS.has(errorName(error)))
    return `the credentials are wrong or expired (${said}); sign in again, or check AWS_PROFILE and the clock`;
  if (said.startsWith('Region ')) return `no region is set; set AWS_REGION to the region of ${about}`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (UNREACHABLE.has(code))
    return `${service} can't be reached (${said}); check the network, AWS_REGION and ${endpoint}`;
  return undefined;
}

function missingCredentials(said: string): string {
  const { AWS_PROFILE: profile = '' } = process.env;
  if (profile !== '')
    return (
      `no credentials were found for AWS_PROFILE=${profile} (${said}); check its name with "aws configure ` +
      `list-profiles", or sign in with "aws sso login --profile ${profile}"`
    );
  return (
    `there are no AWS credentials (${said}); sign in with "aws sso login" or "aws configure", then set AWS_PROFILE, ` +
    'or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'
  );
}

/** Returns the message for an error that is not known. */
export function failureOf(what: string, error: unknown): string {
  const attempts = attemptsOf(error);
  const often = attempts > 1 ? ` after ${attempts} attempts` : '';
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const mend = attempts > 1 || (statusOf(error) ?? 0) >= 500 ? '; try again later' : '';
  return `the ${what} failed${often} (${said})${mend}`;
}

function metadataOf(error: unknown): unknown {
  return error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
}

function numberIn(value: unknown, name: string): number | undefined {
  const found = typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name) : [];
  return typeof found?.[1] === 'number' ? found[1] : undefined;
}
