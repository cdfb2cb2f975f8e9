import { renderSource } from '../content/read-source.ts';
import type { Article, Source } from '../core/article/article.ts';
import { createArticleReader } from '../core/article/read-article.ts';
import type { ArticleReader } from '../core/article/reading.ts';
import { withVerdicts } from '../core/check/partner-verdicts.ts';
import type { RenderContext } from '../core/entry/render-context.ts';
import type { Site } from '../core/site/site.ts';

/** An entry, and the line of the source on which its text begins. */
export type Rendered = NonNullable<ReturnType<typeof renderSource>>;

/** Turns sources into articles, and their text into entries. Synchronous, and possibly without end. */
export interface Parser {
  createReader(site: Site): ArticleReader;
  /** `undefined` where the source is no text after all. */
  render(source: Source, article: Article, context: RenderContext): Rendered | undefined;
}

export const PARSER: Parser = createParser(article => article);

/** Returns a parser of articles as `present` makes them of what their sources say; aggregators judge those. */
export function createParser(present: (article: Article) => Article): Parser {
  return {
    createReader(site) {
      const read = createArticleReader(site);
      const presented: ArticleReader = source => {
        const reading = read(source);
        return reading.article ? { ...reading, article: present(reading.article) } : reading;
      };
      return withVerdicts(presented, site);
    },
    render: renderSource,
  };
}

/** Parsers of modules, by address: to import one again takes turns of the event loop, though it is there. */
const loaded = new Map<string, Parser>();

/** The `parser` that a module exports; by its address, so that a thread can load it, too. Bantin's own without one. */
export async function loadParser(address: string | undefined): Promise<Parser> {
  if (address === undefined) return PARSER;
  const known = loaded.get(address);
  if (known) return known;
  const { parser }: { readonly parser: Parser } = await import(address);
  loaded.set(address, parser);
  return parser;
}
