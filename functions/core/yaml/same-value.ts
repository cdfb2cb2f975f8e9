import type { YamlNode } from './node.ts';

/** Returns true for two values that are the same, wherever they stand: `yes` and `"yes"` are, `1` and `"1"` are not. */
export function isSameValue(one: YamlNode, other: YamlNode): boolean {
  if (one.kind === 'scalar') return other.kind === 'scalar' && one.value === other.value && one.text === other.text;
  if (one.kind === 'list')
    return (
      other.kind === 'list' &&
      one.items.length === other.items.length &&
      one.items.every((item, at) => isSame(item, other.items[at]))
    );
  return (
    other.kind === 'map' &&
    one.entries.length === other.entries.length &&
    one.entries.every(({ key, value }, at) => key === other.entries[at]?.key && isSame(value, other.entries[at]?.value))
  );
}

function isSame(one: YamlNode, other: YamlNode | undefined): boolean {
  return other !== undefined && isSameValue(one, other);
}

/** Returns what to say of a key that is given before, on another line, with the same value or with another. */
export function givenBefore(key: string, line: number, isSame: boolean): string {
  return isSame
    ? `${key} is given before, on line ${line}, with the same value; take one out`
    : `${key} is given before, on line ${line}; keep one`;
}
