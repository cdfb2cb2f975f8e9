import { yamlText } from '../import/yaml-text.ts';
import type { Category } from '../site/site.ts';
import type { NewArticle } from './new-article.ts';

export interface NewSource extends Pick<NewArticle, 'title' | 'ending'> {
  /** Wall clock of the site's zone: `2026-11-28 08:30`. */
  readonly date: string;
  readonly category?: Category;
  readonly isDraft?: boolean;
}

/** Optional fields that most articles use, for the author to fill in. */
const OFFERED = [
  '# author: who wrote it',
  '# summary: one or two sentences, for lists and search engines',
  '# image: /media/photo.jpg',
];

/** Returns the text of a new article, without a body: its fields, and optional ones as comments. */
export function sourceOfNew({ title, date, category, isDraft, ending }: NewSource): string {
  const fields = [
    `title: ${yamlText(title)}`,
    `date: ${date}`,
    ...(category ? [`category: ${yamlText(category.title)}`] : []),
    ...(isDraft ? ['draft: true'] : []),
    ...OFFERED,
  ];
  return `---\n${fields.join('\n')}\n---\n\n${ending === 'html' ? '<p></p>\n' : ''}`;
}
