import { NeedsCollector } from '../../core/plan/needs.ts';
import { Loader, MAX_LOADS } from '../../run/loader.ts';
import { ArchiveFiles } from '../../state/archive-files.ts';
import type { Rebuild } from '../rebuild-context.ts';

/** Returns a loader of the index of what was read. */
export function loaderOf(rebuild: Rebuild): Loader {
  const { run, index } = rebuild;
  return new Loader({ ...rebuild, run, index, archiveFiles: new ArchiveFiles(run.state, {}) });
}

/** Does something that may need more to be loaded, until nothing is missing. */
export async function untilLoaded(loader: Loader, work: (needs: NeedsCollector) => void): Promise<void> {
  for (let loads = 0; loads < MAX_LOADS; loads++) {
    const needs = new NeedsCollector();
    work(needs);
    if (needs.isEmpty) return;
    await loader.load(needs);
  }
  throw new Error(`articles/: sources changed ${MAX_LOADS} times while they were read; it is tried again later`);
}
