import { AUTHORS_KEYS } from '../core/bucket-layout.ts';
import { textProblem } from '../core/text-problem.ts';
import type { ObjectStore } from '../stores/object-store.ts';

/** The file that says who is meant by the ids of authors. */
export interface AuthorsText {
  readonly key: string;
  readonly etag: string;
  readonly text: string;
}

/** The largest authors file that is read, in bytes: 1 MB. */
const MAX_BYTES = 1024 ** 2;

/** Reads the first authors file that is there and is text; `undefined` where there is none. */
export async function readAuthorsText(content: ObjectStore): Promise<AuthorsText | undefined> {
  for (const key of AUTHORS_KEYS) {
    const object = await content.get(key, { most: MAX_BYTES });
    if (!object) continue;
    if (object.size > MAX_BYTES || textProblem(object.bytes)) return { key, etag: object.etag, text: '' };
    return { key, etag: object.etag, text: new TextDecoder().decode(object.bytes) };
  }
  return undefined;
}
