import { Buffer } from 'node:buffer';
import type { Source } from '../article/article.ts';
import { openSource } from '../article/source-text.ts';
import { booleanOf } from '../fields/fields.ts';
import { type FrontMatter, readFrontMatter } from '../front-matter/front-matter.ts';
import type { FrontMatterText } from '../front-matter/front-matter-text.ts';
import { orHoldsNothing, type PublicationContext } from '../front-matter/publication.ts';
import { foldFieldName } from '../front-matter/publication-rules.ts';
import { addTo } from '../groups.ts';
import type { DataFile } from '../site/site.ts';
import { toNfc } from '../text/clean.ts';
import { MAX_SIDECARS } from './data-keys.ts';
import { fieldNames } from './front-matter-place.ts';
import { parentFolder } from './held-below.ts';
import { type DataHold, holdsOf, isFieldsFile } from './holds.ts';

/** A hold that files declare, and its remedy where there is more to say than to take that out. */
export interface DataHeld {
  readonly heldBy?: string;
  readonly remedy?: string;
}

/** The remedy for what a file holds back. */
export const TAKE_OUT = 'take that out';
const LOOK_AT_IT =
  `${TAKE_OUT}; or, if the file says nothing of when articles are public, ` +
  'name it in holdsNothing.files of site.yaml';
const SAVE_IT = `save the file as UTF-8 text of at most 1 MB, or ${TAKE_OUT}`;

/** The fields of an article that has them in a file of their own. */
export interface FieldsFile {
  readonly key: string;
  /** Absent where they can't be read. */
  readonly frontMatter?: FrontMatterText;
}

/**
 * Data files that lie beside articles. Some hold back all articles below their folder (Eleventy, Hugo, Zola); others
 * belong to one article, and come with its source: its fields (Nikola), or what holds it back (Eleventy).
 */
export class DataFiles {
  /** By the folder of their file: none speaks of what lies elsewhere. */
  readonly #holds = new Map<string, DataHold[]>();
  readonly #dates: PublicationContext;
  /** Keys, in NFC, of files that count for nothing where they can't be read. */
  readonly #lookedAt: ReadonlySet<string>;

  constructor(files: readonly DataFile[], dates: PublicationContext, lookedAt: readonly string[] = []) {
    this.#dates = dates;
    this.#lookedAt = new Set(lookedAt.map(toNfc));
    for (const file of files) for (const hold of this.#holdsOf(file)) addTo(this.#holds, parentFolder(file.key), hold);
  }

  /** Returns what a file says. One that was not fetched, as it is too large, may say what nobody has looked at. */
  #holdsOf(file: DataFile): readonly DataHold[] {
    const isLookedAt = this.#isLookedAt(file);
    return holdsOf(file).filter(({ fields, isUnseen }) => fields !== undefined || isUnseen || !isLookedAt);
  }

