import { ask } from './inventory.ts';
import { Queue } from './queue.ts';

type Variables = Readonly<Record<string, string>>;

/** A function of Lambda, by its name. */
export class DeployedFunction {
  readonly #path: string;

  constructor(name: string) {
    this.#path = `/functions/${name}`;
  }

  /** Has it run as a schedule does: nobody waits for it. */
  async invokeLater(payload: object): Promise<void> {
    await ask({
      service: 'lambda',
      path: `/2015-03-31${this.#path}/invocations`,
      headers: { 'x-amz-invocation-type': 'Event' },
      body: payload,
    });
  }

  /** Returns the queue of asynchronous calls that failed each time. */
  async deadLetters(): Promise<Queue> {
    const path = `/2019-09-25${this.#path}/event-invoke-config?Qualifier=$LATEST`;
    const { DestinationConfig } = JSON.parse(await ask({ service: 'lambda', method: 'GET', path }));
    return new Queue(DestinationConfig.OnFailure.Destination);
  }

  /** Runs something while the function's environment has other values. */
  async withEnvironment(changes: Variables, run: () => Promise<void>): Promise<void> {
    const path = `/2015-03-31${this.#path}/configuration`;
    const { Environment } = JSON.parse(await ask({ service: 'lambda', method: 'GET', path }));
    const set = (Variables: Variables) =>
      ask({ service: 'lambda', method: 'PUT', path, body: { Environment: { Variables } } });
    await set({ ...Environment.Variables, ...changes });
    try {
      await run();
    } finally {
      await set(Environment.Variables);
    }
  }
}
