import { availableParallelism } from 'node:os';
import { buildAndUse } from '../../build/build.ts';
import type { BuiltAgain } from '../../build/incremental/build-again.ts';
import type { IncrementalOptions } from '../../build/incremental/incremental-options.ts';
import { feedsRemembered, lostFeedsOf } from '../../build/incremental/lost-feeds-of.ts';
import { remember } from '../../build/incremental/remember.ts';
import { Threads } from '../../build/threads/threads.ts';
import { type PublishedFile, standsAlone } from '../../core/files/published-file.ts';
import type { Problem } from '../../core/problem.ts';
import { syncFiles } from '../../stores/sync-files.ts';
import { FileThread } from '../../stores/threads/file-thread.ts';
import { counted } from '../output/counted.ts';
import { createProgress } from '../output/progress.ts';
import { withoutClashes } from '../without-clashes.ts';
import type { BuildContext } from './build-context.ts';
import { assertNotEmpty, refusing } from './refusals.ts';

/** Threads that a build starts unless told: what one alone has to do keeps more of them waiting. */
const MOST_THREADS = 4;

/** Builds everything from scratch, and remembers it. */
export async function buildAll(context: BuildContext, memory: IncrementalOptions | undefined): Promise<BuiltAgain> {
  const { directory, content, options, now } = context;
  const progress = createProgress();
  const threads = openThreads(directory, options.threads);
  // One thread in all was asked for, or is all that there is room for.
  const isAlone = (options.threads ?? availableParallelism()) === 1;
  const files = new FileThread(directory, isAlone ? Number.POSITIVE_INFINITY : undefined);
  let leftOut: Problem[] = [];
  const before = memory && (await feedsRemembered(memory));
  memory?.folder.clear();
  const [built, result] = await buildAndUse(
    {
      content: files.over(content.store),
      site: content.site,
      now,
      onSource: read => progress.update(() => `${counted(read, 'article')} read`),
      threads,
      ...(options.limits && { limits: options.limits }),
      ...(memory && { fingerprint: memory.fingerprint }),
    },
    built => {
      leftOut = [];
      assertNotEmpty(context, built.counts.read, built.problems);
      const report = (problem: Problem): number => leftOut.push(problem);
      const made = withoutClashes(forDirectory(built.files(report)), report);
      const sync = { newsroom: content.site.url, sources: built.counts.read, ...(options.force && { force: true }) };
      return refusing(() => syncFiles(options.out, made, { ...sync, behind: files.behind(built.counts.published) }));
    },
  ).finally(async () => {
    progress.done();
    await Promise.all([threads.close(), files.close()]);
  });
  const { counts, problems, held, leaving } = built;
  const lostFeeds = before ? await lostFeedsOf(built, before, { content: content.store }) : [];
  if (memory) await remember({ built, leftOut, result }, memory);
  return { report: { counts, problems, held, leaving, feeds: built.feedCount, leftOut }, result, lostFeeds };
}

/** Threads of a build, this one included. Those that are asked for share in all work, however little there is. */
function openThreads(directory: string, asked: number | undefined): Threads {
  const count = asked ?? Math.min(availableParallelism(), MOST_THREADS);
  return new Threads({ directory, count, always: asked !== undefined });
}

/** A directory keeps no metadata. */
async function* forDirectory(files: AsyncIterable<PublishedFile>): AsyncGenerator<PublishedFile> {
  for await (const file of files) if (standsAlone(file)) yield file;
}
