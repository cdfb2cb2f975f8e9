import type { Article } from '../article/article.ts';
import { findLosses } from '../article/find-losses.ts';
import type { SourceText } from '../article/source-text.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site/site.ts';
import { placeholderLeft } from './placeholder.ts';
import type { ReadBody } from './read-body.ts';
import { strayReferences } from './stray-references.ts';

/** Returns warnings about the text of a source. Most sources show in their bytes that there are none. */
export function textWarnings(
  article: Article,
  bytes: Uint8Array,
  source: SourceText,
  { site, body }: { readonly site: Site; readonly body: ReadBody },
): readonly Problem[] {
  return [
    ...findLosses(article, source, { site, body }),
    ...strayReferences(article, bytes, { source, body }),
    ...placeholderLeft(article, source),
  ];
}
