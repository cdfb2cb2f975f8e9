import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Build, buildAndUse } from '../build/build.ts';
import { Threads } from '../build/threads/threads.ts';
import { assertNotEmptied, EmptyListing } from '../content/empty-listing.ts';
import type { PublishedFile } from '../core/files/published-file.ts';
import { compareProblems, type Problem } from '../core/problem.ts';
import { standsAlone } from '../core/views/aliases.ts';
import { NotOurDirectory } from '../stores/directory/claim.ts';
import { type SyncOptions, sourcesOf, syncFiles } from '../stores/sync-files.ts';
import { assertApart } from './apart.ts';
import { inDirectory, openContent, printProblems } from './content.ts';
import { counted } from './output/counted.ts';
import { CouldNotRun, DONE, PROBLEMS } from './output/exit-status.ts';
import { heldFacts } from './output/held-articles.ts';
import { printJson } from './output/print-json.ts';
import { createProgress } from './output/progress.ts';
import { withoutClashes } from './without-clashes.ts';

/** Threads that a build starts unless told: what one alone has to do keeps more of them waiting. */
const MOST_THREADS = 4;

export interface BuildOptions {
  readonly out: string;
  /** Default: the present moment. */
  readonly now?: number;
  /** Replaces `feedsUrl`. */
  readonly baseUrl?: string;
  readonly strict?: boolean;
  /** Allows a build without articles to remove the output of an earlier one. */
  readonly allowEmpty?: boolean;
  /** True to write into a directory that was built from another newsroom, or has files that Bantin did not make. */
  readonly force?: boolean;
  readonly json?: boolean;
  /** Threads that read and render. Default: as many as there are cores, and as the work is worth. */
  readonly threads?: number;
}

/** `bantin build`: builds everything from scratch into a directory. Returns the exit status. */
export async function runBuild(directory: string, options: BuildOptions): Promise<number> {
  const content = await openContent(directory, options.baseUrl);
  assertApart(directory, options.out);
  const progress = createProgress();
  const threads = openThreads(directory, options.threads);
  let leftOut: Problem[] = [];
  const [built, result] = await buildAndUse(
    {
      content: content.store,
      site: content.site,
      now: options.now ?? Date.now(),
      onSource: read => progress.update(() => `${counted(read, 'article')} read`),
      threads,
    },
    built => {
      leftOut = [];
      if (!options.allowEmpty) assertNotEmpty(built.counts.read, directory, options.out, built.problems);
      const report = (problem: Problem): number => leftOut.push(problem);
      return write(options.out, withoutClashes(forDirectory(built.files(report)), report), {
        newsroom: content.site.url,
        sources: built.counts.read,
        ...(options.force && { force: true }),
      });
    },
  ).finally(() => {
    progress.done();
    return threads.close();
  });
  const problems = [...content.problems, ...built.problems, ...leftOut].sort(compareProblems);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (options.json) {
    const { counts } = built;
    const report = {
      ...counts,
      feeds: built.feedCount,
      written: result.written,
      removed: result.removed,
      unchanged: result.unchanged,
      held: heldFacts(built.held, directory),
    };
    printJson({ ...report, problems: problems.map(problem => inDirectory(problem, directory)) });
  } else {
    printProblems(problems, directory);
    process.stdout.write(`${summary(built.counts, built.feedCount)}\n`);
    process.stdout.write(
      `${options.out}: ${counted(result.written.length, 'file')} written, ${result.unchanged} unchanged, ` +
        `${result.removed.length} removed\n`,
    );
  }
  return options.strict && errors > 0 ? PROBLEMS : DONE;
}

/** Threads of a build, this one included. Those that are asked for share in all work, however little there is. */
function openThreads(directory: string, asked: number | undefined): Threads {
  const count = asked ?? Math.min(availableParallelism(), MOST_THREADS);
  return new Threads({ directory, count, always: asked !== undefined });
}

/** Returns the result of a build, in one line. */
export function summary(counts: Build['counts'], feeds: number): string {
  const held = [
    counts.withdrawn > 0 && `${counts.withdrawn} withdrawn`,
    counts.drafts > 0 && `${counts.drafts} draft`,
    counts.waiting > 0 && `${counts.waiting} waiting for their date`,
    counts.expired > 0 && `${counts.expired} expired`,
    counts.rejected > 0 && `${counts.rejected} rejected`,
  ].filter(part => part !== false);
  const notPublished = held.length > 0 ? ` (not published: ${held.join(', ')})` : '';
  return `${counted(counts.published, 'article')} in ${counted(feeds, 'feed')}${notPublished}`;
}

/** @throws CouldNotRun where there is no article, but the output in `out` was made of several. */
function assertNotEmpty(read: number, directory: string, out: string, problems: readonly Problem[]): void {
  try {
    const remedy = 'put them back, or give --allow-empty to take all of it away';
    assertNotEmptied(read, sourcesOf(out), `${join(directory, 'articles')}, for ${out}`, remedy);
  } catch (error) {
    if (!(error instanceof EmptyListing)) throw error;
    printProblems(problems, directory);
    throw new CouldNotRun(error.message);
  }
}

/** A directory keeps no metadata. */
async function* forDirectory(files: AsyncIterable<PublishedFile>): AsyncGenerator<PublishedFile> {
  for await (const file of files) if (standsAlone(file)) yield file;
}

async function write(
  out: string,
  files: Parameters<typeof syncFiles>[1],
  options: SyncOptions,
): ReturnType<typeof syncFiles> {
  try {
    return await syncFiles(out, files, options);
  } catch (error) {
    if (error instanceof NotOurDirectory) throw new CouldNotRun(error.message);
    throw error;
  }
}
