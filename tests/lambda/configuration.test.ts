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
      DISTRIBUTION_ID: 'E2QWRUHAPOMQZL',
      PURGE: 'publishes',
      PURGES_PER_DAY: '500',
      LATE_MINUTES: '70',
      SERVICE_NAME: 'bao',
    };
    expect(parseConfiguration({ ...ENVIRONMENT, ...set })).toEqual({
      contentBucket: 'news-content',
      feedsBucket: 'news-feeds',
      feedsUrl: 'https://feeds.example/',
      queueUrl,
      editorsTopicArn,
      distributionId: 'E2QWRUHAPOMQZL',
      everyPublish: true,
      purgesPerDay: 500,
      lateAfter: 70 * 60_000,
      serviceName: 'bao',
    });
  });

  it('needs no more than two buckets', () => {
    const lateAfter = 15 * 60_000;
    const configured = {
      contentBucket: 'news-content',
      feedsBucket: 'news-feeds',
      purgesPerDay: 100,
      lateAfter,
      serviceName: 'bantin',
    };
    expect(parseConfiguration(ENVIRONMENT)).toEqual(configured);
    const empty = { FEEDS_URL: '', QUEUE_URL: '', EDITORS_TOPIC_ARN: '', LATE_MINUTES: '', SERVICE_NAME: '' };
    expect(parseConfiguration({ ...ENVIRONMENT, ...empty })).toEqual(configured);
    const nothing = { DISTRIBUTION_ID: '', PURGE: '', PURGES_PER_DAY: '' };
    expect(parseConfiguration({ ...ENVIRONMENT, ...nothing })).toEqual(configured);
    expect(parseConfiguration({ ...ENVIRONMENT, PURGE: 'publishes' }).purgesPerDay).toBe(10_000);
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
    ['PURGE', 'all', 'PURGE: expected corrections or publishes, found "all"'],
    ['PURGES_PER_DAY', 'many', 'PURGES_PER_DAY: expected a number such as 100, found "many"'],
    ['LATE_MINUTES', 'soon', 'LATE_MINUTES: expected a number of minutes such as 15, found "soon"'],
  ])('names the variable that is wrong: %s is %s', (name, value, message) => {
    expect(() => parseConfiguration({ ...ENVIRONMENT, [name]: value })).toThrow(message);
  });
});
