/** Random choices that hang on a seed alone. */
export interface Random {
  /** From 0 up to, but not including, `below`. */
  integer(below: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  pick<Item>(items: readonly Item[]): Item | undefined;
}

/**
 * A small generator (32 bits of state, after Mulberry32's shape): good enough to choose by, and the same everywhere.
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (below: number): number => Math.floor(next() * below);
  return {
    integer,
    chance: probability => next() < probability,
    pick: <Item>(items: readonly Item[]) => items[integer(items.length)] as Item,
  };
}
