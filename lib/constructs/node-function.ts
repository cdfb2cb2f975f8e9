import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  ApplicationLogLevel,
  Architecture,
  type Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { letDecrypt } from './customer-key.ts';

export interface NodeFunctionProps {
  readonly description: string;
  /** Has a module, bundled whole, which exports `handler`. */
  readonly code: Code;
  /** Name of that module, without `.mjs`. Default: `index`. */
  readonly entry?: string;
  readonly timeout: Duration;
  /** MB; the share of a processor grows with it. */
  readonly memorySize: number;
  /** Sends traces to X-Ray. No. */
  readonly tracing?: boolean;
  /** Encrypts the log and the environment; `undefined`: keys of CloudWatch and Lambda do. */
  readonly key: IKey | undefined;
  /** Concurrent runs that are reserved, and the maximum. Default: no limit but the account's. */
  readonly reservedConcurrency?: number | undefined;
}

/**
 * A function on Node 24 and arm64, with a role and a log of its own: it may write that log, and nothing else.
 */
export class NodeFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: IRole;
  readonly timeout: Duration;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    super(scope, id);
    // What it tells is history once the function is gone; what it did stands in the buckets.
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(props.key && { encryptionKey: props.key }),
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
    letDecrypt(this, props.key);
    this.timeout = props.timeout;
    this.function = new LambdaFunction(this, 'Function', {
      description: props.description,
      code: props.code,
      handler: `${props.entry ?? 'index'}.handler`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memorySize,
      timeout: props.timeout,
      role: this.role,
      ...(props.key && { environmentEncryption: props.key }),
      ...(props.reservedConcurrency !== undefined && { reservedConcurrentExecutions: props.reservedConcurrency }),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: props.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
    });
  }

  /** Adds to what it may do. */
  allow(actions: string[], resources: string[]): void {
    this.role.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
  }
}
