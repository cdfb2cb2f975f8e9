import type { Construct } from 'constructs';
import { DeliveryStack } from './delivery-stack.ts';
import type { FunctionCode } from './function-code.ts';
import { PublisherStack } from './publisher-stack.ts';
import type { Settings } from './settings.ts';

/** Adds the two stacks of a newsroom to an app. */
export function addStacks(scope: Construct, settings: Settings, code: FunctionCode) {
  const { name, account, region } = settings;
  const shared = {
    settings,
    code,
    env: { ...(account !== undefined && { account }), ...(region !== undefined && { region }) },
    tags: { bantin: name },
  };
  const delivery = new DeliveryStack(scope, `bantin-${name}-delivery`, {
    ...shared,
    description: `Bantin, ${name}: the feeds bucket and its CDN`,
  });
  const publisher = new PublisherStack(scope, `bantin-${name}-publisher`, {
    ...shared,
    delivery,
    description: `Bantin, ${name}: the content bucket and the function that publishes it`,
  });
  publisher.addStackDependency(delivery);
  return { delivery, publisher };
}
