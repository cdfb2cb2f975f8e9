import type { Article } from '../article/article.ts';
import { booleanOf, type Report } from '../fields/fields.ts';
import type { Fields } from '../front-matter/field-names.ts';

/** Returns the fields of an article that only decide which feeds show it. */
export function filingFields(fields: Fields, report: Report): Pick<Article, 'main' | 'republishable'> {
  const { main, republishable } = fields;
  if (!main && !republishable) return {};
  return {
    ...(main && booleanOf(main, 'main', report) === false && { main: false }),
    ...(republishable && booleanOf(republishable, 'republishable', report) && { republishable: true }),
  };
}
