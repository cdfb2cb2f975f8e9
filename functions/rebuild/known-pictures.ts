import { type DeltaEntry, isOfObject, nameOf, type StoredRecord } from '../core/index/index-record.ts';
import type { State } from '../core/index/state.ts';
import { isMeasured, type Measure, measureIn } from '../core/media/measure.ts';
import type { RunContext } from '../run/run.ts';
import { ContentIndex } from '../state/content-index.ts';
import { StateLost } from '../state/state-lost.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { MeasuredPicture, PublishedMedia } from './rebuild-context.ts';

/**
 * Returns the sides of listed pictures that parts and states tell, of the versions that are listed, by key in NFC.
 * These are what earlier runs of the rebuild read, and the active state: what they measured is not asked of the bucket
 * again.
 * Once time is short no more of them is read; pictures that this leaves out are measured when their turn comes.
 */
export async function knownPictures(
  run: RunContext,
  media: PublishedMedia,
  measured: readonly MeasuredPicture[],
  states: readonly (State | undefined)[],
): Promise<Map<string, Measure | undefined>> {
  const pictures = new Map<string, Measure | undefined>();
  const wanted = [...media].flatMap(([name, { key }]) => (isMeasured(key) ? name : []));
  const take = (key: string, record: StoredRecord | DeltaEntry | null): void => {
    if (!isOfObject(record) || record.status !== 'media') return;
    const measure = measureIn(record);
    if (!measure) return;
    const name = nameOf(key, record);
    const file = media.get(name);
    if (file?.key === key && file.etag === record.etag) pictures.set(name, measure);
  };
  for (const [name, etag, sides] of measured) if (media.get(name)?.etag === etag) pictures.set(name, sides);
  for (const state of states) {
    if (!state || wanted.every(name => pictures.has(name))) continue;
    await inParallel(state.segments.keys(), CONCURRENCY, async at => {
      if (run.isShortOfTime) return;
      for (const [key, record] of Object.entries(await segmentOr(run, state, at))) take(key, record);
    });
    for (const [key, record] of Object.entries(state.delta)) take(key, record);
  }
  return pictures;
}

/** Returns a segment, which nothing holds any longer than it is looked at; an empty one where it is lost. */
async function segmentOr(run: RunContext, state: State, at: number): Promise<Readonly<Record<string, StoredRecord>>> {
  try {
    return await new ContentIndex(run.state, state).segment(at);
  } catch (error) {
    if (error instanceof StateLost) return {};
    throw error;
  }
}
