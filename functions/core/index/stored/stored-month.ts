import type { FileRecords } from '../../files/file-record.ts';
import type { SitemapEntry } from '../sitemap-entry.ts';

/** Content of the object of a month. */
export interface StoredMonth {
  readonly entries: readonly SitemapEntry[];
  /** Records of the pages that list its articles, by path. The manifest has those that were written since. */
  readonly files: FileRecords;
}
