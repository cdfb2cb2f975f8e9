import type { Size } from '../../media/image-size.ts';
import type { Contest } from './contest.ts';

export interface MediaRecord {
  readonly status: 'media';
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
  /** Sides of a picture, where its header tells them. */
  readonly picture?: Size;
  /** Seconds that a file plays, where its header tells them. */
  readonly seconds?: number;
  /** True of a file whose header was not read, since nobody named it: who names it has it read. */
  readonly isUnmeasured?: true;
  /** The version of the file under `public/`, as it was last written; absent until then. */
  readonly file?: string;
  readonly contest?: Contest;
}
