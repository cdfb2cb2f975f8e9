import { Buffer } from 'node:buffer';
import { openSource } from '../article/source-text.ts';
import type { FrontMatterForm } from '../front-matter/front-matter-text.ts';
import { parseFrontMatter } from '../front-matter/parse-front-matter.ts';
import { foldFieldName } from '../front-matter/publication-rules.ts';
import type { YamlNode } from '../yaml/node.ts';

/** A field of front matter, and where its name begins in the text as it stands there. */
export interface FieldPlace {
  /** As it is written. */
  readonly key: string;
  /** Offset in UTF-16 code units. */
  readonly at: number;
  readonly value: YamlNode;
}

/** Front matter as it stands at the top of a text, to the character. */
export interface FrontMatterPlace {
  readonly form: FrontMatterForm;
  /** Offset of its first line, and of the first below it that is the body's. */
  readonly from: number;
  readonly to: number;
  readonly fields: readonly FieldPlace[];
}

/** Finds the front matter of a text: `undefined` where there is none, `'unread'` where it can't be read. */
export function frontMatterPlace(text: string): FrontMatterPlace | 'unread' | undefined {
  if (text.trim() === '') return undefined;
  const opened = openSource(Buffer.from(text));
  if (!('body' in opened)) return 'unread';
  const { frontMatter, form, frontMatterLine: line, bodyLine } = opened;
  if (frontMatter === undefined) return undefined;
  const { root, problems } = parseFrontMatter({ text: frontMatter, form, line });
  if (problems.length > 0) return 'unread';
  const lines = lineStarts(text);
  const start = (of: number): number => lines[of - 1] ?? text.length;
  const entries = root?.kind === 'map' ? root.entries : [];
  // Cleaning may have left characters out before a name; no field begins in another's line for that.
  const fields = entries.map(({ key, value, line: of, column }) => {
    return { key, value, at: Math.min(start(of) + column - 1, start(of + 1)) };
  });
  // JSON may end on the line on which it began, and the body begin there.
  return { form, from: start(line), to: Math.max(start(bodyLine), start(line + 1)), fields };
}

/** Names of the fields, folded. */
export function fieldNames(text: string): ReadonlySet<string> {
  const found = frontMatterPlace(text);
  return new Set(typeof found === 'object' ? found.fields.map(({ key }) => foldFieldName(key)) : []);
}

function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), ({ 0: end, index }) => index + end.length)];
}
