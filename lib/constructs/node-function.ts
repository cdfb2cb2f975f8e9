import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  ApplicationLogLevel,
  Architecture,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { type ICommandHooks, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { letDecrypt } from './customer-key.ts';

export interface NodeFunctionProps {
  readonly description: string;
  /** Absolute path of the file that exports `handler`. */
  readonly entry: string;
  /** Absolute path of the folder that holds package-lock.json. */
  readonly root: string;
  readonly timeout: Duration;
  /** MB; the share of a processor grows with it. */
  readonly memorySize: number;
  /** Sends traces to X-Ray. No. */
  readonly tracing?: boolean;
  /** Encrypts the log and the environment; `undefined`: keys of CloudWatch and Lambda do. */
  readonly key: IKey | undefined;
  /** Concurrent runs that are reserved, and the maximum. Default: no limit but the account's. */
  readonly reservedConcurrency?: number | undefined;
  /** Text that `process.env.NAME` is replaced by when the code is bundled. */
  readonly constants?: Readonly<Record<string, string>>;
  /** Commands of the bundling, for files that travel with the code. */
  readonly commandHooks?: ICommandHooks;
}

// Packages in CommonJS ask for a `require` that ES modules lack.
const BANNER =
  "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);";

/**
 * A function on Node 24 and arm64, bundled whole, with a role and a log of its own: it may write that log, and nothing
 * else.
 */
export class NodeFunction extends Construct {
  readonly function: NodejsFunction;
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
    this.function = new NodejsFunction(this, 'Function', {
      description: props.description,
      entry: props.entry,
      projectRoot: props.root,
      depsLockFilePath: `${props.root}/package-lock.json`,
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
      // Of version 2 of the AWS SDK.
      awsSdkConnectionReuse: false,
      bundling: bundlingOf(props),
    });
  }

  /** Adds to what it may do. */
  allow(actions: string[], resources: string[]): void {
    this.role.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
  }
}

function bundlingOf({ constants = {}, commandHooks }: NodeFunctionProps) {
  return {
    format: OutputFormat.ESM,
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: BANNER,
    minify: true,
    // A map is larger than the code, and loading it would slow every cold start.
    sourceMap: false,
    metafile: false,
    // The runtime's own AWS SDK is of whatever version it was built with; ours is the one that was tested.
    externalModules: [],
    define: Object.fromEntries(
      Object.entries(constants).map(([name, value]) => [`process.env.${name}`, JSON.stringify(value)]),
    ),
    ...(commandHooks && { commandHooks }),
  };
}
