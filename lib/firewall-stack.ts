import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { WebAcl } from './constructs/delivery/web-acl.ts';
import { setFeatureFlags } from './feature-flags.ts';

/** Name of the output that the other stacks read. */
export const WEB_ACL_OUTPUT = 'WebAclArn';

/**
 * The web ACL of a distribution with a flat-rate plan. It is deployed before the delivery stack, which names it, and in
 * us-east-1, where CloudFront looks for it.
 */
export class FirewallStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    setFeatureFlags(this.node);
    new CfnOutput(this, WEB_ACL_OUTPUT, {
      description: 'The web ACL before CloudFront',
      value: new WebAcl(this, 'Firewall').arn,
    });
  }
}
