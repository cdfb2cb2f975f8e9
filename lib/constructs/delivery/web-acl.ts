import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

/**
 * Requests of one address within five minutes, from which on it is blocked until it asks for less: 100 a second. An
 * aggregator that polls thousands of feeds every minute from one address stays far below.
 */
const MAX_REQUESTS = 30_000;

/**
 * The web ACL that a flat-rate plan requires. A feed reader can answer no challenge, and many come from data centres
 * that lists of bad addresses name. So none is challenged, addresses of ill repute are counted, and only a flood is
 * blocked. Two rules, of which each plan allows five or more; both in all plans.
 */
export class WebAcl extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'Acl', {
      description: 'Blocks floods, and never challenges a reader of feeds',
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visibilityOf('All'),
      rules: [
        {
          name: 'Floods',
          priority: 0,
          action: { block: {} },
          statement: {
            rateBasedStatement: { aggregateKeyType: 'IP', limit: MAX_REQUESTS, evaluationWindowSec: 300 },
          },
          visibilityConfig: visibilityOf('Floods'),
        },
        {
          name: 'IllRepute',
          priority: 1,
          // Whatever its rules would do, they count.
          overrideAction: { count: {} },
          statement: {
            managedRuleGroupStatement: { vendorName: 'AWS', name: 'AWSManagedRulesAmazonIpReputationList' },
          },
          visibilityConfig: visibilityOf('IllRepute'),
        },
      ],
    });
    this.arn = acl.attrArn;
  }
}

function visibilityOf(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false };
}
