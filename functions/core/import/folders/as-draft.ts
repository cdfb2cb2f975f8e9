import { withField } from './checkout-files.ts';

/** Texts that say of an article that it is a draft, the likeliest first; which of them is read so, a reader knows. */
export function draftsOf(text: string): readonly string[] {
  const [, mark = ''] = /^(---|\+\+\+)[ \t]*\r?\n/.exec(text) ?? [];
  const close = mark === '' ? -1 : text.indexOf(`\n${mark}`, mark.length);
  const without = close === -1 ? text : withoutDraft(text.slice(0, close)) + text.slice(close);
  const field = withField(without, 'draft', true);
  const json = text.replace(/^(\s{0,9}(?:---json\s{0,9}|;;;\s{0,9})?\{)/, '$1"draft": true, ');
  return [
    ...(field === undefined ? [] : [field]),
    ...(json === text ? [] : [json]),
    `draft: true\n${text}`,
    fenced(text),
  ];
}

function fenced(text: string): string {
  return `---\ndraft: true\n---\n${text}`;
}

function withoutDraft(head: string): string {
  return head
    .split('\n')
    .filter(line => !/^draft[ \t]*[:=]/.test(line))
    .join('\n');
}
