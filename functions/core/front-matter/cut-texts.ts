import { reportCutText } from '../fields/cut-texts.ts';
import type { Report } from '../fields/fields.ts';
import { commentsIn, type FindComment, mayCutValues } from '../yaml/comment-behind.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import { type FieldName, fieldNamed } from './field-names.ts';
import { foreignField, GROUPS } from './foreign-fields.ts';
import type { FrontMatterText } from './front-matter-text.ts';
import { foldFieldName } from './publication-rules.ts';

/** Fields whose values are words. */
const TEXTS: ReadonlySet<FieldName | undefined> = new Set<FieldName>([
  ...(['id', 'title', 'correction', 'summary', 'author', 'authors', 'category', 'categories', 'tags'] as const),
]);
/** Fields within others whose values are words, folded. */
const TEXTS_WITHIN: ReadonlySet<string> = new Set(
  'name label title alt alttext imagealt imagealttext caption credit credits creditname attribution reason'.split(' '),
);

/**
 * Warns of texts that a `#` cuts, since a comment begins there in YAML: `title: Bài hát # 1`. Other values, such as
 * dates, have comments that are meant.
 */
export function reportCutTexts({ form, text, line }: FrontMatterText, root: YamlMap, report: Report): void {
  if (form === 'yaml' && mayCutValues(text)) new CutTexts(commentsIn(text, line), report).readFields(root);
}

class CutTexts {
  readonly #find: FindComment;
  readonly #report: Report;

  constructor(find: FindComment, report: Report) {
    this.#find = find;
    this.#report = report;
  }

  readFields({ entries }: YamlMap): void {
    for (const { key, value } of entries) {
      const field = fieldNamed(key) ?? foreignField(key)?.field;
      if (field !== undefined) this.#read(value, key, TEXTS.has(field));
      else if (value.kind === 'map' && GROUPS.has(key.toLowerCase())) this.readFields(value);
    }
  }

  #read(node: YamlNode, name: string, isText: boolean): void {
    if (node.kind === 'list') for (const item of node.items) this.#read(item, name, isText);
    else if (node.kind === 'scalar') {
      if (isText) reportCutText(this.#find, node, name, this.#report);
    } else {
      for (const { key, value } of node.entries)
        this.#read(value, `${name}.${key}`, TEXTS_WITHIN.has(foldFieldName(key)));
    }
  }
}
