/** Stands in a unit for the number of its repetition, so that every repetition differs. */
export const NUMBER = '§';

/** A text repeated `n` times in a row. */
export interface Run {
  readonly unit: string;
}

/**
 * An input of any size: fixed texts and runs, in order. Plain data, so that it can be sent to a process and written as
 * an expression.
 */
export type Shape = readonly (string | Run)[];

/** Returns the input whose runs repeat `n` times. */
export function textOf(shape: Shape, n: number): string {
  return shape.map(part => (typeof part === 'string' ? part : repeated(part.unit, n))).join('');
}

/** Returns the `n` of the input of about `size` bytes; at least 1. */
export function countFor(shape: Shape, size: number): number {
  const fixed = byteLength(shape.filter(part => typeof part === 'string').join(''));
  const each = byteLength(shape.map(part => (typeof part === 'string' ? '' : numbered(part.unit, 10_000))).join(''));
  return each === 0 ? 1 : Math.max(1, Math.floor((size - fixed) / each));
}

/** Returns the shape as a JavaScript function of `n`, short enough for a regression test. */
export function expressionOf(shape: Shape): string {
  const parts = joinTexts(shape).map(part => (typeof part === 'string' ? quote(part) : runExpression(part.unit)));
  return `n => ${parts.join(' + ') || "''"}`;
}

/** Returns the shape with neighbouring texts joined, and without empty parts. */
export function joinTexts(shape: Shape): Shape {
  const joined: (string | Run)[] = [];
  for (const part of shape) {
    const last = joined.at(-1);
    if (typeof part !== 'string') joined.push(...(part.unit === '' ? [] : [part]));
    else if (typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  return joined;
}

function repeated(unit: string, n: number): string {
  if (!unit.includes(NUMBER)) return unit.repeat(n);
  return Array.from({ length: n }, (_, index) => numbered(unit, index)).join('');
}

function numbered(unit: string, index: number): string {
  return unit.replaceAll(NUMBER, String(index));
}

function runExpression(unit: string): string {
  if (!unit.includes(NUMBER)) return `${quote(unit)}.repeat(n)`;
  const template = unit.split(NUMBER).map(text => escaped(text).replace(/[`$]/g, '\\$&'));
  return `Array.from({ length: n }, (_, i) => \`${template.join('$' + '{i}')}\`).join('')`;
}

function quote(text: string): string {
  return `'${escaped(text).replaceAll("'", "\\'")}'`;
}

/** Escapes characters that are invisible, or join with their neighbours. */
function escaped(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replace(/[\p{C}\p{M}\p{Zl}\p{Zp}\u00a0\u3000]/gu, character =>
      character
        .split('')
        .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .join(''),
    );
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
