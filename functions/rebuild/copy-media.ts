import { publishMedia } from '../apply/publish-media.ts';
import { listedVersion } from '../core/files/file-version.ts';
import { addTo } from '../core/groups.ts';
import { type DeltaRecord, nameOf } from '../core/index/index-record.ts';
import { segmentOf } from '../core/index/keys/record-keys.ts';
import type { RunResult } from '../run/run-result.ts';
import { CONCURRENCY, inParallel } from '../stores/in-parallel.ts';
import type { PublishedMedia, Rebuild } from './rebuild-context.ts';

/** A file under `media/`, and the path that it is published at. */
type Copy = readonly [path: string, key: string];

/**
 * Copies media to `public/`, some at a time, and notes in which version, whichever run read of them. `short`: time ran
 * short; what was copied is noted.
 */
export async function copyMediaFiles(
  rebuild: Rebuild,
  copies: readonly Copy[],
  media: PublishedMedia,
): Promise<RunResult<'done' | 'short'>> {
  const { run } = rebuild;
  const { perRead } = run.limits;
  const versions = new Map<string, string>();
  let at = 0;
  for (; at < copies.length && !run.isShortOfTime; at += perRead)
    await inParallel(copies.slice(at, at + perRead), CONCURRENCY, async ([path, key]) => {
      const version = await publishMedia(run, key, path);
      if (version === undefined) return;
      run.touch(path);
      versions.set(key, version);
    });
  await noteVersions(rebuild, versions, media);
  return at < copies.length ? 'short' : 'done';
}

/** Leaves out copies that an earlier run of this rebuild made, of what is listed, and that are as it left them. */
export async function withoutEarlier(
  rebuild: Rebuild,
  copies: readonly Copy[],
  media: PublishedMedia,
): Promise<readonly Copy[]> {
  const { base, published } = rebuild;
  if (base.isBlank) return copies;
  const paths = new Map(copies.map(([path, key]) => [key, path]));
  const made = new Set<string>();
  for await (const [key, record] of recordsOf(rebuild, paths.keys())) {
    const path = paths.get(key);
    if (path === undefined || record.status !== 'media' || record.file === undefined) continue;
    if (record.etag === media.get(path)?.etag && record.file === listedVersion(path, published)) made.add(key);
  }
  return copies.filter(([, key]) => !made.has(key));
}

/** Notes versions that were written. Of a file that changed since it was read, the next sweep publishes what it is. */
async function noteVersions(
  rebuild: Rebuild,
  versions: ReadonlyMap<string, string>,
  media: PublishedMedia,
): Promise<void> {
  const { delta } = rebuild.nextState;
  for await (const [key, record] of recordsOf(rebuild, versions.keys())) {
    const file = versions.get(key);
    if (file !== undefined && record.etag === media.get(nameOf(key, record))?.etag) delta.set(key, { ...record, file });
  }
}

/** Returns the records of objects, one segment after the other. */
async function* recordsOf(
  { index, nextState }: Rebuild,
  wanted: Iterable<string>,
): AsyncGenerator<readonly [string, DeltaRecord]> {
  const bySegment = new Map<number, string[]>();
  for (const key of wanted) addTo(bySegment, segmentOf(key, nextState.segmentCount), key);
  for (const [at, keys] of bySegment) {
    const records = (await index.viewOf(at, nextState.delta)).records(at);
    for (const key of keys) {
      const record = records.get(key);
      if (record) yield [key, record];
    }
  }
}
