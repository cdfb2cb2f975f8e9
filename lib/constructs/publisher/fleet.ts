import { ArnFormat, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { ARTICLES_PREFIX, STATE_PREFIX } from '../../../functions/core/bucket-layout.ts';
import { ENVIRONMENT_NAMES } from '../../../functions/lambda/environment-names.ts';
import { FLEET_PREFIX } from '../../../functions/state/fleet/fleet-store.ts';
import { resourceName } from '../acknowledge.ts';
import type { ContentBucket } from '../buckets/content-bucket.ts';
import type { FeedsBucket } from '../buckets/feeds-bucket.ts';
import { letEncrypt } from '../customer-key.ts';
import { NodeFunction } from '../node-function.ts';
import { fleetDefinition } from './fleet-definition.ts';

/** Folder of the outcomes of batches. What is in it is deleted after a day. */
const RESULTS = `${STATE_PREFIX}${FLEET_PREFIX}map-runs`;

export interface FleetProps {
  readonly content: ContentBucket;
  readonly feeds: FeedsBucket;
  /** Makes active what was read. */
  readonly publisher: NodeFunction;
  /** Code of the publisher, which the workers run, too. */
  readonly code: Code;
  /** Workers that read side by side. */
  readonly concurrency: number;
  readonly feedsUrl?: string;
  readonly key: IKey | undefined;
}

/**
 * Rebuilds by many functions: a state machine that has a Distributed Map read the sources in batches, and the function
 * that does it. Costs nothing while it is not started.
 */
export class Fleet extends Construct {
  readonly worker: NodeFunction;
  readonly stateMachine: CfnStateMachine;
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: FleetProps) {
    super(scope, id);
    this.worker = this.#createWorker(props);
    this.#role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    const { publisher, concurrency } = props;
    const content: IBucket = props.content.bucket;
    const definition = fleetDefinition({
      contentBucket: content.bucketName,
      prefix: ARTICLES_PREFIX,
      resultBucket: props.feeds.bucket.bucketName,
      resultPrefix: RESULTS,
      worker: this.worker.function.functionArn,
      publisher: publisher.function.functionArn,
      concurrency,
      timeout: this.worker.timeout.toSeconds(),
    });
    this.stateMachine = new CfnStateMachine(this, 'StateMachine', {
      stateMachineType: 'STANDARD',
      roleArn: this.#role.roleArn,
      definitionString: Stack.of(this).toJsonString(definition),
    });
    this.#allow(content, publisher);
    this.#letWriteResults(props);
    Validations.of(this.stateMachine).acknowledge(
      { id: 'AwsSolutions-SF1', reason: 'Executions keep their own history, and functions write what they did.' },
      { id: 'AwsSolutions-SF2', reason: 'It runs for minutes now and then; its history has the time of each step.' },
    );
  }

  #createWorker({ content, feeds, code, feedsUrl, key }: FleetProps): NodeFunction {
    const worker = new NodeFunction(this, 'Worker', {
      description: 'Reads batches of articles for a rebuild, and merges what was read',
      code,
      key,
      memorySize: 1024,
      timeout: Duration.minutes(5),
    });
    content.letRead(worker);
    feeds.letPublish(worker);
    if (feedsUrl !== undefined) worker.function.addEnvironment(ENVIRONMENT_NAMES.feedsUrl, feedsUrl);
    return worker;
  }

  /** A policy of its own: it names the state machine, which names the role. */
  #allow(content: IBucket, publisher: NodeFunction): void {
    const { attrArn, attrName } = this.stateMachine;
    const executions = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${attrName}/*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const functions = [this.worker.function.functionArn, publisher.function.functionArn];
    const policy = new Policy(this, 'Policy', {
      roles: [this.#role],
      statements: [
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: functions }),
        new PolicyStatement({
          actions: ['s3:ListBucket'],
          resources: [content.bucketArn],
          conditions: { StringEquals: { 's3:prefix': ARTICLES_PREFIX } },
        }),
        // Each batch is an execution of its own, of the same state machine.
        new PolicyStatement({ actions: ['states:StartExecution'], resources: [attrArn] }),
        new PolicyStatement({ actions: ['states:DescribeExecution', 'states:StopExecution'], resources: [executions] }),
      ],
    });
    this.stateMachine.node.addDependency(this.#role);
    Validations.of(policy).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${resourceName(Stack.of(this).resolve(executions))}]`,
      reason: 'The executions that the map starts, one for each batch, have names of their own.',
    });
  }

  /** Lets the map write the outcome of each batch, as AWS's guide has it ("IAM policies for using Distributed Map"). */
  #letWriteResults({ feeds, key }: FleetProps): void {
    const results = feeds.bucket.arnForObjects(`${RESULTS}/*`);
    const policy = new Policy(this, 'Results', {
      roles: [this.#role],
      statements: [
        new PolicyStatement({
          actions: ['s3:PutObject', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:AbortMultipartUpload'],
          resources: [results],
        }),
      ],
    });
    letEncrypt({ role: this.#role }, key);
    const stack = Stack.of(this);
    policy.node.addValidation({
      validate: () => {
        Validations.of(policy).acknowledge({
          id: `AwsSolutions-IAM5[Resource::${resourceName(stack.resolve(results))}]`,
          reason: 'Each run of the map has a folder of its own, with files of its own.',
        });
        return [];
      },
    });
  }
}
