import { ArnFormat, CfnOutput, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EDGE_LOGS_PREFIX } from './constructs/buckets/log-bucket.ts';
import { EdgeLogs } from './constructs/delivery/edge-logs.ts';
import { FlatRatePlan } from './constructs/delivery/flat-rate-plan.ts';
import { DELIVERY_OUTPUTS, type DeliveryStack, deliverySourceOf } from './delivery-stack.ts';
import { setFeatureFlags } from './feature-flags.ts';
import type { PricingPlan } from './newsroom-props.ts';

export interface EdgeStackProps extends StackProps {
  readonly delivery: DeliveryStack;
  /** Region of the delivery stack; `undefined` where it is this stack's. */
  readonly deliveryRegion: string | undefined;
  /** Default: pay as you go. */
  readonly plan?: PricingPlan | undefined;
  readonly webAclArn: string | undefined;
}

/**
 * The part of a distribution that CloudFront takes in us-east-1 alone: its access logs, and its flat-rate plan. It is
 * deployed after the delivery stack, and reads that stack's outputs: across regions, also where the region is that of
 * the credentials.
 */
export class EdgeStack extends Stack {
  readonly #delivery: Pick<EdgeStackProps, 'delivery' | 'deliveryRegion'>;

  constructor(scope: Construct, id: string, props: EdgeStackProps) {
    const { delivery, deliveryRegion, plan, webAclArn, ...stackProps } = props;
    super(scope, id, stackProps);
    setFeatureFlags(this.node);
    this.#delivery = { delivery, deliveryRegion };
    const distributionId = this.#read(DELIVERY_OUTPUTS.distributionId);
    const distributionArn = this.formatArn({
      service: 'cloudfront',
      region: '',
      resource: 'distribution',
      resourceName: distributionId,
    });
    // The plan has none, and refuses a distribution that does.
    if (plan !== 'free') this.#deliverLogs(distributionId, distributionArn);
    if (plan !== undefined && webAclArn !== undefined)
      new CfnOutput(this, 'PlanArn', {
        description: 'The flat-rate plan; a plan that costs something is in force once it is approved',
        value: new FlatRatePlan(this, 'Plan', { plan, distributionArn, webAclArn }).arn,
      });
    this.addStackDependency(delivery);
  }

  #deliverLogs(distributionId: string, distributionArn: string): void {
    new EdgeLogs(this, 'Logs', {
      name: deliverySourceOf(distributionId),
      distributionArn,
      destinationArn: this.formatArn({
        service: 's3',
        region: '',
        account: '',
        resource: this.#read(DELIVERY_OUTPUTS.logBucket),
        resourceName: EDGE_LOGS_PREFIX,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      }),
    });
  }

  #read(output: string): string {
    const { delivery, deliveryRegion } = this.#delivery;
    return Fn.getStackOutput(delivery.stackName, output, deliveryRegion);
  }
}
