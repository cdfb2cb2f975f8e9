import type { Construct } from 'constructs';
import { DELIVERY_REGION } from './constructs/edge-logs.ts';
import { DeliveryStack } from './delivery-stack.ts';
import { EdgeStack } from './edge-stack.ts';
import type { FunctionCode } from './function-code.ts';
import { PublisherStack } from './publisher-stack.ts';
import type { Settings } from './settings.ts';

/** Region of the credentials, which the CDK's command line tells the app. */
const CREDENTIALS_REGION = process.env.CDK_DEFAULT_REGION;

/** Adds the stacks of a newsroom to an app; the one at the edge only with CloudFront. */
export function addStacks(
  scope: Construct,
  settings: Settings,
  code: FunctionCode,
  credentialsRegion = CREDENTIALS_REGION,
) {
  const { name, account, region, cdn } = settings;
  const env = { ...(account !== undefined && { account }), ...(region !== undefined && { region }) };
  const shared = { settings, code, tags: { bantin: name } };
  const delivery = new DeliveryStack(scope, `bantin-${name}-delivery`, {
    ...shared,
    env,
    description: `Bantin, ${name}: the feeds bucket and its CDN`,
  });
  const publisher = new PublisherStack(scope, `bantin-${name}-publisher`, {
    ...shared,
    env,
    delivery,
    description: `Bantin, ${name}: the content bucket and the function that publishes it`,
  });
  publisher.addStackDependency(delivery);
  const deliveryRegion = region ?? credentialsRegion;
  const edge = cdn
    ? // With the region in its name: the same newsroom may stand in two, and all of these are in one.
      new EdgeStack(scope, ['bantin', name, 'edge', ...(deliveryRegion ? [deliveryRegion] : [])].join('-'), {
        delivery,
        deliveryRegion,
        env: { ...env, region: DELIVERY_REGION },
        tags: shared.tags,
        description: `Bantin, ${name}: the logs of its CDN`,
      })
    : undefined;
  return { delivery, publisher, edge };
}
