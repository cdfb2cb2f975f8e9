import { commentsIn, type FindComment, mayCutValues } from '../yaml/comment-behind.ts';
import { shortened } from '../yaml/explain.ts';
import type { YamlMap, YamlNode, YamlScalar } from '../yaml/node.ts';
import type { Report } from './fields.ts';

/** Warns of a text that a `#` cuts, since a comment begins there in YAML: `title: Bài hát # 1`. */
export function reportCutText(find: FindComment, value: YamlScalar, name: string, report: Report): void {
  const found = find(value);
  if (!found) return;
  const empty = value.value === null ? ', so there is no value' : '';
  const message =
    `${name}: "${shortened(found.comment)}" is a comment in YAML and is left out${empty}; ` +
    'put the value in quotes, or the comment on its own line';
  report({ line: found.line, column: found.column }, 'warning', message);
}

/** Fields of `site.yaml` whose values, or the items of these, are words. */
const TEXTS: ReadonlySet<string> = new Set(
  'title description name author authors rights aliases drop categories tags labels'.split(' '),
);
/** Switches of the same names: their comments cut nothing. */
const SWITCHES: ReadonlySet<string> = new Set(['feeds.authors', 'feeds.tags']);
/** Two spaces or more: where a comment is set apart from a value, it is meant. */
const APART = /\s\s$/;

/** Warns of texts of `site.yaml` that a `#` cuts. A comment that more than one space sets apart is meant. */
export function reportCutTextsOfSite(text: string, root: YamlMap, report: Report): void {
  if (!mayCutValues(text)) return;
  const lines = text.split('\n');
  const all = commentsIn(text, 1);
  const find: FindComment = value => {
    const found = all(value);
    const before = found && lines[found.line - 1]?.slice(0, found.column - 1);
    return before === undefined || APART.test(before) ? undefined : found;
  };
  readTexts(root, '', false);

  function readTexts(node: YamlNode, name: string, isText: boolean): void {
    if (node.kind === 'list') for (const item of node.items) readTexts(item, name, isText);
    else if (node.kind === 'map') {
      const isLabels = name.startsWith('labels');
      for (const { key, value } of node.entries)
        readTexts(value, name === '' ? key : `${name}.${key}`, isLabels || TEXTS.has(key));
    } else if (isText && !SWITCHES.has(name)) reportCutText(find, node, name, report);
  }
}
