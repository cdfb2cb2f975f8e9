/**
 * Expected fate of a source. `rejected`: a problem is reported, and nothing is published. `withdrawn`: only the
 * withdrawal is published. `expired`: its time is over.
 */
export type Fate = 'published' | 'draft' | 'waiting' | 'expired' | 'rejected' | 'withdrawn';

/** One hostile source, and what must come of it. */
export interface Case {
  readonly name: string;
  readonly key: string;
  readonly source: string | Uint8Array;
  readonly fate: Fate;
  /** A word of its text that every format with whole articles must show. */
  readonly mark?: string;
  /** The title that every format must show, where the source declares one. */
  readonly title?: string;
  /** A word that no published file may hold. */
  readonly secret?: string;
}

/** Front matter from values: JSON is YAML, with every character that a file could not hold escaped. */
export function frontMatter(fields: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${escapeLone(JSON.stringify(value))}`);
  return `---\n${lines.join('\n')}\n---\n`;
}

/** A case that is published, with the word that is looked for in its text. */
export function published(
  name: string,
  key: string,
  fields: Readonly<Record<string, unknown>>,
  body: (mark: string) => string = mark => `Chữ ${mark}.`,
): Case {
  const mark = markOf(name);
  const title = typeof fields.title === 'string' ? { title: expectedLine(fields.title) } : {};
  const source = frontMatter({ date: '2026-11-22 08:00', ...fields }) + body(mark);
  return { name, key, source, fate: 'published', mark, ...title };
}

const marks = new Map<string, string>();

/** A word that no other case has. */
export function markOf(name: string): string {
  const mark = marks.get(name) ?? `marked${String(marks.size).padStart(5, '0')}word`;
  marks.set(name, mark);
  return mark;
}

/**
 * Returns the expected form of a text on one line, written independently of the code under test: as it is typed, but
 * for white space of any kind at its ends.
 */
export function expectedLine(text: string): string {
  const kept = [...text.toWellFormed()].filter(character => {
    const code = character.codePointAt(0) ?? 0;
    const isControl = (code < 0x20 && ![9, 10, 13].includes(code)) || (code >= 0x7f && code <= 0x9f);
    const isNoCharacter = (code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef);
    return !isControl && !isNoCharacter;
  });
  return kept
    .join('')
    .normalize('NFC')
    .split(/[\t\n\r ]+/)
    .filter(part => part !== '')
    .join(' ')
    .trim();
}

/** A lone surrogate that JSON leaves as it is, as no file can. */
function escapeLone(json: string): string {
  return json.replace(
    /\p{Surrogate}|[\u007f-\u009f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff]/gu,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
