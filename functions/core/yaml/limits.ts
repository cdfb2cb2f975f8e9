/** The longest YAML that is read, in UTF-16 code units: 64 KB of ASCII. Front matter has a few hundred. */
export const MAX_YAML_LENGTH = 64 * 1024;

/** Maximum depth of nested lists and maps; the root is the first level. `site.yaml` needs 4. */
export const MAX_YAML_DEPTH = 20;

/** Maximum number of problems reported for one text; a hostile one could have thousands. */
export const MAX_YAML_PROBLEMS = 20;

/** The message of a text that is longer. `language` is what it is written in. */
export function tooLong(language: string, length: number): string {
  const [found, most] = [length, MAX_YAML_LENGTH].map(count => count.toLocaleString('en-US'));
  return `the ${language} has ${found} characters, and at most ${most} are read; shorten it`;
}

/** Maximum of a value that an alias stands for, in UTF-16 code units, and of aliases in one text. */
export const [MAX_ALIASED, MAX_ALIASES] = [1000, 100];
