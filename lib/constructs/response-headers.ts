import { Duration } from 'aws-cdk-lib';
import {
  HeadersReferrerPolicy,
  type ResponseHeadersCorsBehavior,
  ResponseHeadersPolicy,
  type ResponseSecurityHeadersBehavior,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { MEDIA_POLICY, PAGE_POLICY } from '../../functions/core/pages/page-policy.ts';

const SECURITY: ResponseSecurityHeadersBehavior = {
  contentTypeOptions: { override: true },
  referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override: true },
  // Of this host alone: what else the newsroom's domain serves is not ours to decide.
  strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: false, override: true },
};

/** Scripts of other sites may read what anyone may subscribe to. */
const CORS: ResponseHeadersCorsBehavior = {
  accessControlAllowOrigins: ['*'],
  accessControlAllowMethods: ['GET', 'HEAD'],
  accessControlAllowHeaders: ['If-None-Match', 'If-Modified-Since', 'Range'],
  accessControlExposeHeaders: ['ETag', 'Last-Modified', 'Link'],
  accessControlAllowCredentials: false,
  accessControlMaxAge: Duration.days(1),
  originOverride: true,
};

/** Headers of feeds: as few as needed, since each of millions of polls gets them. */
export function createFeedHeaders(scope: Construct, id: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    comment: 'Feeds: readable from scripts of any site',
    securityHeadersBehavior: SECURITY,
    corsBehavior: CORS,
  });
}

/** Headers of pages: only their own script runs. */
export function createPageHeaders(scope: Construct, id: string): ResponseHeadersPolicy {
  return createDocumentHeaders(scope, id, 'Pages: nothing runs', PAGE_POLICY);
}

/** Headers of media. A picture can be a document with scripts: an SVG. */
export function createMediaHeaders(scope: Construct, id: string): ResponseHeadersPolicy {
  return createDocumentHeaders(scope, id, 'Media: nothing runs, each in an origin of its own', MEDIA_POLICY);
}

function createDocumentHeaders(scope: Construct, id: string, comment: string, policy: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    comment,
    securityHeadersBehavior: {
      ...SECURITY,
      contentSecurityPolicy: { contentSecurityPolicy: policy, override: true },
    },
    corsBehavior: CORS,
  });
}
