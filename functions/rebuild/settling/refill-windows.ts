import { ingestObjects } from '../../core/plan/ingest.ts';
import { refill } from '../../core/plan/refill.ts';
import { Touched } from '../../core/plan/settle-owners.ts';
import type { Rebuild } from '../rebuild-context.ts';
import { loaderOf, untilLoaded } from './loading.ts';
import { noteWritten, settleTouched } from './owners.ts';
import { settleMissing } from './pictures.ts';

/** Fills windows that show too little since owners were settled, and settles what is read for that. */
export async function refillWindows(rebuild: Rebuild): Promise<void> {
  const { run, site, nextState, objects, twice } = rebuild;
  const loader = loaderOf(rebuild);
  for (const [key, object] of objects) loader.loaded.objects.set(key, object);
  const touched = new Touched(site);
  await untilLoaded(loader, needs => {
    const index = needs.viewOf(nextState, loader.loaded);
    const read = new Map([...loader.loaded.objects].filter(([key]) => !objects.has(key)));
    for (const key of read.keys()) index.record(key);
    if (!needs.isEmpty) return;
    noteWritten(rebuild, index, read.keys());
    // A source that changed since it was read is taken in as it is now.
    for (const key of ingestObjects(nextState, read, index, new Set(), touched).keys()) twice.add(key);
    // Before their summaries are made. Of the others it was noted when they were read.
    settleMissing(rebuild, index, read.keys(), read);
    for (const [key, object] of read) objects.set(key, object);
    refill({ nextState, site, limits: run.limits }, loader.loaded, needs);
  });
  await settleTouched(rebuild, touched, loader);
}
