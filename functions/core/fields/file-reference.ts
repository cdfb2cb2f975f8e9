import type { YamlNode } from '../yaml/node.ts';
import { describe, type Report, readText, type Text } from './fields.ts';

/** Returns whether text may name a file or be an address: one has an ending, the other a slash. */
export function mayBeReference(text: string): boolean {
  return /[./]/.test(text);
}

/**
 * A field that names a file or an address. A number, and text with neither dot nor slash, is neither; it is reported.
 * @param wanted Words for what to write, with an example.
 */
export function referenceOf(node: YamlNode, field: string, wanted: string, report: Report): Text | undefined {
  const text = readText(node, field, report);
  const isNumber = node.kind === 'scalar' && typeof node.value === 'number';
  if (!text || (!isNumber && mayBeReference(text.text))) return text;
  report(text, 'error', `${field}: expected ${wanted}, found ${describe(node)}`);
  return undefined;
}
