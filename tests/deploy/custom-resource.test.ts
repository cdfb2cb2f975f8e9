import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerCustomResource, propertyOf } from '../../functions/deploy/custom-resource.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';

const IDENTITY = { StackId: 'arn:stack', RequestId: 'r-1', LogicalResourceId: 'Seed' };

let cloudFormation: HttpServer;
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  cloudFormation = await startHttpServer();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await cloudFormation.close();
});

describe('a custom resource', () => {
  const eventOf = (type: string, more: object = {}) => ({
    ...IDENTITY,
    RequestType: type,
    ResponseURL: `${cloudFormation.url}/answer?signature=s`,
    ResourceProperties: { ServiceToken: 'arn:function', Bucket: 'content' },
    ...more,
  });
  const answers = () => cloudFormation.received.map(({ body }) => JSON.parse(body));

  it.each(['Create', 'Update'])('does its work with its properties on %s, and says so', async type => {
    const work = vi.fn(async () => undefined);
    await answerCustomResource(eventOf(type), work);
    expect(work.mock.calls).toEqual([[{ ServiceToken: 'arn:function', Bucket: 'content' }]]);
    expect(answers()).toEqual([{ ...IDENTITY, PhysicalResourceId: 'Seed', Status: 'SUCCESS', Reason: 'done' }]);
  });

  it('does nothing on Delete, and keeps its identity', async () => {
    const work = vi.fn(async () => undefined);
    await answerCustomResource(eventOf('Delete', { PhysicalResourceId: 'p-1' }), work);
    expect(work).not.toHaveBeenCalled();
    expect(answers()).toMatchObject([{ PhysicalResourceId: 'p-1', Status: 'SUCCESS' }]);
  });

  it('answers as the signature of the address asks for: PUT, of known length, without a media type', async () => {
    await answerCustomResource(eventOf('Create'), async () => undefined);
    const [{ method, url, headers, body } = { body: '', headers: {} }] = cloudFormation.received;
    expect([method, url]).toEqual(['PUT', '/answer?signature=s']);
    expect(headers['content-type']).toBeUndefined();
    expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
  });

  it('fails the deployment with the reason, cut to what CloudFormation takes', async () => {
    await answerCustomResource(eventOf('Create'), () => Promise.reject(new Error(`Access Denied ${'x'.repeat(5000)}`)));
    const [{ Status, Reason }] = answers();
    expect([Status, Reason.slice(0, 13), Reason.length]).toEqual(['FAILED', 'Access Denied', 1000]);
  });

  it('fails where CloudFormation does not listen', async () => {
    const deaf = await startHttpServer(() => ({ status: 403, body: 'SignatureDoesNotMatch' }));
    const event = eventOf('Create', { ResponseURL: deaf.url });
    await expect(answerCustomResource(event, async () => undefined)).rejects.toThrow(/403 SignatureDoesNotMatch/);
    await deaf.close();
  });

  it('refuses an event of another kind, before it does anything', async () => {
    const work = vi.fn(async () => undefined);
    await expect(answerCustomResource({ Records: [] }, work)).rejects.toThrow(/expected an event of CloudFormation/);
    expect(work).not.toHaveBeenCalled();
  });

  it('tells which property is missing', () => {
    expect(propertyOf({ Bucket: 'b' }, 'Bucket')).toBe('b');
    expect(() => propertyOf({}, 'Bucket')).toThrow(/^Bucket: expected text/);
  });
});
