import { SkippedObjects } from '../../content/skipped.ts';
import { ARTICLES_PREFIX, isIgnored } from '../../core/bucket-layout.ts';
import type { MeasuredMedia } from '../../core/index/article-summary.ts';
import { LIMITS, type Limits } from '../../core/index/limits.ts';
import type { NextState } from '../../core/index/next-state.ts';
import type { State } from '../../core/index/state.ts';
import type { Instant } from '../../core/instant.ts';
import type { Site } from '../../core/site/site.ts';
import type { SourceReader } from '../../guard/source-reader.ts';
import { listKeys, type ObjectStore } from '../../stores/object-store.ts';
import { inThreads } from '../in-threads.ts';
import type { Notes } from '../notes.ts';
import { Parts } from '../parts.ts';
import type { Threads } from '../threads/threads.ts';
import { Scanning } from '../work.ts';

/** Place of sources, and means of reading them. */
interface Reading {
  readonly content: ObjectStore;
  readonly reader: SourceReader;
  readonly site: Site;
  readonly now: Instant;
  readonly limits?: Limits;
  readonly threads?: Threads | undefined;
  /** Measures of media that are known before any article is read. */
  readonly measured: MeasuredMedia;
}

/** Sources that were read, but for what the notes have of each. */
export interface ReadSources {
  /** State of all of them. Owners, windows and titles are still to be settled. */
  readonly nextState: NextState;
  /** Keys under `articles/` of what is no object by its name. */
  readonly ignored: readonly string[];
  /** Paths that can be no object. */
  readonly skipped: SkippedObjects;
}

/** Reads every source, and notes each in the order of the listing. */
export async function readSources(notes: Notes, reading: Reading): Promise<ReadSources> {
  const skipped = new SkippedObjects();
  const keys: string[] = [];
  const ignored: string[] = [];
  for await (const key of listKeys(reading.content, ARTICLES_PREFIX, { onSkipped: skipped.note }))
    if (!isIgnored(key)) keys.push(key);
    else ignored.push(key);
  return { nextState: await readAll(keys, notes, reading), ignored, skipped };
}

/** Reads all sources, in all threads that there are, and returns the state of what was read. */
async function readAll(keys: readonly string[], notes: Notes, reading: Reading): Promise<NextState> {
  const { site, now, limits = LIMITS, threads, reader, measured } = reading;
  const parts = new Parts({ site, now, limits, ...measured });
  const scanning = new Scanning(reader, parts, { site, now });
  const others: State[] = [];
  const shares = threads?.sharesIn(keys.length, site);
  if (shares?.renders) threads?.start({ site, now, limits }, keys.length);
  const read = inThreads<'scan'>(
    { kind: 'scan', keys, measured },
    {
      reader,
      threads: shares?.reads ? threads : undefined,
      here: keys => scanning.do(keys),
      onPart: part => others.push(JSON.parse(part)),
    },
  );
  for await (const [, found] of read.results) for (const note of found) notes.add(note);
  return parts.merge(others);
}
