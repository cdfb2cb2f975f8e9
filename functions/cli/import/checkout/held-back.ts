import { Buffer } from 'node:buffer';
import { isOut } from '../../../core/article/is-out.ts';
import type { ArticleReader } from '../../../core/article/reading.ts';
import { fieldNames } from '../../../core/data-files/front-matter-place.ts';
import type { Hold } from '../../../core/data-files/held-below.ts';
import { foldFieldName } from '../../../core/front-matter/publication-rules.ts';
import { holdsIn, mayHold } from '../../../core/import/folders/held-below.ts';
import type { Publisher } from '../../../core/import/folders/publishers.ts';
import { withDraft } from '../../../core/import/folders/with-field.ts';
import type { Instant } from '../../../core/instant.ts';
import type { FileSet } from '../file-set.ts';

/** Reads the holds that files of a checkout declare on others. */
export async function readHolds(files: FileSet, publisher: Publisher): Promise<readonly Hold[]> {
  const holds: Hold[] = [];
  for (const name of files.names)
    if (mayHold(name, publisher)) {
      const covering = holdsIn(name, (await files.read(name)).toString('utf8'), publisher);
      const texts = ROOT_DATA.test(name) ? textsNamedAs(name, files.names) : [];
      const covers = (other: string): boolean => texts.includes(other);
      holds.push(...(texts.length === 0 ? covering : covering.map(one => ({ ...one, covers }))));
    }
  return holds;
}

/** Data in the root of a checkout, for the texts of its name or for all: the name of that folder is not known. */
const ROOT_DATA = /^[^/]+(?=\.11tydata\.[a-z]+$)/i;

/** Returns the texts beside a data file that have its name, but for their last ending. */
function textsNamedAs(data: string, names: readonly string[]): readonly string[] {
  const [stem] = ROOT_DATA.exec(data) ?? [];
  return names.filter(name => ELEVENTY_TEXT.test(name) && name.replace(ELEVENTY_TEXT, '') === stem);
}

/** The ending of a file that Eleventy makes a page of. */
export const ELEVENTY_TEXT = /\.(?:md|markdown|mdx|html?|njk|liquid|webc|vue|hbs|ejs|pug|haml|mustache|txt)$/i;

/** The reason for a draft that does not declare itself one. */
export interface HeldBack {
  readonly why: string;
  /** True if the hold is certain, and false if it only can't be ruled out. */
  readonly isSure: boolean;
}

/** Returns the hold on an article from other files. Its own fields take precedence. */
export function heldBack(
  { name, text }: { readonly name: string; readonly text: string },
  holds: readonly Hold[],
  { read, now }: { readonly read: ArticleReader; readonly now: Instant },
): HeldBack | undefined {
  const covering = holds.filter(({ covers }) => covers(name));
  if (covering.length === 0) return undefined;
  const own = fieldNames(text);
  for (const { file, fields } of covering) {
    if (fields === undefined) return { why: `what ${file} says of it can't be read`, isSure: false };
    const handed = Object.entries(fields).filter(([field]) => !own.has(foldFieldName(field)));
    if (handed.length === 0) continue;
    const fake = JSON.stringify({ title: 'A', date: '2000-01-01', ...Object.fromEntries(handed) });
    const { article } = read({ key: 'articles/a.md', bytes: Buffer.from(`${fake}\n\nA\n`), lastModified: 0 });
    if (article && isOut(article, now)) continue;
    const said = handed.map(([field, value]) => `${field}: ${JSON.stringify(value)}`).join(', ');
    return { why: `${article?.heldBy ?? said}, in ${file}`, isSure: true };
  }
  return undefined;
}

/** Returns the text of an article as a draft; `undefined` where a draft can't be declared in it. */
export function asDraft(text: string, key: string, read: ArticleReader): string | undefined {
  const draft = withDraft(text);
  if (draft === undefined) return undefined;
  return read({ key, bytes: Buffer.from(draft), lastModified: 1000 }).article?.draft ? draft : undefined;
}
