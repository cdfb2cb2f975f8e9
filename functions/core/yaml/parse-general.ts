import { Composer, isAlias, isMap, isScalar, isSeq, LineCounter, type Scalar, type YAMLError } from 'yaml';
import { explain, shortened } from './explain.ts';
import { MAX_ALIASED, MAX_ALIASES, MAX_YAML_DEPTH, MAX_YAML_LENGTH, MAX_YAML_PROBLEMS, tooLong } from './limits.ts';
import type { ParsedYaml, YamlEntry, YamlNode, YamlProblem, YamlScalar } from './node.ts';
import { givenBefore, isSameValue } from './same-value.ts';
import { type Refusal, scanYaml, TOO_DEEP } from './scan-yaml.ts';

/** Duplicates are found here: the library compares every key with every other. */
const OPTIONS = { uniqueKeys: false, prettyErrors: false, version: '1.2', schema: 'core' } as const;

/** Reads YAML of any shape, some fifty times slower than `parseFlatYaml`. See `parseYaml`. */
export function parseGeneralYaml(text: string, firstLine = 1, mayRepeat = false): ParsedYaml {
  if (text.length > MAX_YAML_LENGTH)
    return refused([{ line: firstLine, column: 1, message: tooLong('YAML', text.length) }]);
  const reader = new NodeReader(text, firstLine, mayRepeat);
  try {
    return compose(text, reader);
  } catch (error) {
    // None is known that gets here, but text from outside must never take a build down.
    if (!(error instanceof Error)) throw error;
    return refused([
      { line: firstLine, column: 1, message: `this YAML can't be read (${shortened(error.message)}); simplify it` },
    ]);
  }
}

function compose(text: string, reader: NodeReader): ParsedYaml {
  const tokens = scanYaml(text);
  if ('message' in tokens) return refused([reader.problem(tokens)]);
  const document = withoutStacks(() => [...new Composer(OPTIONS).compose(tokens, true, text.length)][0]);
  const errors: YAMLError[] = [...(document?.errors ?? []), ...(document?.warnings ?? [])];
  const broken = explain(errors, text);
  if (broken) return refused([reader.problem(broken)]);
  const contents: unknown = document?.contents;
  // A document that holds nothing but its marker `---` has an empty scalar.
  if (contents === null || (isScalar(contents) && contents.type === 'PLAIN' && contents.source === ''))
    return { root: undefined, problems: [] };
  const root = reader.read(contents, 0, 1);
  if (reader.problems.length > 0) return refused(reader.problems);
  const repeated = reader.repeated.slice(0, MAX_YAML_PROBLEMS);
  return { root, problems: [], ...(repeated.length > 0 && { repeated }) };
}

/**
 * Nonsense has an error for each of its lines, and to remember where in this program each was made would take most of
 * the time.
 */
