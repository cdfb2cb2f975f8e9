import { type Attributes, emptyElement, inlineElement, textElement, xmlDocument } from '../feed/xml.ts';
import type { License, Payment, Terms, TermValues } from './license.ts';

/** Namespace of Really Simple Licensing 1.0 (https://rslstandard.org/rsl). */
export const RSL_NAMESPACE = 'https://rslstandard.org/rsl';

/** A part of the site, or one page, and its licence. */
export interface LicensedContent {
  /** An address, or a path as `robots.txt` has it (RFC 9309). */
  readonly url: string;
  readonly license: License;
}

/**
 * Renders an element `content` (RSL 1.0, section 3.3).
 * @param prefix Of the names of elements: `rsl:` in RSS (section 4.7), none in a document of its own.
 */
export function rslContent({ url, license }: LicensedContent, prefix: '' | 'rsl:' = ''): string {
  const { terms } = license;
  const { server, copyright } = terms;
  const children = [
    inlineElement(`${prefix}license`, termElements(terms, prefix)),
    copyright === undefined ? undefined : textElement(`${prefix}copyright`, copyright),
    textElement(`${prefix}terms`, license.url),
  ];
  return inlineElement(`${prefix}content`, children, { url, server });
}

/** Renders a document (RSL 1.0, section 3.2). */
export function renderRsl(contents: readonly LicensedContent[]): string {
  return xmlDocument(rslElement(contents, '\n'));
}

/** Renders the root element of a document. */
export function rslElement(contents: readonly LicensedContent[], between = ''): string {
  const markup = [...contents.map(content => rslContent(content)), ''].join(between);
  return `<rsl xmlns="${RSL_NAMESPACE}">${between}${markup}</rsl>`;
}

function termElements({ permits, prohibits, payment }: Terms, prefix: string): readonly string[] {
  return [
    ...valueElements(`${prefix}permits`, permits),
    ...valueElements(`${prefix}prohibits`, prohibits),
    ...(payment ? [paymentElement(payment, prefix)] : []),
  ];
}

function valueElements(name: string, values: TermValues = {}): readonly string[] {
  return Object.entries(values).map(([type, tokens]) => textElement(name, tokens.join(' '), { type }));
}

function paymentElement({ type, standard, custom, amount, currency }: Payment, prefix: string): string {
  const attributes: Attributes = { type };
  const children = [
    standard === undefined ? undefined : textElement(`${prefix}standard`, standard),
    custom === undefined ? undefined : textElement(`${prefix}custom`, custom),
    amount === undefined ? undefined : textElement(`${prefix}amount`, amount, { currency }),
  ].filter(child => child !== undefined);
  return children.length > 0
    ? inlineElement(`${prefix}payment`, children, attributes)
    : emptyElement(`${prefix}payment`, attributes);
}
