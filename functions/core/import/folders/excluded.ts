/**
 * Returns whether a configuration leaves out a file, or a folder that it is in. `*` in patterns matches anything, as
 * Jekyll reads it. Other special characters are read as widely as they can be.
 */
export function isExcluded(name: string, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return false;
  const segments = name.split('/');
  const paths = segments.map((_, at) => segments.slice(0, at + 1).join('/'));
  return patterns.some(pattern => {
    const own = pattern.replace(/^\.?\/{1,9}/, '').replace(/\/$/, '');
    const wide = widened(own);
    return wide !== '' && paths.some(path => matches(path, wide));
  });
}

/** Returns true if a text fits a pattern of `*` and `?`. */
function matches(text: string, pattern: string): boolean {
  return fits(text, pattern, '*', (mark, one) => mark === '?' || mark === one);
}

/**
 * Returns true if items fit a pattern, in which a star stands for any number of them. Each star takes as few as it can;
 * only the last is ever widened, so that no pattern takes long.
 */
function fits(
  items: ArrayLike<string>,
  pattern: ArrayLike<string>,
  star: string,
  isOne: (mark: string, item: string) => boolean,
): boolean {
  let [at, of, last, from] = [0, 0, -1, 0];
  while (at < items.length) {
    const mark = pattern[of];
    if (mark === star) {
      last = of;
      from = at;
      of += 1;
    } else if (mark !== undefined && isOne(mark, items[at] ?? '')) {
      at += 1;
      of += 1;
    } else if (last >= 0) {
      from += 1;
      at = from;
      of = last + 1;
    } else return false;
  }
  while (pattern[of] === star) of += 1;
  return of === pattern.length;
}

/**
 * Reads lines of `.gitignore` or `.eleventyignore`, of which the last that means a file goes. Returns whether a file is
 * ignored, or a folder that it lies in.
 */
export function ignoredBy(text: string): (name: string) => boolean {
  const lines = text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
    .slice(0, MAX_LINES)
    .map(line => {
      const pattern = line.replace(/^!/, '').replace(/\/$/, '');
      // Without a slash that is not its last, it is a name in any folder.
      const path = pattern.includes('/') ? pattern.replace(/^\.?\//, '') : `**/${pattern}`;
      return { isKept: line.startsWith('!'), segments: path.split('/').map(ofPath) };
    });
  return name => {
    const segments = name.split('/');
    const paths = segments.map((_, at) => segments.slice(0, at + 1));
    return paths.some(path => lines.findLast(line => arePath(path, line.segments))?.isKept === false);
  };
}

/** More lines than such a file has; each is held against each file. */
const MAX_LINES = 500;

/** Widens a segment of a pattern, which stays one segment. */
function ofPath(segment: string): string {
  return segment === '**' ? segment : widened(segment).replace(/\*{2,}/g, '*');
}

/** Returns true if a path fits a widened pattern, of which `**` is any number of folders. */
function arePath(segments: readonly string[], pattern: readonly string[]): boolean {
  return fits(segments, pattern, '**', (mark, segment) => matches(segment, mark));
}

/** Translates an expression that Hugo holds against paths into patterns, as wide as it may be meant. */
export function patternsOf(expression: string): readonly string[] {
  const [, before = '', inner, after = ''] = /^([^()]*)\(([^()]*)\)([^()]*)$/.exec(expression) ?? [];
  const all = inner === undefined ? expression.split('|') : inner.split('|').map(one => before + one + after);
  return all.slice(0, MAX_LINES).map(one => {
    const isToEnd = /(?<!\\)\$$/.test(one);
    const atoms = one.replace(/^\^|\$$/g, '').match(ATOM) ?? [];
    const glob = atoms.map(atom => (QUANTIFIED.test(atom) ? '*' : literalOf(atom))).join('');
    return `*${glob}${isToEnd ? '' : '*'}`;
  });
}

const ATOM = /(?:\\.|\[[^\]]{1,100}\]|[^\\[])(?:[*+?]|\{[\d,]{1,9}\})?/g;
const QUANTIFIED = /(?<=.)(?<!^\\)(?:[*+?]|\{[\d,]{1,9}\})$/;

function literalOf(atom: string): string {
  if (/^(?:\\[a-z]|\[|\.$)/i.test(atom)) return '?';
  return atom.replace(/^\\/, '').replace(/[()]/, '*');
}

function widened(pattern: string): string {
  return pattern.replace(/\[[^[\]]{0,100}\]/g, '?').replace(/\{[^{}]{0,100}\}/g, '*');
}
