import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { CfnQueue, type Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** Actions that a role needs to read what is encrypted. */
const READ = ['kms:Decrypt'];
/** Actions that a role needs to write. */
const WRITE = ['kms:Decrypt', 'kms:GenerateDataKey'];
/** Actions that CloudWatch Logs needs (its user guide, "Encrypt log data using KMS"). */
const LOGS = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'];

/**
 * A KMS key of the newsroom's own, in place of those that AWS keeps: for content, feeds, queues, logs and the
 * environments of functions. Roles get their rights to it beside those to the bucket or queue. Retained with the
 * buckets, which can't be read without it.
 */
export class CustomerKey extends Construct {
  readonly key: IKey;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const key = new Key(this, 'Key', {
      description: `Encrypts what ${Stack.of(this).stackName} and its publisher store`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const statement of this.#statements()) key.addToResourcePolicy(statement);
    this.key = key;
  }

  /** Services that use the key themselves. In a key's policy, `*` is this key. */
  #statements(): readonly PolicyStatement[] {
    const { account, region } = Stack.of(this);
    const distributions = { service: 'cloudfront', region: '', resource: 'distribution', resourceName: '*' };
    const logGroups = {
      service: 'logs',
      resource: 'log-group',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    };
    return [
      // Distributions of this account: naming the one would make a circle of key, bucket and distribution. The policy
      // of the bucket names it.
      statement('CdnReads', 'cloudfront.amazonaws.com', READ, {
        ArnLike: { 'aws:SourceArn': Stack.of(this).formatArn(distributions) },
      }),
      statement('EventsAreQueued', 'events.amazonaws.com', WRITE, { StringEquals: { 'aws:SourceAccount': account } }),
      statement('LogsAreWritten', `logs.${region}.amazonaws.com`, LOGS, {
        ArnLike: { 'kms:EncryptionContext:aws:logs:arn': Stack.of(this).formatArn(logGroups) },
      }),
    ];
  }
}

/** Encrypts a queue with a key. The property of the L2 would grant whoever sends all kinds of re-encryption, too. */
export function encryptQueue(queue: Queue, key: IKey): void {
  const resource = queue.node.defaultChild;
  if (!(resource instanceof CfnQueue)) throw new Error(`${queue.node.path}: expected a CfnQueue`);
  resource.kmsMasterKeyId = key.keyArn;
  resource.sqsManagedSseEnabled = undefined;
}

/** A function, or whatever else acts as a role. */
interface WithRole {
  readonly role: IRole;
}

/** Lets a function's role read what the key encrypts. */
export function letDecrypt({ role }: WithRole, key: IKey | undefined): void {
  if (key) role.addToPrincipalPolicy(new PolicyStatement({ actions: READ, resources: [key.keyArn] }));
}

/** Lets a role read and write what the key encrypts. */
export function letEncrypt({ role }: WithRole, key: IKey | undefined): void {
  if (key) role.addToPrincipalPolicy(new PolicyStatement({ actions: WRITE, resources: [key.keyArn] }));
}

function statement(sid: string, service: string, actions: string[], conditions: Record<string, unknown>) {
  return new PolicyStatement({
    sid,
    principals: [new ServicePrincipal(service)],
    actions,
    resources: ['*'],
    conditions,
  });
}
