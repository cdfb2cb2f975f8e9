import { describe, expect, it } from 'vitest';
import { MalformedCsv, parseCsv } from '../../../functions/core/text/csv.ts';
import { expectLinear } from '../../growth.ts';

describe('comma-separated values', () => {
  it('are rows by the names of the first', () => {
    expect(parseCsv('\uFEFFa,b\n1,2\n"3,\n""x""", 4 ')).toEqual([
      { a: '1', b: '2' },
      { a: '3,\n"x"', b: ' 4 ' },
    ]);
    expect(parseCsv('')).toEqual([]);
  });

  it('may end their lines in any way, and have empty ones', () => {
    expect(parseCsv('\r\n a,b\r1,2\r\n\n , \n3,4\r')).toEqual([
      { ' a': '1', b: '2' },
      { ' a': '3', b: '4' },
    ]);
  });

  it('may have rows that are shorter or longer than the first', () => {
    const rows = parseCsv('a,b\n1\n1,2,3');
    expect(rows).toEqual([{ a: '1' }, { a: '1', b: '2' }]);
  });

  it('may name a column as every object has something', () => {
    const [row = {}] = parseCsv('__proto__,a\n1,2');
    expect(Object.entries(row)).toEqual([
      ['__proto__', '1'],
      ['a', '2'],
    ]);
  });

  it.each([
    ['is never closed', 'a,b\n1,2\n"3,4\n', 'line 3: Quoted field unterminated'],
    ['is not followed by a comma', 'a,b\n"1"x,2\n', 'line 2: Trailing quote on quoted field is malformed'],
  ])('have no quotation mark that %s', (_, text, message) => {
    expect(() => parseCsv(text)).toThrow(new MalformedCsv(message));
  });

  it('keep blanks, but for long runs of them', () => {
    expect(parseCsv(`a\n1${' '.repeat(199)}2`)).toEqual([{ a: `1${' '.repeat(199)}2` }]);
    expect(parseCsv(`a\n1${' '.repeat(5_000)}2`)).toEqual([{ a: '1 2' }]);
  });

  it.each([
    ['rows shorter than a wide head', (n: number) => `${'a,'.repeat(n)}a\n${'x\n'.repeat(n)}`],
    ['rows longer than the head', (n: number) => `a\n${'x,'.repeat(n)}`],
    ['quotation marks', (n: number) => `a\n${'"'.repeat(4 * n)}`],
    ['stray marks before many blanks', (n: number) => `a\n"${'" '.repeat(n)}${' '.repeat(2 * n)},x\n`],
    ['stray marks, each at the end of a line', (n: number) => `a\n"${'"x\n'.repeat(n)}`],
    ['blanks', (n: number) => `a\n${' '.repeat(4 * n)}`],
    ['blanks, a little fewer than too many', (n: number) => `a\n${`${' '.repeat(199)}x`.repeat(n / 100)}`],
    ['carriage returns', (n: number) => `a\n${'\r'.repeat(4 * n)}`],
  ])('cost no more than they are long: %s', async (_, inputOf) => {
    const read = (text: string) => {
      try {
        parseCsv(text);
      } catch (error) {
        if (!(error instanceof MalformedCsv)) throw error;
      }
    };
    await expectLinear(read, inputOf, 25_000);
  });
});
