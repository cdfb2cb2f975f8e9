import { codeSpans } from './code-lines.ts';
import { endless } from './comment-ends.ts';
import { beginsComment } from './comment-tags.ts';
import { formulaEnd } from './formula.ts';
import { isAddressTag, meaningOf, readArguments } from './shortcodes.ts';
import { addressLink, beginsLine, isBehindLink, isInAddress, MAX_TAG } from './tag-place.ts';

/** A tag without a known meaning, or a comment: its offset, the spelling of its kind, and the tag, or what is in it. */
export interface Unknown {
  readonly at: number;
  readonly what: string;
  readonly text: string;
}

/** Replacement of a tag: the new text, and the offset where reading continues. */
export interface Replacement {
  readonly text: string;
  readonly end: number;
  readonly what?: string;
  /** The words that leave, as they are reported; the whole tag where it is absent. */
  readonly inner?: string;
}

/** Reads the tag that begins at an offset; `undefined` where it is text. */
export type Reader = (at: number) => Replacement | undefined;

/** Possible beginnings of tags, and constructs that hide one: a span of code, a character behind a backslash. */
const TEMPLATE = /\\[\s\S]|`+|\$\$?|\{[{%:#.]|\{(?=[\w-]+=)/g;

/**
 * Replaces shortcodes, tags of Liquid and Nunjucks, and lists of attributes by their meaning, or removes them. The
 * number of lines stays the same. Code is left alone.
 */
export function replaceTemplates(text: string, onUnknown: (unknown: Unknown) => void): string {
  const templates = new Templates(text);
  return replaceTags(text, TEMPLATE, at => templates.read(at), onUnknown);
}

/**
 * Returns the offsets of tags in braces that `replaceTemplates` reads, so of none in code or in what tags show.
 * Those in comments are among them.
 */
export function tagOffsets(text: string): readonly number[] {
  const templates = new Templates(text);
  const offsets: number[] = [];
  const read: Reader = at => {
    offsets.push(at);
    return beginsComment(text, at) ? undefined : templates.read(at);
  };
  replaceTags(text, TEMPLATE, read, () => {});
  return offsets;
}

/** Replaces the tags that a reader recognizes, at each place where a pattern says that one may begin. */
export function replaceTags(
  text: string,
  pattern: RegExp,
  read: Reader,
  onUnknown: (unknown: Unknown) => void,
): string {
  let spans: ReadonlyMap<number, number> | undefined;
  let [done, from] = ['', 0];
  for (const { 0: mark, index: at } of text.matchAll(pattern)) {
    if (at < from || mark.startsWith('\\')) continue;
    spans ??= codeSpans(text);
    const replacement = /^[`$]/.test(mark)
      ? verbatim(text, at, mark.startsWith('$') ? formulaEnd(text, at) : spans.get(at))
      : read(at);
    if (!replacement) continue;
    const { text: instead, end, what, inner = text.slice(at, end) } = replacement;
    if (what !== undefined) onUnknown({ at, what, text: inner });
    done += text.slice(from, at) + withLines(amongText(instead, text, at, end), text.slice(at, end));
    from = end;
  }
  return from === 0 ? text : done + text.slice(from);
}

/** Returns a span of code, or a formula, unchanged. */
function verbatim(text: string, at: number, end: number | undefined): Replacement | undefined {
  return end === undefined ? undefined : { text: text.slice(at, end), end };
}

/**
 * Wraps HTML in a span where text follows it. As a block of HTML it would include the lines below it, up to the next
 * blank line, and show their marks.
 */
function amongText(instead: string, text: string, at: number, end: number): string {
  if (!/^<(?:iframe|figure)/.test(instead)) return instead;
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const goesOn = /^[ \t]{0,80}\n?[ \t]{0,80}\S/.test(text.slice(end, end + 200));
  return before.trim() === '' && goesOn ? `<span>${instead}</span>` : instead;
}

/** Pads a text to the number of lines of the original. */
function withLines(text: string, original: string): string {
  const missing = count(original) - count(text);
  return missing > 0 ? text + '\n'.repeat(missing) : text;
}

function count(text: string): number {
  return text.includes('\n') ? text.split('\n').length - 1 : 0;
}

/** Pairs of tags whose content is not translated: it is shown as it is, as code, or not at all. */
const VERBATIM: ReadonlyMap<string, 'text' | 'code' | 'nothing'> = new Map([
  ['raw', 'text'],
  ['verbatim', 'text'],
  ['highlight', 'code'],
  ['codeblock', 'code'],
  ['code', 'code'],
  ['comment', 'nothing'],
]);

