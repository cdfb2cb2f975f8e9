import { parseBuffer } from 'music-metadata';
import { readMediaBytes } from '../content/picture-problems.ts';
import { mediaUrl } from '../core/entry/reference.ts';
import type { Entry } from '../core/feed/feed.ts';
import { allEnclosures } from '../core/feed/feed-package.ts';
import { mediaTypeOf } from '../core/files/media-type.ts';
import type { Site } from '../core/site/site.ts';
import { inParallel } from '../stores/in-parallel.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import type { MediaFile } from './notes.ts';

/** Maximum size of a file that is read for its duration, in bytes: 256 MB, three hours in good quality. */
const MAX_BYTES = 256 * 1024 ** 2;

/** Files that are read at once: each is held whole. */
const AT_ONCE = 2;

/**
 * Returns how long the files play that entries enclose and that Bantin publishes, in whole seconds by address. Files
 * that nobody can read, or that do not tell, are left out.
 */
export async function durationsOf(
  entries: Iterable<Entry>,
  media: Iterable<readonly [path: string, file: MediaFile]>,
  { content, site }: { readonly content: ObjectStore; readonly site: Site },
): Promise<ReadonlyMap<string, number>> {
  const wanted = new Set([...entries].flatMap(entry => allEnclosures(entry).map(({ url }) => url)));
  const files = [...media].flatMap(([path, { key, size }]) => {
    const [url, type = ''] = [mediaUrl(path, site), mediaTypeOf(path)];
    return wanted.has(url) && /^(?:audio|video)\//.test(type) && size <= MAX_BYTES ? [{ key, url, type }] : [];
  });
  const found = await inParallel(files, AT_ONCE, async ({ key, url, type }): Promise<[string, number][]> => {
    const bytes = await readMediaBytes(content, key);
    const seconds = bytes && (await measureDuration(bytes, type));
    return seconds === undefined ? [] : [[url, seconds]];
  });
  return new Map(found.flat());
}

/** Returns the duration of a whole file in seconds, at least one; `undefined` for one that does not tell. */
export async function measureDuration(bytes: Uint8Array, type: string): Promise<number | undefined> {
  try {
    const { format } = await parseBuffer(bytes, type, { duration: true, skipCovers: true });
    const seconds = format.duration ?? 0;
    return Number.isFinite(seconds) && seconds > 0 ? Math.max(1, Math.round(seconds)) : undefined;
  } catch {
    // Whatever is wrong with it, players will say so.
    return undefined;
  }
}
