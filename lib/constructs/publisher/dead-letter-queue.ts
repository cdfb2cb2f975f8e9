import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { encryptQueue } from '../customer-key.ts';

/**
 * A queue of events that failed after all retries. They are kept for 14 days, the maximum of SQS, so that there is time
 * to look.
 */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  /** `key` encrypts. Default: a key of SQS. */
  constructor(scope: Construct, id: string, { key }: { readonly key: IKey | undefined }) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    if (key) encryptQueue(this.queue, key);
  }
}
