import { withAuthorFields } from '../fields/author-fields.ts';
import type { Report } from '../fields/fields.ts';
import type { Position } from '../problem.ts';
import { explainKey } from '../yaml/explain.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../yaml/node.ts';
import { givenBefore, isSameValue } from '../yaml/same-value.ts';
import { type AddressFields, type FormerAddress, readAddressField, readFormerAddresses } from './address-fields.ts';
import { reportCutTexts } from './cut-texts.ts';
import {
  FIELDS,
  type FieldName,
  type Fields,
  fieldMeant,
  fieldNamed,
  LIST_FIELDS,
  nearHolding,
} from './field-names.ts';
import { adopt, fieldOfEntry, GROUPS, GROUPS_OF_PUBLICATION, isEmptyForeign, unreadField } from './foreign-fields.ts';
import type { FrontMatterText } from './front-matter-text.ts';
import { isNikola, readNikola } from './nikola.ts';
import { parseFrontMatter } from './parse-front-matter.ts';
import { orHoldsNothing, type Publication, type PublicationContext, PublicationReader } from './publication.ts';
import { foldFieldName, isOfPublicationInGroup, publicationRule, STATE } from './publication-rules.ts';

/** Parsed front matter. */
export interface FrontMatter {
  readonly fields: Fields;
  /** Publication state from the fields of other publishers. */
  readonly publication: Publication;
  /** Original names of fields whose value is that of another publisher's field. */
  readonly adopted?: Adopted;
  /** Address fields of other publishers. */
  readonly address?: AddressFields;
  /** Former addresses. */
  readonly former?: readonly FormerAddress[];
}

/** Names of other publishers' fields by the field of ours that they are read as. */
export type Adopted = { readonly [Name in FieldName]?: string };

/** Front matter of a source that has none. */
export const NO_FRONT_MATTER: FrontMatter = { fields: {}, publication: {} };

/**
 * Reads front matter of any form. Returns `undefined` where it is unreadable, or contains an unreadable field that may
 * keep the article unpublished.
 */
export function readFrontMatter(
  text: FrontMatterText,
  dates: PublicationContext,
  report: Report,
): FrontMatter | undefined {
  const { root, problems, repeated = [] } = parseFrontMatter(text);
  for (const problem of problems) report(problem, 'error', problem.message);
  for (const problem of repeated) report(problem, 'warning', problem.message);
  if (problems.length > 0) return undefined;
  if (!root) return NO_FRONT_MATTER;
  if (root.kind !== 'map') {
    const isLine = root.kind === 'scalar' && /[:\uff1a]/.test(root.text);
    const message = 'the front matter is no list of fields; write them as title: …, date: …';
    const line = isLine ? explainKey(root.text) : { offset: 0, message };
    report({ line: root.line, column: root.column + line.offset }, 'error', line.message);
    return undefined;
  }
  reportCutTexts(text, root, report);
  const { map, states } = isNikola(text) ? readNikola(root) : { map: root, states: [] };
  return new FrontMatterReader(dates, report).read(withAuthorFields(map, report), states);
}

const IN_GROUPS: ReadonlySet<FieldName> = new Set([
  ...(['author', 'authors', 'category', 'categories', 'tags', 'summary', 'image'] as const),
]);

/** A field of another publisher that can be read as one of ours. */
interface Candidate {
  readonly entry: YamlEntry;
  readonly field: FieldName;
  readonly rank: number;
  readonly value: YamlNode;
  /** Name, with its group. */
  readonly name: string;
}

class FrontMatterReader {
  readonly #fields: { [Name in FieldName]?: YamlNode } = {};
  readonly #groups: { readonly key: string; readonly value: YamlMap }[] = [];
  readonly #dates: PublicationContext;
  readonly #report: Report;
  readonly #publication: PublicationReader;
  readonly #candidates: Candidate[] = [];
  readonly #adopted: { [Name in FieldName]?: string } = {};
  #address: AddressFields = {};
  readonly #former: FormerAddress[] = [];
  #isReadable = true;
  #hasLayout = false;

  constructor(dates: PublicationContext, report: Report) {
    this.#dates = dates;
    this.#report = report;
    this.#publication = new PublicationReader(dates, report);
  }

