import type { YamlEntry, YamlMap, YamlNode } from '../yaml/node.ts';
import type { FrontMatterText } from './front-matter-text.ts';

/** Returns true for front matter in Nikola's form: `.. title: …`. */
export function isNikola({ form, text }: FrontMatterText): boolean {
  return form === 'header lines' && /^\s*\.\.[ \t]/.test(text);
}

/** Marks of reStructuredText: a literal block, a directive or target, code in double backticks, a named reference. */
const MARKS: readonly RegExp[] = [
  /\S::[ \t]*\n[ \t]*\n[ \t]+\S/,
  /^[ \t]*\.\. (?:[\w-]{1,40}::|_[^\n:]{1,100}:|\[)/m,
  /(?:^|[\s("'])``[^`\s](?:[^`\n]{0,200}\n?){1,4}``/,
  /`_{1,2}(?=[\s.,;:!?)]|$)/,
];
/** A line below a title, of one sign. */
const UNDERLINE = /^(?:={3,}|-{3,}|~{3,}|\^{3,}|"{3,}|\*{3,}|#{3,}|\+{3,})$/;
/** Number of characters of a text that are looked at. */
const MAX_LOOKED_AT = 200_000;

/**
 * Returns true for a plain text of Nikola's whose markup is reStructuredText, as that of its `.txt` is unless its
 * configuration says otherwise. One without a mark is plain text all the same. Texts of others are not asked for.
 */
export function isReStructured(header: FrontMatterText, text: () => string): boolean {
  if (!isNikola(header)) return false;
  const looked = text().slice(0, MAX_LOOKED_AT);
  return MARKS.some(mark => mark.test(looked)) || hasTitle(looked.split('\n').map(line => line.trimEnd()));
}

/** Returns whether a line is underlined in its whole length, with an empty one above, or the same sign. */
function hasTitle(lines: readonly string[]): boolean {
  return lines.some((line, at) => {
    const [above = '', title = ''] = [lines[at - 2], lines[at - 1]];
    const isAlone = above === '' || above === line;
    return (
      isAlone && /^\s?\S/.test(title) && line.length >= title.length && UNDERLINE.test(line) && !UNDERLINE.test(title)
    );
  });
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
