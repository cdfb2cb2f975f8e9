import { Duration } from 'aws-cdk-lib';
import { Construct, type IDependable } from 'constructs';
import type { NodeFunction } from '../node-function.ts';
import { DeployHook, type DeployHookProps } from './deploy-hook.ts';

export interface FirstPublishProps extends Pick<DeployHookProps, 'code' | 'key' | 'reservedConcurrency'> {
  readonly publisher: NodeFunction;
  /** Changes of these publish everything again: code, buckets, addresses. */
  readonly changes: Readonly<Record<string, string>>;
  /** Resources that must exist before. */
  readonly after: readonly IDependable[];
}

/**
 * Publishes everything before a deployment is done, so that feeds exist when it returns, and new code has written them
 * or the deployment is rolled back. A deployment that changes nothing runs nothing. Where the archive is too large for
 * one run, the function stops in time and the schedule goes on from there.
 */
export class FirstPublish extends Construct {
  constructor(scope: Construct, id: string, props: FirstPublishProps) {
    super(scope, id);
    const { publisher, code, key, reservedConcurrency, changes, after } = props;
    const hook = new DeployHook(this, 'Hook', {
      description: 'Publishes everything at the end of a deployment',
      code,
      entry: 'first-publish',
      key,
      reservedConcurrency,
      timeout: publisher.timeout.plus(Duration.minutes(2)),
      resourceType: 'Custom::FirstPublish',
      properties: { FunctionName: publisher.function.functionName, ...changes },
    });
    hook.function.allow(['lambda:InvokeFunction'], [publisher.function.functionArn]);
    hook.resource.node.addDependency(publisher, ...after);
  }
}
