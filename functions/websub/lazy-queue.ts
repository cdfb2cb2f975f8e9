import type { Queue } from './queue.ts';

/**
 * A queue of SQS by its address. The client of SQS is loaded with the first message: a newsroom without a hub never
 * pays for it.
 */
export function createLazyQueue(url: string): Queue {
  let queue: Promise<Queue> | undefined;
  return {
    async send(body, delay) {
      queue ??= import('./sqs-queue.ts').then(({ createSqsQueue }) => createSqsQueue(url));
      await (await queue).send(body, delay);
    },
  };
}
