/**
 * Whether a file, or a folder that it lies in, is among those that a configuration leaves out. In patterns `*` is
 * anything, as Jekyll reads it; what else a pattern may have is read as widely as it can be.
 */
export function isExcluded(name: string, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return false;
  const segments = name.split('/');
  const paths = segments.map((_, at) => segments.slice(0, at + 1).join('/'));
  return patterns.some(pattern => {
    const own = pattern.replace(/^\.?\/{1,9}/, '').replace(/\/$/, '');
    const wide = own.replace(/\[[^[\]]{0,100}\]/g, '?').replace(/\{[^{}]{0,100}\}/g, '*');
    return wide !== '' && paths.some(path => matches(path, wide));
  });
}

/** Each `*` takes as little as it can; only the last is ever widened, so that no pattern takes long. */
function matches(text: string, pattern: string): boolean {
  let [at, of, star, from] = [0, 0, -1, 0];
  while (at < text.length) {
    const mark = pattern[of];
    if (mark === '*') {
      star = of;
      from = at;
      of += 1;
    } else if (mark === '?' || mark === text[at]) {
      at += 1;
      of += 1;
    } else if (star >= 0) {
      from += 1;
      at = from;
      of = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(of));
}
