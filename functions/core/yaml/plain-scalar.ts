import type { YamlScalar } from './node.ts';

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['', null],
  ['~', null],
  ['null', null],
  ['Null', null],
  ['NULL', null],
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);
const MAX_WORD = 5;
const DECIMAL = String.raw`[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?`;
const NO_NUMBER = String.raw`[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)`;
const NUMBER = new RegExp(`^(?:${DECIMAL}|0o[0-7]+|0x[0-9a-fA-F]+|${NO_NUMBER})$`);
const [PLUS, NINE] = [0x2b, 0x39];

/** Resolves a plain scalar in the core schema (YAML 1.2.2, section 10.3.2). */
export function resolvePlain(text: string): YamlScalar['value'] {
  if (text.length <= MAX_WORD) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  const first = text.charCodeAt(0);
  // Numbers begin with one of + , - . / 0 to 9, where the comma and the slash match nothing.
  return first >= PLUS && first <= NINE && NUMBER.test(text) ? numberOf(text) : text;
}

function numberOf(text: string): number {
  if (text.startsWith('0o')) return Number.parseInt(text.slice(2), 8);
  if (text.startsWith('0x')) return Number.parseInt(text.slice(2), 16);
  if (/^[-+]?[0-9]+$/.test(text)) return Number.parseInt(text, 10);
  if (/n$/i.test(text)) return Number.NaN;
  if (/f$/i.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number.parseFloat(text);
}
