import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Build, buildAndUse } from '../build/build.ts';
import { type BuiltAgain, buildAgain } from '../build/incremental/build-again.ts';
import { CacheFolder, NotOurCache } from '../build/incremental/cache-folder.ts';
import { type IncrementalOptions, incrementalOptions } from '../build/incremental/incremental-options.ts';
import { feedsRemembered, lostFeedsOf } from '../build/incremental/lost-feeds-of.ts';
import { remember } from '../build/incremental/remember.ts';
import { compileLess } from '../build/threads/compile-less.ts';
import { Threads } from '../build/threads/threads.ts';
import { assertNotEmptied, EmptyListing } from '../content/empty-listing.ts';
import { placeNames } from '../content/place-names.ts';
import type { PublishedFile } from '../core/files/published-file.ts';
import { standsAlone } from '../core/files/published-file.ts';
import { LIMITS, type Limits } from '../core/index/limits.ts';
import type { Instant } from '../core/instant.ts';
import { compareProblems, type Problem } from '../core/problem.ts';
import { DEVELOPMENT, REVISION } from '../state/revision.ts';
import { NotOurDirectory } from '../stores/directory/claim.ts';
import { sourcesOf, syncFiles } from '../stores/sync-files.ts';
import { FileThread } from '../stores/threads/file-thread.ts';
import { assertApart, cachePath, liesInPublished } from './apart.ts';
import { type Content, inDirectory, openContent, printProblems } from './content.ts';
import { counted } from './output/counted.ts';
import { CouldNotRun, DONE, PROBLEMS } from './output/exit-status.ts';
import { heldFacts, leavingFacts } from './output/held-articles.ts';
import { lostLineIn } from './output/lost-line.ts';
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
  /**
   * Directory of what is remembered, or `false` for nothing. Default: `.bantin-<name>` beside `out`, unless that looks
   * published.
   */
  readonly cache?: string | false;
  /** Revision of the code. Default: that of this package. */
  readonly revision?: string;
  /** Limits of what is kept and shown. Default: {@link LIMITS}. */
  readonly limits?: Limits;
  readonly json?: boolean;
  /** Threads that read and render. Default: as many as there are cores, and as the work is worth. */
  readonly threads?: number;
}

/** `bantin build`: builds into a directory, reading what changed since it was built before. Returns the exit status. */
export async function runBuild(directory: string, options: BuildOptions): Promise<number> {
  const since = Date.now();
  compileLess();
  const content = await openContent(directory, options.baseUrl);
  assertApart(directory, options.out);
  const context: BuildContext = { directory, content, options, now: options.now ?? since };
  const { report, result, lost = [], lostFeeds = [] } = await buildRemembering(context, memoryOf(context, since));
  const reported = await placeNames(report.problems, content.store);
  const problems = [...content.problems, ...reported, ...report.leftOut].sort(compareProblems);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const { counts, feeds } = report;
  if (options.json) {
    const facts = {
      ...counts,
      feeds,
      written: result.written,
      removed: result.removed,
      unchanged: result.unchanged,
      held: heldFacts(report.held, directory),
      leaving: leavingFacts(report.leaving, directory),
    };
    printJson({ ...facts, problems: problems.map(problem => inDirectory(problem, directory)) });
  } else {
    printProblems(problems, directory);
    printProblems(lostFeeds, directory);
    for (const each of lost) process.stderr.write(`${lostLineIn(directory, each)}\n`);
    process.stdout.write(`${summary(counts, feeds)}\n`);
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

/** Inputs of a build. */
interface BuildContext {
  readonly directory: string;
  readonly content: Content;
  readonly options: BuildOptions;
  readonly now: Instant;
}

/** Returns how the build is remembered; `undefined` where it is not to be. */
function memoryOf({ directory, content, options, now }: BuildContext, since: Instant): IncrementalOptions | undefined {
  const { out, cache, force, revision = REVISION, limits = LIMITS } = options;
  // From source, nothing tells one state of the code from another.
  if (cache === false || force || revision === DEVELOPMENT) return undefined;
  if (cache === undefined && liesInPublished(out)) {
    const remedy = 'name a folder for it with --cache, or give --no-cache';
    process.stderr.write(`the build is not remembered: what lies beside ${out} looks published; ${remedy}\n`);
    return undefined;
  }
  const path = cachePath(directory, out, cache);
  const folder = new CacheFolder(path);
  if (folder.isForbidden) {
    tellForbidden(path);
    return undefined;
  }
  try {
    folder.assertOurs();
  } catch (error) {
    if (error instanceof NotOurCache) throw new CouldNotRun(error.message);
    throw error;
  }
  const { store, site } = content;
  return incrementalOptions({ folder, content: store, site, now, since, revision, limits }, directory);
}

/** Says that what is remembered belongs to somebody else, so that all is built. */
function tellForbidden(path: string): void {
  process.stderr.write(
    `the build is not remembered, and reads everything: this user may not read or delete what is in ${path}, which ` +
      'another wrote; delete it, or give --no-cache\n',
  );
}

/** Builds as little as it has to, and nothing at the same time as another build that remembers the same. */
async function buildRemembering(context: BuildContext, memory: IncrementalOptions | undefined): Promise<BuiltAgain> {
  const unlock = await memory?.folder.lock();
  if (!memory || !unlock) return buildAll(context, undefined);
  try {
    return (await rebuildChanged(context, memory)) ?? (await buildAll(context, memory));
  } catch (error) {
    if (!memory.folder.isTroubledBy(error)) throw error;
    const { directory, options } = context;
    tellForbidden(cachePath(directory, options.out, options.cache === false ? undefined : options.cache));
    return await buildAll(context, undefined);
  } finally {
    unlock();
  }
}

/** Builds what changed since the last build; `undefined` where all has to be built. */
async function rebuildChanged(
  { directory, content, options }: BuildContext,
  memory: IncrementalOptions,
): Promise<BuiltAgain | undefined> {
  const { out, allowEmpty } = options;
  return refusing(() =>
    buildAgain(memory, {
      out,
      sync: { newsroom: content.site.url },
      assertSources: (sources, { problems }) => {
        if (!allowEmpty) assertNotEmpty(sources, directory, out, problems);
      },
    }),
  );
}

/** Builds everything from scratch, and remembers it. */
async function buildAll(
  { directory, content, options, now }: BuildContext,
  memory: IncrementalOptions | undefined,
): Promise<BuiltAgain> {
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
      if (!options.allowEmpty) assertNotEmpty(built.counts.read, directory, options.out, built.problems);
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

async function refusing<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof NotOurDirectory) throw new CouldNotRun(error.message);
    throw error;
  }
}
