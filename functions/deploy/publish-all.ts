/** Outcome of an invocation of the publisher: what it returned, or the error that it ended with. Both are JSON. */
export interface InvokeResult {
  readonly failed: boolean;
  readonly payload: string;
}

export interface PublishInStepsOptions {
  /** Runs the publisher with an event, and waits for it. Throws where it can't be run. */
  readonly invoke: (event: object) => Promise<InvokeResult>;
  /** Milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Milliseconds until whoever waits for the end of this is cut off. */
  readonly timeLeft: () => number;
}

/** Milliseconds before each further attempt. */
const PAUSES = [5_000, 15_000];
/** Time that a run of the publisher and the answer after it may take. Milliseconds. */
export const MAX_RUN = 305_000;

/**
 * Has the publisher publish everything, and gives what it returned. A right that was granted seconds ago is not known
 * everywhere in AWS yet, so a failure is tried again, twice; but not one that took so long that nobody could be told
 * how the next try went.
 * @throws Error with what the publisher ended with.
 */
export async function publishInSteps({ invoke, wait, timeLeft }: PublishInStepsOptions): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const { failed, payload } = await invoke({ full: true }).catch(asFailure);
    if (!failed) return payload;
    const pause = PAUSES[attempt];
    if (pause === undefined || timeLeft() - pause < MAX_RUN)
      throw new Error(`publishing everything failed: ${payload}; its log tells more`);
    console.warn(`publishing everything failed, and is tried again: ${payload}`);
    await wait(pause);
  }
}

function asFailure(error: unknown): InvokeResult {
  return { failed: true, payload: error instanceof Error ? error.message : String(error) };
}
