import { Buffer } from 'node:buffer';
import { setTimeout as pause } from 'node:timers/promises';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import type { NoticeMessage } from '../core/notices/notice-message.ts';

/** Where messages to editors go. */
export interface EditorsTopic {
  /** @throws Error that says what the service answered, where it took nothing. */
  publish(message: NoticeMessage): Promise<void>;
}

export interface EditorsTopicOptions {
  /** ARN of a topic of SNS. */
  readonly arn: string;
  /** Variables that name an endpoint; those of the process unless told. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly fetch?: typeof globalThis.fetch;
  readonly credentials?: () => Promise<{ readonly accessKeyId: string; readonly secretAccessKey: string }>;
  /** Milliseconds between attempts; half a second unless told. */
  readonly delay?: number;
}

/** A run waits for it before it ends. Milliseconds. */
const TIMEOUT = 3000;
const MAX_TRIES = 3;
const ARN = /^arn:(aws[a-z-]*):sns:([a-z0-9-]+):\d{12}:[\w-]+(?:\.fifo)?$/;

/**
 * A topic of SNS. Its client would be 49 KB of code for one request (Publish, version 2010-03-31), which is signed
 * by what the client of S3 brings.
 * @throws Error where the ARN is none.
 */
export function createEditorsTopic(options: EditorsTopicOptions): EditorsTopic {
  const {
    arn,
    environment = process.env,
    fetch = globalThis.fetch,
    credentials = defaultProvider(),
    delay = 500,
  } = options;
  const [, partition, region] = ARN.exec(arn) ?? [];
  if (partition === undefined || region === undefined)
    throw new Error(`EDITORS_TOPIC_ARN: expected the ARN of a topic of SNS, found ${JSON.stringify(arn)}`);
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const own = environment.AWS_ENDPOINT_URL_SNS || environment.AWS_ENDPOINT_URL;
  const endpoint = new URL(own || `https://sns.${region}.${suffix}`);
  const signer = new SignatureV4({ service: 'sns', region, credentials, sha256: Hash.bind(null, 'sha256') });
  const post = async (fields: Readonly<Record<string, string>>): Promise<Response> => {
    const body = new URLSearchParams({ Action: 'Publish', Version: '2010-03-31', TopicArn: arn, ...fields }).toString();
    const { headers } = await signer.sign({
      method: 'POST',
      protocol: endpoint.protocol,
      hostname: endpoint.hostname,
      path: '/',
      headers: { host: endpoint.host, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      query: {},
      body,
    });
    const { host: _, ...sent } = headers;
    return fetch(new URL('/', endpoint), { method: 'POST', headers: sent, body, signal: AbortSignal.timeout(TIMEOUT) });
  };
  return {
    async publish({ subject, text, document }) {
      const Message = JSON.stringify({ default: JSON.stringify(document), email: text });
      const fields = { MessageStructure: 'json', Message };
      for (let tries = 1; ; tries++) {
        const answer = await attempt(() => post({ Subject: subject, ...fields }));
        if (answer === 'done') return;
        if (!answer.mayPass || tries === MAX_TRIES) throw new Error(answer.problem);
        await pause(delay * tries);
      }
    },
  };
}

type Answer = 'done' | { readonly problem: string; readonly mayPass: boolean };

/** Much of an answer is not told: it may quote what was sent. */
const MAX_ANSWER = 300;

async function attempt(post: () => Promise<Response>): Promise<Answer> {
  try {
    const response = await post();
    const said = Buffer.from(await response.arrayBuffer()).toString();
    if (response.ok) return 'done';
    const problem = `SNS answers ${response.status}: ${said.slice(0, MAX_ANSWER)}`;
    return { problem, mayPass: response.status === 429 || response.status >= 500 };
  } catch (error) {
    return { problem: `SNS: ${error instanceof Error ? error.message : error}`, mayPass: true };
  }
}
