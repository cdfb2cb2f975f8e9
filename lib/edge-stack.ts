import { ArnFormat, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EdgeLogs } from './constructs/edge-logs.ts';
import { EDGE_LOGS_PREFIX } from './constructs/log-bucket.ts';
import { DELIVERY_OUTPUTS, type DeliveryStack, deliverySourceOf } from './delivery-stack.ts';
import { setFeatureFlags } from './feature-flags.ts';

export interface EdgeStackProps extends StackProps {
  readonly delivery: DeliveryStack;
  /** Region of the delivery stack; `undefined` where it is this stack's. */
  readonly deliveryRegion: string | undefined;
}

/**
 * The part of a distribution that CloudFront takes in us-east-1 alone: its access logs. It is deployed after the
 * delivery stack, and reads that stack's outputs: across regions, also where the region is that of the credentials.
 */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, { delivery, deliveryRegion, ...props }: EdgeStackProps) {
    super(scope, id, props);
    setFeatureFlags(this.node);
    const read = (output: string): string => Fn.getStackOutput(delivery.stackName, output, deliveryRegion);
    const distributionId = read(DELIVERY_OUTPUTS.distributionId);
    new EdgeLogs(this, 'Logs', {
      name: deliverySourceOf(distributionId),
      distributionArn: this.formatArn({
        service: 'cloudfront',
        region: '',
        resource: 'distribution',
        resourceName: distributionId,
      }),
      destinationArn: this.formatArn({
        service: 's3',
        region: '',
        account: '',
        resource: read(DELIVERY_OUTPUTS.logBucket),
        resourceName: EDGE_LOGS_PREFIX,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      }),
    });
    this.addStackDependency(delivery);
  }
}
