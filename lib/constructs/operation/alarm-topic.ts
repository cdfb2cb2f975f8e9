import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export interface AlarmTopicProps {
  readonly email?: string | undefined;
}

/**
 * SNS topic of the alarms. Encrypted with a key of its own, because CloudWatch may not use the AWS managed key of SNS.
 */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email }: AlarmTopicProps) {
    super(scope, id);
    const key = new Key(this, 'Key', {
      description: 'Encrypts alarms on their way',
      enableKeyRotation: true,
      // Nothing is kept that it would be needed for.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // In a key's policy, `*` is this key.
    key.addToResourcePolicy(this.#letAlarms('AlarmsAreEncrypted', ['kms:Decrypt', 'kms:GenerateDataKey'], '*'));
    this.topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    // A topic that has a policy has lost the one that lets its own account publish.
    this.topic.addToResourcePolicy(
      this.#letAlarms('AlarmsArePublished', ['sns:Publish'], this.topic.topicArn, {
        ArnLike: { 'aws:SourceArn': this.#ownAlarms() },
      }),
    );
    if (email !== undefined) this.topic.addSubscription(new EmailSubscription(email));
  }

  /** Allows alarms of this account only, and with `conditions` fewer. */
  #letAlarms(sid: string, actions: string[], resource: string, conditions: Record<string, unknown> = {}) {
    return new PolicyStatement({
      sid,
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions,
      resources: [resource],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account }, ...conditions },
    });
  }

  /** ARNs of the alarms of this stack: CloudFormation begins their names with those of stack and construct. */
  #ownAlarms(): string {
    const { stackName } = Stack.of(this);
    return Stack.of(this).formatArn({
      service: 'cloudwatch',
      resource: 'alarm',
      resourceName: `${stackName}-Alarms*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }
}
