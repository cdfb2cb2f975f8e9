/**
 * Elements that stand by themselves: what is around them is another paragraph. As WordPress has them, so `section` is
 * one and `iframe` is none.
 */
const BLOCKS: ReadonlySet<string> = new Set(
  `table thead tfoot caption col colgroup tbody tr td th div dl dd dt ul ol li pre form map area blockquote address
  style p h1 h2 h3 h4 h5 h6 hr fieldset legend section article aside hgroup header footer nav figure details menu
  summary`.split(/\s+/),
);
/** Nothing within them is a paragraph or a line; how they end. */
const VERBATIM: ReadonlyMap<string, RegExp> = new Map([
  ['pre', /<\/pre\s*>/gi],
  ['script', /<\/script\s*>/gi],
  ['style', /<\/style\s*>/gi],
  ['svg', /<\/svg\s*>/gi],
  ['textarea', /<\/textarea\s*>/gi],
]);
/** White space around them is none. */
const TIGHT: ReadonlySet<string> = new Set(['option', 'optgroup', 'param', 'embed', 'source', 'track', 'figcaption']);
/** White space at their beginning and end is none. */
const TIGHT_WITHIN: ReadonlySet<string> = new Set(['object', 'audio', 'video', 'select']);

const TAG = /<\/?[a-z][^<>]*>/iy;
const NAME = /[a-z][a-z0-9:-]*/i;

type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'verbatim' | 'comment'; readonly text: string; readonly name: string }
  | { readonly kind: 'open' | 'close'; readonly text: string; readonly name: string };

/**
 * The paragraphs and lines of a text of WordPress' classic editor, as it shows them: blank lines part paragraphs, a
 * single line end is a line, elements that stand by themselves are in no paragraph, and `pre` is left alone. A
 * paragraph that begins or ends with the tag of such an element has none of its own but in `blockquote`.
 */
export function paragraphsOf(html: string): string {
  const writer = new Paragraphs();
  for (const token of tokensOf(html)) writer.take(token);
  return writer.finish();
}

class Paragraphs {
  readonly #done: string[] = [];
  /** The tag with which the paragraph began, if that is of an element that stands by itself. */
  #opening: { readonly name: string; readonly text: string } | undefined;
  #inline: string[] = [];
  /** White space that comes next is none. */
  #isTight = false;
  /** A `<br>` was written, and nothing but white space since. */
  #isAfterBreak = false;

  take(token: Token): void {
    if (token.kind === 'text') this.#text(token.text);
    else if (token.kind === 'comment') this.#inlineVerbatim(token.text);
    else if (token.kind === 'verbatim') this.#verbatim(token);
    else if (BLOCKS.has(token.name)) this.#block(token);
    else this.#element(token);
  }

  finish(): string {
    this.#flush();
    return this.#done.join('\n');
  }

