import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { policyHeaders } from '../../../functions/preview/policy.ts';
import { createCachePolicy } from '../../../lib/constructs/cache.ts';
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
  readonly CacheBehaviors: readonly Behavior[];
  readonly Origins: readonly Readonly<Record<string, unknown>>[];
}

let delivery: Template;
let config: Config;
let behaviors: readonly Behavior[];
beforeAll(() => {
  ({ delivery } = synthesize());
  config = configOf(delivery);
  behaviors = [config.DefaultCacheBehavior, ...config.CacheBehaviors];
});

function configOf(template: Template): Config {
  return only(template, DISTRIBUTION).Properties.DistributionConfig as Config;
}

describe('the distribution', () => {
  it('speaks HTTP/2, HTTP/3 and IPv6, and sends everyone to HTTPS', () => {
    expect(config).toMatchObject({ HttpVersion: 'http2and3', IPV6Enabled: true, Enabled: true });
    for (const behavior of behaviors) expect(behavior.ViewerProtocolPolicy).toBe('redirect-to-https');
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
    for (const { FunctionAssociations } of behaviors)
      expect(FunctionAssociations.map(({ EventType, FunctionARN }) => [EventType, refersTo(FunctionARN)])).toEqual([
        ['viewer-request', expect.stringMatching(/^CdnViewerRequest/)],
        ['viewer-response', expect.stringMatching(/^CdnViewerResponse/)],
      ]);
    delivery.allResourcesProperties('AWS::CloudFront::Function', {
      AutoPublish: true,
      FunctionConfig: Match.objectLike({ Runtime: 'cloudfront-js-2.0' }),
      FunctionCode: Match.stringLikeRegexp('^function handler'),
    });
  });

  it('compresses, and takes GET, HEAD and the OPTIONS of browsers', () => {
    for (const behavior of behaviors)
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

describe('the cache', () => {
  it('keeps what each object says, by path and encoding alone', () => {
    const stack = new Stack(new App({ analyticsReporting: false, builtinCloudFormationValidation: false }), 'Stack');
    createCachePolicy(stack, 'Policy');
    const { Properties } = only(Template.fromStack(stack), 'AWS::CloudFront::CachePolicy');
    expect(Properties.CachePolicyConfig).toMatchObject({
      MinTTL: 0,
      DefaultTTL: 60,
      // A day of stale-if-error must fit below.
      MaxTTL: 7 * 86_400,
      ParametersInCacheKeyAndForwardedToOrigin: {
        EnableAcceptEncodingBrotli: true,
        EnableAcceptEncodingGzip: true,
        CookiesConfig: { CookieBehavior: 'none' },
        HeadersConfig: { HeaderBehavior: 'none' },
        QueryStringsConfig: { QueryStringBehavior: 'none' },
      },
    });
  });
});

describe('the headers of answers', () => {
  const policyOf = (pattern: string | undefined) => {
    const behavior = behaviors.find(({ PathPattern }) => PathPattern === pattern);
    const id = refersTo(behavior?.ResponseHeadersPolicyId);
    const found = resourcesOf(delivery).find(resource => resource.id === id);
    return found?.Properties.ResponseHeadersPolicyConfig as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };

  it('are those of feeds for *.xml and *.json: readable from any site', () => {
    for (const pattern of ['*.xml', '*.json'])
      expect(policyOf(pattern).CorsConfig).toMatchObject({
        AccessControlAllowOrigins: { Items: ['*'] },
        AccessControlExposeHeaders: { Items: ['ETag', 'Last-Modified', 'Link'] },
        AccessControlAllowCredentials: false,
        OriginOverride: true,
      });
  });

  it('let nothing run in pages and in what lies in media/, as in the preview', () => {
    for (const [pattern, uri] of [
      [undefined, '/'],
      ['media/*', '/media/a.xml'],
      ['articles/*.*', '/articles/a-0123abcd/ảnh/a.svg'],
      ['articles/*.html', '/articles/a-0123abcd/index.html'],
    ] as const) {
      const policy = policyHeaders(uri)['content-security-policy'];
      expect(policy).toContain("default-src 'none'");
      expect(policy?.endsWith('; sandbox')).toBe(pattern === 'media/*' || pattern === 'articles/*.*');
      expect(policyOf(pattern).SecurityHeadersConfig?.ContentSecurityPolicy).toEqual({
        ContentSecurityPolicy: policy,
        Override: true,
      });
    }
    // What lies in media/ under the name of a feed is still media.
    const patterns = ['media/*', 'articles/*.html', 'articles/*.*', '*.xml', '*.json'];
    expect(config.CacheBehaviors.map(({ PathPattern }) => PathPattern)).toEqual(patterns);
  });

  it('keep all answers to HTTPS and to their media type', () => {
    for (const pattern of [undefined, 'media/*', 'articles/*.*', '*.xml', '*.json'])
      expect(policyOf(pattern).SecurityHeadersConfig).toMatchObject({
        ContentTypeOptions: { Override: true },
        ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: true },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, IncludeSubdomains: false, Override: true },
      });
  });
});
