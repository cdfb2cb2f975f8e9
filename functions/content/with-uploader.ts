import type { ReadObject } from '../core/index/found.ts';
import { uploaderIn } from '../core/notices/notice.ts';

/** Notes who uploaded what was rejected; of an article its source tells. */
export function withUploader(read: ReadObject, metadata: Readonly<Record<string, string>> | undefined): ReadObject {
  if (read.found.kind !== 'rejected') return read;
  const uploadedBy = uploaderIn(metadata);
  return uploadedBy === undefined ? read : { found: { ...read.found, uploadedBy } };
}