  /** Returns whether the owner says that a file holds back nothing where it can't be read. */
  #isLookedAt({ key }: DataFile): boolean {
    return this.#lookedAt.has(toNfc(key));
  }

  /**
   * Returns what holds a source back of what files say of it, or of all below them. Its own fields come before those of
   * defaults; what a fields file holds back stays back, unless the article's fields are those of that file, `fieldsIn`.
   */
  holdOf({ key, bytes, sidecars = [] }: Source, fieldsIn: string): DataHeld {
    const beyond = sidecars.find(({ isBeyond }) => isBeyond);
    if (beyond) return { heldBy: `${beyond.key}, beyond the ${MAX_SIDECARS} files of 1 MB together of one article` };
    for (const file of sidecars) {
      const held = isFieldsFile(file.key) && file.key !== fieldsIn ? this.#heldByFields(file) : undefined;
      if (held) return held;
    }
    const ofOne = sidecars.filter(file => !isFieldsFile(file.key)).flatMap(file => this.#holdsOf(file));
    const covering = this.#holds.size === 0 ? [] : this.#above(key).filter(({ covers }) => covers(key));
    if (ofOne.length + covering.length === 0) return {};
    const own = new Set(fieldNames(Buffer.from(bytes).toString('utf8')));
    for (const { file, fields, isUnseen } of [...ofOne, ...covering]) {
      const remedy = isUnseen ? SAVE_IT : LOOK_AT_IT;
      if (fields === undefined) return { heldBy: `${file}, which can't be read or is never run`, remedy };
      const handed = Object.entries(fields).filter(([field]) => !own.has(foldFieldName(field)));
      const reason = handed.length === 0 ? undefined : this.#reasonIn(handed);
      if (reason !== undefined) return { heldBy: `${reason}, in ${file}`, remedy: TAKE_OUT + this.#orNothing(handed) };
      // What is said of one article comes before what is said of all.
      if (sidecars.some(one => one.key === file)) for (const [field] of handed) own.add(foldFieldName(field));
    }
    return {};
  }

  /** Returns the holds of files in the folder of a source and in the folders above it, nearest first. */
  #above(key: string): readonly DataHold[] {
    const found: DataHold[] = [];
    for (let folder = parentFolder(key); folder !== ''; folder = parentFolder(folder.slice(0, -1)))
      found.push(...(this.#holds.get(folder) ?? []));
    return found;
  }

  #reasonIn(handed: readonly (readonly [string, unknown])[]): string | undefined {
    const said = handed.map(([field, value]) => `${field}: ${JSON.stringify(value)}`).join(', ');
    const text = JSON.stringify(Object.fromEntries(handed));
    const read = readFrontMatter({ form: 'json', text, line: 1 }, this.#dates, NO_REPORT);
    if (!read) return said;
    return read.publication.heldBy ?? (reasonIn(read) === undefined ? undefined : said);
  }

  /** Returns what to add to the remedy where no field holds back whose meaning is known. */
  #orNothing(handed: readonly (readonly [string, unknown])[]): string {
    const holding = handed.filter(one => this.#reasonIn([one]) !== undefined).map(([field]) => orHoldsNothing(field));
    return holding.includes('') ? '' : (holding[0] ?? '');
  }

  /** Returns what holds back in the fields of a file, though the article has others of its own. */
  #heldByFields(file: DataFile): DataHeld | undefined {
    const text = file.text === undefined ? undefined : fieldsIn(file.text);
    const read = text && readFrontMatter(text, this.#dates, NO_REPORT);
    if (!read) {
      if (file.text !== undefined && this.#isLookedAt(file)) return undefined;
      return { heldBy: `${file.key}, which can't be read`, remedy: file.text === undefined ? SAVE_IT : LOOK_AT_IT };
    }
    const reason = reasonIn(read);
    return reason === undefined ? undefined : { heldBy: `${reason}, in ${file.key}` };
  }
}

const NO_REPORT = (): void => undefined;

/** Returns the reason for which a file holds an article back. A date there does: an article gives its own. */
function reasonIn({ publication, fields }: FrontMatter): string | undefined {
  const { heldBy, release, expires } = publication;
  if (heldBy !== undefined) return heldBy;
  const isSet = (name: 'draft' | 'withdrawn'): boolean => {
    const node = fields[name];
    return node !== undefined && booleanOf(node, name, NO_REPORT) !== false;
  };
  if (isSet('draft')) return 'draft';
  if (isSet('withdrawn')) return 'withdrawn';
  return release?.field ?? (expires === undefined ? undefined : 'a date of expiry');
}

/** Returns the file that has the fields of an article. */
export function fieldsFileOf(sidecars: readonly DataFile[] = []): FieldsFile | undefined {
  const file = sidecars.find(({ key }) => isFieldsFile(key));
  if (!file) return undefined;
  const frontMatter = file.text === undefined ? undefined : fieldsIn(file.text);
  return { key: file.key, ...(frontMatter && { frontMatter }) };
}

/** Fields in any form of front matter; those of Nikola need no empty line below, and no second field. */
function fieldsIn(text: string): FrontMatterText | undefined {
  const opened = openSource(Buffer.from(text));
  if (!('body' in opened)) return undefined;
  const { frontMatter, form, frontMatterLine: line } = opened;
  if (frontMatter !== undefined) return { form, text: frontMatter, line };
  return { form: 'header lines', text: opened.body(), line: 1 };
}

/** Returns whether a file says anything of others; of one that does not, nothing has to be kept. */
export function says({ key, text }: DataFile): boolean {
  return text === undefined || holdsOf({ key, text }).length > 0;
}
