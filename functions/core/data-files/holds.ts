import { ARTICLES_PREFIX } from '../bucket-layout.ts';
import { dataScope, directoryData, type Hold, isSection, parentFolder, sectionHolds } from './held-below.ts';

/** A hold whose files are articles, named by their keys. */
export type DataHold = Hold;

/** Returns whether a file has the fields of one article (Nikola). */
export function isFieldsFile(key: string): boolean {
  return /\.meta$/i.test(key);
}

/** A key without its ending. */
export function stemOf(key: string): string {
  const dot = key.lastIndexOf('.');
  return dot > key.lastIndexOf('/') ? key.slice(0, dot) : key;
}

const MARKED = /\.11tydata\.[^./]+$/i;

/** Returns what a file says of when articles below it, or beside it, are public. */
export function holdsOf({ key, text }: { readonly key: string; readonly text?: string }): readonly DataHold[] {
  const name = key.slice(ARTICLES_PREFIX.length);
  if (text === undefined) return [{ file: key, fields: undefined, isUnseen: true, covers: unreadScope(name) }];
  const found = isSection(name)
    ? [
        ...sectionHolds(name, text, false),
        ...(text.trimStart().startsWith('+++') ? sectionHolds(name, text, true) : []),
      ]
    : directoryData(asDirectoryData(name), text);
  return found.map(({ fields, covers }) => ({
    file: key,
    fields,
    covers: other => covers(other.slice(ARTICLES_PREFIX.length)),
  }));
}

/** Returns which sources a file that can't be read may speak of: a section of all below, data of what has its name. */
function unreadScope(name: string): DataHold['covers'] {
  const scope = isSection(name) ? undefined : dataScope(asDirectoryData(name));
  const folders = (scope ?? [parentFolder(name)]).map(one => ARTICLES_PREFIX + one);
  return other => folders.some(folder => other.startsWith(folder));
}

/** In the folder of all articles, whose name at the publisher nobody knows, data may be that of all. */
export function asDirectoryData(name: string): string {
  const dot = name.lastIndexOf('.');
  return name.includes('/') || MARKED.test(name) ? name : `${name.slice(0, dot)}.11tydata${name.slice(dot)}`;
}