/** Attributes of kramdown and Pandoc: an id, a class, a value; and instructions to kramdown in the same form. */
const ATTRIBUTE = /^(?:[.#][\w:-]+|[\w-]+=[\w%./-]*|toc|\/[a-z]*)$/;
/** Maximum length of a tag of kramdown, in UTF-16 code units. */
const MAX_EXTENSION = 256;

/** Removes a comment up to its end, and reports it unless it is empty. */
function commentTo(end: number, what: string, inner: string): Replacement {
  return { text: '', end, inner, ...(inner.trim() !== '' && { what }) };
}

/** Reads the tags of one text. No stretch of it is searched twice for one mark. */
class Templates {
  readonly #text: string;
  /** Marks that close a pair and are not looked for any more. */
  readonly #absent = new Set<string>();
  /** Next offset of each mark, from an offset on: infinite where it does not occur again. */
  readonly #next = new Map<string, { readonly from: number; readonly at: number }>();

  constructor(text: string) {
    this.#text = text;
  }

  read(at: number): Replacement | undefined {
    const [next, third] = [this.#text[at + 1], this.#text[at + 2]];
    if (next === '%') return this.#liquid(at);
    if (next === '#' && /[-\s]/.test(third ?? '')) return this.#comment(at);
    if (next !== '{') return this.#attributes(at);
    return third === '<' || third === '%' ? this.#shortcode(at, third) : this.#expression(at);
  }

  /** Removes a list of attributes: it belongs to the text before it, or to a paragraph. */
  #attributes(at: number): Replacement | undefined {
    const text = this.#text;
    const isOfKramdown = text[at + 1] === ':';
    if (isOfKramdown && text[at + 2] === ':') return this.#extension(at);
    if (!isOfKramdown && !/[)`]/.test(text[at - 1] ?? '')) return undefined;
    if (text[at - 1] === ')' && !isBehindLink(text, at)) return undefined;
    const end = this.#endOf(at, '}');
    const inner = text.slice(at + 1, (end ?? at) - 1).replace(/^:/, '');
    if (end === undefined || /[{\n]/.test(inner)) return undefined;
    const all = inner
      .replace(/"[^"]*"|'[^']*'/g, 'x')
      .split(/\s+/)
      .filter(one => one !== '');
    return all.length > 0 && all.every(one => ATTRIBUTE.test(one)) ? { text: '', end } : undefined;
  }

  /**
   * Extensions of kramdown: `{::comment}`, which nobody is to read, and those that say how to read. A comment that
   * begins within a line ends in the same paragraph.
   */
  #extension(at: number): Replacement | undefined {
    const head = /^\{::(comment|nomarkdown|options)\b[^{}\n]{0,200}\}/.exec(this.#text.slice(at, at + MAX_EXTENSION));
    if (!head) return undefined;
    const end = at + head[0].length;
    if (head[1] !== 'comment' || head[0].endsWith('/}')) return { text: '', end };
    const marks = ['{:/comment}', '{:/}'].map(mark => ({
      mark,
      from: this.#find(mark, end) ?? Number.POSITIVE_INFINITY,
    }));
    const { mark, from } = marks.reduce((one, other) => (other.from < one.from ? other : one));
    if (from === Number.POSITIVE_INFINITY || (this.#nextBlankLine(end) < from && !beginsLine(this.#text, at)))
      return { text: head[0], end, what: endless('{::comment}') };
    return commentTo(from + mark.length, '{::comment}', this.#text.slice(end, from));
  }

  /** Nunjucks, Jinja: `{# … #}`. */
  #comment(at: number): Replacement | undefined {
    const close = this.#find('#}', at + 2);
    if (close === undefined) return { text: '{#', end: at + 2, what: endless('{# #}') };
    return commentTo(close + 2, '{# #}', this.#text.slice(at + 2, close));
  }

  #shortcode(at: number, kind: string): Replacement | undefined {
    const end = this.#endOf(at, kind === '<' ? '>}}' : '%}}');
    if (end === undefined) return undefined;
    const inner = this.#text.slice(at + 3, end - 3).trim();
    if (inner.startsWith('/*') && inner.endsWith('*/'))
      return { text: this.#text.slice(at, end).replace('/*', '').replace('*/', ''), end };
    const mark = kind === '<' ? '>' : kind;
    const isStray = /^\/\s*comment$/.test(inner);
    if (inner.startsWith('/')) return { text: '', end, ...(isStray && { what: `{{${kind} /comment ${mark}}}` }) };
    const [name = ''] = /^[\w./-]+/.exec(inner) ?? [];
    const rest = inner.slice(name.length);
    if (name === 'comment' && !rest.endsWith('/'))
      return { text: '', end, what: endless(`{{${kind} comment ${mark}}}`) };
    const closings = [`{{${kind} /${name}`, `{{${kind}/${name}`];
    const code = VERBATIM.get(name) === 'code' && this.#verbatim(end, name, closings, '}}', rest);
    return code || this.#meant(at, name, rest, end, `{{${kind} ${name} ${mark}}}`);
  }

  #liquid(at: number): Replacement | undefined {
    const end = this.#endOf(at, '%}');
    const inner = this.#text
      .slice(at + 2, (end ?? at) - 2)
      .replace(/^-/, '')
      .trim();
    const [name = ''] = /^[\w-]+/.exec(inner) ?? [];
    if (end === undefined || (name === '' && !inner.startsWith('#'))) return undefined;
    // `{% # … %}` is a comment of Liquid.
    if (name === '') return commentTo(end, '{% # %}', inner.slice(1).replace(/-$/, ''));
    if (name.startsWith('end')) return { text: '', end, ...(name === 'endcomment' && { what: '{% endcomment %}' }) };
    const rest = inner.slice(name.length);
    if (!VERBATIM.has(name)) return this.#meant(at, name, rest, end, `{% ${name} %}`);
    const closings = [`{% end${name}`, `{%- end${name}`, `{%end${name}`];
    const shown = this.#verbatim(end, name, closings, '%}', rest);
    return shown ?? { text: '', end, ...(name === 'comment' && { what: endless('{% comment %}') }) };
  }

  #meant(at: number, name: string, rest: string, end: number, what: string): Replacement {
    const meaning = meaningOf(name, readArguments(rest));
    if (meaning === undefined) return { text: '', end, what };
    const isBare = isAddressTag(name) && !meaning.startsWith('<') && !isInAddress(this.#text, at);
    return { text: isBare ? addressLink(meaning) : meaning, end };
  }

  /** Replaces an inserted value: an address of the site, which links already have, or a text. */
  #expression(at: number): Replacement | undefined {
    const end = this.#endOf(at, '}}');
    if (end === undefined) return undefined;
    const inner = this.#text
      .slice(at + 2, end - 2)
      .replace(/^[-~]/, '')
      .replace(/[-~]$/, '')
      .trim();
    const quote = inner.charAt(0);
    const close = quote === '"' || quote === "'" ? inner.indexOf(quote, 1) : -1;
    if (close !== -1 && /^\s*(?:\||$)/.test(inner.slice(close + 1))) return { text: inner.slice(1, close), end };
    if (/^(?:site|page)\.(?:baseurl|url)$/i.test(inner)) return { text: '', end };
    return { text: '', end, what: '{{ }}' };
  }

  #verbatim(from: number, name: string, closings: readonly string[], tagEnd: string, rest: string) {
    const found = closings.map(closing => this.#find(closing, from)).filter(at => at !== undefined);
    const at = found.length > 0 ? Math.min(...found) : undefined;
    const end = at === undefined ? undefined : this.#endOf(at, tagEnd);
    if (end === undefined) {
      // Otherwise each opening tag would search to the end again.
      for (const closing of closings) this.#absent.add(closing);
      return undefined;
    }
    const inner = this.#text.slice(from, at);
    switch (VERBATIM.get(name)) {
      case 'code':
        return { text: fence(inner, /\blang:(\S{1,40})/.exec(rest)?.[1] ?? readArguments(rest).plain[0] ?? ''), end };
      case 'text':
        return { text: inner, end };
      default:
        return commentTo(end, '{% comment %}', inner);
    }
  }

  #find(mark: string, from: number): number | undefined {
    const at = this.#absent.has(mark) ? Number.POSITIVE_INFINITY : this.#nextOf(mark, from);
    return Number.isFinite(at) ? at : undefined;
  }

  #nextBlankLine(from: number): number {
    return this.#nextOf('\n\n', from, (text, start) => {
      const found = text.slice(start).search(/\n[ \t]*\n/);
      return found === -1 ? -1 : start + found;
    });
  }

  /** Returns the next offset of a mark; infinite where there is none. */
  #nextOf(mark: string, from: number, search = (text: string, start: number) => text.indexOf(mark, start)): number {
    const known = this.#next.get(mark);
    if (known !== undefined && known.from <= from && from <= known.at) return known.at;
    const found = search(this.#text, from);
    const at = found === -1 ? Number.POSITIVE_INFINITY : found;
    this.#next.set(mark, { from, at });
    return at;
  }

  #endOf(at: number, closing: string): number | undefined {
    const next = this.#nextOf(closing, at + 2);
    return next - at > MAX_TAG ? undefined : next + closing.length;
  }
}

/** Returns a block of code where the marks stand on lines of their own, and a span of code where all is in one line. */
function fence(inner: string, language: string): string {
  if (!inner.includes('\n')) return `\`\`${inner}\`\``;
  const marks = '`'.repeat(Math.max(3, ...[...inner.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${marks}${/^[\w+#-]+$/.test(language) ? language : ''}${inner.startsWith('\n') ? '' : '\n'}${inner}${marks}`;
}
