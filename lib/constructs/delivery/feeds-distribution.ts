import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  CfnDistribution,
  Distribution,
  type DistributionProps,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  Signing,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import { PUBLIC_PREFIX } from '../../../functions/core/bucket-layout.ts';
import { CACHE_TAG } from '../../../functions/core/files/cache-tag.ts';
import type { Settings } from '../../settings.ts';
import type { FeedsBucket } from '../buckets/feeds-bucket.ts';

export interface FeedsDistributionProps extends Pick<Settings, 'domainName' | 'certificateArn' | 'webAclArn' | 'plan'> {
  readonly feeds: FeedsBucket;
  /** Absolute paths of CloudFront Functions. */
  readonly viewerRequest: string;
  readonly viewerResponse: string;
}

/** The CloudFront distribution that serves `public/`. */
export class FeedsDistribution extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: FeedsDistributionProps) {
    super(scope, id);
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `Feeds of ${Stack.of(this).stackName}`,
      // One for all: which headers an address gets, a function says.
      defaultBehavior: this.#behaviorOf(props),
      // A function answers `/` already. Were it ever missing, `/` would still not be a listing.
      defaultRootObject: 'index.html',
      errorResponses: [
        { httpStatus: 404, responseHttpStatus: 404, responsePagePath: '/404.html', ttl: Duration.seconds(60) },
      ],
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableIpv6: true,
      // The edge hit ratio is one of them.
      publishAdditionalMetrics: true,
      ...(props.webAclArn !== undefined && { webAclId: props.webAclArn }),
      ...domainOf(this, props),
    });
    // The smallest plan knows no tags.
    if (props.plan !== 'free') this.#readTags();
    props.feeds.letServe(this.distribution.distributionArn);
    this.#acknowledge(props);
  }

  #behaviorOf({ feeds, viewerRequest, viewerResponse }: FeedsDistributionProps): BehaviorOptions {
    const originAccessControl = new S3OriginAccessControl(this, 'AccessControl', { signing: Signing.SIGV4_ALWAYS });
    return {
      // The bucket's policy is written by hand: what the origin would write lets it read the whole bucket.
      origin: S3BucketOrigin.withBucketDefaults(feeds.bucket, {
        originPath: `/${PUBLIC_PREFIX.slice(0, -1)}`,
        originAccessControlId: originAccessControl.originAccessControlId,
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      // OPTIONS is what a browser asks first before a conditional request from another site; a function answers it.
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      compress: true,
      // AWS's own, of which an account has as many as it likes. The key is the path and the encodings that the reader
      // takes, normalized. How long is what the publisher sets in each object's Cache-Control; the policy's bound, a
      // year, is above stale-if-error, at which it would cut.
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      // Scripts of other sites may read what anyone may subscribe to.
      responseHeadersPolicy: ResponseHeadersPolicy.CORS_ALLOW_ALL_ORIGINS_WITH_PREFLIGHT_AND_SECURITY_HEADERS,
      functionAssociations: [
        { eventType: FunctionEventType.VIEWER_REQUEST, function: this.#edgeFunction('ViewerRequest', viewerRequest) },
        {
          eventType: FunctionEventType.VIEWER_RESPONSE,
          function: this.#edgeFunction('ViewerResponse', viewerResponse),
        },
      ],
    };
  }

  /** CloudFront keeps an object with the tag that S3 gives as a header of it, so that it can be invalidated by that. */
  #readTags(): void {
    const resource = this.distribution.node.defaultChild;
    if (!(resource instanceof CfnDistribution))
      throw new Error(`${this.distribution.node.path}: expected a CfnDistribution`);
    resource.addPropertyOverride('DistributionConfig.CacheTagConfig', { HeaderName: `x-amz-meta-${CACHE_TAG}` });
  }

  #edgeFunction(id: string, filePath: string): EdgeFunction {
    return new EdgeFunction(this, id, {
      comment: `${id} of ${Stack.of(this).stackName}`,
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromFile({ filePath }),
    });
  }

  #acknowledge({ domainName, webAclArn, plan }: FeedsDistributionProps): void {
    const rules = Validations.of(this.distribution);
    rules.acknowledge({
      id: 'AwsSolutions-CFR1',
      reason: 'News is for everyone; a newsroom’s readers live in many countries.',
    });
    rules.acknowledge({
      id: 'AwsSolutions-CFR3',
      reason:
        plan === 'free'
          ? 'The plan has no access logs.'
          : 'The stack at the edge delivers its logs (standard logging v2); the rule knows only the legacy ones.',
    });
    if (webAclArn === undefined)
      rules.acknowledge({
        id: 'AwsSolutions-CFR2',
        reason:
          'Public files, read only: no input reaches anything that could be attacked, and a firewall costs ' +
          'more for each request than the delivery.',
      });
    if (domainName === undefined)
      rules.acknowledge({
        id: 'AwsSolutions-CFR4',
        reason: 'CloudFront fixes the protocols of its own name; a domain with a certificate gets TLS 1.2 and later.',
      });
  }
}

function domainOf(
  scope: Construct,
  { domainName, certificateArn }: FeedsDistributionProps,
): Partial<DistributionProps> {
  if (domainName === undefined || certificateArn === undefined) return {};
  return {
    domainNames: [domainName],
    certificate: Certificate.fromCertificateArn(scope, 'Certificate', certificateArn),
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2025,
  };
}
