import { isDataKey } from '../bucket-layout.ts';
import { type Report, readTexts, type Text } from '../fields/fields.ts';
import { refuseUnknown } from '../fields/unknown-fields.ts';
import { isFieldName, isGuessedToHold, nearHolding } from '../front-matter/field-names.ts';
import { foldFieldName } from '../front-matter/publication-rules.ts';
import type { YamlNode } from '../yaml/node.ts';

/** Fields and files that would hold articles back for a guess, and that the owner says hold back nothing. */
export interface HoldsNothing {
  /** Names of fields, folded. Their meaning is not known; it is guessed by the words that they are made of. */
  readonly fields: readonly string[];
  /** Keys of data files that can't be read, or are never run, and that a person has looked at. */
  readonly files: readonly string[];
}

const FIELDS: readonly string[] = ['fields', 'files'];

/**
 * Reads `holdsNothing` of `site.yaml`. A field whose meaning is known holds back whatever is said here, so its name is
 * an error, and so is the path of what is no data file.
 */
export function holdsNothingOf(node: YamlNode, field: string, report: Report): HoldsNothing | undefined {
  if (node.kind !== 'map') {
    report(node, 'error', `${field}: expected the fields fields: and files:, each with a list`);
    return undefined;
  }
  refuseUnknown(node.entries, FIELDS, report);
  const textsOf = (name: string): readonly Text[] => {
    const entry = node.entries.find(({ key }) => key === name);
    return entry ? readTexts(entry.value, `${field}.${name}`, report) : [];
  };
  const fields = textsOf('fields').filter(name => isGuessed(name, `${field}.fields`, report));
  const files = textsOf('files').filter(name => isOfData(name, `${field}.files`, report));
  return { fields: fields.map(({ text }) => foldFieldName(text)), files: files.map(({ text }) => text) };
}

function isGuessed(name: Text, field: string, report: Report): boolean {
  if (isGuessedToHold(name.text)) return true;
  const isKnown = isFieldName(name.text) || nearHolding(name.text) !== undefined;
  const message = isKnown ? 'has a meaning that is known, so nothing passes it over' : 'holds back nothing anyway';
  report(name, isKnown ? 'error' : 'warning', `${field}: ${name.text} ${message}; take it out`);
  return false;
}

function isOfData(name: Text, field: string, report: Report): boolean {
  if (isDataKey(name.text)) return true;
  const example = 'articles/posts/posts.11tydata.js';
  report(name, 'error', `${field}: expected the path of a data file, such as ${example}, found "${name.text}"`);
  return false;
}
