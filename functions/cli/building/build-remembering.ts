import { type BuiltAgain, buildAgain } from '../../build/incremental/build-again.ts';
import type { IncrementalOptions } from '../../build/incremental/incremental-options.ts';
import type { Instant } from '../../core/instant.ts';
import { cachePath } from '../apart.ts';
import { buildAll } from './build-all.ts';
import type { BuildContext } from './build-context.ts';
import { memoryOf, tellForbidden } from './build-memory.ts';
import { assertNotEmpty, refusing } from './refusals.ts';

/**
 * Builds as little as it has to, and nothing at the same time as another build that remembers the same. `since` is when
 * the command began.
 */
export async function buildRemembering(context: BuildContext, since: Instant): Promise<BuiltAgain> {
  const memory = memoryOf(context, since);
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
async function rebuildChanged(context: BuildContext, memory: IncrementalOptions): Promise<BuiltAgain | undefined> {
  const { content, options } = context;
  return refusing(() =>
    buildAgain(memory, {
      out: options.out,
      sync: { newsroom: content.site.url },
      assertSources: (sources, { problems }) => assertNotEmpty(context, sources, problems),
    }),
  );
}
