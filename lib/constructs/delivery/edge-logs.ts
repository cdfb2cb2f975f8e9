import { CfnDelivery, CfnDeliveryDestination, CfnDeliverySource } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** Region of everything that belongs to a distribution and is not global: log deliveries, web ACLs, plans. */
export const DELIVERY_REGION = 'us-east-1';

/**
 * Fields of a line, in order (CloudFront developer guide, "Standard logging reference"). None holds an address, a query
 * or a cookie of a reader; country and network (AS number) tell whence a flood comes.
 */
export const EDGE_LOG_FIELDS: readonly string[] = [
  'date',
  'time',
  'x-edge-location',
  'c-country',
  'asn',
  'cs-protocol-version',
  'ssl-protocol',
  'cs-method',
  'x-host-header',
  'cs-uri-stem',
  'sc-status',
  'sc-content-type',
  'sc-bytes',
  'cs(User-Agent)',
  'x-edge-result-type',
  'x-edge-response-result-type',
  'x-edge-detailed-result-type',
  'x-edge-request-id',
  'time-taken',
  'time-to-first-byte',
  'origin-fbl',
];

export interface EdgeLogsProps {
  /** Name of the delivery source, taken once in an account. */
  readonly name: string;
  readonly distributionArn: string;
  /** The bucket, and a prefix: `arn:aws:s3:::logs/cdn`. In any region. */
  readonly destinationArn: string;
}

/**
 * Standard logging (v2) of a distribution to S3: lines of JSON under `year=…/month=…/day=…/hour=…`. CloudFront takes it
 * in us-east-1 alone, wherever the bucket is.
 */
export class EdgeLogs extends Construct {
  constructor(scope: Construct, id: string, { name, distributionArn, destinationArn }: EdgeLogsProps) {
    super(scope, id);
    const source = new CfnDeliverySource(this, 'Source', {
      name,
      resourceArn: distributionArn,
      logType: 'ACCESS_LOGS',
    });
    const destination = new CfnDeliveryDestination(this, 'Destination', {
      name,
      destinationResourceArn: destinationArn,
      outputFormat: 'json',
    });
    const delivery = new CfnDelivery(this, 'Delivery', {
      deliverySourceName: name,
      deliveryDestinationArn: destination.attrArn,
      recordFields: [...EDGE_LOG_FIELDS],
      s3EnableHiveCompatiblePath: true,
      s3SuffixPath: '{yyyy}/{MM}/{dd}/{HH}',
    });
    // It names the source by a text that CloudFormation sees no reference in.
    delivery.addResourceDependency(source);
  }
}
