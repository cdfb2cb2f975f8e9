import type { Navigation } from '../html/navigation.ts';
import type { Problem } from '../problem.ts';

/**
 * Reports navigation that is left out at the end of a saved page. Labels, buttons and links are reported once for all
 * files. Lines that only look like headlines are reported in each file. `bodyLine` is the line where the text begins,
 * 1-based.
 */
export function navigationProblems(
  navigation: readonly Navigation[],
  path: string,
  bodyLine: number,
): readonly Problem[] {
  const problems = navigation.map(({ label, line, what, below }): Problem => {
    const place = { path, ...(line !== undefined && { line: line + bodyLine - 1 }) };
    const things = below === 1 ? what.slice(0, -1) : what;
    if (what !== 'headlines' || below === 0) {
      const more = below === 0 ? '' : ` and the ${things} below it`;
      const message = `"${label}"${more} at the end of a saved page: left out, since it leads elsewhere`;
      return { ...place, severity: 'note', message, files: 1 };
    }
    const message =
      `"${label}" and the ${below} headlines below it at the end of a saved page are left out; if they belong to ` +
      'the article, put them above that line';
    return { ...place, severity: 'warning', message };
  });
  return problems.filter(({ message }, at) => problems.findIndex(other => other.message === message) === at);
}
