import { Buffer } from 'node:buffer';
import { setTimeout as pause } from 'node:timers/promises';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';

/** A service of AWS that takes one kind of request, without an SDK client in the function's code. */
export interface AwsService {
  /** Name in signatures, such as `sns`. */
  readonly name: 'cloudfront' | 'sns' | 'sqs' | 'states';
  readonly region: string;
  /**
   * Default address of the service. `AWS_ENDPOINT_URL_SNS`, or of another service, or `AWS_ENDPOINT_URL` override it.
   */
  readonly endpoint: string;
  /** Path of its requests. Default: `/`. */
  readonly path?: string;
}

/** Values of the process that tests replace. */
export interface AwsOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly fetch?: typeof globalThis.fetch;
  readonly credentials?: () => Promise<{ readonly accessKeyId: string; readonly secretAccessKey: string }>;
  /** Delay before the second attempt, in milliseconds. Default: half a second. */
  readonly delay?: number;
}

/**
 * Sends a request. A service that is busy (429), fails (5xx) or does not answer is asked three times.
 * @throws Error that says what it answered, where it took nothing.
 */
export type AwsRequest = (body: string, headers: Readonly<Record<string, string>>) => Promise<void>;

/** Maximum time of a request, in milliseconds. A run waits for it before it ends. */
const TIMEOUT = 3000;
const MAX_TRIES = 3;
/** Maximum length of an answer in a message: it may quote what was sent. */
const MAX_ANSWER = 300;

/** Creates a function that sends signed requests (Signature Version 4) to a service. */
export function createAwsRequest(
  { name, region, endpoint, path = '/' }: AwsService,
  options: AwsOptions = {},
): AwsRequest {
  const { environment = process.env, fetch = globalThis.fetch, credentials = defaultProvider(), delay = 500 } = options;
  const own = environment[`AWS_ENDPOINT_URL_${name.toUpperCase()}`] || environment.AWS_ENDPOINT_URL;
  const url = new URL(path, own || endpoint);
  const signer = new SignatureV4({ service: name, region, credentials, sha256: Hash.bind(null, 'sha256') });
  const post = async (body: string, headers: Readonly<Record<string, string>>): Promise<Response> => {
    const { protocol, hostname, host } = url;
    const request = { method: 'POST', protocol, hostname, path, headers: { host, ...headers }, query: {}, body };
    const { host: _, ...signed } = (await signer.sign(request)).headers;
    return fetch(url, { method: 'POST', headers: signed, body, signal: AbortSignal.timeout(TIMEOUT) });
  };
  return async (body, headers) => {
    for (let tries = 1; ; tries++) {
      const answer = await attempt(name, () => post(body, headers));
      if (answer === 'done') return;
      if (!answer.mayPass || tries === MAX_TRIES) throw new Error(answer.problem);
      await pause(delay * tries);
    }
  };
}

type Answer = 'done' | { readonly problem: string; readonly mayPass: boolean };

async function attempt(name: string, post: () => Promise<Response>): Promise<Answer> {
  const service = name.toUpperCase();
  try {
    const response = await post();
    const said = Buffer.from(await response.arrayBuffer()).toString();
    if (response.ok) return 'done';
    const problem = `${service} answers ${response.status}: ${said.slice(0, MAX_ANSWER)}`;
    return { problem, mayPass: response.status === 429 || response.status >= 500 };
  } catch (error) {
    return { problem: `${service}: ${error instanceof Error ? error.message : error}`, mayPass: true };
  }
}
