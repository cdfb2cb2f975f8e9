import { Duration } from 'aws-cdk-lib';
import {
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/**
 * Time that the edge caches objects. The publisher sets it in each object's Cache-Control, a minute for feeds; the
 * default is for objects without one. The upper bound is far above, because CloudFront cuts stale-while-revalidate and
 * stale-if-error at it, too: at five minutes, an outage of S3 would be an outage of the feeds five minutes later.
 *
 * The key is the path and the encodings that the reader takes, normalized. It has no query, cookie or header: nothing
 * depends on one.
 */
export function createCachePolicy(scope: Construct, id: string): CachePolicy {
  return new CachePolicy(scope, id, {
    comment: 'Cache-Control of each object decides',
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(60),
    maxTtl: Duration.days(7),
    queryStringBehavior: CacheQueryStringBehavior.none(),
    cookieBehavior: CacheCookieBehavior.none(),
    headerBehavior: CacheHeaderBehavior.none(),
    enableAcceptEncodingGzip: true,
    enableAcceptEncodingBrotli: true,
  });
}
