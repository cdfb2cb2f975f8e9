/** A queue of messages that are delivered later. */
export interface Queue {
  /** `delay` is in whole seconds, from 0 to `MAX_DELAY`. */
  send(body: string, delay: number): Promise<void>;
}

/** Maximum delay of a message, in seconds (DelaySeconds of SendMessage in SQS). */
export const MAX_DELAY = 900;
