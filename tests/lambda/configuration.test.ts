import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../functions/lambda/configuration.ts';

const ENVIRONMENT = { CONTENT_BUCKET: 'news-content', FEEDS_BUCKET: 'news-feeds' };

describe('the configuration', () => {
  it('is read from the environment', () => {
    const queueUrl = 'https://sqs.example/1/events';
    const set = { FEEDS_URL: 'https://feeds.example', QUEUE_URL: queueUrl, SERVICE_NAME: 'bao' };
    expect(parseConfiguration({ ...ENVIRONMENT, ...set })).toEqual({
      contentBucket: 'news-content',
      feedsBucket: 'news-feeds',
      feedsUrl: 'https://feeds.example/',
      queueUrl,
      serviceName: 'bao',
    });
  });

  it('needs no more than two buckets', () => {
    const configured = { contentBucket: 'news-content', feedsBucket: 'news-feeds', serviceName: 'bantin' };
    expect(parseConfiguration(ENVIRONMENT)).toEqual(configured);
    expect(parseConfiguration({ ...ENVIRONMENT, FEEDS_URL: '', QUEUE_URL: '', SERVICE_NAME: '' })).toEqual(configured);
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
  ])('names the variable that is wrong: %s is %s', (name, value, message) => {
    expect(() => parseConfiguration({ ...ENVIRONMENT, [name]: value })).toThrow(message);
  });
});
