/** Markup that is safe to send: written in a template, or declared safe by `raw`. Only this is inserted as it is. */
export class SafeHtml {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

/**
 * A value in a template. Text is escaped; `undefined` and `false` render as nothing; lists are joined without a
 * separator.
 */
export type HtmlValue = SafeHtml | string | number | false | undefined | readonly HtmlValue[];

/**
 * Writes HTML with every value escaped for text and for quoted attributes (unquoted ones are not safe). Indentation in
 * the template itself is dropped; values keep theirs.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): SafeHtml {
  const parts = withoutIndentation(strings);
  let markup = '';
  for (let at = 0; at < parts.length; at++) markup += parts[at] + write(values[at]);
  return new SafeHtml(markup);
}

/** Declares markup safe. Only for sanitized markup, or our own. */
export function raw(markup: string): SafeHtml {
  return new SafeHtml(markup);
}

const UNSAFE = /[&<>"']/;
const templates = new WeakMap<TemplateStringsArray, readonly string[]>();

function write(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (value instanceof SafeHtml) return value.markup;
  if (typeof value === 'object') return value.map(write).join('');
  return escapeText(String(value));
}

function escapeText(text: string): string {
  if (!UNSAFE.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function withoutIndentation(strings: TemplateStringsArray): readonly string[] {
  const known = templates.get(strings);
  if (known) return known;
  const parts = strings.map(part => part.replace(/\s*\n\s*/g, '\n'));
  templates.set(strings, parts);
  return parts;
}
