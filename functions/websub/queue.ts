/** A queue that messages can be put into, to be handed out later. */
export interface Queue {
  /** `delay` in whole seconds, from 0 to `MAX_DELAY`. */
  send(body: string, delay: number): Promise<void>;
}

/** SQS lets a message wait no longer (DelaySeconds of SendMessage). Seconds. */
export const MAX_DELAY = 900;
