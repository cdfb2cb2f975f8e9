import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../functions/lambda/configuration.ts';

const ENVIRONMENT = { CONTENT_BUCKET: 'news-content', FEEDS_BUCKET: 'news-feeds' };

describe('the configuration', () => {
  it('is read from the environment', () => {
    const queueUrl = 'https://sqs.example/1/events';
    const editorsTopicArn = 'arn:aws:sns:ap-southeast-1:123456789012:editors';
    const set = {
      FEEDS_URL: 'https://feeds.example',
      QUEUE_URL: queueUrl,
      EDITORS_TOPIC_ARN: editorsTopicArn,
      LATE_MINUTES: '70',
      SERVICE_NAME: 'bao',
    };
    expect(parseConfiguration({ ...ENVIRONMENT, ...set })).toEqual({
      contentBucket: 'news-content',
      feedsBucket: 'news-feeds',
      feedsUrl: 'https://feeds.example/',
      queueUrl,
      editorsTopicArn,
      lateAfter: 70 * 60_000,
      serviceName: 'bao',
    });
  });

  it('needs no more than two buckets', () => {
    const lateAfter = 15 * 60_000;
    const configured = { contentBucket: 'news-content', feedsBucket: 'news-feeds', lateAfter, serviceName: 'bantin' };
    expect(parseConfiguration(ENVIRONMENT)).toEqual(configured);
    const empty = { FEEDS_URL: '', QUEUE_URL: '', EDITORS_TOPIC_ARN: '', LATE_MINUTES: '', SERVICE_NAME: '' };
    expect(parseConfiguration({ ...ENVIRONMENT, ...empty })).toEqual(configured);
  });

  it.each([
    ['CONTENT_BUCKET', undefined, 'CONTENT_BUCKET is not set; set it to the name of the bucket that editors write'],
    ['FEEDS_BUCKET', '', 'FEEDS_BUCKET is not set; set it to the name of the bucket that feeds are written to'],
    [
      'FEEDS_URL',
      'feeds',
      'FEEDS_URL: expected a URL such as https://feeds.bao.example/, without ? and #, found "feeds"',
    ],
    ['FEEDS_URL', 'https://feeds.example/?site=a', 'without ? and #, found "https://feeds.example/?site=a"'],
    ['FEEDS_URL', 'ftp://feeds.example/', 'FEEDS_URL: expected a URL'],
    ['LATE_MINUTES', 'soon', 'LATE_MINUTES: expected a number of minutes such as 15, found "soon"'],
  ])('names the variable that is wrong: %s is %s', (name, value, message) => {
    expect(() => parseConfiguration({ ...ENVIRONMENT, [name]: value })).toThrow(message);
  });
});
