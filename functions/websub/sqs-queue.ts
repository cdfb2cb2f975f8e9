import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Queue } from './queue.ts';

/** A run waits for it before it ends. Milliseconds. */
const TIMEOUTS = { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true };

/** Region, credentials and endpoint are those of the environment. */
export function createSqsQueue(url: string): Queue {
  // The host of a queue's address would be asked otherwise, whatever endpoint the environment names.
  const client = new SQSClient({ maxAttempts: 3, requestHandler: TIMEOUTS, useQueueUrlAsEndpoint: false });
  return {
    async send(body, delay) {
      await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, DelaySeconds: delay }));
    },
  };
}
