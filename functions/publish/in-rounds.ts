/** Sources that are held at once while something is made of them. */
const PER_ROUND = 64;

/** Items, some at a time. */
export function* inRounds<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += PER_ROUND) yield items.slice(at, at + PER_ROUND);
}
