import { Buffer } from 'node:buffer';
import { openSource } from '../article/source-text.ts';
import { readTexts, type Text } from '../fields/fields.ts';
import { slugOfTerm } from '../filing/filing.ts';
import { fieldNamed } from '../front-matter/field-names.ts';
import { parseFrontMatter } from '../front-matter/parse-front-matter.ts';
import type { Position } from '../problem.ts';
import { cleanText } from '../text/clean.ts';
import type { YamlNode } from '../yaml/node.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';

/**
 * Returns where a field stands, by Bantin's name for it; where it is absent, the top of the fields, to which it may be
 * added. `undefined` in a source without fields.
 */
export type FieldPlaces = (field: string) => Position | undefined;

/** Returns the places of the fields of an article. */
export function articleFieldPlaces(bytes: Uint8Array): FieldPlaces {
  const opened = openSource(bytes);
  if (!('body' in opened) || opened.frontMatter === undefined) return () => undefined;
  const { frontMatter: text, form, frontMatterLine: line } = opened;
  const { root } = parseFrontMatter({ text, form, line });
  return placesIn(root, name => singularOf(fieldNamed(name)), { line: Math.max(1, line - 1), column: 1 });
}

/**
 * Returns the places of the fields of a `site.yaml`. One within others is named by its path, such as
 * `feeds.rules.0.podcast.cover`, and has no place where it is absent.
 */
export function siteFieldPlaces(bytes: Uint8Array): FieldPlaces {
  const { root } = parseYaml(cleanText(Buffer.from(bytes).toString('utf8')));
  const places = placesIn(root, name => name, { line: 1, column: 1 });
  return field => (field.includes('.') ? placeWithin(root, field.split('.')) : places(field));
}

function placeWithin(root: YamlNode | undefined, path: readonly string[]): Position | undefined {
  const place = within(root, path).place;
  return place && { line: place.line, column: place.column };
}

/** Returns the value at the end of a path of fields and of numbers in lists, and the place of its field or item. */
function within(
  root: YamlNode | undefined,
  path: readonly (string | number)[],
): { readonly node: YamlNode | undefined; readonly place: Position | undefined } {
  let [node, place]: [YamlNode | undefined, Position | undefined] = [root, undefined];
  for (const step of path) {
    const entry = node?.kind === 'map' ? node.entries.find(({ key }) => key === step) : undefined;
    const item = node?.kind === 'list' ? node.items[Number(step)] : undefined;
    [node, place] = [entry?.value ?? item, entry ?? item];
  }
  return { node, place };
}

/**
 * Returns a name as `site.yaml` spells it, and its place. The fields, and numbers in lists, of `path` lead to its list.
 */
export type NamePlaces = (path: readonly (string | number)[], slug: string) => Text | undefined;

/** Returns the places of names of authors and tags in a `site.yaml`. */
export function siteNamePlaces(bytes: Uint8Array): NamePlaces {
  const { root } = parseYaml(cleanText(Buffer.from(bytes).toString('utf8')));
  return (path, slug) => {
    const node = within(root, path).node;
    return node && readTexts(node, '', () => undefined).find(({ text }) => slugOfTerm(text) === slug);
  };
}

/** Names of fields that have one of several, and of those that have all. */
const SINGULAR: Readonly<Partial<Record<string, string>>> = { authors: 'author', categories: 'category' };

function singularOf(field: string | undefined): string | undefined {
  return field === undefined ? undefined : (SINGULAR[field] ?? field);
}

function placesIn(
  root: YamlNode | undefined,
  fieldOf: (name: string) => string | undefined,
  top: Position,
): FieldPlaces {
  const places = new Map<string, Position>();
  for (const { key, line, column } of root?.kind === 'map' ? root.entries : []) {
    const field = fieldOf(key);
    if (field !== undefined && !places.has(field)) places.set(field, { line, column });
  }
  return field => places.get(field) ?? top;
}
