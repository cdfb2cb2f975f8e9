import type { ParsedElement } from '../core/feed/parsed-xml.ts';
import { must, type Rule, should, type XmlDocument } from './rule.ts';

/** Every element, the outermost first. */
export function* everyElement(element: ParsedElement): Generator<ParsedElement> {
  yield element;
  for (const child of element.children) yield* everyElement(child);
}

/** Rules for every XML file. That it is well-formed was seen when it was parsed. */
export const XML_RULES: readonly Rule<XmlDocument>[] = [
  must('XML 1.0, section 2.8', function* declaresItself({ source }) {
    if (!/^<\?xml version="1\.0" encoding="utf-8"\?>\n/i.test(source)) yield source.slice(0, 60);
  }),
  must('RFC 7303, section 3.3', function* hasNoByteOrderMark({ source }) {
    if (source.startsWith('\ufeff')) yield 'a byte order mark';
  }),
  should('XML 1.0, section 2.8', function* needsNoDocumentType({ source }) {
    if (/<!DOCTYPE|<!ENTITY/.test(withoutCdata(source))) yield 'a document type';
  }),
  should('XML 1.0, section 2.2, note', function* hasNoDiscouragedCharacter({ source }) {
    // A guid is what readers know an article by, from wherever it came: it stays as it is.
    for (const [character] of source.replace(/<guid.*?<\/guid>/gs, '').matchAll(DISCOURAGED))
      yield `U+${character.codePointAt(0)?.toString(16)}`;
  }),
  must('XML 1.0, section 4.1', function* refersToNoDiscouragedCharacter({ source }) {
    for (const [reference, hex, decimal] of withoutCdata(source).matchAll(/&#(?:x([\da-f]+)|(\d+));/gi)) {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      if (String.fromCodePoint(code).match(DISCOURAGED)) yield reference;
    }
  }),
  must('XML 1.0, section 2.12', function* namesLanguagesWell({ root }) {
    for (const { name, attributes } of everyElement(root)) {
      const language = attributes['xml:lang'];
      if (language !== undefined && !/^[a-z]{2,8}(?:-[a-z\d]{1,8})*$/i.test(language)) yield `${name}: ${language}`;
    }
  }),
  should('Namespaces in XML 1.0, section 3', function* declaresNoNamespaceTwice({ root }) {
    for (const { name, attributes } of [...everyElement(root)].slice(1)) {
      for (const attribute of Object.keys(attributes)) if (/^xmlns\b/.test(attribute)) yield `${attribute} in ${name}`;
    }
  }),
];

/** C1 controls but NEL, DEL, and code points that are no characters. */
const DISCOURAGED = /[\u007f-\u0084\u0086-\u009f\p{Noncharacter_Code_Point}]/gu;

export function withoutCdata(source: string): string {
  return source.replace(/<!\[CDATA\[.*?\]\]>/gs, '');
}
