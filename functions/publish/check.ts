import { createArticleReader } from '../core/article/read-article.ts';
import { checkEntry, type Known } from '../core/check/check-entry.ts';
import { compareProblems, type Problem } from '../core/problem.ts';
import { createRenderContext } from './build.ts';
import { readSource, renderSource } from './read-source.ts';
import { type ScanOptions, scan } from './scan.ts';

/** What a check found. Nothing is written. */
export interface Check {
  /** By path and line. */
  readonly problems: readonly Problem[];
  /** Sources read. */
  readonly read: number;
}

/** Reads and renders everything, and tells every problem: those of a build, and what readers and aggregators would stumble over. */
export async function check(options: ScanOptions): Promise<Check> {
  const { content, site } = options;
  const scanned = await scan(options);
  const context = createRenderContext(options, scanned);
  const readArticle = createArticleReader(site);
  const sources = new Set(scanned.published.map(key => key.normalize('NFC')));
  const known: Known = { site, sources, media: new Set(scanned.media.keys()) };
  const problems: Problem[] = [...scanned.problems];
  for (const key of scanned.published) {
    const { found, source } = await readSource(content, key, readArticle);
    if (found.kind !== 'article' || !source) continue;
    const { article } = found;
    const rendered = renderSource(source, article, context);
    if (rendered) problems.push(...checkEntry({ ...rendered, article }, known));
  }
  return { problems: problems.sort(compareProblems), read: scanned.read };
}
