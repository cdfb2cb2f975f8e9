import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DeliveryStack } from './delivery-stack.ts';
import type { Environment } from './environments.ts';
import { PublisherStack } from './publisher-stack.ts';
import type { Sources } from './sources.ts';

export interface NewsroomProps {
  readonly environment: Environment;
  readonly sources: Sources;
  /** Of the code. */
  readonly revision: string;
}

/**
 * Adds the two stacks of an environment to an app. Whatever AWS's own checks object to, and nobody has answered, fails
 * the synthesis.
 */
export function addNewsroom(app: App, { environment, sources, revision }: NewsroomProps) {
  const { name, account, region } = environment;
  const shared = {
    environment,
    sources,
    env: { ...(account !== undefined && { account }), ...(region !== undefined && { region }) },
    tags: { bantin: name },
  };
  const delivery = new DeliveryStack(app, `bantin-${name}-delivery`, {
    ...shared,
    description: `Bantin, ${name}: the feeds bucket and its CDN`,
  });
  const publisher = new PublisherStack(app, `bantin-${name}-publisher`, {
    ...shared,
    delivery,
    revision,
    description: `Bantin, ${name}: the content bucket and the function that publishes it`,
  });
  publisher.addStackDependency(delivery);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { delivery, publisher };
}
