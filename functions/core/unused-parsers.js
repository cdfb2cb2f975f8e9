// Stands in bundles for parsers that packages load and that nothing here uses: `sax`, 25 KB, by which xml-js reads XML
// (the `feed` package only writes with it), and `postcss`.

/**
 * Parser of `postcss`, 100 KB, for sanitize-html's option `parseStyleAttributes`, which `sanitize.ts` switches off.
 * @throws Error
 */
export function parse() {
  throw new Error('styles are not parsed: see parseStyleAttributes in functions/core/html/sanitize.ts');
}
