import { HOUR, NOW } from '../core/samples.ts';
import { siteYaml } from '../publish/live-newsroom.ts';
import { article } from '../publish/newsroom.ts';

/** The site of a newsroom that has most kinds of what sources share with each other. */
export const SITE = siteYaml(
  'entries: 5',
  'minimumHours: 24',
  'feeds: { authors: true, tags: true }',
  'archives: true',
);

const number = (at: number): string => String(at).padStart(3, '0');

/** Returns the source of one of many articles: some of them are of a kind of their own. */
export function sourceOf(at: number, ...more: readonly string[]): string {
  const fields = [
    `title: Bài ${at}`,
    `date: ${new Date(NOW - (1 + at * 7) * HOUR).toISOString()}`,
    `category: Mục ${at % 4}`,
    `author: Tác giả ${at % 7}`,
    `tags: [${at % 2 ? 'lụa' : 'Lụa'}, thẻ ${at % 5}]`,
    ...(at % 17 === 3 ? [`aliases: [/cu/${at}/]`] : []),
    ...(at % 23 === 5 ? ['id: urn:bao:mot'] : []),
    ...(at % 19 === 4 ? ['draft: true'] : []),
    ...(at % 29 === 6 ? [`translationOf: articles/${number(at - 1)}.md`, 'language: en'] : []),
    ...(at % 31 === 7 ? ['slug: cung-mot-cho'] : []),
    ...(at % 37 === 8 ? ['withdrawn: true'] : []),
    ...(at % 13 === 2 ? ['image: /media/anh.jpg'] : []),
    ...(at % 41 === 9 ? [`expires: ${new Date(NOW - HOUR).toISOString()}`] : []),
    ...more,
  ];
  const body = at % 11 === 1 ? `![Ảnh](anh-${at}.jpg) và [một bài](${number(at + 1)}.md).` : `Lời của bài ${at}.`;
  return article(fields.join('\n'), body);
}

/** Returns a newsroom with so many articles, and media and files that are none. */
export function contentOf(articles: number): Record<string, string> {
  const sources = Array.from({ length: articles }, (_, at) => [`articles/${number(at)}.md`, sourceOf(at)] as const);
  return {
    ...Object.fromEntries(sources),
    'articles/hong.md': '---\ntitle: [\n---\n',
    'articles/la.docx': 'PK',
    'articles/anh-1.jpg': 'JPEG',
    'articles/mai.md': article(`title: Mai\ndate: ${new Date(NOW + 5 * HOUR).toISOString()}`),
    'articles/trang.txt': 'Trang\n\nMột đoạn.\n',
    'media/anh.jpg': 'JPEG',
    'media/lac.pdf': '%PDF-1.4',
  };
}
