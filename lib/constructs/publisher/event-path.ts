import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ENVIRONMENT_NAMES } from '../../../functions/lambda/environment-names.ts';
import { CONTENT_PREFIXES, SITE_KEYS } from '../buckets/content-bucket.ts';
import { encryptQueue, letEncrypt } from '../customer-key.ts';
import type { NodeFunction } from '../node-function.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

/** Without a window SQS hands out at most this many. */
const MAX_WITHOUT_WINDOW = 10;
/** About 1.6 MB of messages; the function takes 6. */
const MAX_WITH_WINDOW = 1000;

export interface EventPathProps {
  readonly content: IBucket;
  readonly publisher: NodeFunction;
  /** Seconds that events are collected for one run. */
  readonly batchingSeconds: number;
  /** Encrypts the queues; without: one of SQS. */
  readonly key: IKey | undefined;
}

/**
 * The way of a change in the content bucket to the function: EventBridge, a queue that holds it as long as it takes,
 * batches.
 */
export class EventPath extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { content, publisher, batchingSeconds, key }: EventPathProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', { key }).queue;
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // AWS's advice for event sources: a batch that is throttled is tried again before its messages reappear.
      visibilityTimeout: Duration.seconds(6 * publisher.timeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    if (key) encryptQueue(this.queue, key);
    letEncrypt(publisher, key);
    new Rule(this, 'Rule', {
      description: 'Changes of articles, media, site.yaml and the authors file',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created', 'Object Deleted'],
        detail: {
          bucket: { name: [content.bucketName] },
          object: { key: [...CONTENT_PREFIXES.map(prefix => ({ prefix })), ...SITE_KEYS] },
        },
      },
      targets: [new SqsQueue(this.queue, { deadLetterQueue: this.deadLetters })],
    });
    this.#letWrite(publisher);
    publisher.function.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: batchingSeconds === 0 ? MAX_WITHOUT_WINDOW : MAX_WITH_WINDOW,
        maxBatchingWindow: Duration.seconds(batchingSeconds),
        // The least that SQS takes. The second run leaves its keys to the first, and takes the next batch.
        maxConcurrency: 2,
        reportBatchItemFailures: true,
      }),
    );
  }

  /**
   * The function has hubs told by messages to itself, which wait in the queue until readers get the new bytes, and
   * learns where that is.
   */
  #letWrite(publisher: NodeFunction): void {
    publisher.allow(['sqs:SendMessage'], [this.queue.queueArn]);
    publisher.function.addEnvironment(ENVIRONMENT_NAMES.queueUrl, this.queue.queueUrl);
  }
}
