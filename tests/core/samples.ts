import { Buffer } from 'node:buffer';
import type { Article, Source } from '../../functions/core/article/article.ts';
import { readingSlug } from '../../functions/core/article/key.ts';
import { createArticleReader } from '../../functions/core/article/read-article.ts';
import type { Reading } from '../../functions/core/article/reading.ts';
import { formatProblem } from '../../functions/core/problem.ts';
import type { Site } from '../../functions/core/site/site.ts';

export const SITE: Site = {
  title: 'Báo Mẫu',
  description: 'Tin mẫu',
  url: 'https://bao.example/',
  feedsUrl: 'https://feeds.bao.example/',
  language: 'vi',
  timeZone: 'Asia/Ho_Chi_Minh',
  since: 2018,
  entries: 50,
  minimumHours: 48,
  archives: false,
  browse: true,
  content: 'full',
  authors: [],
  categories: [],
  plainText: { drop: ['Cùng chuyên mục', 'Đọc thêm'] },
};

export const NOW = Date.UTC(2026, 10, 23, 12);
export const HOUR = 3_600_000;

export function makeSource(text: string | Uint8Array, more: Partial<Source> = {}): Source {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return { key: 'articles/a.md', bytes, lastModified: Date.UTC(2026, 10, 1, 0, 0, 0, 999), ...more };
}

export function read(text: string | Uint8Array, more: Partial<Source> = {}, site: Site = SITE): Reading {
  return createArticleReader(site)(makeSource(text, more));
}

export function problemsOf(
  text: string | Uint8Array,
  more: Partial<Source> = {},
  site: Site = SITE,
): readonly string[] {
  return read(text, more, site).problems.map(formatProblem);
}

/** The article of a source that must be valid. */
export function articleOf(text: string, more: Partial<Source> = {}, site: Site = SITE): Article {
  const { article, problems } = read(text, more, site);
  if (!article) throw new Error(problems.map(formatProblem).join('\n'));
  return article;
}

let count = 0;

/** An article that differs from every other in its key and id. */
export function makeArticle(more: Partial<Article> = {}): Article {
  count += 1;
  const key = more.key ?? `articles/bai-${String(count).padStart(6, '0')}.md`;
  const published = more.published ?? NOW - count * HOUR;
  return {
    key,
    format: 'markdown',
    id: `tag:bao.example,2018:${key}`,
    slug: readingSlug(key),
    title: `Bài ${count}`,
    published,
    updated: published,
    authors: [],
    categories: [],
    tags: [],
    draft: false,
    ...more,
  };
}
