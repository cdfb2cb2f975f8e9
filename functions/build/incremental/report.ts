import { nameProblems } from '../../content/skipped.ts';
import { nearCategoryProblems } from '../../core/check/near-categories.ts';
import type { ArticleSummary } from '../../core/index/article-summary.ts';
import type { FeedWindows } from '../../core/index/feed-windows.ts';
import type { Counts } from '../../core/index/stored/stored-index.ts';
import type { Titles } from '../../core/index/traits/feed-traits.ts';
import type { Instant } from '../../core/instant.ts';
import { compareProblems, groupProblems, type Problem } from '../../core/problem.ts';
import type { Site } from '../../core/site/site.ts';
import { windowProblems } from '../../core/views/cut-feeds.ts';
import type { Build } from '../build.ts';
import type { Ledger } from './ledger.ts';

/** Report of a build, however it was made. */
export interface BuildReport extends Pick<Build, 'counts' | 'held' | 'leaving' | 'problems'> {
  /** Number of feeds. */
  readonly feeds: number;
  /** Problems of files that were left out, and of pictures. */
  readonly leftOut: readonly Problem[];
}

/** Parts that a report is put together from. */
export interface ReportParts {
  readonly ledger: Ledger;
  readonly site: Site;
  readonly now: Instant;
  readonly counts: Counts;
  readonly windows: FeedWindows<ArticleSummary>;
  readonly titles: Titles;
  /** Keys under `articles/`, those of what is no object by its name last. */
  readonly keys: readonly string[];
  /** Number of the sources among them. */
  readonly read: number;
  readonly feeds: number;
  /** Problems of links by file. */
  readonly links: readonly Problem[];
  /** Problems of files beside the content, such as licences. */
  readonly outside: readonly Problem[];
}

/** Puts together what a build from scratch would report. */
export function reportOf(parts: ReportParts): BuildReport {
  const { ledger, site, now, counts, windows, titles, keys, read, feeds, links, outside } = parts;
  const { published, withdrawn, waiting, draft: drafts, expired, rejected } = counts;
  const problems = [
    ...ledger.ofObjects(now, titles, site),
    ...outside,
    ...nameProblems(keys),
    ...windowProblems(windows, site),
    ...nearCategoryProblems(windows, titles, site),
    ...ledger.ofFormer(),
    ...links,
  ];
  return {
    counts: { read, published, withdrawn, drafts, waiting, expired, rejected },
    held: ledger.heldInOrder(),
    leaving: ledger.leavingInOrder(),
    problems: groupProblems(problems.sort(compareProblems)),
    feeds,
    leftOut: [...ledger.pictures.values()],
  };
}
