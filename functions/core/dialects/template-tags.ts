import { endless, FILLER, isCommentKind } from './comment-ends.ts';
import { beginsComment } from './comment-tags.ts';
import { type Reader, type Replacement, replaceTags, type Unknown } from './replace-tags.ts';
import { isAddressTag, meaningOf, readArguments } from './shortcodes.ts';
import { addressLink, beginsLine, isBehindLink, isInAddress, MAX_TAG } from './tag-place.ts';

/** Possible beginnings of tags, and constructs that hide one: a span of code, a character behind a backslash. */
const TEMPLATE = /\\[\s\S]|`+|\$\$?|\{[{%:#.]|\{(?=[\w-]+=)/g;

/** Returns the end of the code that an offset lies in; `undefined` elsewhere. Offsets only grow. */
export type CodeEnd = (at: number) => number | undefined;

/**
 * Replaces shortcodes, tags of Liquid and Nunjucks, and lists of attributes by their meaning, or removes them. The
 * number of lines stays the same. Code in marks is left alone; in other code, of which `codeEnd` tells, only comments
 * leave, and what keeps tags from being read.
 */
export function replaceTemplates(
  text: string,
  onUnknown: (unknown: Unknown) => void,
  codeEnd: CodeEnd = () => undefined,
): string {
  const templates = new Templates(text);
  const read: Reader = at => {
    const found = templates.read(at);
    const end = found && codeEnd(at);
    return end === undefined || (found && isReadInCode(text, at, found, end)) ? found : undefined;
  };
  return replaceTags(text, TEMPLATE, read, onUnknown);
}

/** A tag, or a comment, that is read: its range, its kind, if it is reported, and the words in it. */
export interface FoundTag {
  readonly at: number;
  readonly end: number;
  readonly what?: string;
  readonly text: string;
}

/** Returns the tags that `replaceTemplates` reads, in order. */
export function tagsIn(text: string): readonly FoundTag[] {
  const templates = new Templates(text);
  const tags: FoundTag[] = [];
  const read: Reader = at => {
    const found = templates.read(at);
    if (found)
      tags.push({ at, end: found.end, text: found.inner ?? '', ...(found.what !== undefined && { what: found.what }) });
    return found;
  };
  replaceTags(text, TEMPLATE, read, () => {});
  return tags;
}

/** Tags that keep what stands between them from being read, and a shortcode that is shown without its marks. */
const SHIELD = /^\{(?:%-?\s{0,9}(?:raw|verbatim)(?![\w-])|\{[<%]\s{0,9}\/\*)/;
/** Beginning of a comment in a tag of Go or Handlebars. */
const NOTE = /^\{\{[-~]?\s{0,9}(?:!|\/\*)/;
/** The beginning of a start tag: an address or another attribute follows. */
const IN_TAG = /<[a-z][^<>]*$/i;
/** Maximum length of what stands before a tag in an attribute, in UTF-16 code units. */
const MAX_ATTRIBUTES = 300;

/** Returns true for what is read in code, too: comments, what shields tags, and attributes of its elements. */
function isReadInCode(text: string, at: number, found: Replacement, codeEnd: number): boolean {
  const { end, what, inner } = found;
  if (inner?.startsWith(FILLER) || (what !== undefined && inner !== undefined && isCommentKind(what))) return true;
  if (NOTE.test(text.slice(at, at + 16))) return true;
  if (end > codeEnd) return false;
  const isShield = found.text !== '' && SHIELD.test(text.slice(at, at + 24));
  return isShield || IN_TAG.test(text.slice(Math.max(0, at - MAX_ATTRIBUTES), at));
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
  return { text: '', end, inner, ...(inner.replaceAll(FILLER, '').trim() !== '' && { what }) };
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
    if (next === '#' && (third === FILLER || /[-\s]/.test(third ?? ''))) return this.#comment(at);
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
