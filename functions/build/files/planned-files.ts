import type { RenderContext } from '../../core/entry/render-context.ts';
import type { Entry } from '../../core/feed/feed.ts';
import type { PublishedFile } from '../../core/files/published-file.ts';
import type { FilePlan } from '../../core/plan/file-plan.ts';
import type { SourceReader } from '../../guard/source-reader.ts';
import type { Rendering } from '../rendering.ts';

/**
 * Makes the files of a plan. Every article is rendered once more for archives, but no more than a month's are held at a
 * time. Sources that went, or were taken back, since they were scanned are in none.
 */
export async function* plannedFiles(
  { stale }: FilePlan,
  rendering: Rendering,
  context: RenderContext,
  reader: SourceReader,
): AsyncGenerator<PublishedFile> {
  // Archives do not tell the lengths of files under `media/`, and follow neither articles that move nor pictures.
  const nothing = { mediaSizes: new Map(), missing: new Map(), pictures: new Map(), addresses: new Map() };
  const archived = { ...context, ...nothing };
  let held = { month: '', entries: new Map<string, Entry>() };
  for (const { group, archive } of stale) {
    if (archive && archive.month !== held.month) held = { month: archive.month, entries: new Map() };
    const missing = (archive?.articles ?? []).filter(({ key, withdrawn }) => !withdrawn && !held.entries.has(key));
    const keys = missing.map(({ key }) => key);
    for (const [key, entry] of await reader.readAndRender(keys, archived)) held.entries.set(key, entry);
    if (!archive) await rendering.wait(group.shows);
    yield* group.render(archive ? held.entries : rendering.entries);
  }
}
