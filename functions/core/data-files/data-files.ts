import { Buffer } from 'node:buffer';
import type { Source } from '../article/article.ts';
import { openSource } from '../article/source-text.ts';
import type { Fields } from '../front-matter/field-names.ts';
import { readFrontMatter } from '../front-matter/front-matter.ts';
import type { FrontMatterText } from '../front-matter/front-matter-text.ts';
import type { DateContext, Publication } from '../front-matter/publication.ts';
import { foldFieldName } from '../front-matter/publication-rules.ts';
import { addTo } from '../groups.ts';
import type { DataFile } from '../site/site.ts';
import { fieldNames } from './front-matter-place.ts';
import { parentFolder } from './held-below.ts';
import { type DataHold, holdsOf, isFieldsFile } from './holds.ts';

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
  readonly #dates: DateContext;

  constructor(files: readonly DataFile[], dates: DateContext) {
    for (const file of files) for (const hold of holdsOf(file)) addTo(this.#holds, parentFolder(file.key), hold);
    this.#dates = dates;
  }

  /** Returns what holds a source back of what files say of it, or of all below them; its own fields come first. */
  holdOf({ key, bytes, sidecars = [] }: Source): Publication {
    const ofOne = sidecars.filter(file => !isFieldsFile(file.key)).flatMap(holdsOf);
    const covering = this.#holds.size === 0 ? [] : this.#above(key).filter(({ covers }) => covers(key));
    if (ofOne.length + covering.length === 0) return {};
    const own = new Set(fieldNames(Buffer.from(bytes).toString('utf8')));
    for (const { file, fields } of [...ofOne, ...covering]) {
      if (fields === undefined) return { heldBy: `${file}, which can't be read or is never run` };
      const handed = Object.entries(fields).filter(([field]) => !own.has(foldFieldName(field)));
      const reason = handed.length === 0 ? undefined : this.#reasonIn(handed);
      if (reason !== undefined) return { heldBy: `${reason}, in ${file}` };
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
    const read = readFrontMatter({ form: 'json', text, line: 1 }, this.#dates, () => undefined);
    if (!read) return said;
    const { heldBy, release, expires } = read.publication;
    if (heldBy !== undefined) return heldBy;
    // When it is public, an article says itself.
    return isHeld(read.fields) || release || expires !== undefined ? said : undefined;
  }
}

function isHeld({ draft, withdrawn }: Fields): boolean {
  return [draft, withdrawn].some(node => node && !(node.kind === 'scalar' && node.value === false));
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
