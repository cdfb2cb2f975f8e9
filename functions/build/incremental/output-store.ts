import { standsAlone } from '../../core/files/published-file.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import type { DirectoryWriter } from '../../stores/sync-files.ts';

/** ETag of everything: nobody asks what a directory of files is made of. */
const ETAG = '"-"';

/** The directory that is built into, as a bucket that a publish writes to. It holds what works without metadata. */
export function createOutputStore(writer: DirectoryWriter): ObjectStore {
  return {
    // Compressed forms have no place there, so nothing is compressed.
    compresses: true,
    async *list() {},
    get: async () => undefined,
    put: async (path, body, { contentEncoding, metadata }: Parameters<ObjectStore['put']>[2] = {}) => {
      if (contentEncoding === undefined && standsAlone({ path, body, ...(metadata && { metadata }) }))
        writer.write({ path, body });
      return { etag: ETAG };
    },
    delete: async path => writer.drop(path),
  };
}
