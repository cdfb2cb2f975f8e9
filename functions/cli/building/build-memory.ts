import { CacheFolder, NotOurCache } from '../../build/incremental/cache-folder.ts';
import { type IncrementalOptions, incrementalOptions } from '../../build/incremental/incremental-options.ts';
import { LIMITS } from '../../core/index/limits.ts';
import type { Instant } from '../../core/instant.ts';
import { DEVELOPMENT, REVISION } from '../../state/revision.ts';
import { cachePath, signOfPublished } from '../apart.ts';
import { CouldNotRun } from '../output/exit-status.ts';
import type { BuildContext } from './build-context.ts';

/** Returns how the build is remembered; `undefined` where it is not to be. */
export function memoryOf(
  { directory, content, options, now }: BuildContext,
  since: Instant,
): IncrementalOptions | undefined {
  const { out, cache, force, revision = REVISION, limits = LIMITS } = options;
  // From source, nothing tells one state of the code from another.
  if (cache === false || force || revision === DEVELOPMENT) return undefined;
  const sign = cache === undefined ? signOfPublished(out) : undefined;
  if (sign !== undefined) {
    const remedy = 'name a folder for it with --cache, or give --no-cache';
    process.stderr.write(`the build is not remembered: what lies beside ${out} looks published (${sign}); ${remedy}\n`);
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
export function tellForbidden(path: string): void {
  process.stderr.write(
    `the build is not remembered, and reads everything: this user may not read or delete what is in ${path}, which ` +
      'another wrote; delete it, or give --no-cache\n',
  );
}
