/**
 * A character, any one in a segment (`?`), any one at all (`[a-z]`, whose list is not read), any number in a segment
 * (`*`), or any number at all (`**`).
 */
type Mark = { readonly is: string } | 'one' | 'any' | 'some' | 'all';

/** Maximum number of patterns that braces may stand for; each is held against each page. */
const MAX_ALTERNATIVES = 16;
/** Maximum length of a pattern, and number of its marks that take any number: its time grows with them. */
const [MAX_LENGTH, MAX_RUNS] = [500, 8];
const BRACES = /\{([^{}]*)\}/;

/**
 * Returns whether the page that Hugo makes of a file fits a pattern of `cascade`, as gobwas/glob reads it, at the root
 * or in any folder above; `undefined` for one without a wildcard, and for one that is not understood or takes too long.
 */
export function pageGlob(glob: string): ((name: string) => boolean) | undefined {
  const isPlain = !/[*?[{]/.test(glob);
  const patterns = isPlain || glob.length > MAX_LENGTH || glob.includes('\\') ? [] : alternatives(folded(glob));
  const marks = patterns.map(marksOf);
  if (marks.length === 0 || marks.includes(undefined)) return undefined;
  return name => pathsOf(name).some(path => marks.some(some => some !== undefined && fitsBelow(path, some)));
}

/** Returns the patterns that braces stand for; none if they are too many, or are no pairs. */
function alternatives(glob: string): readonly string[] {
  let all = [glob.trim()];
  while (all.some(one => BRACES.test(one))) {
    all = all.flatMap(one => {
      const [whole, inner = ''] = BRACES.exec(one) ?? [];
      return whole === undefined ? [one] : inner.split(',').map(part => one.replace(BRACES, () => part.trim()));
    });
    if (all.length > MAX_ALTERNATIVES) return [];
  }
  return all;
}

function marksOf(pattern: string): readonly Mark[] | undefined {
  if (/[{}]/.test(pattern)) return undefined;
  const atoms: readonly string[] = pattern.match(/\*+|\[[^\]]{1,100}\]|./gsu) ?? [];
  if (atoms.includes('[') || atoms.filter(atom => atom.startsWith('*')).length > MAX_RUNS) return undefined;
  return atoms.map(atom => {
    if (atom.startsWith('*')) return atom === '*' ? 'some' : 'all';
    if (atom.startsWith('[')) return 'any';
    return atom === '?' ? 'one' : { is: atom };
  });
}

/**
 * Returns the paths that the page of a file may have, in small letters: with or without ending, language, whatever that
 * is called, and `/index`; that of the home page is `/`.
 */
export function pathsOf(name: string): readonly string[] {
  const whole = `/${folded(name)}`;
  const bare = whole.replace(/\.[a-z]{1,10}$/, '');
  const all = [whole, bare, bare.replace(/\.[\w-]{1,30}$/, '')];
  const paths = new Set(all.flatMap(one => [one, one.replace(/\/index$/, '') || '/']));
  return [...new Set([...paths].flatMap(one => [one, one.replaceAll(' ', '-')]))];
}

function folded(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** Returns true if what follows some slash of a path, with or without it, fits the marks. */
function fitsBelow(name: string, marks: readonly Mark[]): boolean {
  const path = [...name];
  let at = new Set<number>();
  for (let index = 0; index <= path.length; index++) {
    if (path[index] === '/' || path[index - 1] === '/') at.add(0);
    for (const one of at) if (marks[one] === 'some' || marks[one] === 'all') at.add(one + 1);
    const next = new Set<number>();
    const character = path[index];
    if (character === undefined) break;
    for (const one of at) {
      const mark = marks[one];
      if (mark === 'all' || (mark === 'some' && character !== '/')) next.add(one);
      else if (mark !== undefined && takes(mark, character)) next.add(one + 1);
    }
    at = next;
  }
  return at.has(marks.length);
}

/** Returns whether a mark of one character takes it. */
function takes(mark: Mark, character: string): boolean {
  return mark === 'any' || (mark === 'one' ? character !== '/' : typeof mark === 'object' && mark.is === character);
}
