import { encodeBody } from '../../functions/core/files/encode-body.ts';
import type { PublishedFile } from '../../functions/core/files/published-file.ts';
import { isMedia } from '../../functions/core/index/keys/record-keys.ts';
import type { Origin } from '../../functions/preview/origin.ts';
import { createMemoryStore } from '../../functions/stores/memory-store.ts';
import { copyMedia, deleteFile, writeFile } from '../../functions/stores/public-files.ts';

/** Publishes these files to an origin, and takes away whatever else was there. */
export async function replaceFiles(origin: Origin, files: Iterable<PublishedFile>): Promise<void> {
  const gone = new Set<string>();
  for await (const { key } of origin.store.list()) gone.add(key);
  for (const file of files) {
    const { path, body } = file;
    gone.delete(path);
    if (isMedia(path)) await copyMedia(createMemoryStore({ [path]: encodeBody(body) }), path, origin.store, path);
    else await writeFile(origin.store, file);
  }
  for (const path of gone) if (!/\.(?:br|gz)$/.test(path)) await deleteFile(origin.store, path);
  origin.show();
}
