import type { Random } from '../simulation/random.ts';
import { type Grammar, HOLE, type Place } from './grammar.ts';
import { joinTexts, NUMBER, type Run, type Shape } from './shape.ts';

type Parts = readonly (string | Run)[];

/** Returns an input of a grammar: its frame around one of the forms that make parsers slow. */
export function generate(grammar: Grammar, random: Random): Shape {
  return framed(grammar, random.pick(FORMS)?.(grammar, random) ?? []);
}

const FORMS: readonly ((grammar: Grammar, random: Random) => Parts)[] = [
  // One run in one place: the form of most faults, so it is made most often.
  runInPlace,
  runInPlace,
  runInPlace,
  nested,
  twoRuns,
  usedPlace,
  repeatedPlace,
  interleaved,
];

/** `before unit×n after` */
function runInPlace(grammar: Grammar, random: Random): Parts {
  const place = placeOf(grammar, random);
  return filled(place.text, [{ unit: unitOf(grammar, place, random) }]);
}

/** `open×n middle close×n`, of which one may be left out. */
function nested(grammar: Grammar, random: Random): Parts {
  const place = placeOf(grammar, random);
  const [open, close] = random.pick(grammar.pairs) ?? [atomOf(grammar, place, random), atomOf(grammar, place, random)];
  const middle = random.chance(0.5) ? atomOf(grammar, place, random) : '';
  const half = random.integer(4);
  return filled(place.text, [{ unit: half === 0 ? '' : open }, middle, { unit: half === 1 ? '' : close }]);
}

/** Two places with a run each, one after the other. */
function twoRuns(grammar: Grammar, random: Random): Parts {
  return [...runInPlace(grammar, random), random.pick(['', ' ', '\n', '\n\n']) ?? '', ...runInPlace(grammar, random)];
}

/** A place with a run, and what refers to it n times. */
function usedPlace(grammar: Grammar, random: Random): Parts {
  const place = random.pick(grammar.places.filter(({ uses }) => uses));
  if (!place) return interleaved(grammar, random);
  const use = { unit: random.pick(place.uses ?? []) ?? '' };
  return [...filled(place.text, [{ unit: unitOf(grammar, place, random) }]), use];
}

/** `(before unit×few after)×n`, each with a number of its own where the place or the unit has one. */
function repeatedPlace(grammar: Grammar, random: Random): Parts {
  const place = placeOf(grammar, random);
  const few = random.pick(['', NUMBER, unitOf(grammar, place, random).repeat(1 + random.integer(20))]) ?? '';
  return [{ unit: place.text.replaceAll(HOLE, () => few) + (random.pick(['', ' ', '\n', '\n\n']) ?? '') }];
}

/** `first×n second×n third×n` in one place. */
function interleaved(grammar: Grammar, random: Random): Parts {
  const place = placeOf(grammar, random);
  const count = 2 + random.integer(2);
  return filled(
    place.text,
    Array.from({ length: count }, () => ({ unit: unitOf(grammar, place, random) })),
  );
}

function placeOf({ places }: Grammar, random: Random): Place {
  const place = random.pick(places);
  if (!place) throw new Error('a grammar has at least one place');
  return place;
}

/** One to three atoms; one is made most often, because it is what most faults need. */
function unitOf(grammar: Grammar, place: Place, random: Random): string {
  const count = random.pick([1, 1, 2, 2, 3]) ?? 1;
  return Array.from({ length: count }, () => atomOf(grammar, place, random)).join('');
}

/** What the syntax of the place is made of, or anything. */
function atomOf(grammar: Grammar, place: Place, random: Random): string {
  return random.pick(random.chance(0.6) ? place.atoms : grammar.atoms) ?? '';
}

function filled(text: string, parts: Parts): Parts {
  return text.split(HOLE).flatMap((piece, index) => (index === 0 ? [piece] : [...parts, piece]));
}

function framed({ frame }: Grammar, parts: Parts): Shape {
  const hole = frame.indexOf(HOLE);
  return joinTexts([frame.slice(0, hole), ...parts, frame.slice(hole + HOLE.length)]);
}
