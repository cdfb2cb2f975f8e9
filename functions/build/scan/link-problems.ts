import type { Problem } from '../../core/problem.ts';
import { fatesIn } from '../fates.ts';
import type { Scan } from '../scan.ts';
import type { OpenScanOptions } from './scan-options.ts';

/** Returns a warning for each link by file to an article that is not public. */
export async function linkProblems(scanned: Scan, { site, now, reader }: OpenScanOptions): Promise<readonly Problem[]> {
  const { links } = scanned.memory;
  return links.isEmpty ? [] : links.problems({ site, now, reader, fateOf: fatesIn(scanned) });
}
