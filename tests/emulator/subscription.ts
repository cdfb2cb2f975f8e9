import type { NoticeDocument } from '../../functions/core/notices/notice-message.ts';
import { ask } from './inventory.ts';
import { createQueue, type Queue } from './queue.ts';

/** A message of a topic, as a queue that is subscribed to it gets it. */
export interface Delivered {
  readonly subject: string;
  readonly document: NoticeDocument;
}

/** A queue of its own that is subscribed to a topic of SNS, as bridges to chats are. */
export class Subscription {
  readonly #queue: Queue;

  private constructor(queue: Queue) {
    this.#queue = queue;
  }

  static async to(topic: string): Promise<Subscription> {
    const name = 'bridge-of-editors';
    const queue = await createQueue(name);
    const [, , , region, account] = topic.split(':');
    const fields = { TopicArn: topic, Protocol: 'sqs', Endpoint: `arn:aws:sqs:${region}:${account}:${name}` };
    const body = new URLSearchParams({ Action: 'Subscribe', Version: '2010-03-31', ...fields });
    await ask({ service: 'sns', body });
    return new Subscription(queue);
  }

  /** Messages that came since it was last asked. */
  async take(): Promise<readonly Delivered[]> {
    return (await this.#queue.take()).map(body => {
      const { Subject, Message } = JSON.parse(body);
      return { subject: Subject, document: JSON.parse(Message) };
    });
  }

  async end(): Promise<void> {
    await this.#queue.delete();
  }
}
