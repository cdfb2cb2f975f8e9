import { ask } from './inventory.ts';

/** A queue of SQS, by its ARN. */
export class Queue {
  readonly #name: string;

  constructor(arn: string) {
    this.#name = arn.split(':').at(-1) ?? '';
  }

  async send(body: string): Promise<void> {
    await this.#ask('SendMessage', { MessageBody: body });
  }

  async receive(): Promise<readonly string[]> {
    const { Messages = [] } = await this.#ask('ReceiveMessage', { MaxNumberOfMessages: 10 });
    return (Messages as { readonly Body: string }[]).map(({ Body }) => Body);
  }

  /** Receives messages and deletes them. */
  async take(): Promise<readonly string[]> {
    const { Messages = [] } = await this.#ask('ReceiveMessage', { MaxNumberOfMessages: 10 });
    const messages = Messages as { readonly Body: string; readonly ReceiptHandle: string }[];
    for (const { ReceiptHandle } of messages) await this.#ask('DeleteMessage', { ReceiptHandle });
    return messages.map(({ Body }) => Body);
  }

  async delete(): Promise<void> {
    await this.#ask('DeleteQueue', {});
  }

  async attributes(): Promise<Readonly<Record<string, string>>> {
    const { Attributes = {} } = await this.#ask('GetQueueAttributes', { AttributeNames: ['All'] });
    return Attributes as Readonly<Record<string, string>>;
  }

  async setAttributes(Attributes: Readonly<Record<string, string>>): Promise<void> {
    await this.#ask('SetQueueAttributes', { Attributes });
  }

  async #ask(action: string, body: object): Promise<Readonly<Record<string, unknown>>> {
    const { QueueUrl } = await call('GetQueueUrl', { QueueName: this.#name });
    return call(action, { QueueUrl, ...body });
  }
}

async function call(action: string, body: object): Promise<Readonly<Record<string, unknown>>> {
  const text = await ask({ service: 'sqs', target: `AmazonSQS.${action}`, body });
  return text === '' ? {} : JSON.parse(text);
}

export async function createQueue(name: string): Promise<Queue> {
  await call('CreateQueue', { QueueName: name });
  return new Queue(name);
}

/** The queue that a function takes messages from. */
export async function queueOf(functionName: string): Promise<Queue> {
  const path = `/2015-03-31/event-source-mappings/?FunctionName=${functionName}`;
  const { EventSourceMappings } = JSON.parse(await ask({ service: 'lambda', method: 'GET', path }));
  return new Queue(EventSourceMappings[0].EventSourceArn);
}
