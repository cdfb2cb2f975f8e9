import { realpathSync } from 'node:fs';
import { fingerprintOf, rebuildDigestOf } from '../../content/active-site.ts';
import type { Limits } from '../../core/index/limits.ts';
import type { Instant } from '../../core/instant.ts';
import type { Site } from '../../core/site/site.ts';
import { digest } from '../../core/text/digest.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import type { CacheFolder } from './cache-folder.ts';

/** Inputs of a build that remembers. */
export interface IncrementalOptions {
  readonly folder: CacheFolder;
  readonly content: ObjectStore;
  readonly site: Site;
  readonly now: Instant;
  /** Present moment when the build began: the clock of the files, whatever `now` says. */
  readonly since: Instant;
  readonly revision: string;
  readonly limits: Limits;
  /** Digest of the site and of the code, by which entries are rendered. */
  readonly fingerprint: string;
  /** Digest of all that a build depends on besides the content, the files of its output, and the time. */
  readonly of: string;
}

/** Completes options. `directory` holds the content, and `out` the files that are built. */
export function incrementalOptions(
  options: Omit<IncrementalOptions, 'fingerprint' | 'of'>,
  directory: string,
): IncrementalOptions {
  const { site, revision } = options;
  const facts = [revision, process.version, rebuildDigestOf(revision, site), realpathSync(directory)];
  return {
    ...options,
    fingerprint: fingerprintOf(revision, site),
    of: digest([JSON.stringify([...facts, site.hasSidecars === true])]),
  };
}
