import { describe, expect, it } from 'vitest';
import { type CloudFrontOptions, createCloudFrontPurge } from '../../functions/lambda/cloudfront.ts';

interface Asked {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A distribution whose service gives these answers, one after the other. */
function distributionThat(answers: readonly (number | Error)[], more: Partial<CloudFrontOptions> = {}) {
  const asked: Asked[] = [];
  const left = [...answers];
  const purge = createCloudFrontPurge({
    distributionId: 'E2QWRUHAPOMQZL',
    environment: { AWS_REGION: 'ap-southeast-1' },
    delay: 0,
    credentials: async () => ({ accessKeyId: 'AKID', secretAccessKey: 'secret' }),
    fetch: async (url, init) => {
      asked.push({
        url: String(url),
        body: String(init?.body),
        headers: Object.fromEntries(new Headers(init?.headers)),
      });
      const answer = left.shift() ?? 201;
      if (answer instanceof Error) throw answer;
      return new Response('<ErrorResponse><Error><Code>X</Code></Error></ErrorResponse>', { status: answer });
    },
    ...more,
  });
  return { purge, asked };
}

const REQUEST = { items: ['#article:a-0123abcd', '/articles/a-0123abcd/'], reference: 'r&1' } as const;

describe('the distribution', () => {
  it('gets one signed request, with tags and paths as its service takes them', async () => {
    const { purge, asked } = distributionThat([201]);
    await purge(REQUEST);
    const [{ url, body, headers } = { url: '', body: '', headers: {} }] = asked;
    expect([asked.length, url]).toEqual([
      1,
      'https://cloudfront.amazonaws.com/2020-05-31/distribution/E2QWRUHAPOMQZL/invalidation',
    ]);
    expect(body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>' +
        '<InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Paths><Quantity>2</Quantity>' +
        '<Items><Path>#article:a-0123abcd</Path><Path>/articles/a-0123abcd/</Path></Items></Paths>' +
        '<CallerReference>r&amp;1</CallerReference></InvalidationBatch>',
    );
    expect(headers['content-type']).toBe('application/xml');
    expect(headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/us-east-1\/cloudfront\/aws4_request, .*host.*, Signature=[\da-f]{64}$/,
    );
  });

  it('is asked again where its service is busy or does not answer, three times at most', async () => {
    const passing = distributionThat([503, new Error('reset'), 201]);
    await passing.purge(REQUEST);
    expect(passing.asked).toHaveLength(3);
    const down = distributionThat([500, 500, 500]);
    await expect(down.purge(REQUEST)).rejects.toThrow('CLOUDFRONT answers 500');
    expect(down.asked).toHaveLength(3);
  });

  it('is asked once where it refuses, and what it says is told', async () => {
    const { purge, asked } = distributionThat([403]);
    await expect(purge(REQUEST)).rejects.toThrow('CLOUDFRONT answers 403: <ErrorResponse>');
    expect(asked).toHaveLength(1);
  });

  it('is of the partition of the function', async () => {
    const { purge, asked } = distributionThat([], { environment: { AWS_REGION: 'cn-north-1' } });
    await purge(REQUEST);
    expect(asked[0]?.url).toMatch(/^https:\/\/cloudfront\.cn-northwest-1\.amazonaws\.com\.cn\/2020-05-31\//);
    expect(asked[0]?.headers.authorization).toContain('/cn-northwest-1/cloudfront/');
  });

  it('has an id', () => {
    expect(() => distributionThat([], { distributionId: 'E2/../x' })).toThrow(
      'DISTRIBUTION_ID: expected the id of a distribution, found "E2/../x"',
    );
  });
});
