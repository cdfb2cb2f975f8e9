import type { ArticleFormat } from '../article/article.ts';
import { excerpt } from '../text/excerpt.ts';
import { MAX_ADDRESS } from '../text/web-address.ts';
import { readHtmlPage } from './html-page.ts';
import { markdownTitle } from './markdown.ts';
import { plainTextTitle } from './plain-text.ts';

/** What a source tells of itself outside its front matter; each as it is written there. */
export interface PageFacts {
  readonly title?: string;
  readonly published?: string;
  readonly language?: string;
  readonly image?: string;
  readonly author?: string;
  readonly summary?: string;
}

/** What is longer is no title, name or summary; its beginning has to do. Other facts that are too long are none. In UTF-16 code units. */
const EXCERPTS: Readonly<Record<string, number>> = { title: 300, author: 300, summary: 10_000 };

/** The facts that the text below the front matter tells: of Markdown and plain text a title, of an HTML page more. */
export function readPageFacts(format: ArticleFormat, text: string): PageFacts {
  const facts = format === 'html' ? readHtmlPage(text).facts : textFacts(format, text);
  const bounded = Object.entries(facts).map(([name, value]: [string, string]) => {
    const limit = EXCERPTS[name];
    if (limit !== undefined) return [name, excerpt(value, limit)];
    // Cut so that it is not taken for one that is shorter.
    return [name, value.length > MAX_ADDRESS ? `${value.slice(0, MAX_ADDRESS)}…` : value];
  });
  return Object.fromEntries(bounded);
}

function textFacts(format: ArticleFormat, text: string): PageFacts {
  const title = format === 'markdown' ? markdownTitle(text) : plainTextTitle(text);
  return title === undefined ? {} : { title };
}
