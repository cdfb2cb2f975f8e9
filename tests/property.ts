import fastCheck from 'fast-check';
import { IS_THOROUGH } from './thorough.ts';

/** Default seed of every run, so that a test fails for a change, and never by chance. */
const SEED = 20_261_128;

/** The seed: 32 bits, as fast-check prints it where a property fails. */
const seed = wholeNumber('PROPERTY_SEED', SEED);
/** Factor for the number of runs of every property. */
const factor = wholeNumber('PROPERTY_RUNS', 1);
/** Part of them that is tried where tests are not thorough. */
const PART = 1 / 10;

function wholeNumber(name: string, otherwise: number): number {
  const value = Number(process.env[name] ?? otherwise);
  if (!Number.isSafeInteger(value)) throw new Error(`${name} is "${process.env[name]}"; give a whole number, or none`);
  return value;
}

/**
 * Returns how often a property is tried: `count` times in thorough tests, a part of that in others: a tenth, unless it
 * takes so long that fewer have to do. PROPERTY_RUNS multiplies both.
 */
export function runs(count: number, part = PART): { readonly numRuns: number } {
  return { numRuns: Math.ceil(count * factor * (IS_THOROUGH ? 1 : part)) };
}

/** Surrogates, of which no character consists alone: where they begin, and how many there are. */
const [SURROGATES, COUNT] = [0xd800, 0x800];

/** Any character of Unicode, by its place among them: that of fast-check makes a table of all of them, for a second. */
const character = fastCheck.integer({ min: 0, max: 0x10ffff - COUNT }).map(
  place => String.fromCodePoint(place < SURROGATES ? place : place + COUNT),
  text => {
    const point = typeof text === 'string' && /^.$/su.test(text) ? (text.codePointAt(0) ?? 0) : SURROGATES;
    if (point >= SURROGATES && point < SURROGATES + COUNT) throw new Error('no character');
    return point < SURROGATES ? point : point - COUNT;
  },
);

/** Text of any characters. */
export function anyText(lengths: { readonly minLength?: number; readonly maxLength?: number } = {}) {
  return fastCheck.string({ ...lengths, unit: character });
}

fastCheck.configureGlobal({ seed, ...runs(100) });

/** fast-check with one seed for all properties: that of PROPERTY_SEED, else always the same. */
export { fastCheck as fc };
