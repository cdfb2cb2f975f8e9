/** A queue that messages can be put into, to be handed out later. */
export interface Queue {
  /** `delay` in whole seconds, from 0 to `LONGEST_DELAY`. */
  send(body: string, delay: number): Promise<void>;
}

/** SQS lets a message wait no longer (DelaySeconds of SendMessage). Seconds. */
export const LONGEST_DELAY = 900;

/** A queue of SQS by its address. The client of SQS is loaded with the first message: a newsroom without a hub never pays for it. */
export function createLazyQueue(url: string): Queue {
  let queue: Promise<Queue> | undefined;
  return {
    async send(body, delay) {
      queue ??= import('./sqs-queue.ts').then(({ createSqsQueue }) => createSqsQueue(url));
      await (await queue).send(body, delay);
    },
  };
}
