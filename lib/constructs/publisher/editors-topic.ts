import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { ENVIRONMENT_NAMES } from '../../../functions/lambda/environment-names.ts';
import { letEncrypt } from '../customer-key.ts';
import type { PublisherFunction } from './publisher-function.ts';

export interface EditorsTopicProps {
  readonly email: string;
  readonly publisher: PublisherFunction;
  /** Encrypts the topic; without: a key of its own. */
  readonly key: IKey | undefined;
  readonly dueMinutes: number;
}

/** An article that the schedule lets out may wait so long and is not late. Minutes. */
const MIN_LATE = 15;
/** Beyond the time between two runs that publish what is due. Minutes. */
const MARGIN = 10;

/**
 * SNS topic of notices to editors about their articles, by mail and other subscriptions. The function may publish to
 * it, and to no other topic.
 */
export class EditorsTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email, publisher, key, dueMinutes }: EditorsTopicProps) {
    super(scope, id);
    const masterKey = key ?? this.#ownKey();
    this.topic = new Topic(this, 'Topic', { masterKey, enforceSSL: true });
    this.topic.addSubscription(new EmailSubscription(email));
    publisher.allow(['sns:Publish'], [this.topic.topicArn]);
    letEncrypt(publisher, masterKey);
    publisher.function.addEnvironment(ENVIRONMENT_NAMES.editorsTopicArn, this.topic.topicArn);
    publisher.function.addEnvironment(ENVIRONMENT_NAMES.lateMinutes, String(Math.max(MIN_LATE, dueMinutes + MARGIN)));
    const output = new CfnOutput(this, 'Arn', {
      description: 'Tells editors what became of their articles; subscribe bridges to it',
      value: this.topic.topicArn,
    });
    output.overrideLogicalId('EditorsTopicArn');
  }

  #ownKey(): Key {
    return new Key(this, 'Key', {
      description: 'Encrypts messages to editors on their way',
      enableKeyRotation: true,
      // Nothing is kept that it would be needed for.
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
