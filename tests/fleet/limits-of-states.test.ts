import { describe, expect, it } from 'vitest';
import { deployedDefinition } from './fleet.ts';
import { execute, StateError } from './state-machine.ts';

const BATCHES = 60;
/** Items of 100 KB: two batches are more than a state may have. */
const ITEMS = Array.from({ length: BATCHES }, (_, at) => ({ Key: `${at}`.padEnd(100_000, '-') }));

/** Runs the definition with functions that do nothing; the batches of the first items fail. Returns the steps. */
async function stepsOf(failing: number): Promise<readonly string[]> {
  const steps: string[] = [];
  const invoke = async (_: string, event: unknown): Promise<unknown> => {
    const { fleet } = event as { fleet: { step?: string; items?: readonly { Key: string }[] } };
    steps.push(fleet.step ?? 'activate');
    if (fleet.items?.some(({ Key }) => Number.parseInt(Key, 10) < failing)) throw new StateError('Error', 'it failed');
    if (fleet.step === 'plan') return { groups: [], isDone: true, root: null, next: 2 };
    return fleet.step === undefined ? { complete: true } : { next: 1 };
  };
  await execute(
    deployedDefinition(),
    {},
    {
      name: 'fleet',
      invoke,
      wait: () => undefined,
      list: async () => ITEMS,
      partition: items => items.map(item => [item]),
    },
  );
  return steps;
}

describe('the states of a fleet', () => {
  it('do not hold what each batch came to, nor the input of those that failed', async () => {
    expect((await stepsOf(6)).at(-1)).toBe('activate');
  });

  it('say what failed where the sources can not be listed', async () => {
    const list = async (): Promise<never> => {
      throw new StateError('States.ItemReaderFailed', 'no such bucket');
    };
    const invoke = async (): Promise<unknown> => ({ next: 1 });
    const run = execute(deployedDefinition(), {}, { name: 'fleet', invoke, list, wait: () => undefined });
    await expect(run).rejects.toMatchObject({ name: 'States.ItemReaderFailed' });
  });

  it('come to an end where more than a tenth fails, before anything is active', async () => {
    await expect(stepsOf(7)).rejects.toMatchObject({ name: 'TooManyBatchesFailed' });
  });
});
