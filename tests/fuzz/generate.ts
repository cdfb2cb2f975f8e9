import type { Random } from '../simulation/random.ts';
import { CHARACTERS, type Grammar, HOLE, MARKS, type Place } from './grammar.ts';
import { joinTexts, NUMBER, type Run, type Shape } from './shape.ts';

type Parts = readonly (string | Run)[];

/** Returns an input of a grammar: its frame around one of the forms that make parsers slow. */
export function generate(grammar: Grammar, random: Random): Shape {
  return framed(grammar, random.pick(FORMS)?.(grammar, random) ?? []);
}

/**
 * Returns inputs of the simplest form, one after another: every atom of every place's own syntax, repeated, alone,
 * between others, and with what refers to the place. They come in random order, single characters first, each once
 * before any comes again; kinds of syntax take turns, so that one with few places is not crowded out.
 */
export function createSweep(grammar: Grammar, random: Random): () => Shape {
  const kinds = [...new Set(grammar.places.map(({ atoms }) => atoms))];
  const bags = kinds.map(atoms => ({ atoms, left: [] as Shape[] }));
  let turn = 0;
  return () => {
    turn += 1;
    const bag = bags[turn % bags.length];
    if (!bag) throw new Error('a grammar has at least one place');
    if (bag.left.length === 0) bag.left = sweepOf(grammar, bag.atoms, random);
    return bag.left.pop() ?? [];
  };
}

/** Single characters are what patterns stumble over most, so that they come first. They are taken from the end. */
function sweepOf(grammar: Grammar, atoms: readonly string[], random: Random): Shape[] {
  const places = grammar.places.filter(place => place.atoms === atoms);
  const shapesOf = (unit: string): Shape[] => {
    const others = atoms.filter(atom => atom.length === 1 && atom !== unit);
    const other = (): string => random.pick(others) ?? 'x';
    return places.flatMap(({ text, uses = [] }) => [
      framed(grammar, filled(text, [{ unit }])),
      framed(grammar, filled(text, [other(), { unit }, other()])),
      ...uses.map(use => framed(grammar, [...filled(text, [{ unit }]), { unit: use }])),
    ]);
  };
  const [long, short] = [atoms.filter(({ length }) => length > 1), atoms.filter(({ length }) => length === 1)];
  return [long, short].flatMap(some => shuffled(some.flatMap(shapesOf), random));
}

function shuffled<Item>(items: Item[], random: Random): Item[] {
  for (let at = items.length - 1; at > 0; at--) {
    const other = random.integer(at + 1);
    [items[at], items[other]] = [items[other] as Item, items[at] as Item];
  }
  return items;
}

const FORMS: readonly ((grammar: Grammar, random: Random) => Parts)[] = [
  // One run in one place: the form of most faults, so that it is made most often.
  runInPlace,
  runInPlace,
  runOfCharacters,
  nested,
  twoRuns,
  usedPlace,
  repeatedPlace,
  interleaved,
];

/** `before unit×n after`, with or without something else on both sides of the run. */
function runInPlace(grammar: Grammar, random: Random): Parts {
  const place = placeOf(grammar, random);
  const [before, behind] = random.chance(0.5) ? [atomOf(grammar, place, random), atomOf(grammar, place, random)] : [];
  return filled(place.text, [before ?? '', { unit: unitOf(grammar, place, random) }, behind ?? '']);
}

/**
 * A run of characters that some code treats in a way of its own: most often of marks, which are sorted where text is
 * normalized.
 */
function runOfCharacters(grammar: Grammar, random: Random): Parts {
  const unit = [random.pick(random.chance(0.5) ? MARKS : CHARACTERS), random.chance(0.3) && random.pick(CHARACTERS)];
  return filled(placeOf(grammar, random).text, [{ unit: unit.map(one => one || '').join('') }]);
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

/** A place of a random kind of syntax. */
function placeOf({ places }: Grammar, random: Random): Place {
  const atoms = random.pick([...new Set(places.map(place => place.atoms))]);
  const place = random.pick(places.filter(one => one.atoms === atoms));
  if (!place) throw new Error('a grammar has at least one place');
  return place;
}

/** One to three atoms; one is made most often, because it is what most faults need. */
function unitOf(grammar: Grammar, place: Place, random: Random): string {
  const count = random.pick([1, 1, 2, 2, 3]) ?? 1;
  return Array.from({ length: count }, () => atomOf(grammar, place, random)).join('');
}

/** Returns an atom of the syntax of a place, or any other. */
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
