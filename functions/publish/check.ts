import { createArticleReader } from '../core/article/read-article.ts';
import { checkEntry, type Known } from '../core/check/check-entry.ts';
import { compareProblems, type Problem } from '../core/problem.ts';
import { createRenderContext, renderSource } from './build.ts';
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
    const rendered = await renderSource(content, key, readArticle, context);
    if (rendered) problems.push(...checkEntry(rendered, known));
  }
  return { problems: problems.sort(compareProblems), read: scanned.read };
}
