import { vi } from 'vitest';
import type { Handler } from '../../functions/lambda/handler.ts';
import type { BatchResponse, RunAnswer } from '../../functions/lambda/invocation.ts';

export const SITE_YAML =
  'title: Báo Mẫu\nurl: https://bao.example/\nsince: 2018\nfeedsUrl: https://feeds.bao.example/\n';

export type LogLine = Readonly<Record<string, unknown>>;

/** Outcome of one call of the function. */
export interface Invoked {
  /** As Lambda hands it on: parsed JSON. Absent where the call failed. */
  readonly answer?: RunAnswer & BatchResponse;
  readonly error?: Error;
  readonly log: readonly LogLine[];
  /** Values by name, of all metrics that were written. */
  readonly metrics: Readonly<Record<string, readonly number[]>>;
  /** Each document of the embedded metric format. */
  readonly documents: readonly LogLine[];
}

/** Calls the function as Lambda would, and takes down what it answered and wrote. */
export async function invoke(handler: Handler, event: unknown, timeLeft = 300_000): Promise<Invoked> {
  let output = '';
  const spies = (['stdout', 'stderr'] as const).map(name =>
    vi.spyOn(process[name], 'write').mockImplementation(text => {
      output += String(text);
      return true;
    }),
  );
  const settled = await handler(event, { getRemainingTimeInMillis: () => timeLeft, awsRequestId: 'request-1' })
    .then(
      answer => ({ answer: JSON.parse(JSON.stringify(answer)) }),
      (error: unknown) => ({ error: error instanceof Error ? error : new Error(String(error)) }),
    )
    .finally(() => {
      for (const spy of spies) spy.mockRestore();
    });
  const lines = output.split('\n').filter(line => line !== '');
  const parsed: LogLine[] = lines.map(line => JSON.parse(line));
  const documents = parsed.filter(line => '_aws' in line);
  return { ...settled, log: parsed.filter(line => !('_aws' in line)), metrics: valuesIn(documents), documents };
}

function valuesIn(documents: readonly LogLine[]): Readonly<Record<string, readonly number[]>> {
  const values: Record<string, number[]> = {};
  for (const document of documents) {
    for (const [name, value] of Object.entries(document)) {
      if (typeof value !== 'number' && !Array.isArray(value)) continue;
      values[name] = [...(values[name] ?? []), ...[value].flat()];
    }
  }
  return values;
}

/** A message that the queue hands out again, since the run that took it failed or died. */
class Retried {
  readonly body: unknown;
  constructor(body: unknown) {
    this.body = body;
  }
}

export function retried(body: unknown): Retried {
  return new Retried(body);
}

/** A batch of the queue; the ids of its messages are `m0`, `m1`, … */
export function batchOf(...messages: readonly unknown[]): object {
  const bodies = messages.map(message => (message instanceof Retried ? message.body : message));
  return {
    Records: bodies.map((body, at) => ({
      messageId: `m${at}`,
      receiptHandle: 'AQEB',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      attributes: { ApproximateReceiveCount: messages[at] instanceof Retried ? '2' : '1' },
      messageAttributes: {},
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:ap-southeast-1:111122223333:changes',
      awsRegion: 'ap-southeast-1',
    })),
  };
}

/** Returns an S3 event as EventBridge delivers it: its key is not encoded. */
export function bridged(key: string, detailType = 'Object Created'): object {
  return {
    version: '0',
    id: '17793124-05d4-b198-2fde-7ededc63b103',
    'detail-type': detailType,
    source: 'aws.s3',
    account: '111122223333',
    time: '2026-11-23T12:00:00Z',
    region: 'ap-southeast-1',
    resources: ['arn:aws:s3:::content'],
    detail: {
      version: '0',
      bucket: { name: 'content' },
      object: { key, size: 5, etag: 'b1946ac92492d2347c6235b4d2611184', sequencer: '00617F08299329D189' },
      'request-id': 'N4N7GDK58NMKJ12R',
      requester: '123456789012',
      reason: 'PutObject',
    },
  };
}

/** An S3 event as S3 sends it by itself: keys encoded as in a form. */
export function notified(...keys: readonly string[]): object {
  const encode = (key: string): string => new URLSearchParams({ k: key }).toString().slice(2).replaceAll('%2F', '/');
  return {
    Records: keys.map(key => ({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      eventName: 'ObjectCreated:Put',
      s3: {
        s3SchemaVersion: '1.0',
        bucket: { name: 'content', arn: 'arn:aws:s3:::content' },
        object: {
          key: encode(key),
          size: 5,
          eTag: 'b1946ac92492d2347c6235b4d2611184',
          sequencer: '0055AED6DCD90281E5',
        },
      },
    })),
  };
}
