import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import { shortened } from '../yaml/explain.ts';
import { MAX_YAML_DEPTH, MAX_YAML_LENGTH, tooLong } from '../yaml/limits.ts';
import type { ParsedYaml, YamlMap, YamlNode, YamlProblem } from '../yaml/node.ts';
import { TOO_DEEP } from '../yaml/scan-yaml.ts';
import { parsePlainToml } from './parse-plain-toml.ts';

/**
 * Reads a TOML 1.0 document into the tree that YAML is read into, with positions; `firstLine` is the line of the
 * source on which `text` begins. Dates stay text, as they were written. Nothing is thrown. Time is linear in the
 * length of the text.
 */
export function parseToml(text: string, firstLine = 1): ParsedYaml {
  const plain = parsePlainToml(text, firstLine);
  return plain ? { root: plain, problems: [] } : parseGeneralToml(text, firstLine);
}

/** Reads whatever TOML there is, as `parseToml` does, in ten times the time that plain TOML takes. */
export function parseGeneralToml(text: string, firstLine: number): ParsedYaml {
  if (text.length > MAX_YAML_LENGTH)
    return refused({ line: firstLine, column: 1, message: tooLong('TOML', text.length) });
  try {
    const [document] = parseTOML(text, { tomlVersion: '1.0.0' }).body;
    const root = new TomlReader(firstLine).read(document);
    return { root: root.entries.length === 0 ? undefined : root, problems: [] };
  } catch (error) {
    return refused(problemOf(error, firstLine));
  }
}

function refused(problem: YamlProblem): ParsedYaml {
  return { root: undefined, problems: [problem] };
}

function problemOf(error: unknown, firstLine: number): YamlProblem {
  if (error instanceof Refused) return error.problem;
  if (error instanceof ParseError) {
    const message = `this is not valid TOML: ${shortened(error.message, 160).replace(/\.$/, '')}; correct it`;
    return { line: error.lineNumber - 1 + firstLine, column: error.column + 1, message };
  }
  // The parser calls itself for each level of nesting, so far more levels than are read end its stack.
  if (error instanceof RangeError) return { line: firstLine, column: 1, message: TOO_DEEP };
  throw error;
}

/** Raised for what the grammar allows and Bantin does not. */
class Refused extends Error {
  readonly problem: YamlProblem;
  constructor(problem: YamlProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** A table while its entries are gathered, which may stand in many places of the text. */
interface Table extends YamlMap {
  readonly entries: { key: string; line: number; column: number; value: YamlNode }[];
}

type Content = AST.TOMLKeyValue['value'];
type Place = Pick<YamlNode, 'line' | 'column'>;

/** Turns the library's nodes into ours. */
class TomlReader {
  readonly #firstLine: number;
  readonly #tables = new Map<YamlNode, Map<string, number>>();

  constructor(firstLine: number) {
    this.#firstLine = firstLine;
  }

  read(document: AST.TOMLProgram['body'][0]): YamlMap {
    const root = this.#open(this.#place(document));
    for (const item of document.body) {
      if (item.type === 'TOMLKeyValue') this.#set(root, item, 1);
      else this.#readTable(root, item);
    }
    return root;
  }

  #readTable(root: Table, { key, kind, body }: AST.TOMLTable): void {
    const table = this.#descend(root, key.keys, 1, kind === 'array');
    for (const item of body) this.#set(table, item, key.keys.length + 1);
  }

  /** `depth` is the level of the table; the root is the first. */
  #set(table: Table, { key, value }: AST.TOMLKeyValue, depth: number): void {
    const parent = this.#descend(table, key.keys.slice(0, -1), depth, false);
    const last = key.keys.at(-1);
    if (last) this.#add(parent, last, this.#value(value, depth + key.keys.length));
  }

  /** The table to which a dotted key leads, made where it is not there; a new one of a list of tables. */
  #descend(table: Table, keys: AST.TOMLKey['keys'], depth: number, isList: boolean): Table {
    let current = table;
    for (const [at, key] of keys.entries()) {
      if (depth + at >= MAX_YAML_DEPTH) throw new Refused({ ...this.#place(key), message: TOO_DEEP });
      current = this.#child(current, key, isList && at === keys.length - 1);
    }
    return current;
  }

  #child(table: Table, key: AST.TOMLKey['keys'][number], isList: boolean): Table {
    const place = this.#place(key);
    const known = this.#get(table, nameOf(key));
    if (known?.kind === 'list' && isList) {
      const added = this.#open(place);
      (known.items as YamlNode[]).push(added);
      return added;
    }
    const last = known?.kind === 'list' ? known.items.at(-1) : known;
    if (last && this.#isTable(last)) return last;
    const made = this.#open(place);
    this.#add(table, key, isList ? { kind: 'list', items: [made], ...place } : made);
    return made;
  }

  #add(table: Table, key: AST.TOMLKey['keys'][number], value: YamlNode): void {
    const name = nameOf(key);
    const place = this.#place(key);
    const index = this.#tables.get(table);
    const earlier = index?.get(name);
    if (earlier !== undefined) {
      const line = table.entries[earlier]?.line;
      throw new Refused({ ...place, message: `${shortened(name)} is given before, on line ${line}; keep one` });
    }
    index?.set(name, table.entries.length);
    table.entries.push({ key: name, ...place, value });
  }

  #value(node: Content, depth: number): YamlNode {
    const place = this.#place(node);
    if (node.type === 'TOMLValue') return scalarOf(node, place);
    if (depth > MAX_YAML_DEPTH) throw new Refused({ ...place, message: TOO_DEEP });
    if (node.type === 'TOMLArray')
      return { kind: 'list', items: node.elements.map(item => this.#value(item, depth + 1)), ...place };
    const table = this.#open(place);
    for (const item of node.body) this.#set(table, item, depth);
    return table;
  }

  #get(table: Table, name: string): YamlNode | undefined {
    const at = this.#tables.get(table)?.get(name);
    return at === undefined ? undefined : table.entries[at]?.value;
  }

  #open(place: Place): Table {
    const table: Table = { kind: 'map', entries: [], ...place };
    this.#tables.set(table, new Map());
    return table;
  }

  #isTable(node: YamlNode): node is Table {
    return this.#tables.has(node);
  }

  #place({ loc: { start } }: { readonly loc: { readonly start: Place } }): Place {
    return { line: start.line - 1 + this.#firstLine, column: start.column + 1 };
  }
}

function nameOf(key: AST.TOMLKey['keys'][number]): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

function scalarOf(node: AST.TOMLValue, place: Place): YamlNode {
  switch (node.kind) {
    case 'string':
      return { kind: 'scalar', value: node.value, text: node.value, ...place };
    case 'boolean':
      return { kind: 'scalar', value: node.value, text: String(node.value), ...place };
    case 'integer':
    case 'float':
      // The library has no digits for zero.
      return { kind: 'scalar', value: node.value, text: node.number || '0', ...place };
    default:
      return { kind: 'scalar', value: node.datetime, text: node.datetime, ...place };
  }
}
