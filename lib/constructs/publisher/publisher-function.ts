import { Duration, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ENVIRONMENT_NAMES } from '../../../functions/lambda/environment-names.ts';
import { NodeFunction, type NodeFunctionProps } from '../node-function.ts';

export interface PublisherFunctionProps extends Pick<NodeFunctionProps, 'code' | 'key' | 'reservedConcurrency'> {
  /** Names its metrics. */
  readonly serviceName: string;
  /** Without it `feedsUrl` of `site.yaml` holds. */
  readonly feedsUrl?: string;
}

/** The function that publishes: the whole of Bantin between the two buckets. What it may touch, the buckets grant. */
export class PublisherFunction extends NodeFunction {
  constructor(scope: Construct, id: string, props: PublisherFunctionProps) {
    const { code, serviceName, feedsUrl, key, reservedConcurrency } = props;
    super(scope, id, {
      description: 'Publishes feeds from the content bucket into the feeds bucket',
      code,
      key,
      reservedConcurrency,
      // More than half of a processor, which rendering and compressing feeds use, and room for the listing of a large
      // archive.
      memorySize: 1024,
      // A rebuild of a large archive stops in time and goes on in the next run; a publish takes a second.
      timeout: Duration.minutes(5),
      tracing: true,
    });
    this.function.addEnvironment(ENVIRONMENT_NAMES.serviceName, serviceName);
    if (feedsUrl !== undefined) this.function.addEnvironment(ENVIRONMENT_NAMES.feedsUrl, feedsUrl);
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'X-Ray takes traces without a resource to name: xray:PutTraceSegments and xray:PutTelemetryRecords, ' +
        'and nothing else.',
    });
  }
}
