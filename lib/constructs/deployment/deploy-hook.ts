import { CustomResource, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { NodeFunction, type NodeFunctionProps } from '../node-function.ts';

export interface DeployHookProps extends Pick<NodeFunctionProps, 'code' | 'key' | 'reservedConcurrency'> {
  /** Name of the module that exports `handler`, without `.mjs`. */
  readonly entry: string;
  readonly description: string;
  /** Timeout of the function; CloudFormation waits a little longer. */
  readonly timeout: Duration;
  /** Type of the custom resource, such as `Custom::Seed`. */
  readonly resourceType: string;
  /** Input of the function. It runs when the stack is created, and again when one of these changes. */
  readonly properties: Readonly<Record<string, string>>;
}

/** A function that answers a custom resource, and so runs during a deployment, whose failure fails the deployment. */
export class DeployHook extends Construct {
  readonly function: NodeFunction;
  readonly resource: CustomResource;

  constructor(scope: Construct, id: string, props: DeployHookProps) {
    super(scope, id);
    const { description, code, entry, timeout, key, reservedConcurrency } = props;
    this.function = new NodeFunction(this, 'Handler', {
      description,
      code,
      entry,
      timeout,
      memorySize: 512,
      key,
      reservedConcurrency,
    });
    this.resource = new CustomResource(this, 'Run', {
      serviceToken: this.function.function.functionArn,
      resourceType: props.resourceType,
      // A function that dies without a word would be waited for for an hour.
      serviceTimeout: timeout.plus(Duration.minutes(1)),
      properties: { ...props.properties },
    });
    // Its rights are there before it runs.
    this.resource.node.addDependency(this.function);
  }
}
