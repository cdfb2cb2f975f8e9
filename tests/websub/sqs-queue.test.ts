import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSqsQueue } from '../../functions/websub/sqs-queue.ts';
import { type HttpServer, type Reply, startHttpServer } from '../deploy/http-server.ts';

let sqs: HttpServer;
let replies: Reply[];
beforeEach(async () => {
  replies = [];
  sqs = await startHttpServer(({ body }) => replies.shift() ?? taken(body));
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', sqs.url);
  vi.stubEnv('AWS_REGION', 'ap-southeast-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'example');
  vi.stubEnv('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await sqs.close();
});

/** As SQS answers, with a digest of what it was sent. */
function taken(request: string): Reply {
  const { MessageBody } = JSON.parse(request);
  const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
  return { headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify({ MD5OfMessageBody }) };
}

const QUEUE = 'https://sqs.ap-southeast-1.amazonaws.com/111122223333/events';

describe('the queue of the function', () => {
  it('is sent a message that waits', async () => {
    await createSqsQueue(QUEUE).send('{"ping":{}}', 125);
    expect(sqs.received).toHaveLength(1);
    expect(sqs.received[0]?.headers['x-amz-target']).toBe('AmazonSQS.SendMessage');
    expect(JSON.parse(sqs.received[0]?.body ?? '')).toEqual({
      QueueUrl: QUEUE,
      MessageBody: '{"ping":{}}',
      DelaySeconds: 125,
    });
  });

  it('is told of what SQS refuses', async () => {
    const body = JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', message: 'no grant' });
    replies.push({ status: 400, body });
    await expect(createSqsQueue(QUEUE).send('x', 0)).rejects.toThrow('no grant');
  });
});
