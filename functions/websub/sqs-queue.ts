import { createAwsRequest } from '../web/aws-request.ts';
import type { Queue } from './queue.ts';

/** Creates an SQS queue by its address. Region, credentials and endpoint are those of the environment. */
export function createSqsQueue(url: string): Queue {
  const region = process.env.AWS_REGION ?? '';
  const send = createAwsRequest({ name: 'sqs', region, endpoint: new URL(url).origin });
  return {
    async send(body, delay) {
      const message = { QueueUrl: url, MessageBody: body, DelaySeconds: delay };
      const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' };
      await send(JSON.stringify(message), headers);
    },
  };
}
