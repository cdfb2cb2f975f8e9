import { isFormerPath } from '../article/former-addresses.ts';
import { hashInPath, hashOfFormer, segmentOfHash } from '../index/index-record.ts';
import { archiveMonthOf } from '../views/archives.ts';
import { browseMonthOf } from './browse-path.ts';
import { mainPathOf } from './variants.ts';

/**
/**
 * Part of the index that holds the record of a file under `public/`: a segment, a month's archives, a month, or the
 * state itself.
 */
export type PathPart = `segment ${number}` | `archives ${string}` | `browse ${string}` | 'state';

/** Returns what a file, or a compressed form of one, is remembered with, if it is remembered at all. */
export function partOfPath(path: string, segments: number): PathPart {
  const plain = mainPathOf(path);
  const hash = isFormerPath(plain) ? hashOfFormer(plain) : hashInPath(plain);
  if (hash !== undefined) return `segment ${segmentOfHash(hash, segments)}`;
  const browsed = browseMonthOf(plain);
  if (browsed !== undefined) return `browse ${browsed}`;
  const month = archiveMonthOf(plain);
  return month === undefined ? 'state' : `archives ${month}`;
}
