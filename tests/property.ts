import fastCheck from 'fast-check';
import { IS_THOROUGH } from './thorough.ts';

/** Default seed of every run, so that a test fails for a change, and never by chance. */
const SEED = 20_261_128;

/** The seed: 32 bits, as fast-check prints it where a property fails. */
const seed = wholeNumber('PROPERTY_SEED', SEED);
/** Factor for the number of runs of every property. */
const factor = wholeNumber('PROPERTY_RUNS', 1) * (IS_THOROUGH ? 1 : 1 / 10);

function wholeNumber(name: string, otherwise: number): number {
  const value = Number(process.env[name] ?? otherwise);
  if (!Number.isSafeInteger(value)) throw new Error(`${name} is "${process.env[name]}"; give a whole number, or none`);
  return value;
}

/**
 * Returns how often a property is tried: `count` times in thorough tests, a tenth of that in others; PROPERTY_RUNS
 * multiplies both.
 */
export function runs(count: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(count * factor) };
}

fastCheck.configureGlobal({ seed, ...runs(100) });

/** fast-check with one seed for all properties: that of PROPERTY_SEED, else always the same. */
export { fastCheck as fc };
