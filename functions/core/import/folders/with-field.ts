import { fieldNames, frontMatterPlace } from '../../data-files/front-matter-place.ts';
import type { FrontMatterForm } from '../../front-matter/front-matter-text.ts';
import { foldFieldName } from '../../front-matter/publication-rules.ts';

/** Other names of the same field, folded. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  language: ['language', 'lang', 'locale'],
};
/** Names of the field that holds former addresses; of these an article may have several. */
const FORMER = ['aliases', 'redirect_from', 'alias'] as const;

/**
 * Returns a text with a field more in its front matter, in any form that this has; a text without any gets some.
 * `undefined` where the front matter can't be read, or has that field already.
 */
export function withField(text: string, name: string, value: unknown): string | undefined {
  const place = frontMatterPlace(text);
  if (place === 'unread') return undefined;
  const names = place ? fieldNames(text) : new Set<string>();
  if ((NAMES[name] ?? [foldFieldName(name)]).some(one => names.has(one))) return undefined;
  if (!place) return `---\n${name}: ${JSON.stringify(value)}\n---\n${text}`;
  const { from, to, form } = place;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const head = text.slice(from, to);
  const [blanks = '', brace = ''] = /^\s{0,200}(\{?)/.exec(head) ?? [];
  if (brace !== '') {
    const after = from + blanks.length;
    return `${text.slice(0, after)}${JSON.stringify(name)}: ${JSON.stringify(value)}, ${text.slice(after)}`;
  }
  return `${text.slice(0, from)}${fieldLine(form, head, name, value)}${end}${text.slice(from)}`;
}

/** The same with a former address more, in a field that the article does not have yet. */
export function withFormer(text: string, address: string): string | undefined {
  for (const name of FORMER) {
    const found = withField(text, name, [address]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Returns a text that says of itself that it is in no category; `undefined` where its front matter can't be read. */
export function withoutCategories(text: string): string | undefined {
  const place = frontMatterPlace(text);
  const fields = typeof place === 'object' ? place.fields : [];
  const empty = fields.find(({ key, value }) => foldFieldName(key) === 'categories' && value.kind === 'scalar');
  if (!empty || typeof place !== 'object') return withField(text, 'categories', []);
  if (place.form !== 'yaml') return undefined;
  return text.slice(0, empty.at) + text.slice(empty.at).replace(/^([^:\n]{1,99}:)[^\n]{0,99}/, '$1 []');
}

/** Returns a text that says of itself that it is a draft; `undefined` where its front matter can't be read. */
export function withDraft(text: string): string | undefined {
  const place = frontMatterPlace(text);
  const fields = typeof place === 'object' ? place.fields : [];
  const index = fields.findIndex(({ key }) => foldFieldName(key) === 'draft');
  const field = fields[index];
  if (!field || typeof place !== 'object') return withField(text, 'draft', true);
  const end = fields[index + 1]?.at ?? place.to;
  const said = text
    .slice(field.at, end)
    .replace(/([:=]\s{0,99})(?:"[^"\n]{0,99}"|'[^'\n]{0,99}'|[^\s,{}]{1,99})/, '$1true');
  return text.slice(0, field.at) + said + text.slice(end);
}

/** Folded names of fields that hold a date of publication. */
const DATE = /date|publish|release|schedule|embargo|^ngay/;

/**
 * Returns a text whose dates on these lines are comments, so that it can be a draft, and the first of them as it is
 * written. `undefined` where a line holds no date, and in a form without comments.
 */
export function withoutDates(
  text: string,
  lines: readonly number[],
): { readonly text: string; readonly date: string } | undefined {
  const place = frontMatterPlace(text);
  if (typeof place !== 'object' || (place.form !== 'yaml' && place.form !== 'toml')) return undefined;
  const fields = lines.map(line => place.fields.find(({ value }) => value.line === line));
  const dates = fields.flatMap(field =>
    field?.value.kind === 'scalar' && DATE.test(foldFieldName(field.key)) ? field : [],
  );
  const [first] = dates;
  if (first?.value.kind !== 'scalar' || dates.length < lines.length) return undefined;
  const from = [...new Set(dates.map(({ at }) => at))].sort((a, b) => b - a);
  const told = from.reduce((before, at) => `${before.slice(0, at)}# ${before.slice(at)}`, text);
  return { text: told, date: first.value.text };
}

function fieldLine(form: FrontMatterForm, head: string, name: string, value: unknown): string {
  switch (form) {
    case 'toml':
      return `${name} = ${JSON.stringify(value)}`;
    case 'json':
    case 'json members':
      return `${JSON.stringify(name)}: ${JSON.stringify(value)},`;
    case 'header lines':
      return `${/^[ \t]*\.\.[ \t]/.test(head) ? '.. ' : ''}${name}: ${Array.isArray(value) ? value.join(', ') : value}`;
    default:
      return `${name}: ${JSON.stringify(value)}`;
  }
}

/** Returns the values of the fields of a text that are a line, by their folded names. */
export function textFields(text: string): ReadonlyMap<string, string> {
  const place = frontMatterPlace(text);
  const found = new Map<string, string>();
  for (const { key, value } of typeof place === 'object' ? place.fields : [])
    if (value.kind === 'scalar' && value.value !== null && value.text.trim() !== '')
      found.set(foldFieldName(key), value.text.trim());
  return found;
}
