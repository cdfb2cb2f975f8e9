import type { FeedKind } from '../feed/feed-key.ts';
import type { Position } from '../problem.ts';
import { cleanLine, cleanText } from '../text/clean.ts';
import type { YamlNode } from '../yaml/node.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';

/** A kind of feeds that `site.yaml` can give another slug. */
export type RenamableKind = Exclude<FeedKind, 'author' | 'tag'>;

/** The field of `site.yaml` that lists the feeds of each kind. */
export const LIST_OF: Readonly<Record<RenamableKind, string>> = {
  category: 'categories',
  edition: 'editions',
  rule: 'feeds.rules',
};

/** Returns where `site.yaml` lists a feed of a title, or lists such feeds at all; `undefined` where it does neither. */
export function placeInSite(text: string, kind: RenamableKind, title: string | undefined): Position | undefined {
  let list: YamlNode | undefined = parseYaml(cleanText(text.replace(/^\uFEFF/, ''))).root;
  for (const name of LIST_OF[kind].split('.')) list = fieldOf(list, name);
  if (list?.kind !== 'list') return undefined;
  const { line, column } = list.items.find(item => titleIn(item) === title && title !== undefined) ?? list;
  return { line, column };
}

function titleIn(item: YamlNode): string | undefined {
  const node = item.kind === 'map' ? fieldOf(item, 'title') : item;
  return node?.kind === 'scalar' ? cleanLine(node.text) : undefined;
}

function fieldOf(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return node?.kind === 'map' ? node.entries.find(entry => entry.key === key)?.value : undefined;
}
