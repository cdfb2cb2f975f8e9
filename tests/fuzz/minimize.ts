import { joinTexts, type Run, type Shape } from './shape.ts';

/** Maximum number of smaller shapes that are tried. Each is measured. */
const MAX_TRIALS = 60;

/**
 * Returns a shape with less in it that still holds what was found: texts and runs are left out, halved and shortened
 * as long as it does.
 */
export async function minimize(shape: Shape, holds: (smaller: Shape) => Promise<boolean>): Promise<Shape> {
  let best = joinTexts(shape);
  let trials = 0;
  for (let smaller = true; smaller && trials < MAX_TRIALS; ) {
    smaller = false;
    for (const candidate of smallerShapes(best)) {
      if (trials === MAX_TRIALS) break;
      trials += 1;
      if (!(await holds(candidate))) continue;
      best = candidate;
      smaller = true;
      break;
    }
  }
  return best;
}

/** Every shape that is one step smaller; the largest steps come first. */
function* smallerShapes(shape: Shape): Generator<Shape> {
  for (let at = 0; at < shape.length; at++) yield* withPart(shape, at, []);
  for (let at = 0; at < shape.length; at++) {
    const part = shape[at] ?? '';
    for (const text of shorter(typeof part === 'string' ? part : part.unit))
      yield* withPart(shape, at, [typeof part === 'string' ? text : { unit: text }]);
  }
}

function* withPart(shape: Shape, at: number, parts: readonly (string | Run)[]): Generator<Shape> {
  const smaller = joinTexts([...shape.slice(0, at), ...parts, ...shape.slice(at + 1)]);
  // Without a run nothing grows.
  if (smaller.some(part => typeof part !== 'string')) yield smaller;
}

function* shorter(text: string): Generator<string> {
  if (text.length < 2) return;
  const half = text.length >> 1;
  yield text.slice(half);
  yield text.slice(0, half);
  if (text.length <= 4) return;
  yield text.slice(half >> 1);
  yield text.slice(0, -(half >> 1));
}
