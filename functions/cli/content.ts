import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readSite } from '../content/read-site.ts';
import { formatProblem, type Problem } from '../core/problem.ts';
import type { Site } from '../core/site/site.ts';
import { createDirectoryStore } from '../stores/directory-store.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { hasSite, importAdvice } from './content-at.ts';
import { misplacedFiles } from './misplaced-files.ts';
import { CouldNotRun } from './output/exit-status.ts';

/** A directory of content, opened. */
export interface Content {
  readonly store: ObjectStore;
  readonly site: Site;
  /** Warnings about `site.yaml`, and about articles that lie where nothing reads them. */
  readonly problems: readonly Problem[];
}

/**
 * Opens a directory of content.
 * @throws CouldNotRun where it can't be read, or `site.yaml` is invalid.
 */
export async function openContent(directory: string, feedsUrl?: string): Promise<Content> {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CouldNotRun(`${directory}: no such directory; give the one that holds site.yaml and articles/`);
  }
  const store = createDirectoryStore(directory);
  const { site, problems } = await readSite(store, feedsUrl === undefined ? {} : { feedsUrl });
  if (site) return { store, site, problems: [...problems, ...misplacedFiles(directory)] };
  const lines = problems.map(problem => formatProblem(inDirectory(problem, directory)));
  const advice = hasSite(directory) ? '' : importAdvice(directory);
  throw new CouldNotRun(`site.yaml can't be used:\n${lines.join('\n')}${advice}`);
}

/** A problem with the path that an editor can open. */
export function inDirectory(problem: Problem, directory: string): Problem {
  return { ...problem, path: join(directory, problem.path) };
}

/** Prints problems in the form of compilers, to standard error. */
export function printProblems(problems: readonly Problem[], directory: string): void {
  if (problems.length > 0)
    process.stderr.write(problems.map(problem => `${formatProblem(inDirectory(problem, directory))}\n`).join(''));
}