  #text(text: string): void {
    const tight = this.#isTight ? text.trimStart() : text;
    // The line end behind a break is no other one.
    const rest = this.#isAfterBreak ? tight.replace(/^[^\S\n]*\n(?![^\S\n]*\n)/, ' ') : tight;
    if (rest.trim() !== '') {
      this.#isTight = false;
      this.#isAfterBreak = false;
    }
    const [first = '', ...others] = rest.split(/\n[^\S\n]*\n\s*/);
    this.#inline.push(first);
    for (const paragraph of others) {
      this.#flush();
      this.#inline.push(paragraph);
    }
  }

  #verbatim({ name, text }: Token & { readonly name: string }): void {
    if (!BLOCKS.has(name)) {
      this.#inlineVerbatim(text);
      return;
    }
    this.#flush();
    this.#done.push(text);
  }

  #inlineVerbatim(text: string): void {
    this.#inline.push(protect(text));
    this.#isAfterBreak = false;
  }

  #block({ kind, name, text }: Token & { readonly name: string }): void {
    if (kind === 'close') {
      this.#flush({ name, text });
      return;
    }
    this.#flush();
    this.#opening = { name, text };
  }

  #element({ kind, name, text }: Token & { readonly name: string }): void {
    const isBefore = TIGHT.has(name) || (TIGHT_WITHIN.has(name) && kind === 'close');
    const isAfter = TIGHT.has(name) || (TIGHT_WITHIN.has(name) && kind === 'open');
    if (name === 'br') {
      this.#break();
      return;
    }
    if (isBefore) this.#trimEnd();
    this.#inline.push(protect(text));
    this.#isTight = isAfter;
    this.#isAfterBreak = false;
  }

  /** Two of them in a row part paragraphs. */
  #break(): void {
    if (this.#isAfterBreak) {
      this.#flush();
      return;
    }
    this.#trimEnd();
    this.#inline.push('<br>');
    this.#isAfterBreak = true;
  }

  #trimEnd(): void {
    for (let last = this.#inline.pop(); last !== undefined; last = this.#inline.pop()) {
      const text = last.trimEnd();
      if (text === '') continue;
      this.#inline.push(text);
      return;
    }
  }

  /** Ends a paragraph, before what begins another, or with the end of an element that stands by itself. */
  #flush(closing?: { readonly name: string; readonly text: string }): void {
    const content = lines(this.#inline.join(''));
    const opening = this.#opening;
    const isOwn = opening === undefined || opening.name === 'blockquote';
    const isEmpty = content === '';
    // The end of a paragraph that blank lines ended already is none.
    const end = closing?.name === 'p' && opening?.name !== 'p' ? '' : (closing?.text ?? '');
    const paragraph = isEmpty ? '' : isOwn ? `<p>${content}</p>` : content;
    const own = opening?.name === 'p' && closing === undefined && !isEmpty ? `${paragraph}</p>` : paragraph;
    const text = `${opening?.text ?? ''}${own}${end}`;
    if (opening?.name !== 'p' || !isEmpty || closing !== undefined) if (text !== '') this.#done.push(text);
    this.#reset();
  }

  #reset(): void {
    this.#opening = undefined;
    this.#inline = [];
    this.#isTight = false;
    this.#isAfterBreak = false;
  }
}

/** Line ends within tags are none of the text. */
const KEPT = '\u0000';

function protect(tag: string): string {
  return tag.includes('\n') ? tag.replaceAll('\n', KEPT) : tag;
}

function lines(inline: string): string {
  const trimmed = inline.replace(/^(?:\s|<br>)+/, '');
  const text = trimmedBreaks(trimmed);
  return text.replaceAll('\n', '<br>\n').replaceAll(KEPT, '\n');
}

function trimmedBreaks(text: string): string {
  let end = text.trimEnd();
  while (end.endsWith('<br>')) end = end.slice(0, -4).trimEnd();
  return end;
}

/** Tags, comments, what is left alone, and the text between. Linear: what is never closed is looked for once. */
function* tokensOf(html: string): Generator<Token> {
  const unclosed = new Set<string>();
  let from = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', Math.max(at + 1, from))) {
    const token = markupAt(html, at, unclosed);
    if (!token) continue;
    if (at > from) yield { kind: 'text', text: html.slice(from, at) };
    yield token;
    from = at + token.text.length;
    at = from - 1;
  }
  if (from < html.length) yield { kind: 'text', text: html.slice(from) };
}

function markupAt(html: string, at: number, unclosed: Set<string>): (Token & { readonly name: string }) | undefined {
  if (html.startsWith('<!--', at)) {
    const end = unclosed.has('!--') ? -1 : html.indexOf('-->', at + 4);
    if (end === -1) unclosed.add('!--');
    return end === -1 ? undefined : { kind: 'comment', name: '!--', text: html.slice(at, end + 3) };
  }
  TAG.lastIndex = at;
  const text = TAG.exec(html)?.[0];
  if (text === undefined) return undefined;
  const name = NAME.exec(text)?.[0].toLowerCase() ?? '';
  const isOpen = text[1] !== '/';
  const closing = isOpen && !unclosed.has(name) ? VERBATIM.get(name) : undefined;
  if (closing) {
    closing.lastIndex = at + text.length;
    const end = closing.exec(html);
    if (end) return { kind: 'verbatim', name, text: html.slice(at, end.index + end[0].length) };
    unclosed.add(name);
  }
  return { kind: isOpen ? 'open' : 'close', name, text };
}
