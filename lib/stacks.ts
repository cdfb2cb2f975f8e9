import { Fn, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DELIVERY_REGION } from './constructs/delivery/edge-logs.ts';
import { DeliveryStack } from './delivery-stack.ts';
import { EdgeStack } from './edge-stack.ts';
import { FirewallStack, WEB_ACL_OUTPUT } from './firewall-stack.ts';
import type { FunctionCode } from './function-code.ts';
import { PublisherStack } from './publisher-stack.ts';
import type { Settings } from './settings.ts';

/** Region of the credentials, which the CDK's command line tells the app. */
const CREDENTIALS_REGION = process.env.CDK_DEFAULT_REGION;

/**
 * Adds the stacks of a newsroom to an app: delivery and publisher; in us-east-1, with CloudFront, the one at the edge,
 * and with a flat-rate plan the firewall's.
 */
export function addStacks(
  scope: Construct,
  settings: Settings,
  code: FunctionCode,
  credentialsRegion = CREDENTIALS_REGION,
) {
  const { name, account, region, cdn, plan } = settings;
  const env = { ...(account !== undefined && { account }), ...(region !== undefined && { region }) };
  const tags = { bantin: name };
  const deliveryRegion = region ?? credentialsRegion;
  // With the region in their names: the same newsroom may stand in two, and all of these are in one.
  const atEdge = (part: string) => ['bantin', name, part, ...(deliveryRegion ? [deliveryRegion] : [])].join('-');
  const edgeProps = { env: { ...env, region: DELIVERY_REGION }, tags };
  const firewall = hasFirewall(settings) ? addFirewall(scope, atEdge('firewall'), name, edgeProps) : undefined;
  const webAclArn = firewall
    ? Fn.getStackOutput(firewall.stackName, WEB_ACL_OUTPUT, DELIVERY_REGION)
    : settings.webAclArn;
  const delivery = new DeliveryStack(scope, `bantin-${name}-delivery`, {
    settings,
    code,
    tags,
    env,
    webAclArn,
    description: `Bantin, ${name}: the feeds bucket and its CDN`,
  });
  if (firewall) delivery.addStackDependency(firewall);
  const publisher = new PublisherStack(scope, `bantin-${name}-publisher`, {
    settings,
    code,
    tags,
    env,
    delivery,
    description: `Bantin, ${name}: the content bucket and the function that publishes it`,
  });
  publisher.addStackDependency(delivery);
  const edge = cdn
    ? new EdgeStack(scope, atEdge('edge'), {
        ...edgeProps,
        delivery,
        deliveryRegion,
        plan,
        webAclArn,
        description: `Bantin, ${name}: the logs of its CDN, and its plan`,
      })
    : undefined;
  return { delivery, publisher, edge, firewall };
}

/** Returns whether a plan needs a web ACL that nobody gave. */
function hasFirewall({ plan, webAclArn }: Settings): boolean {
  return plan !== undefined && webAclArn === undefined;
}

function addFirewall(scope: Construct, id: string, name: string, props: StackProps): FirewallStack {
  return new FirewallStack(scope, id, {
    ...props,
    description: `Bantin, ${name}: the web ACL that its plan requires`,
  });
}
