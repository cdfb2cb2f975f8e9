import type { Limits } from '../../core/index/limits.ts';
import type { Instant } from '../../core/instant.ts';
import { type ReaderOptions, SourceReader } from '../../guard/source-reader.ts';
import type { Threads } from '../threads/threads.ts';

/** Options of a scan. */
export interface ScanOptions extends ReaderOptions {
  readonly now: Instant;
  /** Called after each source that is read, with the number read so far. */
  readonly onSource?: (read: number) => void;
  readonly limits?: Limits;
  /** Digest of the site and of the code, where it is to be remembered what files are made of. */
  readonly fingerprint?: string;
  /** Reader of the sources. Default: a new one. */
  readonly reader?: SourceReader;
  /** True where more articles are elsewhere, so that nothing is reported of what none has. Default: false. */
  readonly isPart?: boolean;
  /** Threads that share in the work where that is worth it. Default: this one alone. */
  readonly threads?: Threads | undefined;
}

/** Options of a scan whose reader is open, so that whoever else reads the sources does it by the same. */
export type OpenScanOptions = Required<Pick<ScanOptions, 'reader'>> & ScanOptions;

/** Returns the reader of a scan's sources. */
export function openReader(options: ScanOptions): SourceReader {
  return options.reader ?? new SourceReader(options);
}
