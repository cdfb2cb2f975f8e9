import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type HttpServer, type Received, type Reply, startHttpServer } from './http-server.ts';

/** Lambda's API and CloudFormation's address for answers, on one server. */
let aws: HttpServer;
let lambda: (request: Received) => Reply;

beforeEach(async () => {
  lambda = () => ({ body: '{"complete":true,"read":24}' });
  aws = await startHttpServer(request => (request.url?.startsWith('/answer') ? {} : lambda(request)));
  vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', aws.url);
  vi.stubEnv('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
  vi.stubEnv('AWS_REGION', 'ap-southeast-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.resetModules();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await aws.close();
});

describe('the first publish', () => {
  const run = async (): Promise<readonly Received[]> => {
    const { createFirstPublish } = await import('../../functions/deploy/first-publish.ts');
    await createFirstPublish(async () => undefined)(
      {
        StackId: 'arn:stack',
        RequestId: 'r-1',
        LogicalResourceId: 'FirstPublish',
        RequestType: 'Create',
        ResponseURL: `${aws.url}/answer`,
        ResourceProperties: { FunctionName: 'publisher', Revision: 'abc' },
      },
      { getRemainingTimeInMillis: () => 7 * 60_000 },
    );
    return aws.received;
  };

  it('runs the publisher with a rebuild, waits for it, and lets the deployment go on', async () => {
    const [invocation, answer] = await run();
    expect(invocation).toMatchObject({
      method: 'POST',
      url: '/2015-03-31/functions/publisher/invocations',
      body: '{"full":true}',
    });
    expect(invocation?.headers['x-amz-invocation-type']).not.toBe('Event');
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({ Status: 'SUCCESS' });
    expect(console.log).toHaveBeenCalledWith('{"complete":true,"read":24}');
  });

  it.each([
    ['fails', { headers: { 'x-amz-function-error': 'Unhandled' }, body: '{"errorMessage":"Access Denied"}' }],
    ['can’t be run', { status: 403, body: '{"message":"Access Denied"}' }],
  ])('fails the deployment, with the reason, where the publisher %s each time', async (_, reply) => {
    lambda = () => reply;
    const requests = await run();
    expect(requests).toHaveLength(4);
    expect(JSON.parse(requests.at(-1)?.body ?? '')).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('Access Denied'),
    });
  });
});
