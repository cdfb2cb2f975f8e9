import { afterEach, describe, expect, it, vi } from 'vitest';
import { type InvokeResult, MAX_RUN, publishInSteps } from '../../functions/deploy/publish-all.ts';

const DONE: InvokeResult = { failed: false, payload: '{"complete":true}' };
const DENIED: InvokeResult = { failed: true, payload: '{"errorMessage":"Access Denied"}' };

afterEach(() => vi.restoreAllMocks());

describe('publishing everything', () => {
  it('asks for all, once, and gives what came of it', async () => {
    const { invoked, waited, run } = publisherOf(DONE);
    expect(await run()).toBe(DONE.payload);
    expect([invoked, waited]).toEqual([[{ full: true }], []]);
  });

  it('is content with a run that stopped in time: the schedule goes on', async () => {
    const { run } = publisherOf({ failed: false, payload: '{"complete":false}' });
    expect(await run()).toBe('{"complete":false}');
  });

  it('tries again where rights are not known everywhere yet', async () => {
    const { invoked, waited, run } = publisherOf(new Error('not authorized to invoke'), DENIED, DONE);
    expect(await run()).toBe(DONE.payload);
    expect(invoked).toHaveLength(3);
    expect(waited).toEqual([5_000, 15_000]);
  });

  it('fails after three attempts with what the publisher said', async () => {
    const { invoked, run } = publisherOf(DENIED, DENIED, DENIED, DONE);
    await expect(run()).rejects.toThrow('publishing everything failed: {"errorMessage":"Access Denied"}');
    expect(invoked).toHaveLength(3);
  });

  it('does not begin what it could not see the end of, and says why the run before failed', async () => {
    const { invoked, waited, run } = publisherOf({ failed: true, payload: '{"errorMessage":"Task timed out"}' }, DONE);
    await expect(run(() => MAX_RUN + 4_000)).rejects.toThrow('Task timed out');
    expect([invoked.length, waited]).toEqual([1, []]);
  });

  it('fails with what AWS said where the publisher can’t be run', async () => {
    const { run } = publisherOf(new Error('a'), new Error('b'), new Error('not authorized'));
    await expect(run()).rejects.toThrow('publishing everything failed: not authorized');
  });
});

/** A publisher whose runs come to these, one after another. */
function publisherOf(...results: (InvokeResult | Error)[]) {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const invoked: object[] = [];
  const waited: number[] = [];
  const run = (timeLeft = () => 7 * 60_000) =>
    publishInSteps({
      timeLeft,
      invoke: async event => {
        invoked.push(event);
        const result = results.shift() ?? DONE;
        if (result instanceof Error) throw result;
        return result;
      },
      wait: async milliseconds => {
        waited.push(milliseconds);
      },
    });
  return { invoked, waited, run };
}
