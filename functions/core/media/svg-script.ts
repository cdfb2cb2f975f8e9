/**
 * Names of elements and attributes that run scripts, or hold a document that could, whatever prefix a namespace gives
 * them.
 */
const RUNS =
  /<(?:[^\s<>/:"'=]{1,64}:)?(?:script|iframe|frame|object|embed|applet|handler|listener|meta|base|link)[\s/>]/;
/** An event's handler: an attribute that begins with `on`. */
const HANDLER = /[\s"'/]on[a-z]{3,32}\s{0,64}=/;
/** Addresses that are code, and documents that are written into the picture. */
const CODE = /(?:java|vb)script:|data:(?:text\/(?!css)|application\/(?!font|x-font|vnd\.ms-fontobject)|image\/svg)/;
/** A style sheet may be a program (XSLT). */
const TRANSFORMED = /<\?xml-stylesheet/;
/**
 * An entity that is more than a short name for a namespace, as drawing programs declare them; of parts of words any
 * address can be made.
 */
const ENTITY = /<!entity\s(?!\s{0,64}[\w.-]{1,64}\s{1,64}["']https?:\/\/[\w./#:-]{0,512}["']\s{0,64}>)/;
const ENCODINGS: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii', 'iso-8859-1', 'windows-1252']);
/** Maximum number of passes over references that stand for references; no honest picture nests them. */
const MAX_PASSES = 4;

/**
 * Returns whether a picture in SVG may run something if it is opened by itself. Text is searched, not a tree: scripts
 * behind an entity or a reference are found, and text that only looks like a script counts as one. So do bytes that
 * can't be read as text.
 */
export function hasSvgScript(bytes: Uint8Array): boolean {
  const text = textOf(bytes);
  if (text === undefined) return true;
  const markup = withoutReferences(text.toLowerCase());
  if (markup === undefined) return true;
  // Browsers skip tabs and line ends within an address.
  const runs = [RUNS, HANDLER, TRANSFORMED, ENTITY].some(pattern => pattern.test(markup));
  return runs || CODE.test(markup.replace(/[\t\n\r]/g, ''));
}

function textOf(bytes: Uint8Array): string | undefined {
  const [first = 0, second = 0] = bytes;
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isWide) return decode(bytes, first === 0xff ? 'utf-16le' : 'utf-16be');
  const text = decode(bytes, 'utf-8') ?? decode(bytes, 'windows-1252');
  // UTF-16 without a mark, or bytes of anything.
  if (text?.includes('\0')) return undefined;
  const declared = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})/.exec(text?.slice(0, 400) ?? '')?.[1];
  return declared === undefined || ENCODINGS.has(declared.toLowerCase()) ? text : undefined;
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Replaces references to characters, also those that entities make of others; `undefined` where that does not end. */
function withoutReferences(text: string): string | undefined {
  let replaced = text;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const next = replaced.replace(
      /&#(?:x([\da-f]{1,6})|(\d{1,7}));|&(amp|lt|gt|quot|apos|colon|tab|newline);/g,
      characterOf,
    );
    if (next === replaced) return replaced.toLowerCase();
    replaced = next;
  }
  return undefined;
}

/** The entities of XML, and those of XHTML that an address can be hidden with. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  colon: ':',
  tab: '\t',
  newline: '\n',
};

function characterOf(
  whole: string,
  hex: string | undefined,
  decimal: string | undefined,
  name: string | undefined,
): string {
  if (name !== undefined) return NAMED[name] ?? whole;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
