import { describe, expect, it } from 'vitest';
import { noticeMessage } from '../../functions/core/notices/notice-message.ts';
import { createEditorsTopic, type EditorsTopicOptions } from '../../functions/lambda/editors-topic.ts';
import { NOW, SITE } from '../core/samples.ts';

const ARN = 'arn:aws:sns:ap-southeast-1:123456789012:editors';
const MESSAGE = noticeMessage(
  { since: NOW, more: 0, notices: [{ kind: 'mended', path: 'articles/a.md', version: '1', problems: [] }] },
  SITE,
);

interface Asked {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** A topic whose service gives these answers, one after the other; a number is a status. */
function topicThat(answers: readonly (number | Error)[], more: Partial<EditorsTopicOptions> = {}) {
  const asked: Asked[] = [];
  const left = [...answers];
  const topic = createEditorsTopic({
    arn: ARN,
    environment: {},
    delay: 0,
    credentials: async () => ({ accessKeyId: 'AKID', secretAccessKey: 'secret' }),
    fetch: async (url, init) => {
      const headers = Object.fromEntries(new Headers(init?.headers));
      asked.push({ url: String(url), fields: Object.fromEntries(new URLSearchParams(String(init?.body))), headers });
      const answer = left.shift() ?? 200;
      if (answer instanceof Error) throw answer;
      return new Response('<Error><Code>X</Code></Error>', { status: answer });
    },
    ...more,
  });
  return { topic, asked };
}

describe('the topic of editors', () => {
  it('gets one signed request, with a form for mail and one for programs', async () => {
    const { topic, asked } = topicThat([200]);
    await topic.publish(MESSAGE);
    const [{ url, fields, headers } = { url: '', fields: {}, headers: {} }] = asked;
    expect([asked.length, url]).toEqual([1, 'https://sns.ap-southeast-1.amazonaws.com/']);
    expect(fields).toMatchObject({
      Action: 'Publish',
      TopicArn: ARN,
      MessageStructure: 'json',
      Subject: 'Báo Mẫu: 1 bài đã sửa xong',
    });
    const forms = JSON.parse(fields.Message ?? '');
    expect(forms.email).toBe(MESSAGE.text);
    expect(JSON.parse(forms.default)).toEqual(JSON.parse(JSON.stringify(MESSAGE.document)));
    expect(headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/ap-southeast-1\/sns\/aws4_request, .*host.*, Signature=[\da-f]{64}$/,
    );
  });

  it('is asked again where the service is busy or does not answer, three times at most', async () => {
    const passing = topicThat([503, new Error('reset'), 200]);
    await passing.topic.publish(MESSAGE);
    expect(passing.asked).toHaveLength(3);
    const failing = topicThat([500, 429, 503, 200]);
    await expect(failing.topic.publish(MESSAGE)).rejects.toThrow('SNS answers 503: <Error><Code>X</Code></Error>');
    expect(failing.asked).toHaveLength(3);
  });

  it('is not asked again where the service refuses', async () => {
    const { topic, asked } = topicThat([403]);
    await expect(topic.publish(MESSAGE)).rejects.toThrow('SNS answers 403');
    expect(asked).toHaveLength(1);
  });

  it.each([
    [
      ARN.replace('arn:aws:', 'arn:aws-cn:').replace('ap-southeast-1', 'cn-north-1'),
      {},
      'https://sns.cn-north-1.amazonaws.com.cn/',
    ],
    [ARN, { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }, 'http://127.0.0.1:4566/'],
    [
      ARN,
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_SNS: 'http://127.0.0.1:2/' },
      'http://127.0.0.1:2/',
    ],
  ])('lies where its ARN and the environment say: %s, %j', async (arn, environment, url) => {
    const { topic, asked } = topicThat([200], { arn, environment });
    await topic.publish(MESSAGE);
    expect(asked[0]?.url).toBe(url);
  });

  it('needs an ARN', () => {
    expect(() => createEditorsTopic({ arn: 'editors' })).toThrow(
      'EDITORS_TOPIC_ARN: expected the ARN of a topic of SNS, found "editors"',
    );
  });
});
