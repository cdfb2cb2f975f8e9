import { CfnSubscription } from 'aws-cdk-lib/aws-pricingplanmanager';
import { Construct } from 'constructs';
import type { PricingPlan } from '../../newsroom-props.ts';

export interface FlatRatePlanProps {
  readonly plan: PricingPlan;
  readonly distributionArn: string;
  /** The web ACL that the distribution has. */
  readonly webAclArn: string;
}

/**
 * Subscription of a distribution to a flat-rate plan. `free` is in force at once; the others, and their price, when
 * somebody approves them. CloudFormation changes no tier, and cancels at the end of a billing cycle.
 */
export class FlatRatePlan extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { plan, distributionArn, webAclArn }: FlatRatePlanProps) {
    super(scope, id);
    const subscription = new CfnSubscription(this, 'Subscription', {
      planFamily: 'CloudFront',
      planTier: plan.toUpperCase(),
      resourceArns: [distributionArn, webAclArn],
    });
    this.arn = subscription.attrArn;
  }
}
