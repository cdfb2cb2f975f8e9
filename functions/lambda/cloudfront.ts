import { escapeText } from '../core/feed/xml.ts';
import type { PurgeEdge } from '../run/publish-options.ts';
import { type AwsOptions, createAwsRequest } from '../web/aws-request.ts';

export interface CloudFrontOptions extends AwsOptions {
  /** Id of the distribution. */
  readonly distributionId: string;
}

/** Takes requests to forget; see `PurgeEdge`. @throws Error with the service's answer where it takes one not. */
export type Purge = (request: Parameters<PurgeEdge['purge']>[0]) => Promise<void>;

const ID = /^[A-Z0-9]{6,40}$/;

/**
 * Creates what has a distribution forget objects, by its CreateInvalidation request (API version 2020-05-31). An item
 * that begins with `#` is a cache tag (CloudFront Developer Guide, "Invalidating content by cache tags"); any other is
 * a path.
 * @throws Error where the id is invalid.
 */
export function createCloudFrontPurge({ distributionId, ...options }: CloudFrontOptions): Purge {
  if (!ID.test(distributionId))
    throw new Error(`DISTRIBUTION_ID: expected the id of a distribution, found ${JSON.stringify(distributionId)}`);
  const { environment = process.env } = options;
  const isChina = environment.AWS_REGION?.startsWith('cn-') === true;
  const send = createAwsRequest(
    {
      name: 'cloudfront',
      // CloudFront is one service for all regions of a partition.
      region: isChina ? 'cn-northwest-1' : 'us-east-1',
      endpoint: isChina ? 'https://cloudfront.cn-northwest-1.amazonaws.com.cn' : 'https://cloudfront.amazonaws.com',
      path: `/2020-05-31/distribution/${distributionId}/invalidation`,
    },
    options,
  );
  return ({ items, reference }) => send(batchOf(items, reference), { 'content-type': 'application/xml' });
}

function batchOf(items: readonly string[], reference: string): string {
  const paths = items.map(item => `<Path>${escapeText(item)}</Path>`).join('');
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">' +
    `<Paths><Quantity>${items.length}</Quantity><Items>${paths}</Items></Paths>` +
    `<CallerReference>${escapeText(reference)}</CallerReference></InvalidationBatch>`
  );
}
