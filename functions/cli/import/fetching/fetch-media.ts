import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LeftOut } from '../../../core/import/left-out.ts';
import { inParallel } from '../../../stores/in-parallel.ts';
import type { WebFetch } from '../../../web/web-fetch.ts';
import { bar, createProgress } from '../../output/progress.ts';
import type { ImportRecord } from '../record.ts';
import { download, type FileLimits, NO_ROOM, NotFetched, PARTS, type Room } from './download.ts';

/** Limits of fetching. Files beyond them are reported, and the next import continues with them. */
export interface MediaLimits extends FileLimits {
  /** Files of one import. */
  readonly files: number;
  /** Bytes of all of them. */
  readonly total: number;
  /** Milliseconds that fetching them may take. */
  readonly time: number;
}

const MB = 1024 * 1024;
const MINUTE = 60_000;

const MEDIA_LIMITS: MediaLimits = {
  files: 100_000,
  total: 50_000 * MB,
  time: 12 * 60 * MINUTE,
  bytes: 500 * MB,
  idle: 30_000,
  fileTime: 20 * MINUTE,
};

/** Maximum number of concurrent requests. Most go to one host, which should not be burdened. */
const CONCURRENCY = 4;

export interface FetchMediaOptions {
  readonly out: string;
  readonly record: ImportRecord;
  readonly fetch: WebFetch;
  readonly limits?: Partial<MediaLimits>;
}

/** Results for files that were to be fetched. */
export interface FetchedMedia {
  readonly files: number;
  readonly bytes: number;
  /** Files that an import fetched before. */
  readonly there: number;
  readonly failed: LeftOut;
}

/** Fetches files into `media/`, each once, whatever becomes of the others; the record says which are there. */
export async function fetchMedia(addresses: Iterable<string>, options: FetchMediaOptions): Promise<FetchedMedia> {
  const { out, record } = options;
  const limits = { ...MEDIA_LIMITS, ...options.limits };
  const failed = new LeftOut();
  const all = [...addresses];
  const missing = all.filter(address => {
    const key = record.media.get(address);
    return key === undefined || !existsSync(join(out, key));
  });
  const end = AbortSignal.timeout(limits.time);
  // Files that come at once share it, so bytes are counted as they come, also those of files that break off.
  const room: Room = { left: limits.total };
  const progress = createProgress();
  let [files, bytes, begun, done] = [0, 0, 0, 0];
  const fetchOne = async (url: string): Promise<void> => {
    try {
      if (begun >= limits.files || end.aborted || room.left <= 0) throw new NotFetched(NO_ROOM);
      begun += 1;
      const found = await download(url, { ...options, room, limits, signal: end });
      record.addMedia(url, found.key);
      files += 1;
      bytes += found.bytes;
    } catch (error) {
      if (!(error instanceof NotFetched)) throw error;
      record.forgetMedia(url);
      failed.add({ kind: error.message, example: url });
    } finally {
      done += 1;
      progress.update(() => `${bar(done, missing.length)} files, ${(bytes / MB).toFixed(1)} MB`);
    }
  };
  const clear = (): void => rmSync(join(out, PARTS), { recursive: true, force: true });
  clear();
  try {
    await inParallel(missing, CONCURRENCY, fetchOne);
  } finally {
    progress.done();
    clear();
  }
  return { files, bytes, there: all.length - missing.length, failed };
}
