import type { YamlEntry, YamlMap, YamlNode } from '../yaml/node.ts';
import type { FrontMatterText } from './front-matter-text.ts';

/** Returns true for front matter in Nikola's form: `.. title: …`. */
export function isNikola({ form, text }: FrontMatterText): boolean {
  return form === 'header lines' && /^\s*\.\.[ \t]/.test(text);
}

/** Tags of Nikola that are states, and not for readers. */
const HOLDING_TAGS: ReadonlySet<string> = new Set(['draft', 'private']);
const SWITCHES: ReadonlySet<string> = new Set([...HOLDING_TAGS, 'mathjax', 'retired']);

/** Fields of Nikola in the terms of other publishers. */
export interface NikolaFields {
  readonly map: YamlMap;
  /** Tags that are states of an unpublished article, each as an entry. */
  readonly states: readonly YamlEntry[];
}

/**
 * Reads fields of Nikola. Tags that are switches are not shown, and some hold the article back. Its `link` is the
 * source that an article refers to, and not its address, so it gets a name without a meaning here.
 */
export function readNikola(map: YamlMap): NikolaFields {
  const states: YamlEntry[] = [];
  const entries = map.entries.flatMap((entry): readonly YamlEntry[] => {
    const name = entry.key.toLowerCase();
    if (name === 'link') return isEmpty(entry.value) ? [] : [{ ...entry, key: 'link of Nikola' }];
    if (name !== 'tags' || entry.value.kind !== 'list') return [entry];
    const { items } = entry.value;
    for (const value of items) if (HOLDING_TAGS.has(wordIn(value))) states.push({ ...entry, value });
    return [{ ...entry, value: { ...entry.value, items: items.filter(item => !SWITCHES.has(wordIn(item))) } }];
  });
  return { map: { ...map, entries }, states };
}

function isEmpty(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.text === '';
}

function wordIn(node: YamlNode): string {
  return node.kind === 'scalar' ? node.text.toLowerCase() : '';
}
