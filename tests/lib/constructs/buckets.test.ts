import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { only, statementsOf, synthesize } from '../samples.ts';

describe('buckets', () => {
  let delivery: Template;
  let publisher: Template;
  beforeAll(() => {
    ({ delivery, publisher } = synthesize());
  });

  it('keep what editors wrote: versions for 90 days, the bucket itself for ever', () => {
    const content = only(publisher, 'AWS::S3::Bucket', {
      Properties: { VersioningConfiguration: { Status: 'Enabled' } },
    });
    expect(content.DeletionPolicy).toBe('Retain');
    expect(content.Properties.LifecycleConfiguration).toEqual({
      Rules: [
        {
          Status: 'Enabled',
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          ExpiredObjectDeleteMarker: true,
          NoncurrentVersionExpiration: { NoncurrentDays: 90 },
        },
      ],
    });
  });

  it('tell EventBridge of changes without a custom resource', () => {
    only(publisher, 'AWS::S3::Bucket', {
      Properties: { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } },
    });
    publisher.resourceCountIs('Custom::S3BucketNotifications', 0);
  });

  it('keep the feeds, without versions and without expiry', () => {
    const feeds = only(delivery, 'AWS::S3::Bucket', {
      Properties: { LoggingConfiguration: { LogFilePrefix: 'feeds/' } },
    });
    expect(feeds.DeletionPolicy).toBe('Retain');
    expect(feeds.Properties).not.toHaveProperty('VersioningConfiguration');
    expect(JSON.stringify(feeds.Properties.LifecycleConfiguration)).not.toContain('Expiration');
  });

  it('let the distribution read public/ and nothing else, and tell it what is missing', () => {
    const feeds = only(delivery, 'AWS::S3::Bucket', {
      Properties: { LoggingConfiguration: { LogFilePrefix: 'feeds/' } },
    });
    const policy = only(delivery, 'AWS::S3::BucketPolicy', { Properties: { Bucket: { Ref: feeds.id } } });
    const distribution = only(delivery, 'AWS::CloudFront::Distribution');
    const arn = { 'Fn::GetAtt': [feeds.id, 'Arn'] };
    const allowed = statementsOf(policy).filter(({ Effect }) => Effect === 'Allow');
    expect(allowed.map(({ Action, Resource, Principal }) => ({ Action, Resource, Principal }))).toEqual([
      {
        Action: 's3:GetObject',
        Resource: { 'Fn::Join': ['', [arn, '/public/*']] },
        Principal: { Service: 'cloudfront.amazonaws.com' },
      },
      { Action: 's3:ListBucket', Resource: arn, Principal: { Service: 'cloudfront.amazonaws.com' } },
    ]);
    for (const { Condition } of allowed)
      expect(JSON.stringify(Condition)).toMatch(new RegExp(`StringEquals.*aws:SourceArn.*"Ref":"${distribution.id}"`));
  });

  it('forget access logs after 30 days', () => {
    for (const template of [delivery, publisher])
      only(template, 'AWS::S3::Bucket', {
        Properties: { LifecycleConfiguration: { Rules: [{ ExpirationInDays: 30, Status: 'Enabled' }] } },
      });
  });
});
