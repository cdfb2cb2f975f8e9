import { listMedia } from '../content/list-media.ts';
import { renderContextOf } from '../content/render-context.ts';
import type { Article } from '../core/article/article.ts';
import type { RenderContext } from '../core/entry/render-context.ts';
import type { HeldArticle, LeavingArticle } from '../core/index/held.ts';
import type { NextState } from '../core/index/next-state.ts';
import type { Problem } from '../core/problem.ts';
import type { ObjectSummary } from '../stores/object-store.ts';
import type { DeadLinks } from './dead-links.ts';
import { type MediaFile, Notes } from './notes.ts';
import { problemsOfAll } from './scan/problems-of-all.ts';
import { readSources } from './scan/read-sources.ts';
import { openReader, type ScanOptions } from './scan/scan-options.ts';
import { settleScan } from './scan/settle-scan.ts';

/** All that was read: every source's front matter, and the list of media. */
export interface Scan {
  readonly nextState: NextState;
  readonly problems: Problem[];
  /** Sources read, whatever became of them. */
  readonly read: number;
  /** Sources that can't be published, and what stands in the place of one. */
  readonly rejected: number;
  /** Keys of objects that would be rejected; none of a source that is readable and says that it is not to be out. */
  readonly refused: ReadonlySet<string>;
  /** Keys of the articles that are out, in the order of the listing. */
  readonly published: readonly string[];
  /** Articles that were out until they were withdrawn, by key, in the order of the listing. */
  readonly withdrawn: ReadonlyMap<string, Article>;
  /** Articles that are not public, in the order of the listing. */
  readonly held: readonly HeldArticle[];
  /** Articles that are public until a date, in the order of the listing. */
  readonly leaving: readonly LeavingArticle[];
  /** Files under `media/`, by key in NFC. */
  readonly media: ReadonlyMap<string, ObjectSummary>;
  /** Keys, in NFC, of the pictures among those whose headers were looked at, where they are there. */
  readonly measured: ReadonlySet<string>;
  /** Media beside articles, whether these name them or not, by key in NFC. */
  readonly pageMedia: ReadonlyMap<string, MediaFile>;
  /** Keys, in NFC, of the media that articles name, those that are held back, too. */
  readonly named: ReadonlySet<string>;
  /** Problems of pictures that articles name and that are not there. */
  readonly missing: readonly Problem[];
  /** Context to render any of it. */
  readonly context: RenderContext;
  /** All that is needed to read of a change alone another time. */
  readonly memory: ScanMemory;
}

/** Findings of a scan beside what it made of them. */
export interface ScanMemory {
  /** Problems of objects as they were read, by key, in the order of the listing; of those that have some. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  /** Keys of objects under `articles/`, in the order of the listing. */
  readonly keys: readonly string[];
  /** Keys under `articles/` of what is no object by its name. */
  readonly ignored: readonly string[];
  /** Links by file of the articles. */
  readonly links: DeadLinks;
  /** True if problems are of several articles, or of files that are none: a change of one does not tell of them. */
  readonly isEntangled: boolean;
}

/** Reads every source once: its front matter and no more, unless something is missing there. */
export async function scan(options: ScanOptions): Promise<Scan> {
  const opened = { ...options, reader: openReader(options) };
  const { media, problems: mediaProblems, rejected: rejectedMedia } = await listMedia(options.content);
  const sizes = new Map([...media].map(([key, { size }]) => [key, size]));
  const notes = new Notes(options);
  const { nextState, ignored, skipped } = await readSources(notes, { ...opened, measured: { sizes } });
  const settled = await settleScan(notes, nextState, { media, sizes }, opened);
  const { measured, pictures, missing } = settled;
  return {
    nextState,
    ...notes.without(nextState),
    problems: [
      ...mediaProblems,
      ...notes.problems,
      ...settled.problems,
      ...(await problemsOfAll(notes, { nextState, ignored, skipped }, options)),
    ],
    rejected: nextState.counts.rejected + skipped.problems.length + rejectedMedia,
    media,
    measured,
    missing: missing.problems,
    context: {
      ...renderContextOf(nextState.windows.remembered().articles, options),
      mediaSizes: sizes,
      missing: missing.byKey,
      pictures,
    },
    memory: {
      problems: notes.found,
      keys: notes.keys,
      ignored,
      links: notes.links,
      isEntangled: mediaProblems.length + skipped.problems.length > 0 || notes.names.haveOneAddress,
    },
  };
}

/** Returns the keys, in NFC, of sources that are rejected. */
export function rejectedKeys({ delta }: Pick<NextState, 'delta'>): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const [key, record] of delta) if (record?.status === 'rejected') keys.add(key.normalize('NFC'));
  return keys;
}
