// Plugin of esbuild for markdown-it.
import { readFileSync } from 'node:fs';

/** A field, or a static one, as Babel's helper defines it; a comment may stand before the name. */
const DEFINITION = /_defineProperty\(\s*(this|[A-Za-z]\w*),\s*(?:\/\*[\s\S]*?\*\/\s*)?"(\w+)",/g;
const CALL = /_defineProperty\((?!e, r, t\) \{)/;

/**
 * The published build of markdown-it defines each field of a token by a call that asks whether there is such a field
 * already, which is a twentieth of a cold build. A plain assignment makes the same object. The helper itself is then
 * called nowhere, and so in no bundle.
 */
export const plainFields = {
  name: 'plain-fields',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]markdown-it[/\\]dist[/\\]markdown-it\.mjs$/ }, ({ path }) => ({
      contents: withPlainFields(readFileSync(path, 'utf8'), path),
    }));
  },
};

/** @throws Error where fields are defined in a way that is not known. */
export function withPlainFields(code, path) {
  const plain = code.replace(DEFINITION, '($1.$2 =');
  if (plain === code || CALL.test(plain))
    throw new Error(`${path}: fields are defined in another way; see scripts/plain-fields.mjs`);
  return plain;
}
