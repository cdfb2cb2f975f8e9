import type { Entry } from '../core/feed/feed.ts';
import type { PublishedFile } from '../core/files/published-file.ts';
import type { FilePlan } from '../core/plan/file-plan.ts';
import type { Entries } from '../core/views/view.ts';
import { ArticlePages } from './files/article-pages.ts';
import type { BuildPlan } from './plan-build.ts';
import type { Rendering } from './rendering.ts';
import type { Scan, ScanOptions } from './scan.ts';

type BuildOptions = Required<Pick<ScanOptions, 'reader'>> & ScanOptions;

/**
 * Returns entries of sources, which are read again, whole; without those that went, or were taken back, since they were
 * scanned.
 */
type Renderer = (keys: readonly string[]) => Promise<Entries>;

/**
 * Makes everything that is made of articles: what was planned, and their pages. `rendering` gives what feeds show.
 */
export async function* filesOf(
  plan: BuildPlan,
  scanned: Scan,
  rendering: Rendering,
  options: BuildOptions,
): AsyncGenerator<PublishedFile> {
  const { context } = scanned;
  const renderIn =
    (which: Scan['context']): Renderer =>
    keys =>
      options.reader.readAndRender(keys, which);
  // Archives do not tell the lengths of files under `media/`, and follow neither articles that move nor pictures.
  const archived: Scan['context'] = {
    ...context,
    mediaSizes: new Map(),
    missing: new Map(),
    pictures: new Map(),
    addresses: new Map(),
  };
  const pages = new ArticlePages(scanned, rendering, options);
  try {
    yield* plannedFiles(plan.files, rendering, renderIn(archived));
    await rendering.end();
    yield* pages.files();
  } finally {
    pages.end();
  }
  yield* plan.former.files;
}

/** Every article is rendered once more for archives, but no more than a month's are held at a time. */
async function* plannedFiles(
  { stale }: FilePlan,
  rendering: Rendering,
  render: Renderer,
): AsyncGenerator<PublishedFile> {
  let held = { month: '', entries: new Map<string, Entry>() };
  for (const { group, archive } of stale) {
    if (archive && archive.month !== held.month) held = { month: archive.month, entries: new Map() };
    const missing = (archive?.articles ?? []).filter(({ key, withdrawn }) => !withdrawn && !held.entries.has(key));
    for (const [key, entry] of await render(missing.map(({ key }) => key))) held.entries.set(key, entry);
    if (!archive) await rendering.wait(group.shows);
    yield* group.render(archive ? held.entries : rendering.entries);
  }
}
