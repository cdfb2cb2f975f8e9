/**
 * A single value, resolved by the core schema of YAML 1.2: `No` is a string, and so is every date. Positions are
 * 1-based, columns in UTF-16 code units.
 */
export interface YamlScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As written, for plain scalars; the resolved string for quoted and block ones. */
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly line: number;
  readonly column: number;
}

/** An array of entries, never an object, so that no key has a meaning of its own (`__proto__`, `constructor`). */
export interface YamlMap {
  readonly kind: 'map';
  /** In the order of the text; their keys are unique. */
  readonly entries: readonly YamlEntry[];
  readonly line: number;
  readonly column: number;
}

export interface YamlEntry {
  readonly key: string;
  readonly line: number;
  /** Column of the key. */
  readonly column: number;
  readonly value: YamlNode;
}

export type YamlNode = YamlScalar | YamlList | YamlMap;

export interface YamlProblem {
  readonly line: number;
  readonly column: number;
  /** The problem, and the remedy. One line. */
  readonly message: string;
}

/** The value, or the problems that prevented reading it. */
export interface ParsedYaml {
  /** `undefined` where there is nothing but blanks and comments, and where there are problems. */
  readonly root: YamlNode | undefined;
  readonly problems: readonly YamlProblem[];
  /** Keys that are given again with the same value, where that is no problem; absent where there are none. */
  readonly repeated?: readonly YamlProblem[];
}
