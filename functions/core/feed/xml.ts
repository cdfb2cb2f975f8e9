/** Characters that XML 1.0 forbids (section 2.2, `Char`), apart from surrogates that stand alone. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;
/**
 * All forbidden characters, lone surrogates included. With the `u` flag a surrogate matches only where it stands alone;
 * that takes ten times as long.
 */
const EVERY_FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Surrogate}]/gu;
const SPECIAL_IN_TEXT = /[&<>\r]/;
const SPECIAL_IN_ATTRIBUTE = /[&<>"\t\n\r]/;

/** Attributes in the order in which they are written; `undefined` ones are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * Escapes text for the content of an element. Every character that XML 1.0 allows is read back unchanged, including a
 * carriage return. A forbidden character is dropped, since no escape can express it (section 4.1, `Legal Character`).
 */
export function escapeText(text: string): string {
  const allowed = withoutForbidden(text);
  if (!SPECIAL_IN_TEXT.test(allowed)) return allowed;
  return allowed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}

/**
 * Escapes text that readers of RSS may take for HTML. A reader that decodes twice knows the names of `&` and `<`, but
 * mostly not their numbers (RSS Best Practices Profile, "Character Data").
 */
export function escapePlainText(text: string): string {
  const allowed = withoutForbidden(text);
  if (!SPECIAL_IN_TEXT.test(allowed)) return allowed;
  return allowed
    .replaceAll('&', '&#x26;')
    .replaceAll('<', '&#x3C;')
    .replaceAll('>', '&#x3E;')
    .replaceAll('\r', '&#13;');
}

/**
 * Escapes text for an attribute in double quotes, and protects it from the normalization of white space (section
 * 3.3.3).
 */
export function escapeAttribute(text: string): string {
  const allowed = withoutForbidden(text);
  if (!SPECIAL_IN_ATTRIBUTE.test(allowed)) return allowed;
  return escapeText(allowed).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
}

/**
 * Returns long text, such as an article's HTML, as the content of an element: a CDATA section costs no time or bytes
 * for each `<`. It can't contain a carriage return, so text with one is escaped instead.
 */
export function cdata(text: string): string {
  if (text.includes('\r')) return escapeText(text);
  const allowed = withoutForbidden(text);
  return `<![CDATA[${allowed.includes(']]>') ? allowed.replaceAll(']]>', ']]]]><![CDATA[>') : allowed}]]>`;
}

/** Returns an element with text. */
export function textElement(name: string, text: string, attributes: Attributes = {}): string {
  return `<${name}${writeAttributes(attributes)}>${escapeText(text)}</${name}>`;
}

/** Returns an element without content. */
export function emptyElement(name: string, attributes: Attributes): string {
  return `<${name}${writeAttributes(attributes)}/>`;
}

/**
 * Returns an element with child elements, each on lines of its own. `children` is markup; `undefined` ones are left
 * out.
 */
export function element(name: string, children: readonly (string | undefined)[], attributes: Attributes = {}): string {
  const present = children.filter(child => child !== undefined);
  if (present.length === 0) return emptyElement(name, attributes);
  return `<${name}${writeAttributes(attributes)}>\n${present.join('\n')}\n</${name}>`;
}

/** Returns an element with child elements, all on one line. */
export function inlineElement(
  name: string,
  children: readonly (string | undefined)[],
  attributes: Attributes = {},
): string {
  return `<${name}${writeAttributes(attributes)}>${children.join('')}</${name}>`;
}

/** Returns a document around its root element. */
export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root}\n`;
}

function writeAttributes(attributes: Attributes): string {
  let markup = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) markup += ` ${name}="${escapeAttribute(String(value))}"`;
  }
  return markup;
}

/** Removes forbidden characters again, although strings are cleaned where they come in. */
function withoutForbidden(text: string): string {
  return text.isWellFormed() && !FORBIDDEN.test(text) ? text : text.replace(EVERY_FORBIDDEN, '');
}
