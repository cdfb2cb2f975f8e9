/** The end of text before a name that is the end of a longer one. */
const NAME_BEFORE = /[\p{L}\p{M}\p{N}_-]$/u;
/** The same of a path from the folder of its text: behind another folder it is another path, behind `./` it is not. */
const PATH_BEFORE = /(?:[\p{L}\p{M}\p{N}_.-]|(?<!(?:^|[^.])\.)\/)$/u;
/** The beginning of text after a name that is the beginning of a longer one. The end of a sentence is none. */
const NAME_AFTER = /^[./]*[\p{L}\p{M}\p{N}_-]/u;
/** Code units on either side that are looked at. */
const AROUND = 4;

/** `path`: a name that stands as a whole path; `name`: one that may be the end of a path. */
export type NameKind = 'name' | 'path';

/** Returns where a name stands in a text and is no part of a longer one; -1 where it does not. */
export function indexOfName(text: string, name: string, kind: NameKind): number {
  if (name === '') return -1;
  const before = kind === 'path' ? PATH_BEFORE : NAME_BEFORE;
  const isPart = (at: number): boolean => {
    const end = at + name.length;
    return before.test(text.slice(Math.max(0, at - AROUND), at)) || NAME_AFTER.test(text.slice(end, end + AROUND));
  };
  let at = text.indexOf(name);
  while (at !== -1 && isPart(at)) at = text.indexOf(name, at + 1);
  return at;
}