function withoutStacks<Result>(work: () => Result): Result {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function refused(problems: readonly YamlProblem[]): ParsedYaml {
  return { root: undefined, problems: problems.slice(0, MAX_YAML_PROBLEMS) };
}

/** Turns the library's nodes into ours. */
class NodeReader {
  readonly problems: YamlProblem[] = [];
  readonly repeated: YamlProblem[] = [];
  readonly #lines = new LineCounter();
  readonly #firstLine: number;
  readonly #mayRepeat: boolean;
  /** Single values that have a name, by it; `undefined` for lists and maps. */
  readonly #anchors = new Map<string, YamlScalar | undefined>();
  #aliases = 0;

  constructor(text: string, firstLine: number, mayRepeat: boolean) {
    this.#firstLine = firstLine;
    this.#mayRepeat = mayRepeat;
    for (let start = 0; start !== -1; start = after(text, start)) this.#lines.addNewLine(start);
  }

  /** `end` is the place of a value that is left out. */
  read(node: unknown, end: number, depth: number): YamlNode {
    if (isAlias(node)) return this.#alias(node.source, node.range?.[0] ?? end);
    if (!isMap(node) && !isSeq(node)) return this.#scalar(isScalar(node) ? node : undefined, end);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, undefined);
    const offset = node.range?.[0] ?? end;
    const position = this.#position(offset);
    if (depth > MAX_YAML_DEPTH) {
      this.problems.push(this.problem({ offset, message: TOO_DEEP }));
      return { kind: 'list', items: [], ...position };
    }
    if (isSeq(node))
      return { kind: 'list', items: node.items.map(item => this.read(item, end, depth + 1)), ...position };
    return { kind: 'map', entries: this.#entries(node.items, depth), ...position };
  }

  problem({ offset, message }: Refusal): YamlProblem {
    return { ...this.#position(offset), message };
  }

  #scalar(node: Scalar | undefined, end: number): YamlScalar {
    const value = node?.value;
    const text = node?.source ?? '';
    const isSimple = typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined;
    const scalar: YamlScalar = {
      kind: 'scalar',
      value: isSimple ? (value ?? null) : text,
      text,
      ...this.#position(node?.range?.[0] ?? end),
    };
    if (node?.anchor !== undefined) this.#anchors.set(node.anchor, scalar);
    return scalar;
  }

  /** Resolves an alias of a single value. Lists and maps are not expanded, nor are long texts. */
  #alias(name: string, offset: number): YamlScalar {
    const known = this.#anchors.get(name);
    const isOne = known !== undefined && known.text.length <= MAX_ALIASED;
    this.#aliases += 1;
    if (!isOne || this.#aliases > MAX_ALIASES) {
      const what = isOne ? `one of more than ${MAX_ALIASES} aliases` : 'an alias of a list, a map or a long text';
      const message = `${shortened(`*${name}`)} is ${what}, which are not supported; write the value out`;
      this.problems.push(this.problem({ offset, message }));
    }
    return { kind: 'scalar', value: null, text: '', ...known, ...this.#position(offset) };
  }

  #entries(pairs: readonly { key: unknown; value: unknown }[], depth: number): YamlEntry[] {
    const known = new Map<string, YamlEntry>();
    for (const { key, value } of pairs) {
      const [start, end] = rangeOf(key);
      const position = this.#position(start);
      const name = keyName(key);
      const message = keyProblem(key);
      if (message !== undefined) this.problems.push({ ...position, message });
      if (name === undefined || message !== undefined) continue;
      const earlier = known.get(name);
      if (earlier && !this.#mayRepeat) {
        this.problems.push({ ...position, message: givenBefore(shortened(name), earlier.line, false) });
        continue;
      }
      const entry = { key: name, ...position, value: this.read(value, end, depth + 1) };
      if (earlier) this.#repeat(earlier, entry);
      else known.set(name, entry);
    }
    return [...known.values()];
  }

  #repeat(earlier: YamlEntry, { line, column, value }: YamlEntry): void {
    const isSame = isSameValue(earlier.value, value);
    const message = givenBefore(shortened(earlier.key), earlier.line, isSame);
    (isSame ? this.repeated : this.problems).push({ line, column, message });
  }

  #position(offset: number): { line: number; column: number } {
    const { line, col } = this.#lines.linePos(offset);
    return { line: line - 1 + this.#firstLine, column: col };
  }
}

function after(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? -1 : end + 1;
}

function rangeOf(node: unknown): readonly [start: number, end: number] {
  const range = isScalar(node) || isMap(node) || isSeq(node) ? node.range : undefined;
  return [range?.[0] ?? 0, range?.[1] ?? 0];
}

/** Returns the text of a key: of a number, or another value that is not text, as it is written. */
function keyName(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : key.source;
}

function keyProblem(key: unknown): string | undefined {
  if (!isScalar(key)) return 'a list or a map is no key; write text before the colon';
  if (key.source === '' && key.type === 'PLAIN') return 'the key before the colon is missing; write it';
  if (key.value === '<<' && key.type === 'PLAIN')
    return '<< is a merge key; merge keys are not supported; write the fields out';
  return undefined;
}
