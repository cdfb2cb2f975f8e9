/**
 * Stands in bundles for `postcss`, 100 KB that sanitize-html loads and that only its option `parseStyleAttributes`
 * uses; `sanitize.ts` switches that off.
 */
export function parse() {
  throw new Error('styles are not parsed: see parseStyleAttributes in functions/core/html/sanitize.ts');
}
