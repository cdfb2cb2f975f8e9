import { openSource } from '../core/article/source-text.ts';
import { fieldNamed } from '../core/front-matter/field-names.ts';
import { parseFrontMatter } from '../core/front-matter/parse-front-matter.ts';
import { isSource } from '../core/index/keys/record-keys.ts';
import { compareProblems, type Position, type Problem } from '../core/problem.ts';
import type { YamlNode, YamlScalar } from '../core/yaml/node.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { ObjectStore } from '../stores/object-store.ts';

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
 * written. Those of a name that no field has, such as that of a folder, stay as they are. Sorted.
 */
export async function placeNames(problems: readonly Problem[], content: ObjectStore): Promise<readonly Problem[]> {
  const placed = new Map<Problem, Position>();
  const open = problems.filter(
    ({ path, line, message }) => line === undefined && isSource(path) && OF_NAME.test(message),
  );
  await inParallel(open.slice(0, MAX_PLACED), CONCURRENCY, async problem => {
    const [, kind = '', quoted = ''] = OF_NAME.exec(problem.message) ?? [];
    const object = await content.get(problem.path);
    const place = object && placeOf(namesIn(quoted), FIELDS[kind] ?? [], object.bytes);
    if (place) placed.set(problem, place);
  });
  if (placed.size === 0) return problems;
  return problems.map(problem => ({ ...problem, ...placed.get(problem) })).sort(compareProblems);
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
