import { eventually } from './eventually.ts';
import { ask } from './inventory.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Milliseconds. */
const REBUILD = { limit: 180_000 };

/** A state machine that rebuilds a newsroom, by its ARN. */
export class DeployedFleet {
  readonly arn: string;

  constructor(arn: string) {
    this.arn = arn;
  }

  /** Has it give each source to a function of its own, as a batch of one: the emulator makes no batches by itself. */
  async readOneByOne(): Promise<void> {
    const { definition } = await this.#ask('DescribeStateMachine', { stateMachineArn: this.arn });
    const changed = JSON.stringify(inBatchesOfOne(JSON.parse(String(definition))));
    await this.#ask('UpdateStateMachine', { stateMachineArn: this.arn, definition: changed });
  }

  /**
   * Returns the answer of the publisher in an execution, once that has succeeded.
   * @throws Error with its cause, where it ends otherwise.
   */
  async succeeded(execution: string): Promise<Fields> {
    const executionArn = `${this.arn.replace(':stateMachine:', ':execution:')}:${execution}`;
    const { status, error, cause, output } = await eventually(
      'the fleet to come to its end',
      async () => {
        const execution = await this.#ask('DescribeExecution', { executionArn });
        return execution.status === 'RUNNING' ? undefined : execution;
      },
      REBUILD,
    );
    if (status !== 'SUCCEEDED') throw new Error(`the fleet ${status}: ${error}: ${cause}`);
    return JSON.parse(String(output)).rebuilt;
  }

  async #ask(operation: string, body: object): Promise<Fields> {
    return JSON.parse(await ask({ service: 'states', target: `AWSStepFunctions.${operation}`, body }));
  }
}

/** Returns a definition whose map selects of each item what a batch of it alone would be. */
function inBatchesOfOne(definition: { readonly States: { readonly Read: Fields } }): object {
  const { ItemBatcher, ...map } = definition.States.Read;
  const { BatchInput } = ItemBatcher as { readonly BatchInput: object };
  const ItemSelector = { BatchInput, 'Items.$': 'States.Array($$.Map.Item.Value)' };
  return { ...definition, States: { ...definition.States, Read: { ...map, ItemSelector } } };
}
