import { describe, expect, it } from 'vitest';
import { createRandom } from '../simulation/random.ts';
import { generate } from './generate.ts';
import { GRAMMARS } from './grammars/grammars.ts';
import { minimize } from './minimize.ts';
import { countFor, expressionOf, joinTexts, type Shape, textOf } from './shape.ts';

/** Evaluates an expression, as a test does into which it is pasted. */
function evaluate(expression: string, n: number): string {
  return new Function(`return (${expression})(${n})`)();
}

describe('an input', () => {
  it.each(GRAMMARS)('of the grammar $name is what its expression makes', grammar => {
    const random = createRandom(7);
    for (let made = 0; made < 200; made++) {
      const shape = generate(grammar, random);
      expect(evaluate(expressionOf(shape), 3)).toBe(textOf(shape, 3));
    }
  });

  it('is the same for the same seed', () => {
    const make = (seed: number): readonly Shape[] => {
      const random = createRandom(seed);
      return GRAMMARS.map(grammar => generate(grammar, random));
    };
    expect(make(3)).toEqual(make(3));
    expect(make(3)).not.toEqual(make(4));
  });

  it('has about the size that is asked for, in bytes', () => {
    const shape: Shape = ['ộ', { unit: 'é' }, '-', { unit: 'x§' }];
    const { length } = new TextEncoder().encode(textOf(shape, countFor(shape, 100_000)));
    expect(length).toBeLessThanOrEqual(100_000);
    expect(length).toBeGreaterThan(80_000);
    expect(countFor(['text'], 100_000)).toBe(1);
  });

  it('numbers what differs from repetition to repetition', () => {
    expect(textOf(['<', { unit: '[a§]: §\n' }, '>'], 3)).toBe('<[a0]: 0\n[a1]: 1\n[a2]: 2\n>');
  });

  it('is written with escapes for what can not be seen', () => {
    expect(expressionOf(["it's", { unit: '\u0301\n`' }])).toBe("n => 'it\\'s' + '\\u0301\\n`'.repeat(n)");
  });

  it('has no empty parts, and no text beside a text', () => {
    expect(joinTexts(['a', '', 'b', { unit: '' }, 'c', { unit: 'd' }, ''])).toEqual(['abc', { unit: 'd' }]);
  });
});

describe('the minimizer', () => {
  it('leaves what is needed for the finding, and nothing else', async () => {
    const shape: Shape = ['some text before ', { unit: 'x' }, 'between', { unit: '(@' }, ' and after'];
    const holds = async (smaller: Shape) => textOf(smaller, 5).includes('@(@(@');
    expect(await minimize(shape, holds)).toEqual([{ unit: '(@' }]);
  });

  it('keeps a shape that can not be smaller', async () => {
    const shape: Shape = ['[a]: /', { unit: 'x' }, '\n\n', { unit: '[a]' }];
    expect(await minimize(shape, async () => false)).toEqual(shape);
  });

  it('comes to an end', async () => {
    let trials = 0;
    await minimize([{ unit: 'x'.repeat(1000) }, 'y'.repeat(1000), { unit: 'z'.repeat(1000) }], async () => {
      trials += 1;
      return trials % 2 === 0;
    });
    expect(trials).toBeLessThanOrEqual(60);
  });
});
