import type { ArticleFormat } from '../article/article.ts';
import { excerpt } from '../text/excerpt.ts';
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

/** A first line that is longer is a paragraph; its beginning has to do as a title. In UTF-16 code units. */
const LONGEST_TITLE = 300;

/** The facts that the text below the front matter tells: of Markdown and plain text a title, of an HTML page more. */
export function readPageFacts(format: ArticleFormat, text: string): PageFacts {
  const facts = format === 'html' ? readHtmlPage(text).facts : textFacts(format, text);
  return facts.title === undefined ? facts : { ...facts, title: excerpt(facts.title, LONGEST_TITLE) };
}

function textFacts(format: ArticleFormat, text: string): PageFacts {
  const title = format === 'markdown' ? markdownTitle(text) : plainTextTitle(text);
  return title === undefined ? {} : { title };
}
