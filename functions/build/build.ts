import type { PublishedFile } from '../core/files/published-file.ts';
import type { Instant } from '../core/instant.ts';
import { boundMissing } from '../core/media/missing-problems.ts';
import { compareProblems, groupProblems, type Problem } from '../core/problem.ts';
import { ThreadFailed } from '../stores/threads/thread-failed.ts';
import { BuildFiles } from './files.ts';
import { type BuildPlan, planBuild } from './plan-build.ts';
import { linkProblems } from './scan/link-problems.ts';
import { type OpenScanOptions, openReader, type ScanOptions } from './scan/scan-options.ts';
import { type Scan, scan } from './scan.ts';

/** A build from scratch: what it found, and the files, which are made as they are asked for. */
export interface Build extends Pick<Scan, 'held' | 'leaving'> {
  readonly site: ScanOptions['site'];
  /** By path and line. */
  readonly problems: readonly Problem[];
  readonly feedCount: number;
  /** All feeds, with the entries that are rendered by now: all of them, once the files were made. */
  readonly feeds: ReturnType<BuildPlan['feedsOf']>;
  readonly counts: {
    readonly read: number;
    readonly published: number;
    readonly withdrawn: number;
    readonly drafts: number;
    /** Dated in the future. */
    readonly waiting: number;
    /** Public once, until a date that has come. */
    readonly expired: number;
    readonly rejected: number;
  };
  /**
   * Next instant at which the same content gives other files: an article is due, expires, or has a correction to show.
   */
  readonly nextDue?: Instant;
  /** All that it was made of, while it is used. */
  readonly basis: BuildBasis;
  /**
   * Yields everything that belongs under `public/`. `report` is called with problems of media that may not be read, and
   * are left out, or that readers do not see; without it, the former is an error.
   */
  files(report?: (problem: Problem) => void): AsyncGenerator<PublishedFile>;
}

/** All that a build is made of. */
export interface BuildBasis {
  readonly scanned: Scan;
  readonly plan: BuildPlan;
  /** Problems of links by file. */
  readonly links: readonly Problem[];
  /** True if a source was given up: another build tries it again. */
  readonly hasGivenUp: boolean;
}

/** A source was given up while files were made: what was made before is to be made again, without it. */
class GivenUpMeanwhile extends Error {
  override readonly name = 'GivenUpMeanwhile';
}

/**
 * Reads everything, then renders what feeds show, in this thread alone. The same content and instant give the same
 * files, byte for byte.
 */
export async function build(options: ScanOptions): Promise<Build> {
  return begin({ ...options, reader: openReader(options), threads: undefined });
}

/**
 * Builds, and uses the files; both anew where a source turns out to be one that can't be rendered, and in this thread
 * alone where another came to its end. `use` has to take that as an end before all are made.
 */
export async function buildAndUse<Result>(
  options: ScanOptions,
  use: (built: Build) => Promise<Result>,
): Promise<readonly [Build, Result]> {
  const reader = openReader(options);
  for (let { threads } = options; ; ) {
    try {
      const built = await begin({ ...options, reader, threads });
      return [built, await use(built)];
    } catch (error) {
      if (!(error instanceof GivenUpMeanwhile || error instanceof ThreadFailed)) throw error;
      if (error instanceof ThreadFailed) threads = undefined;
    }
  }
}

/** Returns a build whose feeds are rendered, or are being rendered by other threads. */
async function begin(options: OpenScanOptions): Promise<Build> {
  const { reader, threads } = options;
  for (;;) {
    const before = reader.unrendered;
    const { built, files } = await buildOnce(options);
    if (threads?.areRunning) return built;
    await files.rendered();
    if (reader.unrendered === before) return built;
  }
}

async function buildOnce(options: OpenScanOptions): Promise<{ readonly built: Build; readonly files: BuildFiles }> {
  const { site, reader } = options;
  const before = reader.unrendered;
  const scanned = await scan(options);
  const { nextState, problems, read, rejected } = scanned;
  const plan = planBuild({ ...options, nextState });
  const links = await linkProblems(scanned, options);
  const files = new BuildFiles(plan, scanned, options);
  const { published, withdrawn, waiting, draft: drafts, expired } = nextState.counts;
  const built: Build = {
    site,
    problems: groupProblems(
      [...problems, ...boundMissing(scanned.missing), ...plan.former.problems, ...links].sort(compareProblems),
    ),
    get feeds() {
      return plan.feedsOf(files.entries);
    },
    feedCount: plan.feedCount,
    counts: { read, published, withdrawn, drafts, waiting, expired, rejected },
    held: scanned.held,
    leaving: scanned.leaving,
    basis: {
      scanned,
      plan,
      links,
      get hasGivenUp() {
        return reader.hasGivenUp;
      },
    },
    ...(nextState.nextDue !== undefined && { nextDue: nextState.nextDue }),
    async *files(report) {
      yield* files.ofArticles();
      if (reader.unrendered !== before) throw new GivenUpMeanwhile('a source was given up: build again');
      yield* files.media(report);
    },
  };
  return { built, files };
}