  /** `states` are entries whose values may be words for a state that is not public. */
  read({ entries }: YamlMap, states: readonly YamlEntry[]): FrontMatter | undefined {
    for (const state of states) this.#publication.readBy(STATE, state);
    for (const entry of entries) {
      const name = fieldNamed(entry.key);
      if (name !== undefined) this.#take(name, entry);
      else this.#readOther(entry);
    }
    for (const { key, value } of this.#groups) this.#takeFrom(key, value.entries);
    this.#adopt();
    if (this.#hasLayout) this.#partWords();
    if (!this.#isReadable) return undefined;
    return {
      fields: this.#fields,
      publication: this.#publication.publication,
      ...(Object.keys(this.#adopted).length > 0 && { adopted: this.#adopted }),
      ...(Object.keys(this.#address).length > 0 && { address: this.#address }),
      ...(this.#former.length > 0 && { former: this.#former }),
    };
  }

  #take(name: FieldName, { key, value, line, column }: YamlEntry): void {
    const earlier = this.#fields[name];
    this.#fields[name] = (name === 'date' && this.#datesIn(value)) || value;
    if (!earlier) return;
    const isSame = isSameValue(earlier, value);
    this.#isReadable &&= isSame;
    this.#report({ line, column }, isSame ? 'warning' : 'error', givenBefore(key, earlier.line, isSame));
  }

  /** Returns the date in a mapping of dates, as Material for MkDocs has it, and proposes that of the last change. */
  #datesIn(node: YamlNode): YamlNode | undefined {
    const entries = node.kind === 'map' ? node.entries : [];
    const created = entries.find(({ key }) => key === 'created')?.value;
    const updated = entries.find(({ key }) => key === 'updated');
    const value = created && updated && adopt('updated', updated.value, this.#dates);
    if (value) this.#candidates.push({ entry: updated, field: 'updated', rank: BEHIND, value, name: 'date.updated' });
    return created;
  }

  #readOther(entry: YamlEntry): void {
    const { key, value } = entry;
    if (key === 'layout') this.#hasLayout = true;
    if (value.kind === 'map' && GROUPS.has(key.toLowerCase())) {
      this.#readGroup(key, value);
      return;
    }
    if (value.kind === 'map' && GROUPS_OF_PUBLICATION.has(key.toLowerCase())) {
      const entries = value.entries.filter(field => isOfPublicationInGroup(field.key));
      if (this.#readPublication(key, entries)) return;
    }
    const verdict = this.#publication.read(entry);
    if (verdict === 'unreadable') this.#isReadable = false;
    if (verdict !== 'silent' || this.#readPublication('', fieldsWithin(entry))) return;
    const address = readAddressField(entry, this.#report);
    const former = address ? undefined : readFormerAddresses(entry, this.#report);
    if (address) this.#address = { ...this.#address, ...address };
    else if (former) this.#former.push(...former);
    else if (!this.#propose(entry) && !isEmptyForeign(entry)) this.#readUnknown(entry);
  }

  /** Returns true if a field of another publisher can be read as one of ours. */
  #propose(entry: YamlEntry, group?: string): boolean {
    const foreign = fieldOfEntry(entry);
    const value = foreign && adopt(foreign.field, entry.value, this.#dates, entry.key);
    if (!value) return false;
    const { field, rank } = foreign;
    const name = group === undefined ? entry.key : `${group}.${entry.key}`;
    // Fields in a group are for a theme, and rank below those that all programs read.
    this.#candidates.push({ entry, field, rank: group === undefined ? rank : rank + BEHIND, value, name });
    return true;
  }

  /** Fills missing fields of ours from those of other publishers. */
  #adopt(): void {
    for (const { entry, field, value, name } of this.#candidates.sort((a, b) => a.rank - b.rank)) {
      if (hasValue(this.#fields, field)) continue;
      this.#fields[field] = value;
      this.#adopted[field] = name;
      const { line, column } = entry;
      this.#report({ line, column }, 'note', `${name} is read as ${field}`, true);
    }
  }

  /** Splits lists that are written as text at spaces and commas, as Jekyll's are, whose articles have a layout. */
  #partWords(): void {
    for (const field of ['categories', 'tags'] as const) {
      const node = this.#fields[field];
      const words = node && wordsIn(node);
      if (!node || !words) continue;
      this.#fields[field] = { ...node, kind: 'list', items: words };
      this.#report(node, 'note', `${field} is parted at its spaces and commas, as Jekyll's are`, true);
    }
  }

  #readUnknown({ key, line, column, value }: YamlEntry): void {
    if (this.#dates.holdsNothing?.has(foldFieldName(key))) return;
    // Letters of full width look like others.
    const plain = key.normalize('NFKC');
    const isWide = plain !== key && publicationRule(plain) !== undefined;
    const remedy = isWide ? `${plain}:` : nearHolding(plain);
    const meant = remedy === undefined ? fieldMeant(key, value) : undefined;
    const hint =
      remedy === undefined
        ? `; ${meant ? `did you mean ${meant}?` : 'it is ignored'}`
        : `, so the article is held back; write ${remedy}${orHoldsNothing(key)}`;
    if (remedy !== undefined) this.#isReadable = false;
    const severity = remedy === undefined ? 'warning' : 'error';
    const unread = remedy === undefined ? unreadField(key) : undefined;
    const message = unread ?? `${key} is not a field that Bantin knows${hint}`;
    this.#report({ line, column }, severity, message, severity === 'warning');
  }

  /** Reads a group. Most of its fields are for themes, so unknown ones are not reported. */
  #readGroup(key: string, group: YamlMap): void {
    this.#groups.push({ key, value: group });
    this.#readPublication(key, group.entries);
  }

  /** Returns true if one of the fields is about publishing. */
  #readPublication(key: string, entries: readonly YamlEntry[]): boolean {
    const verdicts = entries.map(entry => this.#publication.read(entry, key === '' ? '' : `${key}.`));
    if (verdicts.includes('unreadable')) this.#isReadable = false;
    return verdicts.some(verdict => verdict !== 'silent');
  }

  #takeFrom(group: string, entries: readonly YamlEntry[]): void {
    for (const entry of entries) {
      const name = fieldNamed(entry.key);
      if (name === undefined) this.#propose(entry, group);
      else if (IN_GROUPS.has(name) && !isGiven(this.#fields, name)) this.#fields[name] = entry.value;
    }
  }
}

/** Returns the fields of a group about publishing, by names such as `schedule_publish`, but for a misspelt name. */
function fieldsWithin({ key, value }: YamlEntry): readonly YamlEntry[] {
  if (value.kind !== 'map' || !publicationRule(key) || nearHolding(key) !== undefined) return [];
  return value.entries.map(entry => ({ ...entry, key: `${key}_${entry.key}` }));
}

/** Rank above the number of names for one field. */
const BEHIND = 1000;

/** Adds fields from S3 user metadata, for those that front matter leaves out. Lists are separated by commas. */
export function addMetadata(fields: Fields, metadata: Readonly<Record<string, string>>): Fields {
  const added: { [Name in FieldName]?: YamlNode } = { ...fields };
  for (const name of FIELDS) {
    const text = metadata[name.toLowerCase()];
    if (text === undefined || isGiven(added, name)) continue;
    added[name] = LIST_FIELDS.has(name) ? listNode(text) : scalarNode(text);
  }
  return added;
}

const PLURALS: { readonly [Name in FieldName]?: FieldName } = {
  author: 'authors',
  authors: 'author',
  category: 'categories',
  categories: 'category',
};
/** Position for metadata, which has no lines. */
const NOWHERE: Position = { line: 1, column: 1 };

function isGiven(fields: Fields, name: FieldName): boolean {
  const plural = PLURALS[name];
  return fields[name] !== undefined || (plural !== undefined && fields[plural] !== undefined);
}

/** Returns true for a field with a value. An empty field leaves room for another source of it. */
function hasValue(fields: Fields, name: FieldName): boolean {
  const plural = PLURALS[name];
  return [fields[name], plural && fields[plural]].some(
    node => node !== undefined && !(node.kind === 'scalar' && node.text.trim() === ''),
  );
}

function listNode(text: string): YamlNode {
  return { kind: 'list', items: text.split(',').map(scalarNode), ...NOWHERE };
}

function scalarNode(text: string): YamlNode {
  const trimmed = text.trim();
  return { kind: 'scalar', value: trimmed, text: trimmed, ...NOWHERE };
}

/**
 * Lists of single words that are valid in addresses, as Jekyll has them, with commas or without; names of several words
 * mostly have other letters.
 */
const SLUGS = /^[a-z\d_-]+(?:(?:, *| +)[a-z\d_-]+)+$/;

function wordsIn(node: YamlNode): readonly YamlNode[] | undefined {
  if (node.kind !== 'scalar' || !SLUGS.test(node.text.trim())) return undefined;
  const words = node.text.trim().split(/[, ] */);
  return words.map(text => ({ ...node, value: text, text }));
}
