import { formatOf } from '../article/key.ts';
import { ARTICLES_PREFIX } from '../bucket-layout.ts';
import { keyOf } from '../entry/reference.ts';
import { type Report, readText } from '../fields/fields.ts';
import type { Fields } from '../front-matter/field-names.ts';
import type { DeclaredOriginal } from './translation.ts';

const EXAMPLE = 'articles/2026/11/cau-moi.md';
/** A path from the folder that the project lies in. */
const IN_CONTENT = /^(?:\.?\/)?content\/(articles\/.*)$/;

/**
 * Reads the field `translationOf`: the path of a source, from the bucket's root (`articles/a.md`, `/articles/a.md`) or
 * from the folder of the article (`a.md`, `../b.md`). `fieldsIn` is the key of the file that has the fields.
 */
export function declaredOriginal(
  { translationOf: node }: Fields,
  key: string,
  fieldsIn: string,
  report: Report,
): { readonly translationOf?: DeclaredOriginal } {
  const text = node && readText(node, 'translationOf', report);
  if (!text) return {};
  const inContent = IN_CONTENT.exec(text.text)?.[1];
  if (inContent !== undefined) {
    const message = `translationOf: paths begin inside the folder of the content; write ${inContent}`;
    report(text, 'error', message);
    return {};
  }
  const original = keyOf(text.text.startsWith(ARTICLES_PREFIX) ? `/${text.text}` : text.text, key);
  if (original === undefined || !original.startsWith(ARTICLES_PREFIX) || formatOf(original) === undefined) {
    const found = `found "${text.text}"`;
    report(text, 'error', `translationOf: expected the path of the original, such as ${EXAMPLE}, ${found}`);
    return {};
  }
  if (original === key.normalize('NFC')) {
    const remedy = 'write the path of the original, or take the field out';
    report(text, 'error', `translationOf: is the path of this article itself; ${remedy}`);
    return {};
  }
  const { line, column } = text;
  return { translationOf: { key: original, line, column, ...(fieldsIn !== key && { in: fieldsIn }) } };
}
