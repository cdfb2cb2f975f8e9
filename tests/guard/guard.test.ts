import { describe, expect, it } from 'vitest';
import { Guard } from '../../functions/guard/guard.ts';

/** A work that fails in every way that a parser may. */
function work(source: string): string {
  if (source === 'loop') for (;;);
  // Time that grows with the power of two: no limit on size would end it.
  if (source === 'expression') return String(/^(a+)+$/.test(`${'a'.repeat(60)}!`));
  if (source === 'stack') return work(source) + work(source);
  if (source === 'string') return 'x'.repeat(2 ** 30);
  if (source === 'throw') throw 'text';
  return source.toUpperCase();
}

describe('the guard', () => {
  const guard = new Guard(100);

  it('gives what every source came to, in their order', () => {
    const sources = ['a', 'loop', 'b', 'stack', 'expression', 'string', 'c', 'throw'];
    const results = guard.run(sources, work);
    expect(results.map(({ kind }) => kind)).toEqual([
      'done',
      'failed',
      'done',
      'failed',
      'failed',
      'failed',
      'done',
      'failed',
    ]);
    expect(results.flatMap(result => (result.kind === 'done' ? [result.result] : []))).toEqual(['A', 'B', 'C']);
  });

  it('says why a source failed', () => {
    const [loop, stack, string, thrown] = guard.run(['loop', 'stack', 'string', 'throw'], work);
    expect(loop).toEqual({ kind: 'failed', reason: 'reading it took more than 0.1 s, 2 times' });
    expect(stack).toMatchObject({ reason: expect.stringContaining('Maximum call stack size exceeded') });
    expect(string).toMatchObject({ reason: expect.stringContaining('Invalid string length') });
    expect(thrown).toMatchObject({ reason: 'reading it failed: text' });
  });

  it('gives a source that was slow once another try, alone', () => {
    let tries = 0;
    const results = guard.run(['a', 'slow', 'b'], source => {
      if (source === 'slow' && tries++ === 0) for (;;);
      return source;
    });
    expect(results.map(({ kind }) => kind)).toEqual(['done', 'done', 'done']);
    expect(tries).toBe(2);
  });

  it('has nothing to do where there is nothing', () => {
    expect(guard.run([], work)).toEqual([]);
  });
});
