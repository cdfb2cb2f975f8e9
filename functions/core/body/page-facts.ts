import type { ArticleFormat } from '../article/article.ts';
import { blankTemplateComments } from '../dialects/comments.ts';
import { excerpt } from '../text/excerpt.ts';
import { MAX_ADDRESS } from '../text/web-address.ts';
import { type PageFacts, type PageField, readHtmlPage } from './html-page.ts';
import { markdownTitle } from './markdown.ts';
import { plainTextTitle } from './plain-text.ts';

/** Facts in a source outside its front matter: those that are looked for, and all fields of a page. */
export interface PageTold {
  readonly facts: PageFacts;
  readonly fields: readonly PageField[];
}

/**
 * Maximum lengths of titles, names and summaries, which are cut to them. Other facts that are too long are ignored. In
 * UTF-16 code units.
 */
const EXCERPTS: Readonly<Record<string, number>> = { title: 300, author: 300, summary: 10_000 };

/** Returns the facts in the text below the front matter: a title for Markdown and plain text, more for an HTML page. */
export function readPage(format: ArticleFormat, text: string): PageTold {
  const { facts, fields } =
    format === 'html' ? readHtmlPage(blankTemplateComments(text).html) : { facts: textFacts(format, text), fields: [] };
  const bounded = Object.entries(facts).map(([name, value]: [string, string]) => {
    const limit = EXCERPTS[name];
    if (limit !== undefined) return [name, excerpt(value, limit)];
    // Cut so that it is not taken for one that is shorter.
    return [name, value.length > MAX_ADDRESS ? `${value.slice(0, MAX_ADDRESS)}…` : value];
  });
  return { facts: Object.fromEntries(bounded), fields };
}

function textFacts(format: ArticleFormat, text: string): PageFacts {
  const title = format === 'text' ? plainTextTitle(text) : markdownTitle(text, format === 'mdx');
  return title === undefined ? {} : { title };
}
