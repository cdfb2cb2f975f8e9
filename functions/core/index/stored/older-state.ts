import type { SourceRecord } from '../records/source-record.ts';
import type { StoredSite } from './stored-site.ts';

/**
 * Notices that an older version of Bantin sent to editors and hubs, as far as its state says. Only the state has them;
 * everything else is made again from the content.
 */
export interface OlderState {
  /** Records of sources that were rejected, and of which editors were told, by key. */
  readonly rejected: Readonly<Record<string, SourceRecord>>;
  /** Versions of feeds that were written, and of which hubs were told, by path. */
  readonly feeds: Readonly<Record<string, string>>;
  /** `site.yaml` as it was last seen, without its text. */
  readonly site?: StoredSite;
}
