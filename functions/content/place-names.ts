import { Buffer } from 'node:buffer';
import { openSource } from '../core/article/source-text.ts';
import { SITE_KEY } from '../core/bucket-layout.ts';
import { fieldNamed } from '../core/front-matter/field-names.ts';
import { parseFrontMatter } from '../core/front-matter/parse-front-matter.ts';
import { isSource } from '../core/index/keys/record-keys.ts';
import { compareProblems, type Position, type Problem } from '../core/problem.ts';
import { cleanText } from '../core/text/clean.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../core/yaml/node.ts';
import { parseYaml } from '../core/yaml/parse-yaml.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { ObjectStore } from '../stores/object-store.ts';

/** Messages about a field of `site.yaml`: `url: …`, `feeds.rules: … "Cho MSN" …`. */
const OF_FIELD = /^([a-z]\w*(?:\.\w+)*): /i;
/** Messages about a name that an article spells, in quotes: they are found in the index, which knows no lines. */
const OF_NAME = /^(category|author|tag): [^"]*"(.+)"/;
/** Fields that have names of a kind. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  category: ['category', 'categories'],
  author: ['author', 'authors'],
  tag: ['tags'],
};
/** Maximum number of problems that are placed: nobody reads more. */
const MAX_PLACED = 200;

/**
 * Gives problems about the name of a category, an author or a tag the place in the front matter where that name is
 * written, and those about a field of `site.yaml` the place of that field. Those of a name that no field has, such as
 * that of a folder, stay as they are. Sorted.
 */
export async function placeNames(problems: readonly Problem[], content: ObjectStore): Promise<readonly Problem[]> {
  const placed = new Map<Problem, Position>();
  const unplaced = problems.filter(({ line }) => line === undefined);
  const ofSite = unplaced.filter(({ path, message }) => path === SITE_KEY && OF_FIELD.test(message));
  const site = ofSite.length === 0 ? undefined : await content.get(SITE_KEY);
  const root = site && parseYaml(cleanText(Buffer.from(site.bytes).toString('utf8'))).root;
  for (const problem of ofSite) {
    const place = root && placeInSite(root, problem.message);
    if (place) placed.set(problem, place);
  }
  const open = unplaced.filter(({ path, message }) => isSource(path) && OF_NAME.test(message));
  await inParallel(open.slice(0, MAX_PLACED), CONCURRENCY, async problem => {
    const [, kind = '', quoted = ''] = OF_NAME.exec(problem.message) ?? [];
    const object = await content.get(problem.path);
    const place = object && placeOf(namesIn(quoted), FIELDS[kind] ?? [], object.bytes);
    if (place) placed.set(problem, place);
  });
  if (placed.size === 0) return problems;
  return problems.map(problem => ({ ...problem, ...placed.get(problem) })).sort(compareProblems);
}

/** Returns the place of the field that a message begins with; of one in a list, that of the item that it names. */
function placeInSite(root: YamlNode, message: string): Position | undefined {
  const [, path = ''] = OF_FIELD.exec(message) ?? [];
  let found: YamlEntry | undefined;
  for (const name of path.split('.')) {
    const { value = root }: Partial<YamlEntry> = found ?? {};
    found = value.kind === 'map' ? value.entries.find(({ key }) => key === name) : undefined;
    if (!found) return undefined;
  }
  const items = found?.value.kind === 'list' ? found.value.items : [];
  const names = [...message.matchAll(/"([^"]+)"/g)].map(([, name]) => name);
  const item = items.find(each => scalarsIn(each).some(({ text }) => names.includes(text)));
  const { line, column } = item ?? found ?? root;
  return { line, column };
}

/** Returns what may be the name that a text begins with, up to one of its quotes; it may hold some. Longest first. */
function namesIn(text: string): readonly string[] {
  const parts = text.split('"');
  return parts.map((_, at) => parts.slice(0, parts.length - at).join('"'));
}

function placeOf(names: readonly string[], fields: readonly string[], bytes: Uint8Array): Position | undefined {
  const opened = openSource(bytes);
  if (!('body' in opened) || opened.frontMatter === undefined) return undefined;
  const { frontMatter: text, form, frontMatterLine: line } = opened;
  const { root } = parseFrontMatter({ text, form, line });
  if (root?.kind !== 'map') return undefined;
  const given = root.entries.filter(({ key }) => fields.includes(fieldNamed(key) ?? ''));
  const scalars = given.flatMap(({ value }) => scalarsIn(value));
  const written = names.flatMap(name => scalars.find(scalar => hasName(scalar, name)) ?? []);
  const found = written[0] ?? given[0];
  return found && { line: found.line, column: found.column };
}

function scalarsIn(node: YamlNode): readonly YamlScalar[] {
  if (node.kind === 'scalar') return [node];
  return node.kind === 'list' ? node.items.flatMap(scalarsIn) : node.entries.flatMap(({ value }) => scalarsIn(value));
}

function hasName({ text }: YamlScalar, name: string): boolean {
  const written = text.normalize('NFC');
  return [written, ...written.split(',')].some(part => part.trim() === name);
}
