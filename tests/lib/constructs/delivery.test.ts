import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { only, refersTo, resourcesOf, synthesize, textOf } from '../samples.ts';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const DOMAIN = {
  domainName: 'feeds.bao.example',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b',
};

interface Behavior extends Readonly<Record<string, unknown>> {
  readonly PathPattern?: string;
  readonly FunctionAssociations: readonly { readonly EventType: string; readonly FunctionARN: unknown }[];
}

interface Config extends Readonly<Record<string, unknown>> {
  readonly DefaultCacheBehavior: Behavior;
  readonly CacheBehaviors?: readonly Behavior[];
  readonly Origins: readonly Readonly<Record<string, unknown>>[];
}

let delivery: Template;
let config: Config;
let behavior: Behavior;
beforeAll(() => {
  ({ delivery } = synthesize());
  config = configOf(delivery);
  behavior = config.DefaultCacheBehavior;
});

function configOf(template: Template): Config {
  return only(template, DISTRIBUTION).Properties.DistributionConfig as Config;
}

describe('the distribution', () => {
  it('speaks HTTP/2, HTTP/3 and IPv6, and sends everyone to HTTPS', () => {
    expect(config).toMatchObject({ HttpVersion: 'http2and3', IPV6Enabled: true, Enabled: true });
    expect(behavior.ViewerProtocolPolicy).toBe('redirect-to-https');
  });

  it('reads public/ with signed requests, and no website endpoint', () => {
    expect(config.Origins).toHaveLength(1);
    const [origin] = config.Origins;
    expect(origin).toMatchObject({ OriginPath: '/public', S3OriginConfig: { OriginAccessIdentity: '' } });
    expect(textOf(origin?.DomainName)).toMatch(/^<FeedsBucket\w+\.RegionalDomainName>$/);
    expect(only(delivery, 'AWS::CloudFront::OriginAccessControl').Properties.OriginAccessControlConfig).toMatchObject({
      OriginAccessControlOriginType: 's3',
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
    });
    expect(refersTo(origin?.OriginAccessControlId)).toBe(only(delivery, 'AWS::CloudFront::OriginAccessControl').id);
  });

  it('asks the same functions about every address, in the runtime that they are written for', () => {
    const { FunctionAssociations } = behavior;
    expect(FunctionAssociations.map(({ EventType, FunctionARN }) => [EventType, refersTo(FunctionARN)])).toEqual([
      ['viewer-request', expect.stringMatching(/^CdnViewerRequest/)],
      ['viewer-response', expect.stringMatching(/^CdnViewerResponse/)],
    ]);
    expect(config.CacheBehaviors).toBeUndefined();
    delivery.allResourcesProperties('AWS::CloudFront::Function', {
      AutoPublish: true,
      FunctionConfig: Match.objectLike({ Runtime: 'cloudfront-js-2.0' }),
      FunctionCode: Match.stringLikeRegexp('^function handler'),
    });
  });

  it('compresses, and takes GET, HEAD and the OPTIONS of browsers', () => {
    expect(behavior).toMatchObject({ Compress: true, AllowedMethods: ['GET', 'HEAD', 'OPTIONS'] });
  });

  it('answers what is missing with 404 and a page, briefly remembered, and hides no other error', () => {
    expect(config.CustomErrorResponses).toEqual([
      { ErrorCode: 404, ResponseCode: 404, ResponsePagePath: '/404.html', ErrorCachingMinTTL: 60 },
    ]);
  });

  it('has an answer for / that is no listing, even without its functions', () => {
    expect(config.DefaultRootObject).toBe('index.html');
  });

  it('keeps objects with the tags that they have in the bucket, where the plan knows tags', () => {
    expect(config.CacheTagConfig).toEqual({ HeaderName: 'x-amz-meta-cache-tag' });
    expect(configOf(synthesize({ plan: 'pro' }).delivery)).toHaveProperty('CacheTagConfig');
    expect(configOf(synthesize({ plan: 'free' }).delivery)).not.toHaveProperty('CacheTagConfig');
  });

  it('tells its hit ratio', () => {
    only(delivery, 'AWS::CloudFront::MonitoringSubscription');
  });

  it('serves a domain with its certificate, over TLS 1.2 and later', () => {
    const { delivery: own } = synthesize(DOMAIN);
    expect(configOf(own)).toMatchObject({
      Aliases: [DOMAIN.domainName],
      ViewerCertificate: {
        AcmCertificateArn: DOMAIN.certificateArn,
        MinimumProtocolVersion: 'TLSv1.2_2025',
        SslSupportMethod: 'sni-only',
      },
    });
    own.hasOutput('FeedsUrl', { Value: 'https://feeds.bao.example/' });
  });

  it('is left out with -c cdn=false, which leaves the bucket', () => {
    const { delivery: bare } = synthesize({ cdn: 'false', feedsUrl: 'https://cdn.bao.example' });
    expect(new Set(resourcesOf(bare).map(({ Type }) => Type))).toEqual(
      new Set(['AWS::S3::Bucket', 'AWS::S3::BucketPolicy']),
    );
    bare.hasOutput('FeedsUrl', { Value: 'https://cdn.bao.example/' });
  });
});

/** Ids that AWS documents for its managed policies (CloudFront developer guide, "Use managed … policies"). */
const MANAGED = {
  /** Path and encodings; from a second to a year, as each object says. */
  cachingOptimized: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  /** CORS with preflight, and security headers. */
  corsAndSecurity: 'eaab4381-ed33-4a86-88ca-d9558dc6cd63',
} as const;

describe('the policies of the distribution', () => {
  it('are AWS’s own, of which an account may use any number, and every flat-rate plan takes them', () => {
    expect(behavior).toMatchObject({
      CachePolicyId: MANAGED.cachingOptimized,
      ResponseHeadersPolicyId: MANAGED.corsAndSecurity,
    });
    const own = resourcesOf(delivery).filter(({ Type }) => /Policy$/.test(Type) && /CloudFront/.test(Type));
    expect(own).toEqual([]);
    expect(behavior).not.toHaveProperty('OriginRequestPolicyId');
  });
});
