import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OTHER_SITE_KEY, SITE_KEY } from '../core/bucket-layout.ts';
import { CouldNotRun } from './output/exit-status.ts';

/** Usual folder of the content in a larger project. */
export const CONTENT_FOLDER = 'content';

/**
 * Returns the directory of content for a command: the given one, else the first of the working directory and `content/`
 * in it that has a `site.yaml`.
 * @throws CouldNotRun where none is given, and neither has one.
 */
export function contentAt(named: string | undefined, workingDirectory = '.'): string {
  if (named !== undefined) return named;
  const candidates = [workingDirectory, join(workingDirectory, CONTENT_FOLDER)];
  const found = candidates.find(folder => [SITE_KEY, OTHER_SITE_KEY].some(name => existsSync(join(folder, name))));
  if (found !== undefined) return found;
  throw new CouldNotRun(
    `there is no ${SITE_KEY} here, nor in ${CONTENT_FOLDER}/; name the directory that has one, ` +
      'or make a newsroom with bantin init',
  );
}

/** Description of the argument with the content. */
export const CONTENT_ARGUMENT =
  'directory with site.yaml, articles/ and media/; by default the one you are in, or content/ in it';
