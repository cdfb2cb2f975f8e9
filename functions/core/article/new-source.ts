import { PLACEHOLDERS } from '../entry/placeholder.ts';
import { yamlText } from '../import/yaml-text.ts';
import type { Category, Site } from '../site/site.ts';
import { primarySubtag } from '../text/language.ts';
import type { NewArticle } from './new-article.ts';

/** Properties of a newsroom that a new article's comments depend on. */
export interface NewSourceSite extends Pick<Site, 'language'> {
  readonly categories: readonly Pick<Category, 'title'>[];
}

export interface NewSource extends Pick<NewArticle, 'title' | 'ending'> {
  /** Wall clock of the site's zone: `2026-11-28 08:30`. */
  readonly date: string;
  readonly category?: Category;
  readonly isDraft?: boolean;
  /** That of the newsroom unless told. */
  readonly language?: string;
}

/** Optional fields that most articles use, for the author to fill in, by the language of the newsroom. */
const OFFERED = {
  en: {
    category: 'the section, as its readers know it',
    author: 'who wrote it',
    summary: 'one or two sentences, for lists and search engines',
    image: '/media/photo.jpg',
    draft: 'take this line out to publish the article',
  },
  vi: {
    category: 'chuyên mục, như bạn đọc vẫn gọi',
    author: 'người viết',
    summary: 'một hai câu, cho danh sách bài và công cụ tìm kiếm',
    image: '/media/anh.jpg',
    draft: 'bỏ dòng này đi thì bài được đăng',
  },
} as const;

/**
 * Returns the text of a new article: its fields, optional ones as comments, and a line to write the article in place
 * of, in Vietnamese where the article is Vietnamese, else in English.
 */
export function sourceOfNew(article: NewSource, site: NewSourceSite): string {
  const { title, date, category, isDraft, ending } = article;
  const language = primarySubtag(article.language ?? site.language) === 'vi' ? 'vi' : 'en';
  const { category: section, draft, ...offered } = OFFERED[language];
  const body = PLACEHOLDERS[language];
  const titles = site.categories.map(one => one.title).join(', ');
  const fields = [
    `title: ${yamlText(title)}`,
    `date: ${date}`,
    category ? `category: ${yamlText(category.title)}` : `# category: ${titles || section}`,
    ...(article.language === undefined ? [] : [`language: ${article.language}`]),
    ...Object.entries(offered).map(([name, what]) => `# ${name}: ${what}`),
    ...(isDraft ? [`draft: true # ${draft}`] : []),
  ];
  return `---\n${fields.join('\n')}\n---\n\n${ending === 'html' ? `<p>${body}</p>` : body}\n`;
}
