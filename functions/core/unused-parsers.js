// Stand in bundles for parsers that packages load and that nothing here uses.

/**
 * Parser of `postcss`, 100 KB, for sanitize-html's option `parseStyleAttributes`, which `sanitize.ts` switches off.
 * @throws Error
 */
export function parse() {
  throw new Error('styles are not parsed: see parseStyleAttributes in functions/core/html/sanitize.ts');
}

/**
 * Parser of `sax`, 25 KB, for reading XML with xml-js. The `feed` package only writes with that.
 * @throws Error
 */
export function parser() {
  throw new Error('XML is not read with xml-js: see functions/core/import/xml-tree.ts');
}
